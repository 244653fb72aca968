/** Deliveries that were given up, with the reason in words. */
import type { Context } from "../context.ts";
import { reasonInWords } from "./reasons.ts";

export interface DeadLetterFilter {
  readonly flowId?: string | undefined;
  /** Such as `hubspot.recaptcha`. */
  readonly code?: string | undefined;
  readonly stepId?: string | undefined;
  readonly submissionId?: string | undefined;
}

export interface DeadLetter {
  readonly stepId: string;
  readonly submissionId: string;
  readonly flowId: string;
  readonly flowName: string;
  readonly step: string;
  readonly destination: string;
  readonly code: string;
  /** What happened and what to do, for the person who must act. */
  readonly says: string;
  readonly attempts: number;
  readonly acceptedAt: number;
  readonly since: number;
}

/** Newest first. */
export async function deadLetters(
  context: Context,
  portalId: string,
  filter: DeadLetterFilter = {},
  limit = 100,
): Promise<DeadLetter[]> {
  const tenant = context.store.of(portalId);
  const rows = await tenant.all(matching(context, portalId, filter).orderBy("steps.updated_at", "desc").limit(limit));
  return rows.map((row) => {
    const code = row.reason ?? "unknown";
    return {
      stepId: row.id,
      submissionId: row.submission_id,
      flowId: row.flow_id,
      flowName: row.name,
      step: row.step,
      destination: row.destination,
      code,
      says: reasonInWords(code),
      attempts: row.attempts,
      acceptedAt: row.accepted_at,
      since: row.updated_at,
    };
  });
}

/** Oldest submission first, so that a replay keeps their order. */
export async function deadLetterIds(
  context: Context,
  portalId: string,
  filter: DeadLetterFilter,
): Promise<{ id: string; destination: string }[]> {
  return context.store.of(portalId).all(matching(context, portalId, filter).orderBy("steps.seq"));
}

function matching({ store }: Context, portalId: string, { flowId, code, stepId, submissionId }: DeadLetterFilter) {
  return store
    .of(portalId)
    .db.selectFrom("steps")
    .innerJoin("submissions", "submissions.id", "steps.submission_id")
    .innerJoin("flows", "flows.id", "submissions.flow_id")
    .select([
      "steps.id",
      "steps.submission_id",
      "steps.step",
      "steps.destination",
      "steps.reason",
      "steps.attempts",
      "steps.updated_at",
      "submissions.accepted_at",
      "flows.id as flow_id",
      "flows.name",
    ])
    .where("steps.status", "=", "dead")
    .$if(flowId !== undefined, (query) => query.where("flows.id", "=", flowId ?? ""))
    .$if(code !== undefined, (query) => query.where("steps.reason", "=", code ?? ""))
    .$if(stepId !== undefined, (query) => query.where("steps.id", "=", stepId ?? ""))
    .$if(submissionId !== undefined, (query) => query.where("steps.submission_id", "=", submissionId ?? ""));
}
