/**
 * One attempt of one step: claim, do, record. Nothing is kept in memory that matters: a process that dies in between
 * loses its lease, and the claim it left says that a call may be on its way.
 */
import { OutsideError } from "../../core/errors.ts";
import type { Context } from "../context.ts";
import type { Trace } from "../privacy/erase-kinds.ts";
import { leaveTraces } from "../privacy/erase-traces.ts";
import { StoreConflict, tryCommit, type Write } from "../store/index.ts";
import { codeOf } from "../telemetry/code.ts";
import { type Attempted, stepStart } from "../telemetry/spans.ts";
import { inSpan } from "../telemetry/tracer.ts";
import { type DestinationState, failingWrites, probeClaim, wellWrites } from "./destinations.ts";
import { type DeliveryParts, loadJob } from "./job.ts";
import { checkLease, type Lease } from "./lease.ts";
import { type DueStep, followUpWrites } from "./plan.ts";
import { releaseWrites } from "./release.ts";
import { blamesDestination, judge, lookAfterMs, type Verdict } from "./schedule.ts";
import type { Job, StepResult } from "./step.ts";
import { isStepName, steps } from "./steps/index.ts";
import { type Attempt, claimWrites, outcomeWrites } from "./store.ts";

/**
 * @param lease prolonged by the caller while the step runs
 * @param probing the paused destination that this step tries out, where it does
 */
export async function runStep(
  parts: DeliveryParts,
  holder: string,
  due: DueStep,
  lease: Lease,
  probing: DestinationState | undefined,
): Promise<void> {
  const { context } = parts;
  const tenant = context.store.of(due.portalId);
  const { until } = lease;
  const probe = probing ? [probeClaim(context, due.portalId, probing, until)] : [];
  // Another worker was faster.
  if (!(await tryCommit(tenant, [...claimWrites(context, due, holder, until), ...probe]))) return;
  const startedAt = context.now();
  if (due.row.running_since !== null) return deferInterrupted(context, holder, due, startedAt);
  const attempts = due.row.attempts + 1;
  let end: (attempt: Attempt) => Promise<Write[]>;
  let attempt: Attempt;
  const traces: Trace[] = [];
  try {
    const result = await perform(parts, due, attempts, lease, (trace) => traces.push(trace));
    attempt = { startedAt, outcome: outcomeOf(result), code: result.reason ?? result.kind, correlationId: undefined };
    end = (made) => resultWrites(context, holder, due, made, result);
  } catch (thrown) {
    const begunAt = due.row.begun_at ?? startedAt;
    const tried = { failures: due.row.failures, begunAt, now: context.now(), chance: chance(context) };
    const error = judge(thrown, tried).kind === "authorise" ? await authorised(parts, due, startedAt, thrown) : thrown;
    const verdict = judge(error, tried);
    const correlationId = error instanceof OutsideError ? error.correlationId : undefined;
    attempt = { startedAt, outcome: verdict.kind === "dead" ? "dead" : "retry", code: codeOf(error), correlationId };
    end = (made) => failureWrites(context, holder, due, made, verdict, error, probing !== undefined);
  }
  try {
    await commitEnd(context, due, () => end(attempt));
  } catch (error) {
    await leaveTraces(context, due.portalId, due.row.person_id, traces);
    throw error;
  }
  report(context, due, attempt, attempts);
}

/** Renews the token that was refused. @returns what is wrong: the refusal, or that there is no new token for us */
async function authorised(parts: DeliveryParts, due: DueStep, since: number, refusal: unknown): Promise<unknown> {
  try {
    await parts.hubspot.renew(due.portalId, since);
    return refusal;
  } catch (error) {
    return error instanceof OutsideError ? error : refusal;
  }
}

/** Two steps of one submission may end in the same moment: the second one looks again at what waits for both. */
async function commitEnd(context: Context, { portalId }: DueStep, writes: () => Promise<Write[]>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await context.store.of(portalId).commit(await writes());
    } catch (error) {
      if (!(error instanceof StoreConflict) || tries === 3) throw error;
    }
  }
}

