/** What of a submission is asked on our own page: its rows, and the answers in them. */
import { z } from "zod";
import type { FieldId } from "../../core/form/types.ts";
import type { Answer } from "../../core/submission/types.ts";
import type { Context } from "../context.ts";
import { answersSchema } from "../delivery/handed-in.ts";
import type { Row } from "../store/index.ts";

export type SecureRow = Row<"secure_questions">;

const column = "secure_questions.answers";
const fieldsSchema = z.array(z.string());

export async function secureQuestionsOf(
  { store }: Context,
  portalId: string,
  submissionId: string,
): Promise<SecureRow | undefined> {
  const tenant = store.of(portalId);
  return tenant.first(tenant.db.selectFrom("secure_questions").selectAll().where("submission_id", "=", submissionId));
}

/** The questions that belong to the submission as it is now. */
export function fieldsOf({ fields }: SecureRow): FieldId[] {
  return fieldsSchema.parse(JSON.parse(fields));
}

/** Everything that was ever answered, in full. @throws VaultError when the person was erased */
export async function answersIn({ vault }: Context, portalId: string, row: SecureRow): Promise<Answer[]> {
  if (row.answers_sealed === null) return [];
  const sealer = await vault.person(portalId, row.person_id);
  return answersSchema.parse(JSON.parse(sealer.open(row.answers_sealed, column)));
}

export async function sealedAnswers(
  { vault }: Context,
  portalId: string,
  personId: string,
  answers: readonly Answer[],
): Promise<string> {
  return (await vault.person(portalId, personId)).seal(JSON.stringify(answers), column);
}

/** Of the questions asked, those without an answer. */
export function openFields(row: SecureRow, answers: readonly Answer[]): FieldId[] {
  return fieldsOf(row).filter((id) => !answers.some(({ fieldId }) => fieldId === id));
}
