/** The rows of a plan: steps in lanes, one lane per person and destination. */
import { type Context, newId } from "../context.ts";
import { type FlowSettings, settingsOf } from "../publishing/settings.ts";
import { type Row, type Write, write } from "../store/index.ts";
import { currentRequest } from "../telemetry/scope.ts";
import { destinationOf, type PlannedStep } from "./step.ts";
import {
  kycPlan,
  leadPlan,
  pipedrivePlan,
  receiptPlan,
  timelinePlan,
  transactionPlan,
  webhookPlan,
  workflowPlan,
  writeBackPlan,
} from "./steps/planners.ts";
import { wakeWrites } from "./wake.ts";
import { well } from "./well.ts";

export interface PlanFor {
  readonly portalId: string;
  readonly personId: string;
  readonly submissionId: string;
  /** Which revision of it the steps deliver. */
  readonly revision: number;
  /** Orders a person's submissions: when this one was accepted, epoch milliseconds. */
  readonly acceptedAt: number;
}

export interface DueStep {
  readonly portalId: string;
  readonly row: Row<"steps">;
}

/** Whose plan it is, for those who add steps to it. */
export interface PlannedFlow {
  readonly portalId: string;
  readonly flowId: string;
  /** The message that was answered. */
  readonly sendId: string;
}

/** Adds steps that every submission of a Flow gets at once, such as one per outgoing webhook. */
export type Planner = (
  context: Context,
  flow: PlannedFlow & { readonly settings: FlowSettings | undefined },
) => Promise<readonly PlannedStep[]>;

/** A destination that hangs on no step before it adds its planner here. */
const planners: readonly Planner[] = [
  webhookPlan,
  kycPlan,
  leadPlan,
  receiptPlan,
  timelinePlan,
  transactionPlan,
  workflowPlan,
  writeBackPlan,
  pipedrivePlan,
];

/** What a submission, or a correction, is planned with when it is accepted. */
export async function openingPlan(context: Context, flow: PlannedFlow): Promise<PlannedStep[]> {
  const tenant = context.store.of(flow.portalId);
  const row = await tenant.first(tenant.db.selectFrom("flows").select("settings").where("id", "=", flow.flowId));
  const settings = row && settingsOf(row);
  const more = await Promise.all(planners.map((planner) => planner(context, { ...flow, settings })));
  return [{ step: "identify", after: [] }, ...more.flat()];
}

/** A step's place in its lane: the submission's time, then the step's number within the plan. */
const stepsPerSubmission = 100;

/** When the answers that a step delivers were handed in: the first time, or as a correction. */
export function handedInAt({ seq }: Pick<Row<"steps">, "seq">): number {
  return Math.floor(seq / stepsPerSubmission);
}

/** Everything for one person at one destination happens in order: that is a lane. */
export function laneOf(personId: string, destination: string): string {
  return `${personId}/${destination}`;
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
  const now = context.now();
  const { db } = context.store.of(target.portalId);
  const rows = steps.map((planned, index): Row<"steps"> => {
    const destination = destinationOf(planned);
    return {
      id: newId(context, "stp"),
      person_id: target.personId,
      submission_id: target.submissionId,
      revision: target.revision,
      step: planned.step,
      target: planned.target ?? "",
      destination,
      lane: laneOf(target.personId, destination),
      seq: seq + index,
      after: JSON.stringify(planned.after),
      status: planned.after.length === 0 ? "ready" : "blocked",
      reason: null,
      attempts: 0,
      failures: 0,
      begun_at: null,
      running_since: null,
      replay_id: null,
      request_id: currentRequest(),
      next_at: now,
      updated_at: now,
    };
  });
  const destinations = [...new Set(rows.map(({ destination }) => destination))];
  const ready = rows.filter(({ status }) => status === "ready").map(({ destination }) => destination);
  return [
    ...rows.map((row) => write(db.insertInto("steps").values(row), 1)),
    ...destinations.map((destination) =>
      write(
        db
          .insertInto("destination_states")
          .values({ ...well, destination, updated_at: now })
          .onConflict((conflict) => conflict.column("destination").doNothing()),
      ),
    ),
    ...wakeWrites(context, target.portalId, ready),
  ];
}
