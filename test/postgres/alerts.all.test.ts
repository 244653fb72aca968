import { onPostgresToo } from "../databases/index.ts";

await onPostgresToo(() => import("../server/alerts/alerts.test.ts"));
