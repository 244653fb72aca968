import type { Migration } from "kysely/migration";
import * as first from "./001-first.ts";
import * as keys from "./002-keys.ts";
import * as conversation from "./003-conversation.ts";

/** In the order in which they run; a name is never reused. */
export const migrations: Record<string, Migration> = {
  "001-first": first,
  "002-keys": keys,
  "003-conversation": conversation,
};
