import { onPostgresToo } from "../databases/index.ts";

await onPostgresToo(() => import("../privacy/canary.test.ts"));
