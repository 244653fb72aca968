import { onPostgresToo } from "../databases/index.ts";

await onPostgresToo(() => import("../privacy/erase.test.ts"));
