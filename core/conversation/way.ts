/** The way through a Flow's screens that the form's rules choose for the answers so far. */
import type { CompiledScreen, Json } from "../flow/types.ts";
import type { FieldId } from "../form/types.ts";
import { type Evaluation, evaluate, type Scope, seenOnTheWay } from "../rules/index.ts";
import { readString, readStrings } from "../submission/reading.ts";
import type { Answer, AnswerProblem, Offered } from "../submission/types.ts";
import { uploadsIn } from "../submission/uploads.ts";
import { readScreen, type ScreenReading } from "../submission/validate.ts";
import { aboutField, codeQuestionOf, isProved, withoutCodes } from "./codes.ts";
import type { ConversationFlow, HandedIn, Payloads, ScreenPayload, SessionView } from "./types.ts";

export interface Way extends Omit<HandedIn, "keep"> {
  /** From the entry screen on, up to the first that was not handed in or whose answers break a rule. */
  screens: CompiledScreen[];
  /** That first one; missing when the whole way is answered. */
  missing?: CompiledScreen;
}

/** What is known beside the payloads: answers are held against what was offered, rules look at hidden and known values. */
export type Knowledge = Pick<SessionView, "hidden" | "known"> & { offered?: Offered | undefined };

export function wayThrough(flow: ConversationFlow, payloads: Payloads, knowledge: Knowledge): Way {
  const reader = new AnswerReader(flow, payloads, knowledge.offered);
  const [entry] = flow.screens;
  const introduces = entry !== undefined && fieldsOf(entry).length === 0;
  // A screen without questions introduces the form; whatever the rules say, it comes first.
  if (introduces && !reader.isHandedIn(entry)) return { screens: [entry], missing: entry, ...nothing };
  const evaluation = evaluate(flow.form, (field) => reader.answersTo(field), knowledge.hidden, knowledge.known);
  const passed = evaluation.fields.flatMap((field) => reader.screensOf(field));
  const all = [...new Set(introduces ? [entry, ...passed] : passed)];
  const end = endOf(evaluation, reader);
  // A question that is too long for one screen goes on only where its first part is answered.
  const screens = end.missing ? all.slice(0, all.indexOf(end.missing) + 1) : all;
  const later = new Set(screens.flatMap(({ secure = [] }) => secure));
  const secure = evaluation.fields.filter((field) => later.has(field));
  return {
    screens,
    ...end,
    answers: withoutCodes(
      flow.form,
      evaluation.fields.flatMap((field) => reader.answersTo(field) ?? []),
    ),
    ...(secure.length > 0 && { secure }),
  };
}

const nothing = { answers: [], variables: {} };

function endOf({ end, variables }: Evaluation, reader: AnswerReader): Pick<Way, "variables" | "ending" | "missing"> {
  if (end.kind === "ended") return { variables, ...(end.ending !== undefined && { ending: end.ending }) };
  const missing = reader.screensOf(end.field).find((screen) => !reader.isAnswered(screen, end.field));
  return { variables, ...(missing && { missing }) };
}

/** What a screen's payload answers, read once. */
class AnswerReader {
  readonly #flow: ConversationFlow;
  readonly #payloads: Payloads;
  readonly #offered: Offered | undefined;
  readonly #screens: ReadonlyMap<FieldId, readonly CompiledScreen[]>;
  readonly #whole = new Map<CompiledScreen, readonly Answer[] | undefined>();

  constructor(flow: ConversationFlow, payloads: Payloads, offered: Offered | undefined) {
    this.#flow = flow;
    this.#payloads = payloads;
    this.#offered = offered;
    this.#screens = screensByField(flow.screens);
  }

  screensOf(field: FieldId): readonly CompiledScreen[] {
    return this.#screens.get(field) ?? [];
  }

  /** From all the screens that ask it; undefined where one of them is not answered well. */
  answersTo(field: FieldId): readonly Answer[] | undefined {
    const answers: Answer[] = [];
    for (const screen of this.screensOf(field)) {
      const some = this.isAnswered(screen, field) ? this.#answersOn(screen, field) : undefined;
      if (!some) return undefined;
      answers.push(...some);
    }
    return answers;
  }

  isAnswered(screen: CompiledScreen, field: FieldId): boolean {
    return this.#answersOn(screen, field) !== undefined && this.#isProved(screen, field);
  }

