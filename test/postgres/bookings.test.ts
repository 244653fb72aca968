import { onPostgresToo } from "../databases/index.ts";

await onPostgresToo(() => import("../server/bookings/slots.test.ts"));
