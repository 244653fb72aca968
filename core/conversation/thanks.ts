/** What a form says once the answers are in: the words of the ending that they led to. */
import { plainText } from "../flow/text.ts";
import type { Ending, Subject } from "../form/rules.ts";
import type { Form, RecallPart } from "../form/types.ts";
import type { Scope, VariableValue } from "../rules/index.ts";
import type { Answer } from "../submission/types.ts";
import { wordsFor } from "../texts/index.ts";
import { toldText } from "./quote.ts";

/** What was handed in, and what the form's rules made of it. */
export interface Outcome {
  answers: readonly Answer[];
  variables: Readonly<Record<string, VariableValue>>;
  /** By name; the form's own hidden values need not be among them. */
  hidden: Readonly<Record<string, string>>;
  /** The ending's id, where the form has endings. */
  ending?: string;
}

/** WhatsApp takes 4096 characters in a text message (WhatsApp reference 6.3). */
const longest = 4_000;

/** The ending's words with what they quote, else the form's thank-you text, else ours in the form's language. */
export function thanksFor(form: Form, outcome: Outcome): string {
  const ending = (form.endings ?? []).find(({ id }) => id === outcome.ending);
  const scope = scopeOf(form, outcome);
  const own = ending === undefined ? "" : endingText(form, ending, scope);
  const words = own || plainText(form.thankYou) || wordsFor(form.language).received;
  const link = ending === undefined ? "" : linkOf(form, ending, scope);
  return [words.slice(0, longest - link.length - 2).toWellFormed(), link].filter(Boolean).join("\n\n");
}

function endingText(form: Form, { title, text, recall }: Ending, scope: Scope): string {
  const line = (fixed: string | undefined, parts: readonly RecallPart[] | undefined) =>
    plainText(parts ? toldText(form, parts, scope) : fixed);
  return [line(title, recall?.title), line(text, recall?.text)].filter(Boolean).join("\n\n");
}

/** Addresses of web pages alone, and what is put into them cannot lead elsewhere. */
function linkOf(form: Form, { link = "", recall }: Ending, scope: Scope): string {
  const parts = recall?.link ?? [link];
  const address = parts
    .map((part) =>
      typeof part === "string" ? part : encodeURIComponent(toldText(form, [part], scope).replace("…", "")),
    )
    .join("");
  return /^https?:\/\/[^\s/]/i.test(address) && !/\s/.test(address) && address.length <= 2_000 ? address : "";
}

function scopeOf(form: Form, { answers, variables, hidden }: Outcome): Scope {
  const own = Object.fromEntries(form.hidden.flatMap(({ name, value }) => (value ? [[name, value]] : [])));
  const named = new Map<string, string>([...Object.entries(own), ...Object.entries(hidden)]);
  const results = new Map(Object.entries(variables));
  const answerTo = (subject: Extract<Subject, { kind: "field" }>) =>
    answers.find(({ fieldId, part }) => fieldId === subject.field && part === subject.part);
  const answered: Scope["valueOf"] = (subject) => {
    if (subject.kind === "hidden") return named.get(subject.name);
    if (subject.kind === "variable") return results.get(subject.name);
    if (subject.kind === "known") return undefined;
    return answerTo(subject)?.value;
  };
  return {
    valueOf: answered,
    isAnswered: (subject) => answered(subject) !== undefined,
    chosenOf: (subject) => (subject.kind === "field" ? answerTo(subject)?.chosen : undefined),
  };
}
