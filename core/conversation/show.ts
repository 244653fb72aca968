/** What a screen is shown with. */
import type { CompiledScreen, Json, ScreenInput } from "../flow/types.ts";
import type { Form } from "../form/types.ts";
import { holds, type Scope } from "../rules/index.ts";
import type { Offered } from "../submission/types.ts";
import { optionsFor } from "./choices.ts";
import { codeQuestionOf } from "./codes.ts";
import { quoted } from "./quote.ts";
import type { ConversationFlow, ScreenPayload } from "./types.ts";

/** What a screen is shown with besides what it always has. */
export interface Showable {
  /** What stands in the inputs. */
  payload: ScreenPayload;
  offered: Offered;
  /** What flags and quoting texts can see; undefined where nobody has answered anything. */
  scope?: Scope | undefined;
}

/**
 * The screen's complete data model: WhatsApp drops the screen when a declared key is missing or null, so what is not
 * known is empty (WhatsApp reference 1.4). A choice that is not offered any more is not filled in.
 */
export function screenData(
  form: Form,
  screen: CompiledScreen,
  { payload, offered, scope = nothingSeen }: Showable,
): Record<string, Json> {
  const data: Record<string, Json> = {};
  for (const [key, type] of Object.entries(screen.spare ?? {})) data[key] = type === "array" ? [] : "";
  for (const [fieldId, key] of Object.entries(screen.shownBy ?? {})) {
    const condition = form.fields[fieldId]?.showIf;
    data[key] = condition === undefined || holds(condition, scope);
  }
  for (const text of screen.texts ?? []) data[text.key] = quoted(form, text, scope);
  for (const input of screen.inputs) {
    const choices = input.choices === undefined ? undefined : (offered[input.fieldId] ?? []);
    // A code is typed anew; where one was right before, what stands in the session is no code.
    const filled = codeQuestionOf(form, input.fieldId) ? {} : payload;
    if (input.prefill !== undefined) data[input.prefill] = prefillOf(input, filled, choices);
    if (input.choices !== undefined) data[input.choices] = optionsFor(form, choices ?? []);
  }
  return data;
}

const nothingSeen: Scope = { valueOf: () => undefined, isAnswered: () => false };

/** What a message carries that opens with `navigate`: the entry screen, and its data with nothing filled in. */
export function entryScreen({ form, screens }: ConversationFlow): { screen: string; data: Record<string, Json> } {
  const [entry] = screens;
  return { screen: entry?.id ?? "", data: entry ? screenData(form, entry, { payload: {}, offered: {} }) : {} };
}

function prefillOf(
  { name, prefillType }: ScreenInput,
  payload: ScreenPayload,
  choices?: readonly { id: string }[],
): Json {
  const value = Object.hasOwn(payload, name) ? payload[name] : undefined;
  const isOffered = (id: string) => choices === undefined || choices.some((choice) => choice.id === id);
  if (prefillType === "array") return listOf(value).filter(isOffered);
  const text = textOf(value);
  return isOffered(text) ? text : "";
}

function listOf(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
}
