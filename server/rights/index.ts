/** Who a caller is, and what they may do: the portal's roles, applied to the user whom HubSpot's signature names. */
import type { Team } from "../../connectors/hubspot/index.ts";
import { isBound, rightsOf, teamsMatter, type User } from "../../core/rights/index.ts";
import { findPortal } from "../portals/store.ts";
import type { Access, Caller } from "./access.ts";
import { type ContactRule, contactRule } from "./contacts.ts";
import { hubspotUsers, type UserParts } from "./users.ts";

export type { Access, Caller } from "./access.ts";

export interface Rights {
  of(caller: Caller): Promise<Access>;
  /** The account's teams with their names; undefined where HubSpot does not tell. */
  teams(portalId: string): Promise<readonly Team[] | undefined>;
  /** "Own and team's contacts only". */
  readonly contacts: ContactRule;
}

/** One for the whole process: it remembers what HubSpot says of its users. */
export function portalRights(parts: UserParts): Rights {
  const users = hubspotUsers(parts);
  return {
    teams: users.teams,
    contacts: contactRule(parts),
    of: async ({ portalId, userId }) => {
      const portal = await findPortal(parts.context, portalId);
      if (!portal) throw new Error("The portal of a signed call is not there.");
      const settings = portal.settings.access;
      const installer = portal.installerUserId === userId;
      const alone: User = { id: userId, active: true, installer, superAdmin: false, teams: [] };
      const seen = teamsMatter(alone, settings) ? await users.look(portalId, userId) : undefined;
      const user = seen?.kind === "user" ? { ...alone, ...seen } : { ...alone, active: seen?.kind !== "gone" };
      const rights = rightsOf(user, settings);
      if (!user.active || !isBound(settings, rights)) return { user, settings, rights };
      return { user: { ...user, ownerId: await users.ownerId(portalId, userId) }, settings, rights };
    },
  };
}
