import { onPostgresToo } from "../databases/index.ts";

await onPostgresToo(() => import("../e2e/surveymonkey-write-back.test.ts"));
