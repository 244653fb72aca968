/**
 * Changing keys without a customer noticing: a new key is in use before Meta gives it out, the one before is tried until
 * its overlap is over, and whatever was interrupted is gone on with.
 */
import { generateKeyPair } from "../../connectors/whatsapp/wire/index.ts";
import type { Context } from "../context.ts";
import { external360Id, type WhatsAppConnection, whatsappConnection } from "../portals/connections.ts";
import { graphOf } from "../portals/graph.ts";
import { type BringUpOptions, bringNumbersUp, type KnownNumber, knownNumbers } from "./numbers.ts";
import { isSettled } from "./plan.ts";
import {
  activeOf,
  beginRetiring,
  insertKey,
  liveOf,
  type RingKey,
  type RingPlace,
  readRing,
  retireKey,
} from "./ring.ts";
import type { KeyRings } from "./rings.ts";

export interface RingState {
  readonly kind: "ring";
  readonly connectionId: string;
  /** The WhatsApp Business account. */
  readonly accountId: string;
  /** The active key first, then the newest. */
  readonly keys: readonly Omit<RingKey, "publicPem">[];
  readonly numbers: readonly KnownNumber[];
  /** Every number has the active key. */
  readonly settled: boolean;
  /** When the next key is due, epoch milliseconds; null where only on demand. */
  readonly rotatesAt: number | null;
  /** What was done, or what the reader should know. */
  readonly note?: string;
}

export interface KeysRefused {
  readonly kind: "refused";
  readonly code: string;
  readonly message: string;
}

export function keysRefused(code: string, message: string): KeysRefused {
  return { kind: "refused", code, message };
}

export interface RingParts {
  readonly context: Context;
  readonly rings: KeyRings;
}

/** The ring as it was last known, without asking Meta. */
export async function ringState(
  { context }: RingParts,
  portalId: string,
  connection: WhatsAppConnection,
  note?: string,
): Promise<RingState> {
  const place = { portalId, connectionId: connection.id };
  const keys = await readRing(context, place);
  const numbers = await knownNumbers(context, place);
  const active = activeOf(keys);
  const rotateAfterMs = rotateAfter(context);
  return {
    kind: "ring",
    connectionId: connection.id,
    accountId: connection.externalId,
    keys: keys.map(({ publicPem: _pem, ...key }) => key),
    numbers,
    settled: active !== undefined && isSettled(numbers, active.id),
    rotatesAt: active && rotateAfterMs > 0 ? active.createdAt + rotateAfterMs : null,
    ...(note && { note }),
  };
}

/** From the setting in days. Zero: never by itself. */
export function rotateAfter({ config }: Context): number {
  return config.FLOW_KEY_ROTATION_DAYS * 24 * 3_600_000;
}

/** The connection's account, or the portal's first one. */
export async function ringConnection(
  context: Context,
  portalId: string,
  accountId: string | undefined,
): Promise<WhatsAppConnection | KeysRefused> {
  const connection = await whatsappConnection(
    context,
    portalId,
    await connectionOfAccount(context, portalId, accountId),
  );
  if (connection) return connection;
  return keysRefused(
    "keys.no_account",
    accountId === undefined
      ? "This portal has no connected WhatsApp account."
      : `This portal has no connected WhatsApp account ${accountId}.`,
  );
}

async function connectionOfAccount(
  { store }: Context,
  portalId: string,
  accountId: string | undefined,
): Promise<string | undefined> {
  if (accountId === undefined) return undefined;
  const tenant = store.of(portalId);
  const query = tenant.db
    .selectFrom("connections")
    .select("id")
    .where("system", "=", "whatsapp")
    .where("external_id", "in", [accountId, external360Id(portalId, accountId)]);
  return (await tenant.first(query))?.id ?? "";
}

/**
 * Makes a new key and brings it to every number; a rotation that stopped half-way is gone on with instead.
 *
 * @param atOnce also while the key before is in its overlap, or while a number still lacks the active key: the older
 *   key is dropped, and phones that remember it are refused once and fetch the new one by themselves
 */
