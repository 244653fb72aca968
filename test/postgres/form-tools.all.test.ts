import { onPostgresToo } from "../databases/index.ts";

await onPostgresToo(() => import("../server/form-tools/form-tools.test.ts"));
