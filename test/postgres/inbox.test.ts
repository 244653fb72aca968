import { onPostgresToo } from "../databases/index.ts";

await onPostgresToo(() => import("../server/inbox/inbox.test.ts"));
