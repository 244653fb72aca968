/** Looking at what was typed on the secure page, for whoever may: the only place where it is shown in full. */
import { plainLine } from "../../core/flow/text.ts";
import type { AnswerValue } from "../../core/submission/types.ts";
import type { Context } from "../context.ts";
import type { FlowCatalogue } from "../publishing/catalogue.ts";
import { answersIn, fieldsOf, secureQuestionsOf } from "./records.ts";

export interface SecureAnswers {
  /** `expired`: nobody answered in time. */
  readonly status: "waiting" | "answered" | "withdrawn" | "expired";
  /** Until when the page is or was open; ISO 8601. */
  readonly until: string;
  readonly answers: readonly { readonly question: string; readonly part?: string; readonly value: AnswerValue }[];
}

/** Undefined where the submission has no such questions. @throws VaultError when the person was erased */
export async function secureAnswers(
  context: Context,
  catalogue: FlowCatalogue,
  portalId: string,
  submissionId: string,
): Promise<SecureAnswers | undefined> {
  const row = await secureQuestionsOf(context, portalId, submissionId);
  const tenant = context.store.of(portalId);
  const submission = await tenant.first(
    tenant.db.selectFrom("submissions").select("version_id").where("id", "=", submissionId),
  );
  if (!row || !submission) return undefined;
  const { form } = await catalogue.version(portalId, submission.version_id);
  const asked = new Set(fieldsOf(row));
  const answers = (await answersIn(context, portalId, row)).filter(({ fieldId }) => asked.has(fieldId));
  return {
    status: row.status === "waiting" && row.expires_at <= context.now() ? "expired" : row.status,
    until: new Date(row.expires_at).toISOString(),
    answers: answers.map(({ fieldId, part, value }) => ({
      question: plainLine(form.fields[fieldId]?.title) || fieldId,
      ...(part !== undefined && { part }),
      value,
    })),
  };
}
