/** What is otherwise on WhatsApp than in the form: shown question by question, changed, and undone. */
import { applyEdits, changeEdits, type Edits, editsOf, isByQuestion, optionWords } from "../../core/edits/index.ts";
import type { ReportLine } from "../../core/flow/types.ts";
import { type Field, fieldsInOrder } from "../../core/form/types.ts";
import type {
  FormSource,
  PageEditQuestion,
  PageEditRequest,
  PageEditResponse,
  PageEdits,
} from "../../src/app/packages/contract/index.ts";
import { rememberSource } from "../form-tools/watching/index.ts";
import { auditWrite } from "../privacy/audit.ts";
import { keepEdits } from "../publishing/edits.ts";
import { preparedForm } from "../publishing/prepared.ts";
import { convertForm, draftForm } from "../publishing/publish.ts";
import { settingsOf } from "../publishing/settings.ts";
import { type PageParts, type ReadyForm, readyForm } from "./form-ready.ts";

const none: Edits = { version: 1, edits: [] };

function editsKept({ flow }: ReadyForm): Edits {
  return (flow && settingsOf(flow).edits) ?? none;
}

/** @throws RefusedInput, OutsideError: what the form's tool says */
export async function editsShown(parts: PageParts, portalId: string, source: FormSource): Promise<PageEdits> {
  const ready = await readyForm(parts, portalId, source);
  const edits = editsKept(ready);
  const imported = ready.read.form;
  const edited = applyEdits(imported, edits);
  const { compiled, blocked } = await convertForm(parts.context, portalId, ready.form);
  const lines = new Map(compiled.report.lines.map((line) => [line.fieldId, line]));
  const words = (now: string | undefined, own: string | undefined) => ({ now: now ?? "", own: own ?? "" });
  return {
    kind: "ready",
    title: imported.title,
    questions: fieldsInOrder(edited).map((field) =>
      questionOf(field, imported.fields[field.id] ?? field, edits, lines.get(field.id)),
    ),
    buttons: {
      next: words(edited.continueLabel, imported.continueLabel),
      send: words(edited.submitLabel, imported.submitLabel),
    },
    others: edits.edits.filter((edit) => !isByQuestion(edit)).length,
    ...(blocked && { blocked }),
  };
}

function questionOf(field: Field, imported: Field, edits: Edits, line: ReportLine | undefined): PageEditQuestion {
  const own = optionWords(imported);
  // A text that quotes answers is shown as it was typed.
  const typed = edits.edits.findLast((edit) => edit.kind === "text" && edit.field === field.id);
  const text = typed?.kind === "text" ? typed : undefined;
  return {
    field: field.id,
    title: { now: text?.title ?? field.title, own: imported.title },
    description: { now: text?.description ?? field.description ?? "", own: imported.description ?? "" },
    label: { now: field.label ?? "", own: imported.label ?? "" },
    required: field.required,
    hidden: field.hide === true,
    screen: field.screen ?? "auto",
    options: optionWords(field).map(({ id, label }) => {
      return { id, now: label, own: own.find((option) => option.id === id)?.label ?? label };
    }),
    changed: editsOf(edits, field.id).length > 0,
    ...(line && { becomes: { outcome: line.outcome, code: line.code, message: line.message } }),
  };
}

/** @throws as `editsShown` */
export async function changeForm(
  parts: PageParts,
  { portalId, userId }: { readonly portalId: string; readonly userId: string },
  { source, change }: Pick<PageEditRequest, "source" | "change">,
): Promise<PageEditResponse> {
  const { context } = parts;
  const ready = await readyForm(parts, portalId, source);
  const changed = changeEdits(ready.read.form, editsKept(ready), change);
  if (changed.kind === "refused") return { kind: "refused", code: "edits.unfit", message: changed.message };
  const { edits } = changed;
  const flow = ready.flow
    ? { kind: "there" as const, flowId: ready.flow.id }
    : await drafted(parts, portalId, ready, edits);
  if (flow.kind === "refused") return { kind: "refused", code: flow.code, message: flow.message };
  const { flowId } = flow;
  const audit = auditWrite(context, portalId, { actor: `user:${userId}`, action: "edited", subject: flowId });
  await keepEdits(context, portalId, flowId, edits, [audit]);
  return { kind: "saved" };
}

/** A form that is no Flow yet becomes a draft of one, which keeps the edits. */
async function drafted({ context }: PageParts, portalId: string, { read }: ReadyForm, edits: Edits) {
  const form = await preparedForm(context, portalId, read.form, { choicesFrom: {}, edits });
  const draft = await draftForm(context, portalId, form);
  if (draft.kind === "drafted") await rememberSource(context, portalId, draft, read);
  return draft;
}
