import { onPostgresToo } from "../databases/index.ts";

await onPostgresToo(() => import("../server/conversation/reopening.test.ts"));
