/** The way through a Flow's screens that the form's rules choose for the answers so far. */
import type { CompiledScreen, Json } from "../flow/types.ts";
import type { FieldId } from "../form/types.ts";
import { type Evaluation, evaluate } from "../rules/index.ts";
import { readString, readStrings } from "../submission/reading.ts";
import type { Answer, Offered } from "../submission/types.ts";
import { uploadsIn } from "../submission/uploads.ts";
import { readScreen } from "../submission/validate.ts";
import type { ConversationFlow, HandedIn, Payloads, ScreenPayload, SessionView } from "./types.ts";

export interface Way extends Omit<HandedIn, "keep"> {
  /** From the entry screen on, up to the first that was not handed in or whose answers break a rule. */
  screens: CompiledScreen[];
  /** That first one; missing when the whole way is answered. */
  missing?: CompiledScreen;
}

/** What is known beside the payloads: answers are held against what was offered, rules look at hidden values. */
export type Knowledge = Pick<SessionView, "hidden"> & { offered?: Offered | undefined };

export function wayThrough(flow: ConversationFlow, payloads: Payloads, { hidden, offered }: Knowledge): Way {
  const screenOf = screensByField(flow.screens);
  const readings = new Map<CompiledScreen, readonly Answer[] | undefined>();
  const answersOn = (screen: CompiledScreen): readonly Answer[] | undefined => {
    if (!readings.has(screen)) readings.set(screen, answersIn(flow, screen, payloads, offered));
    return readings.get(screen);
  };
  const [entry] = flow.screens;
  // A screen without questions introduces the form; whatever the rules say, it comes first.
  if (entry && fieldsOf(entry).length === 0 && !answersOn(entry))
    return { screens: [entry], missing: entry, ...nothing };
  const evaluation = evaluate(
    flow.form,
    (field) => {
      const screen = screenOf.get(field);
      return screen ? answersOn(screen)?.filter(({ fieldId }) => fieldId === field) : [];
    },
    hidden,
  );
  const passed = evaluation.fields.flatMap((field) => screenOf.get(field) ?? []);
  const screens = [...new Set(entry && fieldsOf(entry).length === 0 ? [entry, ...passed] : passed)];
  return { screens, ...endOf(evaluation, screenOf), answers: screens.flatMap((screen) => answersOn(screen) ?? []) };
}

const nothing = { answers: [], variables: {} };

function endOf({ end, variables }: Evaluation, screenOf: ReadonlyMap<FieldId, CompiledScreen>) {
  if (end.kind === "ended") return { variables, ...(end.ending !== undefined && { ending: end.ending }) };
  const missing = screenOf.get(end.field);
  return { variables, ...(missing && { missing }) };
}

function answersIn(
  { form }: ConversationFlow,
  screen: CompiledScreen,
  payloads: Payloads,
  offered: Offered | undefined,
): readonly Answer[] | undefined {
  const payload = payloadOf(payloads, screen.id);
  const reading = payload && readScreen(form, screen, payload, offered);
  return reading?.ok ? reading.answers : undefined;
}

function screensByField(screens: readonly CompiledScreen[]): ReadonlyMap<FieldId, CompiledScreen> {
  return new Map(screens.flatMap((screen) => fieldsOf(screen).map((field) => [field, screen] as const)));
}

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
