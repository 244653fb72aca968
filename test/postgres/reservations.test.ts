import { onPostgresToo } from "../databases/index.ts";

await onPostgresToo(() => import("../server/conversation/reservations.test.ts"));
