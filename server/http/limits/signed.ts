/** How often somebody may ask whom HubSpot signs for. */
import { pace } from "./pace.ts";
import { hubspotLimits } from "./table.ts";

export interface Signed {
  readonly portalId: string;
  /** Left out where HubSpot itself calls. */
  readonly userId?: string;
}

/** @returns how many milliseconds to wait, where it was once too often */
export function signedPace(): (signed: Signed) => Promise<number | undefined> {
  const users = pace(hubspotLimits.perUser, minute);
  const portals = pace(hubspotLimits.perPortal, minute);
  return async ({ portalId, userId }) =>
    (userId === undefined ? undefined : await users.over(`${portalId}:${userId}`)) ?? portals.over(portalId);
}

const minute = 60;
