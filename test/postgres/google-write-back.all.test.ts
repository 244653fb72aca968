import { onPostgresToo } from "../databases/index.ts";

await onPostgresToo(() => import("../e2e/google-write-back.test.ts"));
