/** The identity checks behind a contact, for the card: masked, with the documents by opaque ids. */

import { plainLine } from "../../core/flow/text.ts";
import { type Form, formSchema } from "../../core/form/types.ts";
import { answersThatMayLeave, kycQuestions, kycRecordOf } from "../../core/kyc/index.ts";
import type { Risk } from "../../core/risk/index.ts";
import type { Context } from "../context.ts";
import { type FileSeen, filesOf } from "../delivery/files.ts";
import { openHandedIn } from "../delivery/handed-in.ts";
import { linkedPeople } from "../people/contact-people.ts";
import { findPortal, type Portal } from "../portals/store.ts";
import { settingsOf } from "../publishing/settings.ts";
import { secureAnswersFor } from "../secure-questions/for-destination.ts";
import { VaultError } from "../vault/index.ts";

export interface KycDocument {
  /** Opaque; `mintDocumentLink` takes it. */
  readonly id: string;
  readonly question: string;
  /** `fetching`: WhatsApp has not handed it over yet. `refused`: its contents were not what was asked for. */
  readonly status: "ready" | "fetching" | "refused";
  /** Media type and size, once it is ready. */
  readonly type?: string;
  readonly bytes?: number;
}

export interface KycCheckSeen {
  readonly submissionId: string;
  readonly flowName: string;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
  readonly documentType?: string;
  /** Such as “•••• 1234”. */
  readonly maskedNumber?: string;
  /** What the Flow's risk rules found, where it has some. */
  readonly risk?: Risk;
  /** How far its record in HubSpot got; `failed` is a dead letter. */
  readonly record: "done" | "waiting" | "failed";
  readonly documents: readonly KycDocument[];
}

/** So many checks of a contact are shown. */
const most = 10;

/** The newest checks first; none where the contact handed in none, or everything about them was erased. */
export async function kycOf(context: Context, portalId: string, contactId: string): Promise<KycCheckSeen[]> {
  const portal = await findPortal(context, portalId);
  const people = await linkedPeople(context, portalId, [contactId]);
  if (!portal || people.length === 0) return [];
  const rows = await checkRows(context, portalId, people);
  const files = await filesOf(
    context,
    portalId,
    rows.map(({ id }) => id),
  );
  const seen = await Promise.all(rows.map((row) => checkSeen(context, portal, row, files.get(row.id) ?? [])));
  return seen.filter((check) => check !== undefined);
}

type CheckRow = Awaited<ReturnType<typeof checkRows>>[number];

/** A submission is a check where it was planned a record of one. */
async function checkRows({ store }: Context, portalId: string, people: readonly string[]) {
  const tenant = store.of(portalId);
  const rows = await tenant.all(
    tenant.db
      .selectFrom("submissions")
      .innerJoin("steps", "steps.submission_id", "submissions.id")
      .innerJoin("flows", "flows.id", "submissions.flow_id")
      .innerJoin("flow_versions", "flow_versions.id", "submissions.version_id")
      .select([
        "submissions.id",
        "submissions.person_id",
        "submissions.answers_sealed",
        "submissions.accepted_at",
        "flows.name",
        "flows.settings",
        "flow_versions.form",
        "steps.status",
      ])
      .where("submissions.person_id", "in", [...people])
      .where("steps.step", "=", "kyc_record")
      .orderBy("submissions.accepted_at", "desc")
      .orderBy("steps.revision", "desc")
      .limit(most * 5),
  );
  // One per submission: how its newest revision is doing.
  return [...new Map(rows.toReversed().map((row) => [row.id, row])).values()].reverse().slice(0, most);
}

async function checkSeen(
  context: Context,
  portal: Portal,
  row: CheckRow,
  files: readonly FileSeen[],
): Promise<KycCheckSeen | undefined> {
  const form = formSchema.parse(JSON.parse(row.form));
  const flow = settingsOf(row).kyc ?? {};
  try {
    const sealer = await context.vault.person(portal.id, row.person_id);
    const { answers: typed } = openHandedIn(sealer, row.answers_sealed);
    const secure = await secureAnswersFor(context, portal, "kyc_record", { submissionId: row.id, form });
    const answers = [...answersThatMayLeave(form, flow, typed), ...secure];
    const about = { id: row.id, receivedAt: row.accepted_at, flowName: row.name, answers, files: new Map() };
    const record = kycRecordOf(form, flow, { entries: [] }, about);
    return {
      submissionId: row.id,
      flowName: row.name,
      receivedAt: row.accepted_at,
      ...(record.documentType !== undefined && { documentType: record.documentType }),
      ...(record.maskedNumber !== undefined && { maskedNumber: record.maskedNumber }),
      ...(record.risk && { risk: record.risk }),
      record: recordState(row.status),
      documents: documentsOf(form, files),
    };
  } catch (error) {
    if (error instanceof VaultError) return undefined;
    throw error;
  }
}

function recordState(status: CheckRow["status"]): KycCheckSeen["record"] {
  if (status === "dead") return "failed";
  return status === "done" || status === "skipped" ? "done" : "waiting";
}

function documentsOf(form: Form, files: readonly FileSeen[]): KycDocument[] {
  const { documents } = kycQuestions(form, {});
  return files
    .filter(({ fieldId }) => documents.includes(fieldId))
    .map(({ id, fieldId, status, type, bytes }) => ({
      id,
      question: plainLine(form.fields[fieldId]?.title) || fieldId,
      status: status === "stored" ? "ready" : status === "refused" ? "refused" : "fetching",
      ...(type !== null && { type }),
      ...(bytes !== null && { bytes }),
    }));
}
