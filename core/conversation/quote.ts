/** Texts with earlier answers in them, as the customer reads them (form-tools reference 2.8). */
import { plainText } from "../flow/text.ts";
import type { QuotedText } from "../flow/types.ts";
import { type Field, type Form, otherChoice, type RecallPart } from "../form/types.ts";
import type { Scope } from "../rules/index.ts";
import type { AnswerValue } from "../submission/types.ts";
import { boundIn } from "../texts/index.ts";

/** WhatsApp takes no more in running text (WhatsApp reference 1.7), and none that is blank. */
const longest = 4_000;

export function quoted(form: Form, { fieldId, of }: QuotedText, scope: Scope): string {
  const field = form.fields[fieldId];
  const parts = field?.recall?.[of] ?? [];
  const found = parts.map((part) => (typeof part === "string" ? part : wordsOf(form, part, scope)));
  const whole = parts.every((part, index) => typeof part === "string" || found[index] !== "");
  // With a gap in it the text may read oddly: then the fixed one stands there, which was written for that.
  const text = whole ? found.join("") : (field?.[of] ?? found.join(""));
  return plainText(text).slice(0, longest) || "…";
}

function wordsOf(form: Form, part: Exclude<RecallPart, string>, scope: Scope): string {
  const value = scope.valueOf(part);
  if (value === undefined) return "";
  return part.kind === "field" ? answerWords(form, form.fields[part.field], value) : String(value);
}

function answerWords(form: Form, field: Field | undefined, value: AnswerValue): string {
  if (Array.isArray(value)) return value.map((one) => answerWords(form, field, one)).join(", ");
  if (field?.kind === "boolean") return value === true ? field.trueLabel : field.falseLabel;
  if (typeof value === "boolean") return "";
  if (typeof value === "number" || field?.kind === "date") return boundIn(form.language, value);
  const choices = field?.kind === "matrix" ? field.columns : field && "choices" in field ? field.choices : [];
  if (value === otherChoice) return "";
  return choices.find(({ id }) => id === value)?.label ?? value;
}