export async function rotate(
  parts: RingParts,
  portalId: string,
  connection: WhatsAppConnection,
  { atOnce = false } = {},
): Promise<RingState | KeysRefused> {
  const { context } = parts;
  const place = { portalId, connectionId: connection.id };
  const keys = await readRing(context, place);
  const active = activeOf(keys);
  const known = await knownNumbers(context, place);
  if (active && !isSettled(known, active.id) && !atOnce) {
    const numbers = await check(parts, portalId, connection);
    const done = isSettled(numbers, active.id);
    return ringState(
      parts,
      portalId,
      connection,
      done
        ? "The rotation before was not finished; it is now. Run it again for another key."
        : "The rotation before is not finished: a number still lacks the newest key. See its code, and run this again.",
    );
  }
  const retiring = liveOf(keys).filter(({ status }) => status === "retiring");
  if (retiring.length > 0 && !atOnce) return refusedInOverlap(retiring);
  await addActiveKey(parts, place, active, retiring);
  await check(parts, portalId, connection);
  return ringState(parts, portalId, connection);
}

function refusedInOverlap(retiring: readonly RingKey[]): KeysRefused {
  const until = retiring.map(({ retireAt }) => retireAt ?? 0).reduce((left, right) => Math.max(left, right), 0);
  const when = until > 0 ? ` until ${new Date(until).toISOString()}` : "";
  return keysRefused(
    "keys.overlap",
    `The key before is still accepted${when}, and only two keys are ever tried. Wait, or rotate at once with --now: ` +
      "phones that remember the oldest key then fetch the new one by themselves.",
  );
}

async function addActiveKey(
  { context, rings }: RingParts,
  place: RingPlace,
  active: RingKey | undefined,
  dropped: readonly RingKey[],
): Promise<void> {
  const pair = await generateKeyPair();
  await context.store
    .of(place.portalId)
    .commit([
      ...dropped.map(({ id }) => retireKey(context, place, id)),
      ...(active ? [beginRetiring(context, place, active.id)] : []),
      await insertKey(context, place, { ...pair, status: "active" }),
    ]);
  rings.changed(place);
  context.log.info("keys.rotated", { portal: place.portalId, connection: place.connectionId });
}

/** Asks Meta about every number and gives the active key to those that lack it. */
export function check(
  { context }: RingParts,
  portalId: string,
  connection: WhatsAppConnection,
  options?: BringUpOptions,
): Promise<KnownNumber[]> {
  const graph = graphOf(context, connection);
  return bringNumbersUp(context, { portalId, connectionId: connection.id }, graph, options);
}

/** Replaces another vendor's key at one number, or at every number that has one. */
export async function takeBack(
  parts: RingParts,
  portalId: string,
  connection: WhatsAppConnection,
  numberId?: string,
): Promise<RingState | KeysRefused> {
  const place = { portalId, connectionId: connection.id };
  const numbers = (await knownNumbers(parts.context, place)).map(({ id }) => id);
  if (numberId !== undefined && !numbers.includes(numberId)) {
    return keysRefused("keys.no_number", `This account has no number with the id ${numberId}.`);
  }
  await check(parts, portalId, connection, { takeBack: numberId === undefined ? numbers : [numberId] });
  return ringState(parts, portalId, connection);
}

/**
 * Ends a key: its private half is destroyed.
 * @param atOnce before its overlap is over, and although a number may still have it
 */
export async function retire(
  parts: RingParts,
  portalId: string,
  connection: WhatsAppConnection,
  keyId: string,
  { atOnce = false } = {},
): Promise<RingState | KeysRefused> {
  const { context, rings } = parts;
  const place = { portalId, connectionId: connection.id };
  const key = (await readRing(context, place)).find(({ id }) => id === keyId);
  if (!key) return keysRefused("keys.unknown", "This account has no key with this id. See `keys list`.");
  if (key.status === "active") {
    return keysRefused("keys.active", "This key is the active one. Rotate first; then it retires by itself.");
  }
  if (key.status === "retired") return ringState(parts, portalId, connection, "This key was retired before.");
  if (!atOnce && (key.retireAt === null || key.retireAt > context.now())) {
    const until = key.retireAt === null ? "every number has the newest key" : new Date(key.retireAt).toISOString();
    return keysRefused(
      "keys.overlap",
      `Phones may still use this key; it retires by itself after its overlap (${until}). To end it now, add --now.`,
    );
  }
  await context.store.of(portalId).commit([retireKey(context, place, keyId)]);
  rings.changed(place);
  context.log.info("keys.retired", { portal: portalId, connection: connection.id, key: keyId });
  return ringState(parts, portalId, connection);
}
