/**
 * What HubSpot says of a user, remembered for five minutes by this process (HubSpot reference 6.19). Where it cannot be
 * asked, nobody has more rights than without it: no teams, no super admin, no contact of their own.
 */
import type { HubSpotUser, Team } from "../../connectors/hubspot/index.ts";
import { OutsideError } from "../../core/errors.ts";
import type { Context } from "../context.ts";
import { hubspotConnection } from "../portals/connections.ts";
import type { HubSpotAccess } from "../portals/hubspot.ts";
import { codeOf } from "../telemetry/code.ts";

export interface UserParts {
  readonly context: Context;
  readonly hubspot: HubSpotAccess;
}

/** `unknown`: it could not be asked. */
export type UserSeen = ({ readonly kind: "user" } & HubSpotUser) | { readonly kind: "gone" | "unknown" };

export interface HubSpotUsers {
  look(portalId: string, userId: string): Promise<UserSeen>;
  /** The user's id among the owners of records; undefined where there is none, or it could not be asked. */
  ownerId(portalId: string, userId: string): Promise<string | undefined>;
  /** The account's teams; undefined where they could not be read. */
  teams(portalId: string): Promise<readonly Team[] | undefined>;
}

const keptMs = 5 * 60_000;
/** What failed is asked again earlier. */
const failedMs = 60_000;
/** HubSpot's proxy gives up after 15 seconds (HubSpot reference 2.6), and there is work to do after this question. */
const patienceMs = 3_000;
const most = 10_000;

export function hubspotUsers({ context, hubspot }: UserParts): HubSpotUsers {
  const allows = async (portalId: string, ...scopes: string[]): Promise<boolean> => {
    const granted = (await hubspotConnection(context, portalId))?.secrets.scopes ?? [];
    return scopes.some((scope) => granted.includes(scope));
  };
  const users = remembered<UserSeen>(context, { kind: "unknown" }, async (portalId, userId) => {
    // Each refusal would count against the app in HubSpot's certification.
    if (!(await allows(portalId, "settings.users.read"))) return { kind: "unknown" };
    const user = await hubspot.of(portalId).users.get(userId);
    return user ? { kind: "user", ...user } : { kind: "gone" };
  });
  const owners = remembered<string | undefined>(context, undefined, async (portalId, userId) => {
    if (!(await allows(portalId, "crm.objects.owners.read", "automation"))) return undefined;
    return hubspot.of(portalId).users.ownerId(userId);
  });
  const teams = remembered<readonly Team[] | undefined>(context, undefined, async (portalId) => {
    if (!(await allows(portalId, "settings.users.teams.read"))) return undefined;
    return hubspot.of(portalId).users.teams();
  });
  return { look: users, ownerId: owners, teams: (portalId) => teams(portalId, "") };
}

type Look<Seen> = (portalId: string, userId: string) => Promise<Seen>;

function remembered<Seen>(context: Context, otherwise: Seen, ask: Look<Seen>): Look<Seen> {
  const known = new Map<string, { readonly answer: Promise<Seen>; until: number }>();
  return (portalId, userId) => {
    const name = `${portalId} ${userId}`;
    const before = known.get(name);
    if (before && context.now() < before.until) return inTime(before.answer, otherwise);
    if (known.size >= most) known.clear();
    const entry = {
      until: context.now() + keptMs,
      answer: ask(portalId, userId).catch((error: unknown) => {
        if (!(error instanceof OutsideError)) throw error;
        context.log.warn("rights.user_unread", { portal: portalId, user: userId, code: codeOf(error) });
        entry.until = context.now() + failedMs;
        return otherwise;
      }),
    };
    known.set(name, entry);
    return inTime(entry.answer, otherwise);
  };
}

/** The answer, or what holds without it; a late one is there for the next question. */
async function inTime<Seen>(answer: Promise<Seen>, otherwise: Seen): Promise<Seen> {
  const { promise, resolve } = Promise.withResolvers<Seen>();
  const timer = setTimeout(() => resolve(otherwise), patienceMs);
  try {
    return await Promise.race([answer, promise]);
  } finally {
    clearTimeout(timer);
  }
}
