import { onPostgresToo } from "../databases/index.ts";

await onPostgresToo(() => import("../server/delivery/neighbour.test.ts"));
