/** Texts with earlier answers in them, as the customer reads them (form-tools reference 2.8). */
import { plainText } from "../flow/text.ts";
import type { QuotedText } from "../flow/types.ts";
import { withGaps } from "../form/recall.ts";
import { type Choice, type Field, type Form, otherChoice, type RecallPart } from "../form/types.ts";
import type { Scope } from "../rules/index.ts";
import type { AnswerValue } from "../submission/types.ts";
import { boundIn } from "../texts/index.ts";

/** WhatsApp takes no more in running text (WhatsApp reference 1.7), and none that is blank. */
const longest = 4_000;

export function quoted(form: Form, { fieldId, section, of }: QuotedText, scope: Scope): string {
  const quoting = section === undefined ? form.fields[fieldId ?? ""] : form.sections.find(({ id }) => id === section);
  return plainText(toldText(form, quoting?.recall?.[of] ?? [], scope)).slice(0, longest) || "…";
}

/** The text with what is known in its place; what is missing is passed over as well as it can be. */
export function toldText(form: Form, parts: readonly RecallPart[], scope: Scope): string {
  return withGaps(parts.map((part) => (typeof part === "string" ? part : wordsOf(form, part, scope) || undefined)));
}

function wordsOf(form: Form, part: Exclude<RecallPart, string>, scope: Scope): string {
  const value = scope.valueOf(part);
  if (value === undefined) return "";
  if (part.kind !== "field") return part.kind === "variable" ? amountIn(form, value) : String(value);
  return answerWords(form, form.fields[part.field], value, scope.chosenOf?.(part) ?? []);
}

/** A result as people of the form's language write it. */
function amountIn(form: Form, value: AnswerValue): string {
  return typeof value === "number" ? boundIn(form.language, value) : String(value);
}

function answerWords(form: Form, field: Field | undefined, value: AnswerValue, chosen: readonly Choice[]): string {
  if (Array.isArray(value)) return value.map((one) => answerWords(form, field, one, chosen)).join(", ");
  if (field?.kind === "boolean") return value === true ? field.trueLabel : field.falseLabel;
  if (typeof value === "boolean") return "";
  if (typeof value === "number" || field?.kind === "date") return boundIn(form.language, value);
  const own = field?.kind === "matrix" ? field.columns : field && "choices" in field ? field.choices : [];
  if (value === otherChoice) return "";
  return [...chosen, ...own].find(({ id }) => id === value)?.label ?? value;
}
