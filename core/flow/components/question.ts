import type { Field } from "../../form/types.ts";
import { pieces, plainLine, plainText, shorten } from "../text.ts";
import type { Component } from "../types.ts";
import type { Change, Context } from "./types.ts";

/** How a kind of question is worded around its input. */
export interface Wording {
  component: string;
  /** The property of the component that takes a short description; absent where it has none. */
  hint?: "helper-text" | "description";
  /** Label when the question itself stands above the input: what to do here. */
  instruction: string;
  /** The question's core makes a better label than the instruction: for inputs to type into. */
  fromTitle?: boolean;
  /** More to say than the form does, short, such as "5 – 2000"; put behind the description if both fit the hint. */
  extraHint?: string;
}

export interface Question {
  /** Heading and description above the input. */
  above: Component[];
  label: string;
  hint: string | undefined;
  changes: Change[];
}

/**
 * Lays out one question: the whole text above its input, unless it fits the label; the description in the input's own
 * hint, unless it is too long (form-tools reference 8.1).
 */
export function wordQuestion(field: Worded, context: Context, wording: Wording): Question {
  const title = plainLine(field.title);
  const hint = hintOf(field, context, wording);
  const description = hint.fits ? [] : captionText(field.description, context);
  const most = context.limit(wording.component, "label");
  const own = plainLine(field.label);
  const named = own !== "" && own !== title && own.length <= most;
  const alone = !named && title.length <= most && description.length === 0;
  const heading = alone ? [] : headingText(field.title, context);
  return {
    above: [...heading, ...description],
    label: named ? own : title && alone ? title : shortLabel(title, context, wording),
    hint: hint.text,
    changes: [
      ...(title ? [] : [untitled(wording)]),
      ...[field.title, field.description].flatMap((text) => cutNotice(text, context)),
    ],
  };
}

/** What is put into words: a question, or one row of several. */
export type Worded = Pick<Field, "title" | "description" | "label">;

function hintOf(field: Worded, context: Context, wording: Wording): { text: string | undefined; fits: boolean } {
  const description = plainText(field.description);
  // A hint is one line: a list of points reads better above the input.
  const max = wording.hint && !description.includes("\n") ? context.limit(wording.component, wording.hint) : 0;
  const both = [description, wording.extraHint].filter(Boolean).join(" · ");
  if (both && both.length <= max) return { text: both, fits: true };
  if (description && description.length <= max) return { text: description, fits: true };
  return { text: wording.extraHint, fits: description === "" };
}

/**
 * The label of an input whose question stands above it. In a language that we speak: the question's core where that fits
 * whole ("Full name"), else what to do. In another: the question itself, cut between words.
 */
function shortLabel(title: string, context: Context, wording: Wording): string {
  const max = context.limit(wording.component, "label");
  const instruction = shorten(wording.instruction, max);
  if (context.speaks) {
    const core = wording.fromTitle ? withoutOpener(title) : "";
    return saysSomething(core) && core.length <= max ? core : instruction;
  }
  const label = shorten(withoutEnd(title.slice(0, 2 * max)), max);
  return saysSomething(label) ? label : instruction;
}

/** "…" and the like make no label (form-tools reference 8.1). */
function saysSomething(label: string): boolean {
  return (label.match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= 3;
}

function withoutEnd(title: string): string {
  return title.replace(/[\s.,;:!?*]+$/u, "");
}

/** "What is your full name?" as a label: "Full name". */
function withoutOpener(title: string): string {
  const core = withoutEnd(title.slice(0, 100)).replace(
    /^(?:what(?:['’]s| is| are| was| were)|please (?:enter|give|provide|share)|enter) (?:your|the|an?) /i,
    "",
  );
  return core.charAt(0).toUpperCase() + core.slice(1);
}

/** A question, or a title above several: in bold body text where it is too long for a heading. */
export function headingText(
  text: string | undefined,
  context: Context,
  type: "TextSubheading" | "TextHeading" = "TextSubheading",
): Component[] {
  const line = plainLine(text);
  if (!line) return [];
  if (line.length <= context.limit(type, "text")) return [{ type, text: line }];
  return bodies(plainText(text), context).map((piece) => ({ type: "TextBody", text: piece, "font-weight": "bold" }));
}

/** Running text that is there to be read: a statement, an agreement, a section's introduction. */
export function bodyText(text: string | undefined, context: Context): Component[] {
  return bodies(plainText(text), context).map((piece) => ({ type: "TextBody", text: piece }));
}

/** A question's description: small where it is short. */
export function captionText(text: string | undefined, context: Context): Component[] {
  const plain = plainText(text);
  if (!plain || plain.length > context.limit("TextCaption", "text")) return bodyText(text, context);
  return [{ type: "TextCaption", text: plain }];
}

/** A screen must stay one that a phone can show: three full bodies are some six pages of text. */
const mostBodies = 3;

function bodies(text: string, context: Context): string[] {
  const all = pieces(text, context.limit("TextBody", "text"));
  const shown = all.slice(0, mostBodies);
  const last = shown[mostBodies - 1];
  if (all.length > mostBodies && last) shown[mostBodies - 1] = shorten(`${last} …`, last.length);
  return shown;
}

export function cutNotice(text: string | undefined, context: Context): Change[] {
  const most = context.limit("TextBody", "text");
  if (!text || text.length <= most || pieces(plainText(text), most).length <= mostBodies) return [];
  return [{ code: "text.cut", message: "The text is too long for a WhatsApp screen, so its end is left out." }];
}

function untitled(wording: Wording): Change {
  return {
    code: "title.missing",
    message: `The question has no text in the form, so customers see “${wording.instruction}”.`,
  };
}
