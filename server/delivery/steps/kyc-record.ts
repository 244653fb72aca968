/**
 * The record of an identity check: in a custom object, or on the contact with a note (docs/kyc.md). It comes after the
 * contact, which it belongs to, and holds nothing that is sensitive.
 */
import { isInvalid, isNotFound } from "../../../connectors/hubspot/index.ts";
import { kycRecordOf } from "../../../core/kyc/index.ts";
import { contactLink } from "../../../core/portal/links.ts";
import { type KycCheck, StorageGone } from "../../kyc/kyc-store.ts";
import { kycStorage, storeFor } from "../../kyc/storage.ts";
import { identityOf } from "../../people/people.ts";
import { lookAgainWrite } from "../../provisioning/report.ts";
import type { Job, Step, StepResult } from "../step.ts";
import { correctionLanded } from "./correction-landed.ts";

/** Provisioning looks into a portal that is due with the next round of chores. */
const lookMs = 15 * 60_000;
/** So often the custom object is waited for, before it is a dead letter. */
const mostWaits = 24;

export const kycRecord: Step = async (job) => {
  const { context, portal, submission } = job;
  if (!job.kyc) return { kind: "skipped", reason: "kyc-switched-off" };
  if (submission.corrected && (await correctionLanded(job, "kyc_record")))
    return { kind: "skipped", reason: "replaced-by-a-correction" };
  const contactId = await contactOf(job);
  if (contactId === undefined) return { kind: "skipped", reason: "contact-gone" };
  const storage = await kycStorage(context, portal);
  try {
    const { outcome, left, writes } = await storeFor(job, storage).put(checkOf(job, job.kyc, contactId));
    return { kind: "done", reason: [storage.tier, outcome, ...left].join(","), writes };
  } catch (error) {
    if (error instanceof StorageGone) return lookForIt(job, error);
    throw error;
  }
};

/** The contact step found or made it a moment ago; a merged one comes back under its new id. */
async function contactOf({ context, portal, personId, hubspot }: Job): Promise<string | undefined> {
  const known = await identityOf(context, portal.id, personId, "contact");
  return known === undefined ? undefined : (await hubspot.contacts.get(known))?.id;
}

function checkOf(
  { form, mapping, submission, portal }: Job,
  kyc: NonNullable<Job["kyc"]>,
  contactId: string,
): KycCheck {
  const { id, acceptedAt: receivedAt, flowName, answers, variables, ending, hidden, revision, corrected } = submission;
  const given = { id, receivedAt, flowName, answers, files: kyc.files, variables, ending, hidden };
  const place = { portalId: portal.id, uiDomain: portal.uiDomain, dataHosting: portal.dataHosting };
  return {
    ...kycRecordOf(form, kyc.flow, mapping, given),
    contactId,
    viewLink: contactLink(place, contactId),
    corrected: revision > 1 || corrected,
  };
}

async function lookForIt({ context, portal, attempts }: Job, { cause }: StorageGone): Promise<StepResult> {
  if (attempts > mostWaits && (isInvalid(cause) || isNotFound(cause))) throw cause;
  await context.store.of(portal.id).commit([lookAgainWrite(context, portal.id)]);
  context.log.warn("kyc.storage_gone", { portal: portal.id });
  return { kind: "not-yet", reason: "looking-for-the-custom-object", afterMs: lookMs };
}
