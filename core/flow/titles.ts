/** What stands above a screen's questions: its title with the customer's progress, and the form's own words. */
import type { Form } from "../form/types.ts";
import { bodyText, headingText } from "./components/question.ts";
import type { Context } from "./components/types.ts";
import type { Draft } from "./draft.ts";
import type { ScreenRoutes } from "./routes.ts";
import { plainLine, shorten } from "./text.ts";
import type { Component } from "./types.ts";

export interface ScreenTexts {
  title: string;
  intro: Component[];
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
    return {
      title: step ? context.words.step(place, total) : `${short}${progress}`,
      intro: [
        ...(index === 0 && !own ? heading : []),
        ...(index === 0 ? bodyText(form.description, context) : []),
        ...(first && own ? heading : []),
        ...(first ? bodyText(section.description, context) : []),
      ],
    };
  });
}

/** How far along the longest way each screen stands, from 1: nobody's progress ever runs backwards. */
function stepsOf(routes: readonly ScreenRoutes[]): number[] {
  const steps = routes.map(() => 1);
  for (const [from, { routes: onwards }] of routes.entries()) {
    for (const to of onwards) steps[to] = Math.max(steps[to] ?? 1, (steps[from] ?? 1) + 1);
  }
  return steps;
}