/** Somebody died, or lost the lane, at this step: what may be on its way gets time to show up where it is looked for. */
async function deferInterrupted(context: Context, holder: string, due: DueStep, now: number): Promise<void> {
  const attempt = {
    startedAt: due.row.running_since ?? now,
    outcome: "retry" as const,
    code: "interrupted",
    correlationId: undefined,
  };
  const { reason, failures } = due.row;
  const next = { status: "ready" as const, reason, failures, nextAt: now + lookAfterMs };
  await context.store.of(due.portalId).commit(outcomeWrites(context, due, holder, attempt, next));
  report(context, due, attempt, due.row.attempts);
}

async function perform(
  parts: DeliveryParts,
  due: DueStep,
  attempts: number,
  lease: Lease,
  made: Job["made"],
): Promise<StepResult> {
  const { step } = due.row;
  if (!isStepName(step)) throw new Error(`This version of Flowella does not know the step ${step}.`);
  const job = await loadJob(parts, due, attempts, () => checkLease(parts.context, lease), made);
  return inSpan(
    parts.context,
    () => stepStart(parts.context, attempted(due, job)),
    async (span) => {
      const result = await steps[step](job);
      span.set({ outcome: result.kind });
      return result;
    },
  );
}

function attempted({ portalId, row }: DueStep, { submission, attempts }: Job): Attempted {
  const { step, destination, revision } = row;
  const ids = { portalId, sendId: submission.send.id, submissionId: submission.id };
  return { ...ids, revision, step, destination, attempt: attempts };
}

async function resultWrites(
  context: Context,
  holder: string,
  due: DueStep,
  attempt: Attempt,
  result: StepResult,
): Promise<Write[]> {
  const now = context.now();
  const reason = result.reason ?? null;
  const { failures } = due.row;
  const well = await wellWrites(context, due);
  if (result.kind === "not-yet") {
    const next = { status: "ready" as const, reason, failures, nextAt: now + result.afterMs };
    return [...outcomeWrites(context, due, holder, attempt, next), ...well];
  }
  const outcome = outcomeWrites(context, due, holder, attempt, { status: result.kind, reason, failures, nextAt: now });
  const released = result.kind === "waiting-for-person" ? [] : await releaseWrites(context, due);
  const written = result.kind === "skipped" ? [] : (result.writes ?? []);
  return [...outcome, ...written, ...released, ...followUpWrites(context, due, result.plan ?? []), ...well];
}

async function failureWrites(
  context: Context,
  holder: string,
  due: DueStep,
  attempt: Attempt,
  verdict: Verdict,
  error: unknown,
  probed: boolean,
): Promise<Write[]> {
  const counts = verdict.kind === "retry" || verdict.kind === "authorise";
  const outcome = outcomeWrites(context, due, holder, attempt, {
    status: verdict.kind === "dead" ? "dead" : "ready",
    reason: attempt.code,
    failures: due.row.failures + (counts ? 1 : 0),
    nextAt: context.now() + (verdict.kind === "dead" ? 0 : verdict.afterMs),
  });
  if (blamesDestination(error)) return [...outcome, ...(await failingWrites(context, due, attempt.code, probed))];
  // A refusal is an answer, too: the destination is there.
  const answered = error instanceof OutsideError && verdict.kind === "dead";
  return answered ? [...outcome, ...(await wellWrites(context, due))] : outcome;
}

function outcomeOf(result: StepResult): Attempt["outcome"] {
  return result.kind === "not-yet" ? "retry" : result.kind;
}

function chance(context: Context): number {
  return Buffer.from(context.randomBytes(4)).readUInt32BE() / 2 ** 32;
}

function report(context: Context, due: DueStep, attempt: Attempt, attempts: number): void {
  const ms = context.now() - attempt.startedAt;
  context.metrics.attempt(due.row.step, attempt.outcome, ms / 1000);
  const line = attempt.outcome === "dead" || attempt.outcome === "waiting-for-person" ? "warn" : "info";
  context.log[line]("delivery.attempt", {
    portal: due.portalId,
    submission: due.row.submission_id,
    step: due.row.step,
    attempt: attempts,
    outcome: attempt.outcome,
    code: attempt.code,
    ms,
    correlation: attempt.correlationId,
  });
}
