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

/** Somebody who can own records. */
export interface Owner {
  readonly id: string;
  readonly email?: string;
  /** Ids of the teams. */
  readonly teams: readonly string[];
}

export interface Users {
  /** Undefined where HubSpot knows no such user any more. Needs the scope `settings.users.read`. */
  get(userId: string): Promise<HubSpotUser | undefined>;
  /** The user's id as an owner of records; undefined for one who owns none. Needs `crm.objects.owners.read` or `automation`. */
  ownerId(userId: string): Promise<string | undefined>;
  /** All who can own records now, with their teams; at most 5,000. Needs `crm.objects.owners.read` or `automation`. */
  owners(): Promise<Owner[]>;
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
const mostPages = 10;
const ownersSchema = z.looseObject({
  results: z.array(
    z.looseObject({
      id: z.string(),
      email: z.string().nullish(),
      type: z.string().default("PERSON"),
      archived: z.boolean().default(false),
      teams: z.array(z.looseObject({ id: z.string() })).default([]),
    }),
  ),
  paging: z.looseObject({ next: z.looseObject({ after: z.string() }).optional() }).optional(),
});
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
    async owners() {
      const owners: Owner[] = [];
      let after: string | undefined;
      for (let pages = 0; pages < mostPages; pages += 1) {
        const query = { limit: "500", ...(after !== undefined && { after }) };
        const { results, paging } = await client.call({ method: "GET", path: ownersPath, query, answer: ownersSchema });
        owners.push(...results.filter(({ archived, type }) => !archived && type === "PERSON").map(ownerOf));
        after = paging?.next?.after;
        if (after === undefined) break;
      }
      return owners;
    },
    async teams() {
      const { results } = await client.call({ method: "GET", path: `${usersPath}/teams`, answer: teamsSchema });
      return results.map(({ id, name }) => ({ id, name }));
    },
  };
}

function ownerOf({ id, email, teams }: z.infer<typeof ownersSchema>["results"][number]): Owner {
  return { id, ...(email && { email }), teams: teams.map((team) => team.id) };
}

async function unlessGone<Found>(call: Promise<Found>): Promise<Found | undefined> {
  try {
    return await call;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}
