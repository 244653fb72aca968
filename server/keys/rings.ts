/**
 * The key rings as the running server uses them: parsed once and kept.
 *
 * What is kept is compared with the database every few seconds (the ids of at most two rows), and at once when a
 * phone's exchange fits none of the keys: so a key that another process made is in use before a phone is refused.
 */
import {
  type DecryptionKey,
  importPrivateKey,
  type OpenedEnvelope,
  openEnvelope,
  rsaThreads,
} from "../../connectors/whatsapp/wire/index.ts";
import type { Context } from "../context.ts";
import { ensureActiveKey, privateKeysOf, type RingPlace, versionOf } from "./ring.ts";
import { strangerWatch } from "./strangers.ts";

export interface KeyRings {
  /** Opens a phone's request with the ring's keys, at most two. */
  open(place: RingPlace, rawBody: Uint8Array): Promise<OpenedEnvelope>;
  /** The active key's public half as PEM, made on first use. */
  publicKeyOf(portalId: string, connectionId: string): Promise<string>;
  /** The ring changed: the next exchange reads it again. */
  changed(place: RingPlace): void;
  /** Ends the threads that decrypt. */
  close(): Promise<void>;
}

/** How long a kept ring is used without a look at the database, in milliseconds. */
export const ringKeptMs = 5_000;

interface Kept {
  readonly version: string;
  readonly keys: readonly DecryptionKey[];
  checkedAt: number;
}

/**
 * @param onStrangers called when a ring's phones use keys that are not ours, many of them: another vendor may have
 *   replaced the key at a number.
 */
export function keyRings(context: Context, onStrangers: (place: RingPlace) => void = () => undefined): KeyRings {
  const kept = new Map<string, Kept>();
  const loading = new Map<string, Promise<Kept>>();
  const threads = rsaThreads();
  const strangers = strangerWatch(context.now, onStrangers);

  const load = async (place: RingPlace): Promise<Kept> => {
    const rows = await privateKeysOf(context, place);
    const keys = await Promise.all(rows.map(({ privatePem }) => importPrivateKey(privatePem, threads.unwrap)));
    return { version: rows.map(({ id }) => id).join(" "), keys, checkedAt: context.now() };
  };

  /** Many exchanges may find at once that the ring must be read: it is read once. */
  const reload = (place: RingPlace): Promise<Kept> => {
    const name = nameOf(place);
    const running = loading.get(name);
    if (running) return running;
    const ring: Promise<Kept> = load(place)
      .then((loaded) => {
        // Not when the ring changed while it was read.
        if (loading.get(name) === ring) kept.set(name, loaded);
        return loaded;
      })
      .finally(() => {
        if (loading.get(name) === ring) loading.delete(name);
      });
    loading.set(name, ring);
    return ring;
  };

  const fresh = async (place: RingPlace, known: Kept): Promise<Kept> => {
    if ((await versionOf(context, place)) !== known.version) return reload(place);
    known.checkedAt = context.now();
    return known;
  };

  const ringOf = async (place: RingPlace): Promise<Kept> => {
    const known = kept.get(nameOf(place));
    if (!known) return reload(place);
    return known.checkedAt + ringKeptMs > context.now() ? known : fresh(place, known);
  };

  return {
    open: async (place, rawBody) => {
      const ring = await ringOf(place);
      const opened = await openEnvelope(rawBody, ring.keys);
      if (opened.ok || opened.reason !== "wrong_key") return opened;
      const again = await fresh(place, ring);
      const second = again.version === ring.version ? opened : await openEnvelope(rawBody, again.keys);
      if (!second.ok && second.reason === "wrong_key") strangers.seen(place);
      return second;
    },
    publicKeyOf: async (portalId, connectionId) => {
      const place = { portalId, connectionId };
      const { publicPem } = await ensureActiveKey(context, place);
      return publicPem;
    },
    changed: (place) => {
      loading.delete(nameOf(place));
      kept.delete(nameOf(place));
    },
    close: threads.close,
  };
}

function nameOf({ portalId, connectionId }: RingPlace): string {
  return `${portalId}/${connectionId}`;
}
