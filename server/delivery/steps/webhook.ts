/**
 * One event to one webhook endpoint of the portal.
 *
 * The receiver gets it at least once: it may have landed before a crash or a time-out, and is sent again. Its
 * `webhook-id` is made of what is delivered (submission, revision, endpoint) and never changes, so that a receiver that
 * keeps the ids it has seen takes it exactly once.
 */
import { createHash } from "node:crypto";
import {
  deliver,
  type EventType,
  type SubmissionFacts,
  submissionEvent,
  type WebhookOptions,
} from "../../../connectors/webhook/index.ts";
import { OutsideError } from "../../../core/errors.ts";
import { numbersByTheirEnds } from "../../../core/kyc/index.ts";
import type { Answer } from "../../../core/submission/types.ts";
import type { Context } from "../../context.ts";
import { outbound } from "../../outbound/index.ts";
import { type Endpoint, endpointById, setStatus } from "../../portals/webhook-endpoints.ts";
import { secureAnswersFor } from "../../secure-questions/for-destination.ts";
import { type FileSeen, filesOf } from "../files.ts";
import { openHandedIn } from "../handed-in.ts";
import { endpointRemoved } from "../removed.ts";
import type { Job, Step, StepResult } from "../step.ts";

/** A submission's own event: one that only wants identity checks gets none. */
export const webhook: Step = async (job) => {
  const { context, portal, target, submission } = job;
  const endpoint = await endpointById(context, portal.id, target);
  const type = submission.revision > 1 ? "submission.corrected" : "submission.accepted";
  const idle = endpoint ? whyIdle(endpoint, type) : skipped(endpointRemoved);
  if (!endpoint || idle) return idle ?? skipped(endpointRemoved);
  const body = JSON.stringify(submissionEvent(type, await factsOf(job)));
  const { url, secrets } = endpoint;
  const delivery = { url, secrets, webhookId: webhookIdOf(job), body, attempts: job.attempts };
  try {
    await deliver(webhookOptions(context), delivery);
    return { kind: "done" };
  } catch (error) {
    if (error instanceof OutsideError && error.code === "webhook.gone")
      await setStatus(context, portal.id, target, { status: "disabled", reason: "gone" });
    throw error;
  }
};

/** How a server calls a receiver: out by the guarded way, within the operator's time-out. */
export function webhookOptions(context: Context): WebhookOptions {
  const { request } = outbound(context);
  return { request, now: context.now, timeoutMs: context.config.WEBHOOK_TIMEOUT_MS };
}

/** @throws OutsideError for an endpoint that its receiver gave up: what it misses must be seen, not skipped */
export function whyIdle({ status, reason, events }: Endpoint, type: EventType): StepResult | undefined {
  if (status === "disabled" && reason === "gone") {
    const message = "The receiver wanted no more events (410). Enable the webhook again, then replay.";
    throw new OutsideError(message, { code: "webhook.gone", remedy: "give-up" });
  }
  if (status === "disabled") return skipped("endpoint-disabled");
  return events.includes(type) ? undefined : skipped("event-not-wanted");
}

function skipped(reason: string): StepResult {
  return { kind: "skipped", reason };
}

/** Differs by what is asked, where several events go to one endpoint. Without a full stop, which separates the signed parts (Standard Webhooks 1.0). */
export function webhookIdOf({ portal, submission, target }: Job, ...more: string[]): string {
  const named = [portal.id, submission.id, String(submission.revision), target, ...more].join("/");
  return `msg_${createHash("sha256").update(named).digest("base64url").slice(0, 32)}`;
}

/**
 * The answers as they stand now with the revision that they are of, read in one look: where a correction came in while
 * this waited, both are already the correction's.
 */
export async function factsOf({
  context,
  portal,
  personId,
  waId,
  submission,
  form,
  kyc,
}: Job): Promise<SubmissionFacts> {
  const tenant = context.store.of(portal.id);
  const row = await tenant.first(
    tenant.db
      .selectFrom("submissions")
      .innerJoin("flows", "flows.id", "submissions.flow_id")
      .innerJoin("flow_versions", "flow_versions.id", "submissions.version_id")
      .select([
        "submissions.revision",
        "submissions.accepted_at",
        "submissions.answers_sealed",
        "flows.id as flow_id",
        "flows.name",
        "flow_versions.number",
      ])
      .where("submissions.id", "=", submission.id),
  );
  if (!row) throw new Error(`Submission ${submission.id} is not in the database.`);
  const sealer = await context.vault.person(portal.id, personId);
  const handedIn = openHandedIn(sealer, row.answers_sealed);
  const typed = kyc ? numbersByTheirEnds(form, kyc.flow, handedIn.answers) : handedIn.answers;
  const secure = await secureAnswersFor(context, portal, "webhook", { submissionId: submission.id, form });
  return {
    id: submission.id,
    revision: row.revision,
    acceptedAt: row.accepted_at,
    at: submission.acceptedAt,
    flow: { id: row.flow_id, name: row.name, version: row.number },
    customer: { id: personId, whatsapp: waId },
    form,
    ...handedIn,
    answers: [...typed, ...secure],
    files: await filesIn(context, portal.id, submission.id, handedIn.answers),
  };
}

/** What there is to say about the files that these answers name; an earlier revision may have named others. */
async function filesIn(
  context: Context,
  portalId: string,
  submissionId: string,
  answers: readonly Answer[],
): Promise<SubmissionFacts["files"]> {
  const all = (await filesOf(context, portalId, [submissionId])).get(submissionId) ?? [];
  const named = (file: FileSeen) =>
    answers.some(
      ({ fieldId, value }) =>
        fieldId === file.fieldId && Array.isArray(value) && file.name !== undefined && value.includes(file.name),
    );
  return all.filter(named).map(({ id, fieldId, name, status, type, bytes }) => ({
    id,
    field: fieldId,
    ...(name !== undefined && { name }),
    status,
    ...(type !== null && { type }),
    ...(bytes !== null && { bytes }),
  }));
}
