/**
 * What is to be asked on the secure page once a submission is accepted, written in the commit that accepts it: from then on
 * a delivery step sends the link.
 */
import type { FieldId } from "../../core/form/types.ts";
import { type Context, newId } from "../context.ts";
import type { PlannedStep } from "../delivery/step.ts";
import { type Write, write } from "../store/index.ts";
import { answersIn, fieldsOf, openFields, secureQuestionsOf } from "./records.ts";

/** How long the page can be answered, in milliseconds. */
export const openForMs = 72 * 3_600_000;

export interface AskedFor {
  readonly portalId: string;
  readonly personId: string;
  readonly submissionId: string;
}

export interface Asking {
  readonly writes: readonly Write[];
  readonly steps: readonly PlannedStep[];
}

const nothing: Asking = { writes: [], steps: [] };
const sendLink: readonly PlannedStep[] = [{ step: "secure_link", after: [] }];

/** For a submission that was accepted just now. */
export function ask(context: Context, about: AskedFor, fields: readonly FieldId[] = []): Asking {
  if (fields.length === 0) return nothing;
  const now = context.now();
  const row = {
    id: newId(context, "sec"),
    person_id: about.personId,
    submission_id: about.submissionId,
    fields: JSON.stringify(fields),
    status: "waiting" as const,
    answers_sealed: null,
    expires_at: now + openForMs,
    revision: 1,
    created_at: now,
    updated_at: now,
  };
  const { db } = context.store.of(about.portalId);
  return { writes: [write(db.insertInto("secure_questions").values(row), 1)], steps: sendLink };
}

/**
 * For a correction, which may lead past other questions than before. What was answered stays answered; a link that is still
 * open stays good, and a new one is sent only where there is none.
 */
export async function askAfterCorrection(
  context: Context,
  about: AskedFor,
  fields: readonly FieldId[] = [],
): Promise<Asking> {
  const row = await secureQuestionsOf(context, about.portalId, about.submissionId);
  if (!row) return ask(context, about, fields);
  const before = fieldsOf(row);
  if (JSON.stringify(before) === JSON.stringify(fields)) return nothing;
  const answers = await answersIn(context, about.portalId, row);
  // Questions that need no answer may have been left empty on a page that was handed in.
  const passed = row.status === "answered" ? before : [];
  const open = openFields({ ...row, fields: JSON.stringify(fields) }, answers).filter((id) => !passed.includes(id));
  const now = context.now();
  const status = open.length > 0 ? "waiting" : answers.length > 0 ? "answered" : "withdrawn";
  const anew = status === "waiting" && (row.status !== "waiting" || row.expires_at <= now);
  const { db } = context.store.of(about.portalId);
  const change = db
    .updateTable("secure_questions")
    .set({
      fields: JSON.stringify(fields),
      status,
      revision: row.revision + 1,
      updated_at: now,
      ...(anew && { expires_at: now + openForMs }),
    })
    .where("id", "=", row.id)
    .where("revision", "=", row.revision);
  return { writes: [write(change, 1)], steps: anew ? sendLink : [] };
}
