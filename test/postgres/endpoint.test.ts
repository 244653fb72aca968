import { onPostgresToo } from "../databases/index.ts";

await onPostgresToo(() => import("../server/conversation/endpoint.test.ts"));
