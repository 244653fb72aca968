/** The public key at each number of an account: what Meta has, what we last knew, and giving them ours. */
import type { Graph } from "../../connectors/whatsapp/client.ts";
import { getPublicKey, setPublicKey } from "../../connectors/whatsapp/public-key.ts";
import { publicKeyId } from "../../connectors/whatsapp/wire/index.ts";
import { OutsideError } from "../../core/errors.ts";
import type { Context } from "../context.ts";
import { healthWrite } from "../health/events.ts";
import { type Write, write } from "../store/index.ts";
import { sendersOf } from "../whatsapp-account/senders.ts";
import { isSettled, judgeNumber, type NumberKey, needsUpload, type RegisteredFingerprint } from "./plan.ts";
import { activeOf, ensureActiveKey, type RingKey, type RingPlace, readRing, startOverlap } from "./ring.ts";

export interface KnownNumber extends NumberKey {
  /** Meta's phone number id. */
  readonly id: string;
  readonly displayNumber: string;
  readonly checkedAt: number | null;
}

/** The account's numbers with what was last known of their keys. */
export async function knownNumbers(context: Context, { portalId, connectionId }: RingPlace): Promise<KnownNumber[]> {
  const rows = await sendersOf(context, portalId, connectionId);
  return rows.map((row) => ({
    id: row.id,
    displayNumber: row.display_number,
    status: row.key_status,
    keyId: row.key_id,
    code: row.key_code,
    checkedAt: row.key_checked_at,
  }));
}

export interface BringUpOptions {
  /** Numbers whose foreign key is to be replaced by ours; elsewhere it stays. */
  readonly takeBack?: readonly string[];
  /** Only look, upload nothing. */
  readonly lookOnly?: boolean;
}

/**
 * Asks Meta for each number's key, uploads the active one where it is missing, confirms it, and keeps what was found.
 * Once every number has it, the overlap of the key before begins. A number that fails does not hold the others up.
 */
export async function bringNumbersUp(
  context: Context,
  place: RingPlace,
  graph: Graph,
  { takeBack = [], lookOnly = false }: BringUpOptions = {},
): Promise<KnownNumber[]> {
  const active = await ensureActiveKey(context, place);
  const keys = await readRing(context, place);
  const found: KnownNumber[] = [];
  for (const number of await knownNumbers(context, place)) {
    const wanted = (key: NumberKey) =>
      !lookOnly && (needsUpload(key, active.id) || (key.status === "foreign" && takeBack.includes(number.id)));
    const key = await bringUp(graph, number.id, keys, active, wanted);
    const { id, displayNumber } = number;
    const now = { ...key, id, displayNumber, checkedAt: context.now() };
    await context.store.of(place.portalId).commit(keepWrites(context, place, number, now));
    found.push(now);
  }
  await settle(context, place, found);
  return found;
}

/** Where every number has the active key, the overlap of the key before it begins. */
async function settle(context: Context, place: RingPlace, numbers: readonly KnownNumber[]): Promise<void> {
  // Read again: somebody may have rotated while Meta was asked.
  const active = activeOf(await readRing(context, place));
  if (!active || !isSettled(numbers, active.id)) return;
  const retireAt = context.now() + context.config.FLOW_KEY_OVERLAP_HOURS * 3_600_000;
  await context.store.of(place.portalId).commit([startOverlap(context, place, retireAt)]);
}

async function bringUp(
  graph: Graph,
  numberId: string,
  keys: readonly RingKey[],
  active: RingKey,
  wanted: (key: NumberKey) => boolean,
): Promise<NumberKey> {
  try {
    const before = judgeNumber(await registeredAt(graph, numberId), keys);
    if (!wanted(before)) return before;
    await setPublicKey(graph, numberId, active.publicPem);
    return judgeNumber(await registeredAt(graph, numberId), keys);
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error;
    return { status: "failed", keyId: null, code: error.code };
  }
}

/** The number's key as Meta has it now. @throws OutsideError */
export async function registeredAt(graph: Graph, numberId: string): Promise<RegisteredFingerprint | undefined> {
  const registered = await getPublicKey(graph, numberId);
  return registered && { fingerprint: fingerprintOf(registered.publicPem), status: registered.status };
}

/** Another vendor's key may be of a kind that we cannot read; it is a stranger's all the same. */
function fingerprintOf(pem: string): string {
  try {
    return publicKeyId(pem);
  } catch {
    return "unreadable";
  }
}

function keepWrites(context: Context, place: RingPlace, before: KnownNumber, now: KnownNumber): Write[] {
  const { db } = context.store.of(place.portalId);
  const kept = write(
    db
      .updateTable("senders")
      .set({ key_status: now.status, key_id: now.keyId, key_code: now.code, key_checked_at: now.checkedAt })
      .where("id", "=", now.id),
  );
  const became = before.status !== "foreign" && now.status === "foreign";
  const ended = before.status === "foreign" && now.status !== "foreign" && now.status !== "failed";
  if (!became && !ended) return [kept];
  if (became) context.log.warn("keys.foreign", { portal: place.portalId, number: now.id });
  const event = {
    occurrence: `foreign_key:${now.id}:${context.now()}`,
    source: "server" as const,
    kind: "foreign_key",
    subject: "number" as const,
    subjectId: now.id,
    state: became ? ("active" as const) : ("over" as const),
  };
  return [kept, healthWrite(context, place.portalId, event)];
}
