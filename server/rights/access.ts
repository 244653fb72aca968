/** Who asks, and what they may. */
import type { AccessSettings, Right, User } from "../../core/rights/index.ts";

export interface Caller {
  readonly portalId: string;
  /** HubSpot's id, from the signature. */
  readonly userId: string;
}

export interface Access {
  readonly user: User & { readonly ownerId?: string | undefined };
  readonly settings: AccessSettings;
  readonly rights: ReadonlySet<Right>;
}