  /** A code counts where it was found right for the surname, or the number, that stands there now. */
  #isProved(screen: CompiledScreen, field: FieldId): boolean {
    const question = codeQuestionOf(this.#flow.form, field);
    if (!question) return true;
    const { name } = screen.inputs.find(({ fieldId }) => fieldId === field) ?? {};
    const mark = name === undefined ? undefined : payloadOf(this.#payloads, screen.id)?.[name];
    return isProved(question, mark, this.answersTo(aboutField(question)) ?? []);
  }

  isHandedIn(screen: CompiledScreen): boolean {
    return payloadOf(this.#payloads, screen.id) !== undefined;
  }

  /** Where some questions are hidden from some, each one is read by itself: what was not asked needs no answer. */
  #answersOn(screen: CompiledScreen, field: FieldId): readonly Answer[] | undefined {
    if (screen.conditional) return this.#read(askingOnly(screen, field));
    if (!this.#whole.has(screen)) this.#whole.set(screen, this.#read(screen));
    return this.#whole.get(screen)?.filter(({ fieldId }) => fieldId === field);
  }

  #read(screen: CompiledScreen): readonly Answer[] | undefined {
    const payload = payloadOf(this.#payloads, screen.id);
    const reading = payload && readScreen(this.#flow.form, screen, payload, this.#offered);
    return reading?.ok ? reading.answers : undefined;
  }
}

function askingOnly(screen: CompiledScreen, field: FieldId): CompiledScreen {
  return { ...screen, inputs: screen.inputs.filter(({ fieldId }) => fieldId === field) };
}

/**
 * What was handed in on one screen, as far as the customer was asked it: what the rules hide on the way through these
 * very answers is neither missed nor kept.
 */
export function readOn(
  flow: ConversationFlow,
  screen: CompiledScreen,
  data: Record<string, unknown>,
  { payloads, ...knowledge }: Knowledge & { payloads: Payloads },
): ScreenReading {
  const { form } = flow;
  if (!screen.conditional) return readScreen(form, screen, data, knowledge.offered);
  const reader = new AnswerReader(flow, payloads, knowledge.offered);
  const answers: Answer[] = [];
  const problems: AnswerProblem[] = [];
  const here = new Set(fieldsOf(screen));
  const answersTo = (field: FieldId): readonly Answer[] | undefined => {
    if (!here.has(field)) return reader.answersTo(field);
    const reading = readScreen(form, askingOnly(screen, field), data, knowledge.offered);
    if (reading.ok) answers.push(...reading.answers);
    else problems.push(...reading.problems);
    return reading.ok ? reading.answers : undefined;
  };
  evaluate(form, answersTo, knowledge.hidden, knowledge.known);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, answers };
}

/** What a screen can be told when it is shown: the answers of the way up to it, hidden values, calculations. */
export function seenBefore(
  flow: ConversationFlow,
  screen: CompiledScreen,
  payloads: Payloads,
  knowledge: Knowledge,
): Scope {
  const reader = new AnswerReader(flow, payloads, knowledge.offered);
  const here = new Set(fieldsOf(screen));
  const answersTo = (field: FieldId) => (here.has(field) ? undefined : reader.answersTo(field));
  return seenOnTheWay(flow.form, answersTo, knowledge.hidden, knowledge.known);
}

function screensByField(screens: readonly CompiledScreen[]): ReadonlyMap<FieldId, readonly CompiledScreen[]> {
  const known = byField.get(screens);
  if (known) return known;
  const found = new Map<FieldId, CompiledScreen[]>();
  for (const screen of screens) {
    for (const field of new Set(fieldsOf(screen))) {
      const others = found.get(field);
      if (others) others.push(screen);
      else found.set(field, [screen]);
    }
  }
  byField.set(screens, found);
  return found;
}

/** A Flow version's screens are never changed in place. */
const byField = new WeakMap<readonly CompiledScreen[], ReadonlyMap<FieldId, readonly CompiledScreen[]>>();

function fieldsOf({ fields, inputs }: CompiledScreen): readonly FieldId[] {
  return fields ?? inputs.map(({ fieldId }) => fieldId);
}

/** Whether a phone on `from` follows an answer that shows `to` (WhatsApp reference 1.5). */
export function leadsTo(from: CompiledScreen, to: CompiledScreen): boolean {
  if (from.id === to.id) return true;
  const routes = from.routes ?? (from.next === undefined ? [] : [from.next]);
  return routes.includes(to.id) || (from.resume?.includes(to.id) ?? false);
}

export function payloadOf(payloads: Payloads, screen: string): ScreenPayload | undefined {
  return Object.hasOwn(payloads, screen) ? payloads[screen] : undefined;
}

/** Only what the screen asks for, and only what is an answer: the rest of a payload is nobody's. */
export function answeredPart(screen: CompiledScreen, data: Record<string, unknown>): ScreenPayload {
  const entries = screen.inputs.flatMap(({ name }): [string, Json][] => {
    const value = Object.hasOwn(data, name) ? data[name] : undefined;
    if (isJsonAnswer(value)) return [[name, value]];
    const uploads = uploadsIn(value);
    return uploads ? [[name, uploads]] : [];
  });
  return Object.fromEntries(entries);
}

/** Of sane size, too: what is refused goes back to the phone once more, and an answer has its limit. */
function isJsonAnswer(value: unknown): value is string | number | boolean | string[] {
  if (typeof value === "number" || typeof value === "boolean") return true;
  return readString(value).ok || readStrings(value).ok;
}
