/** Looks after every key ring by the clock: finishes what stopped, retires, rotates, and notices strangers' keys. */
import { OutsideError } from "../../core/errors.ts";
import type { Context } from "../context.ts";
import { whatsappConnection } from "../portals/connections.ts";
import { codeOf } from "../telemetry/code.ts";
import { knownNumbers } from "./numbers.ts";
import { nextNeed } from "./plan.ts";
import { type RingPlace, readRing } from "./ring.ts";
import { check, type RingParts, retire, rotate, rotateAfter } from "./rotate.ts";

export interface KeyKeeper {
  /** Does for every ring what is due; what fails is tried again next time. */
  tend(): Promise<void>;
  /** Asks Meta about one ring's numbers now, in the background. */
  look(place: RingPlace): void;
  /** Resolves when nothing of it runs any more. */
  idle(): Promise<void>;
}

/** A ring needs at most: check, retire, rotate. */
const mostNeeds = 4;

export function keyKeeper(parts: RingParts): KeyKeeper {
  const { context } = parts;
  const looking = new Set<Promise<void>>();

  const guarded = async (place: RingPlace, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      const { portalId: portal, connectionId: connection } = place;
      const fields = { portal, connection, code: codeOf(error) };
      if (error instanceof OutsideError) context.log.warn("keys.not_tended", fields);
      else context.log.error("keys.not_tended", fields);
    }
  };

  return {
    tend: async () => {
      for (const place of await everyRing(context)) await guarded(place, () => tendRing(parts, place));
    },
    look: (place) => {
      const run = guarded(place, async () => {
        const connection = await whatsappConnection(context, place.portalId, place.connectionId);
        if (connection) await check(parts, place.portalId, connection);
      }).finally(() => looking.delete(run));
      looking.add(run);
    },
    idle: async () => {
      await Promise.all(looking);
    },
  };
}

async function everyRing({ store }: Context): Promise<RingPlace[]> {
  const every = store.everyPortal();
  const rows = await every.all(
    every.db
      .selectFrom("connections")
      .select(["portal_id", "id"])
      .where("system", "=", "whatsapp")
      .where("status", "=", "active"),
  );
  return rows.map(({ portal_id, id }) => ({ portalId: portal_id, connectionId: id }));
}

async function tendRing(parts: RingParts, place: RingPlace): Promise<void> {
  const { context } = parts;
  const connection = await whatsappConnection(context, place.portalId, place.connectionId);
  if (!connection) return;
  let before = "";
  for (let needs = 0; needs < mostNeeds; needs += 1) {
    const need = nextNeed({
      keys: await readRing(context, place),
      numbers: await knownNumbers(context, place),
      now: context.now(),
      rotateAfterMs: rotateAfter(context),
    });
    // What did not help once does not help twice in a row: a number that Meta cannot serve now waits for next time.
    if (need.kind === "nothing" || need.kind === before) return;
    before = need.kind;
    if (need.kind === "check") await check(parts, place.portalId, connection);
    else if (need.kind === "retire") await retire(parts, place.portalId, connection, need.keyId);
    else await rotate(parts, place.portalId, connection);
  }
}
