import { onPostgresToo } from "../databases/index.ts";

await onPostgresToo(() => import("../e2e/lead.test.ts"));
