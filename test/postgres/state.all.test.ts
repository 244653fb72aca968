import { onPostgresToo } from "../databases/index.ts";

await onPostgresToo(() => import("../server/telemetry/state.test.ts"));
