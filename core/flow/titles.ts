/** What stands above a screen's questions: its title with the customer's progress, and the form's own words. */
import type { Form, Section } from "../form/types.ts";
import { bodyText, headingText } from "./components/question.ts";
import type { Context } from "./components/types.ts";
import type { Draft } from "./draft.ts";
import type { ScreenRoutes } from "./routes.ts";
import { plainLine, shorten } from "./text.ts";
import type { Component, QuotedText } from "./types.ts";

export interface ScreenTexts {
  title: string;
  intro: Component[];
  /** Those of `intro` that quote earlier answers. */
  texts: QuotedText[];
}

/** Undocumented at WhatsApp; longer titles do not fit a phone's top bar (WhatsApp reference 1.3). */
const titleLimit = 30;

export function screenTexts(
  form: Form,
  drafts: readonly Draft[],
  routes: readonly ScreenRoutes[],
  context: Context,
): ScreenTexts[] {
  const steps = stepsOf(routes);
  const total = Math.max(...steps);
  return drafts.map(({ section, first, questions }, index) => {
    const place = steps[index] ?? index + 1;
    const own = plainLine(section.title);
    const full = own || plainLine(form.title) || context.words.untitled;
    const progress = total > 1 ? ` · ${context.words.progress(place, total)}` : "";
    const short = shorten(full, titleLimit - progress.length);
    const introduces = questions.length === 0;
    // A title that was cut stands whole on the screen where it is new; a screen without questions says at least that.
    const whole = own || (plainLine(form.title) ? form.title : full);
    const heading = short === full && !introduces ? [] : headingText(whole, context, "TextHeading");
    // The form's own title stands on the first screen; half of it on every screen would only be noise.
    const step = !own && total > 1 && short !== full;
    // What the entry screen is told never changes, and nothing is known there yet.
    const quoting = first && index > 0 ? quotingTexts(section, questions, context) : {};
    return {
      title: step ? context.words.step(place, total) : `${short}${progress}`,
      intro: [
        ...(index === 0 && !own ? heading : []),
        ...(index === 0 ? bodyText(form.description, context) : []),
        ...(first && own ? (quoting.title?.shown ?? heading) : []),
        ...(first ? (quoting.description?.shown ?? bodyText(section.description, context)) : []),
      ],
      texts: [quoting.title, quoting.description].flatMap((quoted) => (quoted ? [quoted.text] : [])),
    };
  });
}

interface Quoting {
  shown: Component[];
  text: QuotedText;
}

/** A section's words that quote earlier answers: running text, because how long it gets is known only later. */
function quotingTexts(
  { id, recall }: Section,
  questions: Draft["questions"],
  context: Context,
): { title?: Quoting; description?: Quoting } {
  const [first] = questions;
  if (!first || !recall) return {};
  const quote = (of: "title" | "description"): Quoting => {
    const key = `section_text_${context.nameOf(first.field.id)}_${of}`;
    const bold = of === "title" ? { "font-weight": "bold" } : {};
    return { shown: [{ type: "TextBody", text: `\${data.${key}}`, ...bold }], text: { key, section: id, of } };
  };
  return {
    ...(recall.title && { title: quote("title") }),
    ...(recall.description && { description: quote("description") }),
  };
}

/** How far along the longest way each screen stands, from 1: nobody's progress ever runs backwards. */
function stepsOf(routes: readonly ScreenRoutes[]): number[] {
  const steps = routes.map(() => 1);
  for (const [from, { routes: onwards }] of routes.entries()) {
    for (const to of onwards) steps[to] = Math.max(steps[to] ?? 1, (steps[from] ?? 1) + 1);
  }
  return steps;
}
