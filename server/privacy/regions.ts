/** What is stored in which part of the world: here, at HubSpot, at Meta. */
import { type Elsewhere, type Regions, regionsThatDiffer } from "../../core/retention/index.ts";
import type { Context } from "../context.ts";
import type { Portal } from "../portals/store.ts";

export interface PortalRegions extends Regions {
  readonly differ: readonly Elsewhere[];
}

/**
 * Ours is what the operator says (`REGION`); HubSpot tells its own when the app is installed (HubSpot reference 4.7); Meta's
 * is what an admin says: Meta takes it when a number is registered and tells it nowhere (WhatsApp reference 5.17).
 */
export function regionsOf({ config }: Pick<Context, "config">, portal: Portal): PortalRegions {
  const regions = {
    ours: config.REGION || undefined,
    hubspot: portal.dataHosting,
    meta: portal.settings.retention.metaRegion,
  };
  return { ...regions, differ: regionsThatDiffer(regions) };
}
