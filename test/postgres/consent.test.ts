import { onPostgresToo } from "../databases/index.ts";

await onPostgresToo(() => import("../server/consent/gate.test.ts"));
