/**
 * Asks an identity-verification provider about a check: an event to its webhook, after the record stands in HubSpot and the
 * documents lie in the vault. Its answer comes later, to the address that the event names.
 *
 * The provider gets it at least once, with the same `webhook-id` and the same check id every time.
 */
import { deliver, identityCheckEvent } from "../../../connectors/webhook/index.ts";
import { OutsideError } from "../../../core/errors.ts";
import { kycRecordOf } from "../../../core/kyc/index.ts";
import { mintDocumentLink } from "../../kyc/index.ts";
import { endpointById, setStatus } from "../../portals/webhook-endpoints.ts";
import { askedFor } from "../../verification/store.ts";
import { filesOf } from "../files.ts";
import { endpointRemoved } from "../removed.ts";
import type { Job, Step, StepResult } from "../step.ts";
import { factsOf, webhookIdOf, webhookOptions, whyIdle } from "./webhook.ts";

/** Until when a provider can fetch a document, in milliseconds. */
const documentMs = 12 * 3_600_000;
const lookAgainMs = 30_000;

export const verification: Step = async (job) => {
  const { context, portal, target, submission, personId, kyc } = job;
  if (!kyc) return skipped("kyc-switched-off");
  if (submission.corrected) return skipped("replaced-by-a-correction");
  const endpoint = await endpointById(context, portal.id, target);
  const idle = endpoint ? whyIdle(endpoint, "identity.check") : skipped(endpointRemoved);
  if (!endpoint || idle) return idle ?? skipped(endpointRemoved);
  const files = (await filesOf(context, portal.id, [submission.id])).get(submission.id) ?? [];
  if (files.some(({ status }) => status === "waiting")) {
    return { kind: "not-yet", reason: "waiting-for-files", afterMs: lookAgainMs };
  }
  const asked = { submission_id: submission.id, revision: submission.revision, endpoint_id: target };
  const { id } = await askedFor(context, portal.id, { ...asked, person_id: personId });
  const documents = await documentsFor(
    job,
    files.filter(({ status }) => status === "stored").map((file) => file.id),
  );
  const { risk } = kycRecordOf(job.form, kyc.flow, { entries: [] }, checked(job));
  const event = identityCheckEvent(await factsOf(job), {
    check: { id, answerTo: `${context.config.PUBLIC_BASE_URL}/verification/${target}` },
    ...(risk && { risk: { level: risk.level, flags: risk.flags.map(({ code }) => code) } }),
    documents,
  });
  const { url, secrets } = endpoint;
  const webhookId = webhookIdOf(job, "identity.check");
  try {
    const body = JSON.stringify(event);
    await deliver(webhookOptions(context), { url, secrets, webhookId, body, attempts: job.attempts });
    return { kind: "done" };
  } catch (error) {
    if (error instanceof OutsideError && error.code === "webhook.gone")
      await setStatus(context, portal.id, target, { status: "disabled", reason: "gone" });
    throw error;
  }
};

async function documentsFor({ context, portal }: Job, fileIds: readonly string[]) {
  const links = [];
  for (const id of fileIds) {
    const wanted = { portalId: portal.id, userId: "system", documentId: id };
    const minted = await mintDocumentLink(context, wanted, documentMs);
    if (minted.kind === "link") links.push({ id, url: minted.url, until: new Date(minted.expiresAt).toISOString() });
  }
  return links;
}

function checked({ submission, kyc }: Job) {
  const { id, acceptedAt: receivedAt, flowName, answers, variables, ending, hidden } = submission;
  return { id, receivedAt, flowName, answers, files: kyc?.files ?? new Map(), variables, ending, hidden };
}

function skipped(reason: string): StepResult {
  return { kind: "skipped", reason };
}
