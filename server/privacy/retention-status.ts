/** How long a portal keeps what, and what the job did about it: for its admins and for the operator. */
import type { RetentionSettings } from "../../core/retention/index.ts";
import type { Context } from "../context.ts";
import { findPortal, type Portal } from "../portals/store.ts";
import { type PortalRegions, regionsOf } from "./regions.ts";
import { type RetentionRun, retentionRuns } from "./retention.ts";
import { type FlowKeep, flowKeeps } from "./retention-keeps.ts";

export interface RetentionStatus {
  readonly settings: RetentionSettings;
  /** Every Flow, with the time that counts for it. */
  readonly flows: readonly FlowKeep[];
  /** The newest rounds that removed something, and the very last one; newest first. */
  readonly runs: readonly RetentionRun[];
  readonly regions: PortalRegions;
}

export async function retentionStatus(context: Context, portal: Portal, runs = 20): Promise<RetentionStatus> {
  return {
    settings: portal.settings.retention,
    flows: await flowKeeps(context, portal),
    runs: await retentionRuns(context, portal.id, runs),
    regions: regionsOf(context, portal),
  };
}

/** @throws where the portal is not there: doors ask first */
export async function portalThere(context: Context, portalId: string): Promise<Portal> {
  const portal = await findPortal(context, portalId);
  if (!portal) throw new Error("The portal that was asked about is not there.");
  return portal;
}
