/** How the outside world fails, by chance: each call has the same small chance of each thing that goes wrong. */
import type { Request } from "express";
import { rateLimited } from "../../sandbox/hubspot/errors.ts";
import type { Failure, Fate } from "../../sandbox/stand-in.ts";
import type { Behaviour } from "../../sandbox/webhook-receiver/index.ts";
import type { Dice } from "./dice.ts";

/** Of calls to HubSpot and to webhook receivers, so many fail. */
const share = 0.06;
/** WhatsApp says nothing twice: what it leaves open about a receipt stays open for minutes. */
const whatsappShare = 0.03;

export type FaultCounts = Map<string, number>;

/** `reads` can land as often as they like. */
export function hubspotFate(dice: Dice, counts: FaultCounts): Fate {
  return () => {
    if (!dice.chance(share)) return undefined;
    const failure = dice.pick<() => Failure>([
      () => ({ kind: "status", status: 429, headers: { "retry-after": "1" }, body: rateLimited("SECONDLY").body }),
      () => ({ kind: "status", status: 500, body: broken }),
      () => ({ kind: "status", status: 500, body: broken, landed: true }),
      () => ({ kind: "slow", ms: 50 + dice.whole(400) }),
      () => ({ kind: "cut" }),
      () => ({ kind: "cut", landed: true }),
      () => ({ kind: "silent" }),
      () => ({ kind: "silent", landed: true }),
    ])();
    return counted(counts, failure);
  };
}

/** The same of Pipedrive, in its own words. */
export function pipedriveFate(dice: Dice, counts: FaultCounts): Fate {
  const body = { success: false, error: "Server error", data: null };
  return vendorFate(dice, counts, { "x-ratelimit-reset": "1" }, body);
}

/** The same of Google and SurveyMonkey. */
export function toolsFate(dice: Dice, counts: FaultCounts): Fate {
  return vendorFate(dice, counts, { "retry-after": "1" }, { error: { message: "Server error" } });
}

/** @param full headers of a 429, which say when it is over */
function vendorFate(dice: Dice, counts: FaultCounts, full: Record<string, string>, body: unknown): Fate {
  return () => {
    if (!dice.chance(share)) return undefined;
    const failure = dice.pick<() => Failure>([
      () => ({ kind: "status", status: 429, headers: full, body }),
      () => ({ kind: "status", status: 500, body }),
      () => ({ kind: "status", status: 500, body, landed: true }),
      () => ({ kind: "slow", ms: 50 + dice.whole(400) }),
      () => ({ kind: "cut" }),
      () => ({ kind: "cut", landed: true }),
      () => ({ kind: "silent" }),
      () => ({ kind: "silent", landed: true }),
    ])();
    return counted(counts, failure);
  };
}

const broken = { status: "error", message: "internal error", category: "INTERNAL_ERROR" };

export function whatsappFate(dice: Dice, counts: FaultCounts): Fate {
  const error = { message: "(#130429) Rate limit hit", type: "OAuthException", code: 130429 };
  const unknown = { message: "An unknown error occurred", type: "OAuthException", code: 1, is_transient: true };
  return (request) => {
    if (!isMessage(request) || !dice.chance(whatsappShare)) return undefined;
    const failure = dice.pick<() => Failure>([
      () => ({ kind: "status", status: 400, body: { error } }),
      () => ({ kind: "status", status: 500, body: { error: unknown } }),
      () => ({ kind: "status", status: 500, body: { error: unknown }, landed: true }),
      () => ({ kind: "slow", ms: 50 + dice.whole(400) }),
      () => ({ kind: "cut", landed: true }),
      () => ({ kind: "silent", landed: true }),
    ])();
    return counted(counts, failure);
  };
}

export const isMessage = ({ method, path }: Request): boolean => method === "POST" && /\/messages$/.test(path);

/** No 410 and no plain refusals: those are the receiver's word that it does not want the event. */
export function receiverFate(dice: Dice, counts: FaultCounts): () => Behaviour {
  return () => {
    if (!dice.chance(share)) return { kind: "take" };
    const behaviour = dice.pick<() => Behaviour>([
      () => ({ kind: "status", status: 429, headers: { "retry-after": "1" } }),
      () => ({ kind: "status", status: 500 }),
      () => ({ kind: "status", status: 503, landed: true }),
      () => ({ kind: "slow", ms: 50 + dice.whole(400), landed: true }),
      () => ({ kind: "cut" }),
      () => ({ kind: "cut", landed: true }),
      () => ({ kind: "silent" }),
      () => ({ kind: "silent", landed: true }),
    ])();
    return counted(counts, behaviour);
  };
}

function counted<Fault extends { kind: string; status?: number; landed?: boolean }>(
  counts: FaultCounts,
  fault: Fault,
): Fault {
  const name = `${fault.status ?? fault.kind}${fault.landed ? ", but it landed" : ""}`;
  counts.set(name, (counts.get(name) ?? 0) + 1);
  return fault;
}
