import type { Context } from "../context.ts";
import type { KeyRings } from "../keys/rings.ts";
import type { MetaApps } from "../portals/meta-apps.ts";

/** What connecting and mending an account needs. */
export interface AccountParts {
  readonly context: Context;
  readonly apps: MetaApps;
  readonly rings: KeyRings;
}
