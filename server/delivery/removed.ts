/** Destinations that a business took away, such as a webhook: nothing may wait, or ring, for them any more. */
import type { Context } from "../context.ts";
import { type Write, write } from "../store/index.ts";
import { wakeWrites } from "./wake.ts";
import { well } from "./well.ts";

/** Why steps for it are skipped, as a code. */
export const endpointRemoved = "endpoint-removed";

/**
 * To be committed with the removal. What was given up would wait for a replay that nobody makes, and where nothing else
 * is left, no probe would end the pause. What is still to go, or under way, skips itself in its turn: that lets go what
 * waits for it, and the destination's row stays because it is found by that.
 */
export function removedWrites(context: Context, portalId: string, destination: string): Write[] {
  const { db } = context.store.of(portalId);
  const now = context.now();
  const dead = db.updateTable("steps").set({ status: "skipped", reason: endpointRemoved, updated_at: now });
  const state = db.updateTable("destination_states").set({ ...well, updated_at: now });
  return [
    write(dead.where("destination", "=", destination).where("status", "=", "dead")),
    write(state.where("destination", "=", destination)),
    ...wakeWrites(context, portalId, [destination]),
  ];
}
