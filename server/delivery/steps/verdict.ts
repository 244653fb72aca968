/**
 * What an identity-verification provider decided, onto the record in HubSpot; then, where the Flow says so, its documents are
 * destroyed. A state that somebody set by hand stays. It may be done again: everything in it is the same the second time.
 */
import { isInvalid, isNotFound } from "../../../connectors/hubspot/index.ts";
import { StorageGone } from "../../kyc/kyc-store.ts";
import { kycStorage, storeFor } from "../../kyc/storage.ts";
import { identityOf } from "../../people/people.ts";
import { lookAgainWrite } from "../../provisioning/report.ts";
import { destroyDocumentsWrites } from "../../verification/documents.ts";
import { verificationById } from "../../verification/store.ts";
import type { Step } from "../step.ts";

const lookMs = 15 * 60_000;
const mostWaits = 24;

export const verdict: Step = async (job) => {
  const { context, portal, target, submission, personId, hubspot, kyc } = job;
  const row = await verificationById(context, portal.id, target);
  if (!kyc || !row?.decision) return { kind: "skipped", reason: kyc ? "not-answered" : "kyc-switched-off" };
  if (submission.corrected) return { kind: "skipped", reason: "replaced-by-a-correction" };
  const withoutDocuments = kyc.flow.destroyDocuments === true;
  const known = await identityOf(context, portal.id, personId, "contact");
  const contactId = known === undefined ? undefined : (await hubspot.contacts.get(known))?.id;
  const writes = withoutDocuments ? await destroyDocumentsWrites(context, portal.id, submission.id) : [];
  if (contactId === undefined) return { kind: "done", reason: "contact-gone", writes };
  const { id: submissionId, acceptedAt: receivedAt } = submission;
  const decided = { submissionId, contactId, receivedAt, decision: row.decision, withoutDocuments };
  try {
    const reason = await storeFor(job, await kycStorage(context, portal)).decide(decided);
    return { kind: "done", reason, writes };
  } catch (error) {
    if (!(error instanceof StorageGone)) throw error;
    if (job.attempts > mostWaits && (isInvalid(error.cause) || isNotFound(error.cause))) throw error.cause;
    await context.store.of(portal.id).commit([lookAgainWrite(context, portal.id)]);
    return { kind: "not-yet", reason: "looking-for-the-custom-object", afterMs: lookMs };
  }
};
