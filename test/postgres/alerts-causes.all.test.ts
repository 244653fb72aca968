import { onPostgresToo } from "../databases/index.ts";

await onPostgresToo(() => import("../server/alerts/causes.test.ts"));
