import { type Context, newId } from "../context.ts";
import { type EventKind, eventWrites } from "../insight/events.ts";
import { type Row, type Write, write } from "../store/index.ts";
import type { PlannedStep } from "./step.ts";

export interface PlanFor {
  readonly portalId: string;
  readonly personId: string;
  readonly submissionId: string;
  /** Which revision of it the steps deliver. */
  readonly revision: number;
  /** Orders a person's submissions: when this one was accepted, epoch milliseconds. */
  readonly acceptedAt: number;
}

/** A step's place in its lane: the submission's time, then the step's number within the plan. */
const stepsPerSubmission = 100;

/** When the answers that a step delivers were handed in: the first time, or as a correction. */
export function handedInAt({ seq }: Pick<Row<"steps">, "seq">): number {
  return Math.floor(seq / stepsPerSubmission);
}

/** Everything for one person at one destination happens in order: that is a lane. */
export function laneOf(personId: string): string {
  return `${personId}/hubspot`;
}

/** The rows of a submission's first steps. Steps with nothing before them are ready at once. */
export function planWrites(context: Context, target: PlanFor, steps: readonly PlannedStep[]): Write[] {
  return insertSteps(context, target, steps, target.acceptedAt * stepsPerSubmission);
}

/** The rows of the steps that follow from this one. */
export function followUpWrites(context: Context, { portalId, row }: DueStep, steps: readonly PlannedStep[]): Write[] {
  const target = { portalId, personId: row.person_id, submissionId: row.submission_id, revision: row.revision };
  return insertSteps(context, target, steps, row.seq + 1);
}

function insertSteps(
  context: Context,
  target: Omit<PlanFor, "acceptedAt">,
  steps: readonly PlannedStep[],
  seq: number,
): Write[] {
  const { db } = context.store.of(target.portalId);
  return steps.map(({ step, after }, index) =>
    write(
      db.insertInto("steps").values({
        id: newId(context, "stp"),
        person_id: target.personId,
        submission_id: target.submissionId,
        revision: target.revision,
        step,
        lane: laneOf(target.personId),
        seq: seq + index,
        after: JSON.stringify(after),
        status: after.length === 0 ? "ready" : "blocked",
        reason: null,
        attempts: 0,
        next_at: context.now(),
        updated_at: context.now(),
      }),
      1,
    ),
  );
}

export interface DueStep {
  readonly portalId: string;
  readonly row: Row<"steps">;
}

/** Steps that may run now: due, first of their lane, and nobody at work on the lane. */
export async function dueSteps({ store, now }: Context, limit: number): Promise<DueStep[]> {
  const every = store.everyPortal();
  const rows = await every.all(
    every.db
      .selectFrom("steps as step")
      .selectAll("step")
      .where("step.status", "=", "ready")
      .where("step.next_at", "<=", now())
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom("steps as earlier")
              .select("earlier.id")
              .whereRef("earlier.portal_id", "=", "step.portal_id")
              .whereRef("earlier.lane", "=", "step.lane")
              .where("earlier.status", "=", "ready")
              .whereRef("earlier.seq", "<", "step.seq"),
          ),
        ),
      )
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom("lanes")
              .select("lanes.lane")
              .whereRef("lanes.portal_id", "=", "step.portal_id")
              .whereRef("lanes.lane", "=", "step.lane")
              .where("lanes.until", ">", now()),
          ),
        ),
      )
      .orderBy("step.next_at")
      .limit(limit),
  );
  return rows.map(({ portal_id, ...row }) => ({ portalId: portal_id, row }));
}

/** When the next step falls due, if any waits. */
export async function nextDue({ store }: Context): Promise<number | undefined> {
  const every = store.everyPortal();
  const query = every.db
    .selectFrom("steps")
    .select("next_at")
    .where("status", "=", "ready")
    .orderBy("next_at")
    .limit(1);
  return (await every.first(query))?.next_at;
}

/**
 * Takes the lane for a while and counts the attempt, before anything is sent: after a crash the count says that the
 * call may have landed. Fails with StoreConflict when somebody else was faster.
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
        .set({ attempts: row.attempts + 1, updated_at: now })
        .where("id", "=", row.id)
        .where("status", "=", "ready")
        .where("attempts", "=", row.attempts),
      1,
    ),
  ];
}

export interface Attempt {
  readonly startedAt: number;
  readonly outcome: Row<"attempts">["outcome"];
  readonly code: string;
  readonly correlationId: string | undefined;
}

/** The step's new state, the attempt's record and the lane's release, all in one. */
export function outcomeWrites(
  context: Context,
  { portalId, row }: DueStep,
  holder: string,
  attempt: Attempt,
  next: { status: Row<"steps">["status"]; reason: string | null; nextAt: number },
): Write[] {
  const { db } = context.store.of(portalId);
  const now = context.now();
  return [
    write(
      db
        .updateTable("steps")
        .set({ status: next.status, reason: next.reason, next_at: next.nextAt, updated_at: now })
        .where("id", "=", row.id)
        .where("status", "=", "ready"),
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

/** Marks as ready the steps that waited for this one alone. */
export async function readyWrites(context: Context, { portalId, row }: DueStep): Promise<Write[]> {
  const tenant = context.store.of(portalId);
  const siblings = await tenant.all(
    tenant.db
      .selectFrom("steps")
      .select(["id", "step", "after", "status"])
      .where("submission_id", "=", row.submission_id)
      .where("revision", "=", row.revision),
  );
  const finished = new Set<string>(
    siblings.filter(({ status }) => status === "done" || status === "skipped").map(({ step }) => step),
  ).add(row.step);
  return siblings
    .filter(({ status, after }) => status === "blocked" && namesIn(after).every((name) => finished.has(name)))
    .map(({ id }) =>
      write(
        tenant.db
          .updateTable("steps")
          .set({ status: "ready", next_at: context.now(), updated_at: context.now() })
          .where("id", "=", id)
          .where("status", "=", "blocked"),
        1,
      ),
    );
}

function namesIn(after: string): string[] {
  const names: unknown = JSON.parse(after);
  return Array.isArray(names) ? names.map(String) : [];
}
