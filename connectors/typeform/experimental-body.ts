/**
 * Answers as Typeform's own form page hands them in: seen in public captures, documented nowhere (form-tools reference 2.11).
 * What nobody has seen the shape of is left out.
 */
import { type Form, otherChoice } from "../../core/form/types.ts";
import type { Answer } from "../../core/submission/types.ts";
import { choiceList } from "./fields.ts";
import { choiceIds } from "./ids.ts";
import { fieldSchema, formSchema, type TypeformField, type TypeformForm } from "./types.ts";

export interface HandedIn {
  readonly answers: readonly Answer[];
  readonly ending?: string;
  readonly hidden: Readonly<Record<string, string>>;
}

export interface ExperimentalBody {
  readonly answers: readonly Readonly<Record<string, unknown>>[];
  readonly thankyou_screen_ref?: string;
  readonly hidden: readonly { readonly key: string; readonly value: string }[];
}

export interface ExperimentalAnswers {
  readonly body: ExperimentalBody;
  /** Our ids of the questions whose answers are left out. */
  readonly left: readonly string[];
}

/** Why the form's page would take no answers from a machine, if so. */
export type NotTaken = "captcha" | "not-public";

export function whyNotTaken(definition: unknown): NotTaken | undefined {
  const { settings } = formSchema.parse(definition);
  if (settings.captcha === true) return "captcha";
  return settings.is_public === false ? "not-public" : undefined;
}

/** @param definition the form as Typeform has it now: answers to what is not there any more are left out */
export function experimentalAnswers(definition: unknown, form: Form, submission: HandedIn): ExperimentalAnswers {
  const source = formSchema.parse(definition);
  const fields = new Map(allFields(source.fields).flatMap((field) => (field.id ? [[field.id, field] as const] : [])));
  const answers: Record<string, unknown>[] = [];
  const left = new Set<string>();
  for (const answer of submission.answers) {
    const own = form.fields[answer.fieldId];
    const field = own && fields.get(own.source.id);
    const value = field && answer.part === undefined ? written(field, answer, languageOf(source)) : undefined;
    if (field && value) answers.push({ field: { id: field.id, type: field.type }, ...value });
    else left.add(answer.fieldId);
  }
  const screen = source.thankyou_screens.find(({ ref, id }) => (ref || id) === submission.ending);
  const ref = (screen ?? source.thankyou_screens[0])?.ref;
  const hidden = source.hidden.flatMap((key) => {
    const value = Object.hasOwn(submission.hidden, key) ? submission.hidden[key] : undefined;
    return value === undefined ? [] : [{ key, value }];
  });
  return { body: { answers, ...(ref ? { thankyou_screen_ref: ref } : {}), hidden }, left: [...left] };
}

/** By Typeform's type of the question, as far as its answers have been seen. */
const types: ReadonlyMap<
  string,
  "text" | "email" | "number" | "boolean" | "date" | "phone_number" | "url" | "choices"
> = new Map([
  ["short_text", "text"],
  ["long_text", "text"],
  ["email", "email"],
  ["phone_number", "phone_number"],
  ["website", "url"],
  ["number", "number"],
  ["rating", "number"],
  ["opinion_scale", "number"],
  ["nps", "number"],
  ["date", "date"],
  ["yes_no", "boolean"],
  ["legal", "boolean"],
  ["multiple_choice", "choices"],
  ["picture_choice", "choices"],
]);

function written(field: TypeformField, { value }: Answer, language: string): Record<string, unknown> | undefined {
  const type = types.get(field.type);
  if (type === undefined) return undefined;
  if (type !== "choices") {
    const wanted = type === "number" ? "number" : type === "boolean" ? "boolean" : "string";
    return typeof value === wanted ? { type, [type]: value } : undefined;
  }
  const picked = typeof value === "string" ? [value] : Array.isArray(value) ? value : [];
  const list = choiceList(field, language);
  const ids = choiceIds(list);
  const choices = picked.flatMap((id) => {
    const choice = id === otherChoice ? undefined : list[ids.indexOf(id)];
    return choice?.id ? [{ id: choice.id, label: choice.label }] : [];
  });
  return choices.length > 0 && choices.length === picked.length ? { type, choices } : undefined;
}

/** Groups are no questions; their questions stand inside. */
function allFields(list: readonly unknown[], depth = 0): TypeformField[] {
  return list.flatMap((each) => {
    const field = fieldSchema.safeParse(each).data;
    if (!field) return [];
    const inner = field.type === "group" && depth < 8 ? allFields(field.properties.fields ?? [], depth + 1) : [];
    return field.type === "group" ? inner : [field];
  });
}

function languageOf({ settings }: TypeformForm): string {
  return settings.language ?? "en";
}
