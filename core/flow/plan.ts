/** Form -> screens: builds every question, keeps sections together, and splits what is too long for one screen. */
import type { Field, Form, Section } from "../form/types.ts";
import type { Capabilities } from "./capabilities.ts";
import { build } from "./components/index.ts";
import { bodyText, headingText } from "./components/question.ts";
import type { Asked, Change, Context } from "./components/types.ts";
import { filledSections } from "./sections.ts";
import { splitEvenly, type Weighed } from "./split.ts";
import { plainLine, shorten } from "./text.ts";
import type { Component } from "./types.ts";

export interface PlannedQuestion extends Asked {
  field: Field;
}

export interface PlannedScreen {
  title: string;
  /** The form's and the section's own words, above the questions. */
  intro: Component[];
  questions: PlannedQuestion[];
}

export interface Plan {
  screens: PlannedScreen[];
  /** By field id, for every field that is on no screen: why. */
  dropped: Map<string, Change>;
  /** What WhatsApp has no room for, when screens had to be left out. */
  cut?: Change;
}

/** Undocumented at WhatsApp; longer titles do not fit a phone's top bar (WhatsApp reference 1.3). */
const titleLimit = 30;

export function plan(form: Form, context: Context, capabilities: Capabilities): Plan {
  const droppedFields = new Map<string, Change>();
  const drafts = filledSections(form).flatMap(({ section, fields }) => {
    const questions = fields.flatMap((field): PlannedQuestion[] => {
      const built = build(field, context);
      if (built.outcome === "asked") return [{ ...built, field }];
      droppedFields.set(field.id, built.change);
      return [];
    });
    return draftScreens(section, questions, capabilities);
  });
  const { kept, cut } = withinLimits(drafts, capabilities);
  if (cut) {
    const lost = drafts.slice(kept.length).flatMap(({ questions }) => questions);
    for (const { field } of lost) droppedFields.set(field.id, cut);
  }
  return { screens: withTitles(form, kept, context), dropped: droppedFields, ...(cut ? { cut } : {}) };
}

interface Draft {
  section: Section;
  /** The first screen of its section carries the section's words. */
  first: boolean;
  questions: PlannedQuestion[];
}

/** Room for what may stand above the questions: titles, the form's description and the section's. */
const introRoom = 10;

function draftScreens(section: Section, questions: PlannedQuestion[], { limits }: Capabilities): Draft[] {
  const other = limits.componentsPerScreen.value - 1;
  const items = questions.map((question) => ({ question, ...weigh(question) }));
  return splitEvenly(items, { first: other - introRoom, other }).map((screen, index) => ({
    section,
    first: index === 0,
    questions: screen.map(({ question }) => question),
  }));
}

/** Text that asks nothing takes room too: a long one as much as a question. */
function weigh({ inputs, components }: Asked): Weighed {
  if (inputs.length > 0) return { asks: true, weight: inputs.length, components: components.length };
  const isLong = JSON.stringify(components).length > longText;
  return { asks: false, weight: isLong ? 1 : 0.5, components: components.length };
}

const longText = 400;

/** Keeps as many screens as WhatsApp takes, by number and by size. */
function withinLimits(drafts: Draft[], { limits }: Capabilities): { kept: Draft[]; cut?: Change } {
  const most = limits.screensPerFlow.value;
  // One UTF-16 unit is at most three bytes; a tenth is left for what stands around the questions.
  const units = (limits.jsonBytes.value * 0.9) / 3;
  let used = 0;
  const tooLarge = drafts.findIndex(({ questions }) => {
    used += JSON.stringify(questions.map(({ components }) => components)).length;
    return used > units;
  });
  if (tooLarge >= 0 && tooLarge < most) return { kept: drafts.slice(0, tooLarge), cut: cuts.size };
  return drafts.length > most ? { kept: drafts.slice(0, most), cut: cuts.screens(most) } : { kept: drafts };
}

const cuts = {
  size: {
    code: "flow.too_large",
    message: "Left out: the form's texts and lists together are larger than WhatsApp takes.",
  },
  screens: (most: number) => ({
    code: "screens.too_many",
    message: `Left out: the form is longer than the ${most} screens that WhatsApp takes.`,
  }),
};

function withTitles(form: Form, drafts: Draft[], context: Context): PlannedScreen[] {
  const total = drafts.length;
  return drafts.map(({ section, first, questions }, index) => {
    const own = plainLine(section.title);
    const full = own || plainLine(form.title) || context.words.untitled;
    const progress = total > 1 ? ` · ${context.words.progress(index + 1, total)}` : "";
    const short = shorten(full, titleLimit - progress.length);
    // A title that was cut stands whole on the screen where it is new.
    const heading = short === full ? [] : headingText(own || form.title, context, "TextHeading");
    // The form's own title stands on the first screen; half of it on every screen would only be noise.
    const step = !own && total > 1 && short !== full;
    return {
      title: step ? context.words.step(index + 1, total) : `${short}${progress}`,
      intro: [
        ...(index === 0 && !own ? heading : []),
        ...(index === 0 ? bodyText(form.description, context) : []),
        ...(first && own ? heading : []),
        ...(first ? bodyText(section.description, context) : []),
      ],
      questions,
    };
  });
}
