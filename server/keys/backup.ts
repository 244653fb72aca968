/** A ring's live keys as a PKCS#12 file, and back: the way home after the database or its master key is lost. */
import { fromPkcs12, pkcs12Protection, toPkcs12 } from "../../connectors/whatsapp/pkcs12.ts";
import { type KeyPairPem, publicKeyId } from "../../connectors/whatsapp/wire/index.ts";
import { OutsideError } from "../../core/errors.ts";
import type { WhatsAppConnection } from "../portals/connections.ts";
import { graphOf } from "../portals/graph.ts";
import type { Write } from "../store/index.ts";
import { knownNumbers, registeredAt } from "./numbers.ts";
import {
  activeOf,
  insertKey,
  liveOf,
  mostLiveKeys,
  privateKeysOf,
  type RingKey,
  type RingPlace,
  readRing,
  retireKey,
} from "./ring.ts";
import { check, type KeysRefused, keysRefused, type RingParts, type RingState, ringState } from "./rotate.ts";

export interface RingBackup {
  readonly kind: "backup";
  /** The file's bytes as base64. */
  readonly pkcs12: string;
  readonly protection: string;
  /** Fingerprints of the keys in it. */
  readonly keys: readonly string[];
}

/** @throws RefusedInput `keys.passphrase` */
export async function backUp(
  { context }: RingParts,
  portalId: string,
  connection: WhatsAppConnection,
  passphrase: string,
): Promise<RingBackup | KeysRefused> {
  const live = await privateKeysOf(context, { portalId, connectionId: connection.id });
  if (live.length === 0) return keysRefused("keys.none", "This account has no key yet.");
  const keys = live.map(({ privatePem }) => {
    const fingerprint = publicKeyId(privatePem);
    return { privatePem, fingerprint, name: `flowella ${connection.externalId} ${fingerprint}` };
  });
  context.log.info("keys.backed_up", { portal: portalId, connection: connection.id, keys: keys.length });
  return {
    kind: "backup",
    pkcs12: Buffer.from(toPkcs12(keys, passphrase)).toString("base64"),
    protection: pkcs12Protection,
    keys: keys.map(({ fingerprint }) => fingerprint),
  };
}

/**
 * Takes a backup's keys into the ring, so that what phones seal for them opens at once. Where a number already has the
 * file's first key and none has ours, the file's becomes the active one; otherwise numbers move over to ours, and the
 * file's keys retire after the overlap.
 *
 * @throws RefusedInput `keys.backup_unreadable`, `whatsapp.private_key`; OutsideError when Meta cannot be asked
 */
export async function restore(
  parts: RingParts,
  portalId: string,
  connection: WhatsAppConnection,
  file: Uint8Array,
  passphrase: string,
): Promise<RingState | KeysRefused> {
  const { context, rings } = parts;
  const place = { portalId, connectionId: connection.id };
  const pairs = fromPkcs12(file, passphrase).map((pair) => ({ ...pair, fingerprint: publicKeyId(pair.publicPem) }));
  const registered = await registeredFingerprints(parts, portalId, connection);
  const keys = await readRing(context, place);
  const plan = planRestore({ keys, registered, inFile: pairs.map(({ fingerprint }) => fingerprint) });
  if (plan.take.length === 0 && plan.leftOut.length > 0) {
    return keysRefused(
      "keys.ring_full",
      "This account already has two keys in use, and no number has a key of this file. Retire the older one first.",
    );
  }
  await context.store.of(portalId).commit(await writesOf(parts, place, plan, keys, pairs));
  rings.changed(place);
  await check(parts, portalId, connection);
  context.log.info("keys.restored", { portal: portalId, connection: connection.id, keys: plan.take.length });
  return ringState(parts, portalId, connection, noteOf(plan));
}

interface RestorePlan {
  /** Fingerprints that come in, with what they become. */
  readonly take: readonly { readonly fingerprint: string; readonly status: "active" | "retiring" }[];
  /** Our active key makes room: no number ever had it. */
  readonly replaceActive: boolean;
  readonly leftOut: readonly string[];
}

export interface RestoreFacts {
  readonly keys: readonly RingKey[];
  /** What the numbers have at Meta. */
  readonly registered: readonly string[];
  readonly inFile: readonly string[];
}

/** Which of a file's keys come into the ring, and as what. */
export function planRestore({ keys, registered, inFile }: RestoreFacts): RestorePlan {
  const live = liveOf(keys);
  const wanted = inFile.filter((fingerprint) => !live.some((key) => key.fingerprint === fingerprint));
  const active = activeOf(keys);
  const [first] = wanted;
  const idle = active !== undefined && !registered.includes(active.fingerprint);
  const replaceActive = idle && first !== undefined && registered.includes(first);
  const needsActive = active === undefined || replaceActive;
  const room = mostLiveKeys - live.length + (replaceActive ? 1 : 0);
  // What a number has comes first: its phones seal for it now.
  const ordered = [...wanted].sort(
    (left, right) => Number(registered.includes(right)) - Number(registered.includes(left)),
  );
  const taken = ordered.slice(0, Math.max(room, 0));
  const newActive = needsActive ? (taken.find((fingerprint) => fingerprint === first) ?? taken[0]) : undefined;
  return {
    take: taken.map((fingerprint) => ({ fingerprint, status: fingerprint === newActive ? "active" : "retiring" })),
    replaceActive: replaceActive && taken.length > 0,
    leftOut: ordered.slice(Math.max(room, 0)),
  };
}

async function writesOf(
  { context }: RingParts,
  place: RingPlace,
  plan: RestorePlan,
  keys: readonly RingKey[],
  pairs: readonly (KeyPairPem & { readonly fingerprint: string })[],
): Promise<Write[]> {
  const active = activeOf(keys);
  const inserts = plan.take.flatMap(({ fingerprint, status }) => {
    const pair = pairs.find((candidate) => candidate.fingerprint === fingerprint);
    return pair ? [insertKey(context, place, { ...pair, status })] : [];
  });
  return [
    ...(plan.replaceActive && active ? [retireKey(context, place, active.id)] : []),
    ...(await Promise.all(inserts)),
  ];
}

async function registeredFingerprints(
  { context }: RingParts,
  portalId: string,
  connection: WhatsAppConnection,
): Promise<string[]> {
  const graph = graphOf(context, connection);
  const found: string[] = [];
  for (const { id } of await knownNumbers(context, { portalId, connectionId: connection.id })) {
    try {
      const key = await registeredAt(graph, id);
      if (key) found.push(key.fingerprint);
    } catch (error) {
      // A number that is no longer there has no key; anything else must be known before keys change.
      if (!(error instanceof OutsideError && error.code === "whatsapp.bad_request")) throw error;
    }
  }
  return found;
}

function noteOf({ take, leftOut }: RestorePlan): string {
  const taken = take.length === 0 ? "Every key of the file was in use already." : `Keys restored: ${take.length}.`;
  const rest = leftOut.length === 0 ? "" : ` Left out, because only two keys are ever tried: ${leftOut.join(", ")}.`;
  return `${taken}${rest}`;
}
