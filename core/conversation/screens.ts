/** The way through a Flow's screens, and what each of them is shown with. */
import type { CompiledScreen, Json } from "../flow/types.ts";
import type { Form } from "../form/types.ts";
import { readString, readStrings } from "../submission/reading.ts";
import type { Answer } from "../submission/types.ts";
import { readScreen } from "../submission/validate.ts";
import type { ConversationFlow, ScreenPayload, Show } from "./types.ts";

/** The screens in the order in which they are shown, from the entry screen on. */
export function pathOf(flow: ConversationFlow): CompiledScreen[] {
  const path: CompiledScreen[] = [];
  let screen = flow.screens[0];
  while (screen && !path.includes(screen)) {
    path.push(screen);
    const { next } = screen;
    screen = next === undefined ? undefined : flow.screens.find(({ id }) => id === next);
  }
  return path;
}

/** All answers along the path, up to the first screen that was not handed in or whose answers break a rule. */
export interface PathReading {
  answers: Answer[];
  /** Where the answers stop; missing when the whole path is answered. */
  missing?: CompiledScreen;
}

export function readPath(form: Form, path: CompiledScreen[], payloads: Record<string, ScreenPayload>): PathReading {
  const answers: Answer[] = [];
  for (const screen of path) {
    const payload = payloadOf(payloads, screen.id);
    const reading = payload && readScreen(form, screen, payload);
    if (!reading?.ok) return { answers, missing: screen };
    answers.push(...reading.answers);
  }
  return { answers };
}

export function payloadOf(payloads: Record<string, ScreenPayload>, screen: string): ScreenPayload | undefined {
  return Object.hasOwn(payloads, screen) ? payloads[screen] : undefined;
}

/** Only what the screen asks for, and only what is an answer: the rest of a payload is nobody's. */
export function answeredPart(screen: CompiledScreen, data: Record<string, unknown>): ScreenPayload {
  const entries = screen.inputs.flatMap(({ name }): [string, Json][] => {
    const value = Object.hasOwn(data, name) ? data[name] : undefined;
    return isJsonAnswer(value) ? [[name, value]] : [];
  });
  return Object.fromEntries(entries);
}

/** Of sane size, too: what is refused goes back to the phone once more, and an answer has its limit. */
function isJsonAnswer(value: unknown): value is string | number | boolean | string[] {
  if (typeof value === "number" || typeof value === "boolean") return true;
  return readString(value).ok || readStrings(value).ok;
}

/**
 * A screen with its complete data model: WhatsApp drops the screen when a declared key is missing or null, so what is
 * not known is empty (WhatsApp reference 1.4).
 */
export function show(screen: CompiledScreen, payload: ScreenPayload = {}): Show {
  const entries = screen.inputs.flatMap(({ name, prefill, prefillType }): [string, string | string[]][] => {
    if (prefill === undefined) return [];
    const value = Object.hasOwn(payload, name) ? payload[name] : undefined;
    return [[prefill, prefillType === "array" ? listOf(value) : textOf(value)]];
  });
  return { kind: "show", screen: screen.id, data: Object.fromEntries(entries) };
}

function listOf(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
}
