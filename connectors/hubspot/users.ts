/**
 * Who uses an account (HubSpot reference 6.13, 6.19). HubSpot tells who somebody is and which teams they are in; what they
 * may see it tells nobody.
 */
import { z } from "zod";
import type { HubSpotClient } from "./client.ts";
import { isNotFound } from "./errors.ts";

export interface HubSpotUser {
  readonly id: string;
  readonly superAdmin: boolean;
  /** Ids of the teams: the main one first, then the others. */
  readonly teams: readonly string[];
}

export interface Team {
  readonly id: string;
  readonly name: string;
}

export interface Users {
  /** Undefined where HubSpot knows no such user any more. Needs the scope `settings.users.read`. */
  get(userId: string): Promise<HubSpotUser | undefined>;
  /** The user's id as an owner of records; undefined for one who owns none. Needs `crm.objects.owners.read` or `automation`. */
  ownerId(userId: string): Promise<string | undefined>;
  /** Every team of the account. Needs the scope `settings.users.teams.read`. */
  teams(): Promise<Team[]>;
}

const usersPath = "/settings/users/2026-03";
const ownersPath = "/crm/owners/2026-03";

const userSchema = z.looseObject({
  id: z.string(),
  superAdmin: z.boolean().default(false),
  primaryTeamId: z.string().nullish(),
  secondaryTeamIds: z.array(z.string()).nullish(),
});
const ownerSchema = z.looseObject({ id: z.string() });
const teamsSchema = z.looseObject({ results: z.array(z.looseObject({ id: z.string(), name: z.string() })) });

export function userCalls(client: HubSpotClient): Users {
  return {
    async get(userId) {
      const path = `${usersPath}/${encodeURIComponent(userId)}`;
      const found = await unlessGone(client.call({ method: "GET", path, answer: userSchema }));
      if (!found) return undefined;
      const { id, superAdmin, primaryTeamId, secondaryTeamIds } = found;
      return { id, superAdmin, teams: [...(primaryTeamId ? [primaryTeamId] : []), ...(secondaryTeamIds ?? [])] };
    },
    async ownerId(userId) {
      const path = `${ownersPath}/${encodeURIComponent(userId)}`;
      const query = { idProperty: "userId" };
      return (await unlessGone(client.call({ method: "GET", path, query, answer: ownerSchema })))?.id;
    },
    async teams() {
      const { results } = await client.call({ method: "GET", path: `${usersPath}/teams`, answer: teamsSchema });
      return results.map(({ id, name }) => ({ id, name }));
    },
  };
}

async function unlessGone<Found>(call: Promise<Found>): Promise<Found | undefined> {
  try {
    return await call;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}
