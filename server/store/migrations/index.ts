import type { Migration } from "kysely/migration";
import * as first from "./001-first.ts";

/** In the order in which they run; a name is never reused. */
export const migrations: Record<string, Migration> = {
  "001-first": first,
};
