/** What the tab of a contact shows, and what is pressed on it. */
import { RefusedInput } from "../../core/errors.ts";
import type {
  CardCheck,
  CardDocumentLinkResponse,
  CardRecordReady,
  CardRevealResponse,
} from "../../src/app/packages/contract/index.ts";
import { replay } from "../delivery/replay.ts";
import { kycOf, mintDocumentLink } from "../kyc/index.ts";
import { actorOf, recordAudit } from "../privacy/audit.ts";
import type { Access } from "../rights/index.ts";
import type { SendingParts } from "../sending/request.ts";
import { fullLine } from "./answer-lines.ts";
import { consentOf } from "./consent.ts";
import { cardPeople } from "./people.ts";
import { linesOfSubmission, submissionsOf } from "./submissions.ts";

export async function recordOf(
  parts: SendingParts,
  portalId: string,
  contactId: string,
  { rights }: Access,
): Promise<CardRecordReady> {
  const behind = await cardPeople(parts, portalId, contactId);
  const { consent, trouble } = await consentOf(parts, portalId, behind);
  return {
    kind: "ready",
    ...(rights.has("see-answers") && {
      submissions: await submissionsOf(parts, portalId, behind.people),
      checks: await checksOf(parts, portalId, contactId),
    }),
    consent,
    mayReveal: rights.has("see-identity"),
    ...(trouble !== undefined && { trouble }),
  };
}

async function checksOf({ context }: SendingParts, portalId: string, contactId: string): Promise<CardCheck[]> {
  const checks = await kycOf(context, portalId, contactId);
  return checks.map(({ receivedAt, documents, ...check }) => ({
    ...check,
    at: new Date(receivedAt).toISOString(),
    documents: documents.map(({ id, question, status }) => ({ id, question, status })),
  }));
}

/** A link to one document of this contact's checks; that it is opened goes on the audit trail there. */
export async function documentLink(
  { context }: SendingParts,
  portalId: string,
  { contactId, fileId, userId }: { contactId: string; fileId: string; userId: string },
): Promise<CardDocumentLinkResponse> {
  const checks = await kycOf(context, portalId, contactId);
  if (!checks.some(({ documents }) => documents.some(({ id }) => id === fileId))) throw notTheirs();
  const minted = await mintDocumentLink(context, { portalId, userId, documentId: fileId });
  return minted.kind === "link" ? { ...minted, expiresAt: new Date(minted.expiresAt).toISOString() } : minted;
}

/** Shown only after it is on the audit trail. @throws RefusedInput where this contact has no such submission */
export async function reveal(
  parts: SendingParts,
  portalId: string,
  { contactId, submissionId, userId }: { contactId: string; submissionId: string; userId: string },
): Promise<CardRevealResponse> {
  const { people } = await cardPeople(parts, portalId, contactId);
  const lines = await linesOfSubmission(parts, portalId, people, submissionId);
  if (!lines) throw notTheirs();
  const entry = { actor: actorOf(userId), action: "revealed", subject: submissionId } as const;
  await recordAudit(parts.context, portalId, entry);
  return { kind: "revealed", answers: lines.map(fullLine) };
}

/** Tries one delivery of this contact again. @throws RefusedInput where it is none of theirs */
export async function replayStep(
  parts: SendingParts,
  portalId: string,
  { contactId, stepId, userId }: { contactId: string; stepId: string; userId: string },
): Promise<number> {
  const { context } = parts;
  const { people } = await cardPeople(parts, portalId, contactId);
  const tenant = context.store.of(portalId);
  const step = await tenant.first(tenant.db.selectFrom("steps").select("person_id").where("id", "=", stepId));
  if (!step || !people.includes(step.person_id)) throw notTheirs();
  const { steps } = await replay(context, portalId, { stepId });
  await recordAudit(context, portalId, { actor: actorOf(userId), action: "replayed", subject: stepId });
  return steps;
}

const notTheirs = () =>
  new RefusedInput("card.not_theirs", "That does not belong to this contact any more. Press Refresh.");
