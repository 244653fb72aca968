import { onPostgresToo } from "../databases/index.ts";

await onPostgresToo(() => import("../server/alerts/removed-webhook.test.ts"));
