/** Works on broadcasts, one lane each: reading the list, looking at everybody, sending. */
import type { Context } from "../context.ts";
import type { SendingParts } from "../sending/request.ts";
import type { Sleeper } from "../wakeups/types.ts";
import { dropLeases } from "./claim.ts";
import { collect } from "./collect.ts";
import { completionsLane, readCompletions } from "./completions.ts";
import { look } from "./look.ts";
import { pacer } from "./pacer.ts";
import { run } from "./run.ts";
import { broadcastRow, laneOf, sleeperName } from "./store.ts";

export interface BroadcastSleeper extends Sleeper {
  /** A process that has just begun and is the only one: what an earlier one had claimed is free. */
  begin(alone: boolean): Promise<void>;
  /** Nothing more is begun; what has left is waited for by whoever stops the wake-ups. */
  stop(): void;
}

export function broadcastSleeper(sending: SendingParts): BroadcastSleeper {
  const { context } = sending;
  let stopping = false;
  const parts = { ...sending, pacer: pacer(context), stopping: () => stopping };
  return {
    name: sleeperName,
    begin: async (alone) => {
      if (alone) await dropLeases(context);
    },
    stop: () => {
      stopping = true;
    },
    run: async (lane) => {
      const [, portalId = "", id = "", what] = lane.split("/");
      const row = await broadcastRow(context, portalId, id);
      if (!row || stopping) return undefined;
      if (what === "completions") return readCompletions(sending, portalId, row);
      const now = context.now();
      switch (row.state) {
        case "collecting":
          return (await collect(sending, portalId, row)) ? now : undefined;
        case "checking":
          await look(sending, portalId, row);
          return (await broadcastRow(context, portalId, id))?.state === "checking" ? now : undefined;
        case "running":
          return row.next_at > now ? row.next_at : run(parts, portalId, row);
        default:
          return undefined;
      }
    },
    upcoming: (limit) => upcoming(context, limit),
  };
}

async function upcoming({ store }: Context, limit: number): Promise<{ lane: string; at: number }[]> {
  const every = store.everyPortal();
  const rows = await every.all(
    every.db
      .selectFrom("broadcasts")
      // Nothing goes for a portal that left; what is left goes on when it is back.
      .innerJoin("portals", "portals.id", "broadcasts.portal_id")
      .select(["broadcasts.portal_id", "broadcasts.id", "broadcasts.next_at"])
      .where("broadcasts.state", "in", ["collecting", "checking", "running"])
      .where("portals.status", "=", "active")
      .orderBy("broadcasts.next_at")
      .limit(limit),
  );
  const read = await every.all(
    every.db
      .selectFrom("broadcasts")
      .innerJoin("portals", "portals.id", "broadcasts.portal_id")
      .select(["broadcasts.portal_id", "broadcasts.id", "broadcasts.completions_at"])
      .where("broadcasts.completions_at", "is not", null)
      .where("portals.status", "=", "active")
      .orderBy("broadcasts.completions_at")
      .limit(limit),
  );
  return [
    ...rows.map(({ portal_id, id, next_at }) => ({ lane: laneOf(portal_id, id), at: next_at })),
    ...read.map(({ portal_id, id, completions_at }) => ({
      lane: completionsLane(portal_id, id),
      at: completions_at ?? 0,
    })),
  ]
    .toSorted((one, other) => one.at - other.at)
    .slice(0, limit);
}
