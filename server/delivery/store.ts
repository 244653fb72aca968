/** The writes around one attempt: taking the lane, and giving it back with the outcome. */
import { type Context, newId } from "../context.ts";
import { type EventKind, eventWrites } from "../insight/events.ts";
import { type Row, type Write, write } from "../store/index.ts";
import type { DueStep } from "./plan.ts";

/**
 * Takes the lane for a while and counts the attempt, before anything is sent: after a crash `running_since` says that a
 * call may be on its way. Fails with StoreConflict when somebody else was faster.
 */
export function claimWrites(context: Context, { portalId, row }: DueStep, holder: string, until: number): Write[] {
  const { db } = context.store.of(portalId);
  const now = context.now();
  return [
    write(
      db
        .insertInto("lanes")
        .values({ lane: row.lane, holder, until })
        .onConflict((conflict) =>
          conflict.column("lane").doUpdateSet({ holder, until }).where("lanes.until", "<=", now),
        ),
      1,
    ),
    write(
      db
        .updateTable("steps")
        .set({
          attempts: row.attempts + 1,
          begun_at: row.begun_at ?? now,
          running_since: now,
          updated_at: now,
        })
        .where("id", "=", row.id)
        .where("status", "=", "ready")
        .where("attempts", "=", row.attempts),
      1,
    ),
  ];
}

/** Whoever still works keeps its lane: said every now and then, so that a dead process loses its lanes soon. */
export function keepLane({ store }: Context, { portalId, row }: DueStep, holder: string, until: number): Write {
  const { db } = store.of(portalId);
  return write(
    db
      .updateTable("lanes")
      .set({ until })
      .where("lane", "=", row.lane)
      .where("holder", "=", holder)
      // Given back in the meantime.
      .where("until", ">", 0),
  );
}

export interface Attempt {
  readonly startedAt: number;
  readonly outcome: Row<"attempts">["outcome"];
  readonly code: string;
  readonly correlationId: string | undefined;
}

export interface NextState {
  readonly status: Row<"steps">["status"];
  readonly reason: string | null;
  readonly nextAt: number;
  readonly failures: number;
}

/** The step's new state, the attempt's record and the lane's release, all in one. */
export function outcomeWrites(
  context: Context,
  { portalId, row }: DueStep,
  holder: string,
  attempt: Attempt,
  next: NextState,
): Write[] {
  const { db } = context.store.of(portalId);
  const now = context.now();
  return [
    write(
      db
        .updateTable("steps")
        .set({
          status: next.status,
          reason: next.reason,
          next_at: next.nextAt,
          failures: next.failures,
          running_since: null,
          updated_at: now,
        })
        .where("id", "=", row.id)
        .where("status", "=", "ready")
        .where("attempts", "=", row.attempts + 1),
      1,
    ),
    write(
      db.insertInto("attempts").values({
        id: newId(context, "att"),
        step_id: row.id,
        started_at: attempt.startedAt,
        duration_ms: now - attempt.startedAt,
        outcome: attempt.outcome,
        code: attempt.code,
        correlation_id: attempt.correlationId ?? null,
      }),
      1,
    ),
    // Our own lease only: when it ran out while we worked, the lane is somebody else's and nothing here is written.
    write(db.updateTable("lanes").set({ until: 0 }).where("lane", "=", row.lane).where("holder", "=", holder), 1),
    ...eventOf(context, portalId, row, attempt),
  ];
}

/** What insight hears of an attempt: that it came to an end, not each try. */
function eventOf(context: Context, portalId: string, row: Row<"steps">, { outcome, code }: Attempt): Write[] {
  const subject = { person_id: row.person_id, submission_id: row.submission_id };
  const event = (kind: EventKind, word: string) =>
    eventWrites(context, portalId, subject, [{ kind, details: { code: word } }]);
  if (outcome === "dead") return event("dead", row.step);
  if (row.step === "identify" && outcome !== "retry") return event("identified", code);
  return outcome === "done" ? event("landed", row.step) : [];
}
