import { onPostgresToo } from "../databases/index.ts";

await onPostgresToo(() => import("../e2e/broadcasts.test.ts"));
