import { onPostgresToo } from "../databases/index.ts";

await onPostgresToo(() => import("../server/portals/tokens.test.ts"));
