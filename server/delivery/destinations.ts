/**
 * How each destination of each portal is doing. One that keeps failing is paused for that portal alone: its steps stay
 * where they are and use up no attempts, and one lane at a time probes whether it is well again.
 */
import { heldBecause } from "../backup/hold.ts";
import type { Context } from "../context.ts";
import { type Row, type Write, write } from "../store/index.ts";
import type { DueStep } from "./plan.ts";
import { well } from "./well.ts";

/** So many failures in a row, of whatever steps, pause a destination. */
export const pauseAfter = 5;

/** Waits between probes, in milliseconds; the last one repeats. */
export const probeWaits = [30_000, 60_000, 2 * 60_000, 5 * 60_000, 10 * 60_000] as const;

export type DestinationState = Row<"destination_states">;

export async function destinationState(
  { store }: Context,
  portalId: string,
  destination: string,
): Promise<DestinationState | undefined> {
  const tenant = store.of(portalId);
  return tenant.first(tenant.db.selectFrom("destination_states").selectAll().where("destination", "=", destination));
}

/** A portal's destinations with what waits for them, for whoever looks. */
export async function destinationsOf({ store }: Context, portalId: string) {
  const tenant = store.of(portalId);
  const states = await tenant.all(tenant.db.selectFrom("destination_states").selectAll().orderBy("destination"));
  const counts = await tenant.all(
    tenant.db
      .selectFrom("steps")
      .select(({ fn }) => ["destination", "status", fn.countAll<number>().as("count")])
      .where("status", "in", ["blocked", "ready", "dead", "waiting-for-person"])
      .groupBy(["destination", "status"]),
  );
  const countOf = (destination: string, status: string): number =>
    Number(counts.find((row) => row.destination === destination && row.status === status)?.count ?? 0);
  return states.map((row) => ({
    destination: row.destination,
    state: row.state,
    failures: row.failures,
    reason: row.reason,
    pausedSince: row.paused_since,
    nextProbeAt: row.state === "paused" ? row.probe_at : null,
    ready: countOf(row.destination, "ready"),
    blocked: countOf(row.destination, "blocked"),
    dead: countOf(row.destination, "dead"),
    waitingForPerson: countOf(row.destination, "waiting-for-person"),
  }));
}

/** The one lane that may probe a paused destination. Fails with StoreConflict when another one was faster. */
export function probeClaim(context: Context, portalId: string, state: DestinationState, until: number): Write {
  const { db } = context.store.of(portalId);
  return write(
    db
      .updateTable("destination_states")
      .set({ probe_at: until, updated_at: context.now() })
      .where("destination", "=", state.destination)
      .where("state", "=", "paused")
      .where("probe_at", "=", state.probe_at),
    1,
  );
}

/** The destination answered: whatever was wrong with it is over. */
export async function wellWrites(context: Context, { portalId, row }: DueStep): Promise<Write[]> {
  const state = await destinationState(context, portalId, row.destination);
  if (!state || (state.state === "well" && state.failures === 0)) return [];
  const { db } = context.store.of(portalId);
  const now = context.now();
  const writes = [
    write(
      db
        .updateTable("destination_states")
        .set({ ...well, updated_at: now })
        .where("destination", "=", row.destination),
    ),
  ];
  if (state.state === "well") return writes;
  context.log.info("delivery.destination_well", { portal: portalId, destination: row.destination });
  // Those that waited by the schedule need not wait it out; those that were told when to come still do.
  const early = db
    .updateTable("steps")
    .set({ next_at: now })
    .where("destination", "=", row.destination)
    .where("status", "=", "ready")
    .where("failures", ">", 0)
    .where("next_at", ">", now)
    .where("id", "!=", row.id);
  return [...writes, write(early)];
}

/** One more failure of the destination's own. @param probed this attempt was the probe */
export async function failingWrites(
  context: Context,
  { portalId, row }: DueStep,
  reason: string,
  probed: boolean,
): Promise<Write[]> {
  const state = await destinationState(context, portalId, row.destination);
  if (!state) return [];
  const now = context.now();
  const failures = state.failures + 1;
  const pausing = state.state === "well" && failures >= pauseAfter;
  const probes = probed ? state.probes + 1 : state.probes;
  if (pausing) {
    const seen = { portal: portalId, destination: row.destination, code: reason };
    context.log.warn("delivery.destination_paused", seen);
  }
  const { db } = context.store.of(portalId);
  return [
    write(
      db
        .updateTable("destination_states")
        .set({
          failures,
          reason,
          updated_at: now,
          ...(pausing && { state: "paused" as const, paused_since: now, probes: 0, probe_at: now + probeWaits[0] }),
          ...(probed && !pausing && { probes, probe_at: now + probeWait(probes) }),
        })
        .where("destination", "=", row.destination),
    ),
  ];
}

function probeWait(probes: number): number {
  return probeWaits[probes] ?? probeWaits[probeWaits.length - 1] ?? 0;
}

/** Everything of the portal may be tried at once again: it came back. What a restore holds stays held (backup/hold.ts). */
export function forgetPauses(context: Context, portalId: string): Write {
  const { db } = context.store.of(portalId);
  const forgotten = db.updateTable("destination_states").set({ ...well, updated_at: context.now() });
  return write(forgotten.where(({ eb, or }) => or([eb("reason", "is", null), eb("reason", "!=", heldBecause)])));
}
