/**
 * Questions whose answer is a code. What was typed is checked outside, where tries are counted; here stands what follows
 * from it. A session keeps a mark in place of the code (core/codes/mark.ts), and a screen whose mark is missing, or was
 * made for another surname or number, counts as unanswered.
 */
import { markOf, provedBy } from "../codes/mark.ts";
import type { CompiledScreen, Json, ScreenInput } from "../flow/types.ts";
import type { CodeQuestion, FieldId, Form } from "../form/types.ts";
import { isUnanswered } from "../submission/reading.ts";
import type { Answer } from "../submission/types.ts";
import type { Saying } from "../texts/index.ts";
import type { CodeEffect, CodeResult, Keep, Need, ScreenPayload, Talk } from "./types.ts";

/** What this field's answer has to prove; undefined for every other question. */
export function codeQuestionOf(form: Form, fieldId: FieldId): CodeQuestion | undefined {
  const field = Object.hasOwn(form.fields, fieldId) ? form.fields[fieldId] : undefined;
  return field?.kind === "short_text" ? field.code : undefined;
}

/** The question whose answer a proof is tied to. */
export function aboutField(question: CodeQuestion): FieldId {
  return question.proves === "person" ? question.surname : question.field;
}

/** Whether nobody can hand in this form without proving that it is about them. */
export function provesPerson(form: Form): boolean {
  return Object.keys(form.fields).some((id) => codeQuestionOf(form, id)?.proves === "person");
}

interface CodeInput {
  input: ScreenInput;
  question: CodeQuestion;
}

function codeInputs(form: Form, screen: CompiledScreen): CodeInput[] {
  return screen.inputs.flatMap((input) => {
    const question = codeQuestionOf(form, input.fieldId);
    return question ? [{ input, question }] : [];
  });
}

export function asksForCode(form: Form, screen: CompiledScreen): boolean {
  return codeInputs(form, screen).length > 0;
}

/** Codes are delivered nowhere. */
export function withoutCodes(form: Form, answers: readonly Answer[]): Answer[] {
  return answers.filter(({ fieldId }) => codeQuestionOf(form, fieldId) === undefined);
}

/** Whether the mark on this screen was made for what the answers say now. */
export function isProved(question: CodeQuestion, mark: Json | undefined, answers: readonly Answer[]): boolean {
  const proved = provedBy(mark);
  return proved !== undefined && proved.about === aboutIn(question, answers);
}

function aboutIn(question: CodeQuestion, answers: readonly Answer[]): string {
  return String(answers.find(({ fieldId }) => fieldId === aboutField(question))?.value ?? "");
}

export type Checked = { kind: "passed"; keep: Keep } | Need | { kind: "refused"; fieldId: FieldId; saying: Saying };

/**
 * Holds the codes on a screen against the truth. What was proved in this session already, with the same surname or number,
 * needs no code again: the phone may have missed our answer, or the customer went back.
 * @param answers those of this screen and of the way before it
 */
export function checkCodes(
  { flow, session, situation }: Talk,
  screen: CompiledScreen,
  payload: ScreenPayload,
  known: () => readonly Answer[],
): Checked {
  const marks: ScreenPayload = {};
  const proved: FieldId[] = [];
  const asked = codeInputs(flow.form, screen);
  const answers = asked.length > 0 ? known() : [];
  for (const { input, question } of asked) {
    const { name, fieldId } = input;
    const before = session.payloads[screen.id]?.[name];
    if (before !== undefined && isProved(question, before, answers)) {
      marks[name] = before;
      continue;
    }
    const raw = payload[name];
    const typed = isUnanswered(raw) ? "" : String(raw);
    const about = aboutIn(question, answers);
    const effect = effectOf(fieldId, question, { wish: typed === "" ? "send" : "check", typed, about });
    const result = resultOf(situation, effect);
    if (result === undefined) return { kind: "need", effect };
    if (result !== "right") return { kind: "refused", fieldId, saying: sayings[result] };
    marks[name] = markOf({ at: situation?.now ?? 0, about });
    proved.push(fieldId);
  }
  const keep = { screen: screen.id, payload: { ...payload, ...marks } };
  return { kind: "passed", keep: proved.length > 0 ? { ...keep, proved } : keep };
}

/** A code has to be on its way when its question is shown; undefined where there is nothing to do, or nobody who could. */
export function codeToSend(
  { flow, session, situation }: Talk,
  screen: CompiledScreen,
  answers: () => readonly Answer[],
): Need | { kind: "tried"; saying?: Saying } | undefined {
  if (!situation) return undefined;
  for (const { input, question } of codeInputs(flow.form, screen)) {
    const known = answers();
    const about = question.proves === "number" ? aboutIn(question, known) : "";
    if (provedBy(session.payloads[screen.id]?.[input.name]) && question.proves === "person") continue;
    if (isProved(question, session.payloads[screen.id]?.[input.name], known)) continue;
    const effect = effectOf(input.fieldId, question, { wish: "have", typed: "", about });
    const result = resultOf(situation, effect);
    if (result === undefined) return { kind: "need", effect };
    if (result === "too_many") return { kind: "tried", saying: sayings.too_many };
  }
  return { kind: "tried" };
}

function effectOf(
  fieldId: FieldId,
  { proves }: CodeQuestion,
  rest: Pick<CodeEffect, "wish" | "typed" | "about">,
): CodeEffect {
  return { kind: "code", key: `${rest.wish}:${fieldId}`, fieldId, proves, ...rest };
}

/** Undefined: to be asked. Without anybody to ask, nothing is proved. */
function resultOf(situation: Talk["situation"], { key }: CodeEffect): CodeResult | undefined {
  if (!situation) return "failed";
  const { codes = {} } = situation;
  return Object.hasOwn(codes, key) ? codes[key] : undefined;
}

const sayings: Readonly<Record<Exclude<CodeResult, "right">, Saying>> = {
  wrong: "code_wrong",
  on_its_way: "code_sent",
  wait: "code_wait",
  not_ready: "code_not_ready",
  too_many: "code_too_many",
  failed: "code_not_ready",
};
