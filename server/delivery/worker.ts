/**
 * Runs due steps until told to stop.
 *
 * The worker holds no state that matters: what is due, whose turn it is and how often it was tried stand in the
 * tables, so a process that dies mid-step loses its lease and another run carries on.
 */

import { OutsideError } from "../../core/errors.ts";
import { type Context, newId } from "../context.ts";
import { StoreConflict, type Write } from "../store/index.ts";
import { codeOf } from "../telemetry/code.ts";
import { type DeliveryParts, loadJob } from "./job.ts";
import { judge } from "./schedule.ts";
import type { StepResult } from "./step.ts";
import { isStepName, steps } from "./steps/index.ts";
import {
  type Attempt,
  claimWrites,
  type DueStep,
  dueSteps,
  followUpWrites,
  nextDue,
  outcomeWrites,
  readyWrites,
} from "./store.ts";

export interface DeliveryWorker {
  /** Something may be due: look now. */
  wake(): void;
  /** Resolves when nothing is due or running; steps that wait for a later time do not count. */
  idle(): Promise<void>;
  /** Finishes what runs and starts nothing more. */
  stop(): Promise<void>;
}

/** Longer than the slowest step: its calls have time-outs of their own. */
const leaseMs = 120_000;
const together = 8;
const longestSleepMs = 30_000;

export function deliveryWorker(parts: DeliveryParts): DeliveryWorker {
  const { context } = parts;
  const holder = newId(context, "wrk");
  const running = new Set<Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;
  let again = false;
  let stopped = false;

  const look = async (): Promise<void> => {
    do {
      again = false;
      if (stopped) return;
      for (const due of await dueSteps(context, together - running.size)) {
        const run = runStep(parts, holder, due)
          .catch((error: unknown) =>
            context.log.error("delivery.step_broke", { step: due.row.id, code: codeOf(error) }),
          )
          .finally(() => {
            running.delete(run);
            wake();
          });
        running.add(run);
      }
    } while (again);
    await sleepUntilDue();
  };

  const sleepUntilDue = async (): Promise<void> => {
    clearTimeout(timer);
    const at = await nextDue(context);
    if (stopped || at === undefined) return;
    timer = setTimeout(wake, Math.min(Math.max(at - context.now(), 50), longestSleepMs));
    timer.unref();
  };

  const wake = (): void => {
    if (stopped) return;
    if (looking) {
      again = true;
      return;
    }
    looking = look()
      .catch((error: unknown) => {
        context.log.error("delivery.look_failed", { code: codeOf(error) });
        timer = setTimeout(wake, 1_000);
        timer.unref();
      })
      .finally(() => {
        looking = undefined;
        if (again) wake();
      });
  };

  const settled = async (): Promise<void> => {
    while (looking || running.size > 0) await Promise.all([looking, ...running]);
  };

  return {
    wake,
    idle: async () => {
      wake();
      await settled();
    },
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await settled();
    },
  };
}

async function runStep(parts: DeliveryParts, holder: string, due: DueStep): Promise<void> {
  const { context, hubspot } = parts;
  const tenant = context.store.of(due.portalId);
  try {
    await tenant.commit(claimWrites(context, due, holder, context.now() + leaseMs));
  } catch (error) {
    // Another worker was faster.
    if (error instanceof StoreConflict) return;
    throw error;
  }
  const startedAt = context.now();
  const attempts = due.row.attempts + 1;
  let writes: Write[];
  let attempt: Attempt;
  try {
    const result = await perform(parts, due, attempts);
    attempt = { startedAt, outcome: outcomeOf(result), code: result.reason ?? result.kind, correlationId: undefined };
    writes = await resultWrites(context, holder, due, attempt, result);
  } catch (error) {
    const verdict = judge(error, attempts, chance(context));
    if (verdict.kind === "retry" && verdict.renewToken) await hubspot.renew(due.portalId).catch(() => undefined);
    const correlationId = error instanceof OutsideError ? error.correlationId : undefined;
    attempt = { startedAt, outcome: verdict.kind, code: codeOf(error), correlationId };
    const next = { status: verdict.kind === "dead" ? ("dead" as const) : ("ready" as const), reason: attempt.code };
    const nextAt = context.now() + (verdict.kind === "retry" ? verdict.afterMs : 0);
    writes = outcomeWrites(context, due, holder, attempt, { ...next, nextAt });
  }
  await tenant.commit(writes);
  report(context, due, attempt, attempts);
}

async function perform(parts: DeliveryParts, due: DueStep, attempts: number): Promise<StepResult> {
  const { step } = due.row;
  if (!isStepName(step)) throw new Error(`This version of Flowella does not know the step ${step}.`);
  return steps[step](await loadJob(parts, due, attempts));
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
  if (result.kind === "not-yet") {
    return outcomeWrites(context, due, holder, attempt, { status: "ready", reason, nextAt: now + result.afterMs });
  }
  const outcome = outcomeWrites(context, due, holder, attempt, { status: result.kind, reason, nextAt: now });
  if (result.kind === "skipped") return [...outcome, ...(await readyWrites(context, due))];
  const planned = followUpWrites(context, due, result.plan ?? []);
  const ready = result.kind === "done" ? await readyWrites(context, due) : [];
  return [...outcome, ...(result.writes ?? []), ...ready, ...planned];
}

function outcomeOf(result: StepResult): Attempt["outcome"] {
  return result.kind === "not-yet" ? "retry" : result.kind;
}

function chance(context: Context): number {
  return Buffer.from(context.randomBytes(4)).readUInt32BE() / 2 ** 32;
}

function report(context: Context, due: DueStep, attempt: Attempt, attempts: number): void {
  context.metrics.attempt(due.row.step, attempt.outcome);
  const line = attempt.outcome === "dead" || attempt.outcome === "waiting-for-person" ? "warn" : "info";
  context.log[line]("delivery.attempt", {
    portal: due.portalId,
    submission: due.row.submission_id,
    step: due.row.step,
    attempt: attempts,
    outcome: attempt.outcome,
    code: attempt.code,
    ms: context.now() - attempt.startedAt,
    correlation: attempt.correlationId,
  });
}
