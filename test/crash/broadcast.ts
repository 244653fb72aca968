/** A broadcast that goes on all the while: slowly enough that processes die in the middle of it. */
import { z } from "zod";
import { type Broadcast, broadcastShow } from "../../src/app/packages/contract/index.ts";
import type { Business, Outside } from "./outside.ts";
import type { Operator } from "./setup.ts";

export interface RunningBroadcast {
  readonly business: Business;
  readonly id: string;
  /** Digits of everybody in the list. */
  readonly waIds: readonly string[];
}

export const broadcastLimit = "whatsapp_number=1/4000";
const people = 40;
const listId = "6001";
const longestLookMs = 60_000;

/** Makes the list and the broadcast, lets everybody be looked at, and starts it. */
export async function beginBroadcast(
  operator: Operator,
  { hubspot, whatsapp }: Outside,
  business: Business,
  flowId: string,
): Promise<RunningBroadcast> {
  const portal = hubspot.portal(business.portalId);
  const members = new Map<string, number>();
  const waIds = Array.from({ length: people }, (_, index) => `39349${String(index).padStart(7, "0")}`);
  for (const waId of waIds) {
    const { id } = portal.contacts.create({ firstname: "Ada", phone: `+${waId}`, whatsapp_opt_in: "true" });
    members.set(id, 0);
    whatsapp.person(waId, { name: "Ada" });
  }
  portal.lists.set(listId, { listId, name: "Everybody", members });
  const asked = { name: "Spring", flowId, listId, pilotPercent: 0, idempotencyKey: "a-broadcast-among-crashes" };
  const made = z.object({ kind: z.literal("made"), id: z.string() });
  const { id } = await operator.ask(business, "/operator/broadcasts/make", asked, made);
  const broadcast = { business, id, waIds };
  const until = Date.now() + longestLookMs;
  for (let state = ""; state !== "ready"; ) {
    ({ state } = await shown(operator, broadcast));
    if (Date.now() > until) throw new Error(`The broadcast is ${state} and does not become ready.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const done = z.object({ kind: z.literal("done") });
  await operator.ask(business, "/operator/broadcasts/press", { id, what: "start" }, done);
  return broadcast;
}

export async function shown(operator: Operator, { business, id }: RunningBroadcast): Promise<Broadcast> {
  const answer = await operator.ask(business, "/operator/broadcasts/show", { id }, broadcastShow.response);
  if (answer.kind !== "ready") throw new Error(`The broadcast is ${answer.kind}.`);
  return answer.broadcast;
}

export interface BroadcastStanding {
  readonly count: number;
  /** In words; empty when everybody got it once, or nobody knows whether they did. */
  readonly wrong: readonly string[];
}

export function whatStandsOfBroadcast(
  { whatsapp }: Pick<Outside, "whatsapp">,
  { waIds }: RunningBroadcast,
  { state, total }: Broadcast,
): BroadcastStanding {
  const members = new Set(waIds);
  const times = new Map<string, number>();
  for (const { waId } of whatsapp.state.sent.values())
    if (members.has(waId)) times.set(waId, (times.get(waId) ?? 0) + 1);
  const twice = [...times.values()].filter((each) => each > 1).length;
  const { sent, delivered, read, unconfirmed } = total;
  const reached = sent + delivered + read;
  const wrong: string[] = [];
  if (state !== "finished") wrong.push(`The broadcast is ${state}`);
  if (twice > 0) wrong.push(`${twice} people got the broadcast more than once`);
  if (reached + unconfirmed !== waIds.length)
    wrong.push(`Of ${waIds.length} people of the broadcast, ${reached} are reached and ${unconfirmed} in doubt`);
  if (times.size < reached || times.size > reached + unconfirmed)
    wrong.push(
      `${times.size} people got the broadcast, ${reached} are said to have it and ${unconfirmed} to be in doubt`,
    );
  return { count: times.size, wrong };
}
