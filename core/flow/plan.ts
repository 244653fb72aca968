/** Form -> screens: builds every question, follows the rules, keeps sections together, splits what is too long. */
import { type Form, filledSections } from "../form/types.ts";
import { type Program, programOf, startPlace } from "../rules/index.ts";
import { type Branching, branchingOf, reachablePlaces } from "./branching.ts";
import type { Capabilities } from "./capabilities.ts";
import { build } from "./components/index.ts";
import type { Asked, Change, Context } from "./components/types.ts";
import { type Draft, isDynamic, type PlannedQuestion, takesFiles } from "./draft.ts";
import { routesOf, type ScreenRoutes } from "./routes.ts";
import { splitEvenly, type Weighed } from "./split.ts";
import { screenTexts } from "./titles.ts";
import type { Component } from "./types.ts";

export interface PlannedScreen extends ScreenRoutes {
  title: string;
  /** The form's and the section's own words, above the questions. */
  intro: Component[];
  questions: PlannedQuestion[];
}

export interface Plan {
  screens: PlannedScreen[];
  /** By field id, for every field that is on no screen: why. */
  dropped: Map<string, Change>;
  /** Fields after which the form can go on in more ways than WhatsApp takes; "" before the first field. */
  crowded: string[];
  /** What WhatsApp has no room for, when screens had to be left out. */
  cut?: Change;
}

export function plan(form: Form, context: Context, capabilities: Capabilities): Plan {
  const program = programOf(form);
  const most = capabilities.limits.routesPerScreen.value;
  const { questions, dropped } = buildQuestions(form, program, context);
  const { branching, crowded } = followRules(program, questions, dropped, most);
  const drafts = [
    ...introduction(questions, branching),
    ...draftSections(form, questions, branching, program, capabilities),
  ];
  const { kept, cut } = withinLimits(drafts, capabilities);
  if (cut) {
    for (const { field } of drafts.slice(kept.length).flatMap((draft) => draft.questions)) {
      dropped.set(field.id, cut);
      questions.delete(field.id);
    }
  }
  const remaining = cut ? branchingOf(program, placesOf(questions, program), most) : branching;
  const routes = routesOf(kept, remaining, program, most);
  const texts = screenTexts(form, kept, routes, context);
  return {
    screens: kept.flatMap(({ questions: asked }, index): PlannedScreen[] => {
      const [route, text] = [routes[index], texts[index]];
      return route && text ? [{ ...text, ...route, questions: asked }] : [];
    }),
    dropped,
    crowded,
    ...(cut ? { cut } : {}),
  };
}

type Questions = Map<string, PlannedQuestion>;

function buildQuestions(form: Form, program: Program, context: Context) {
  const questions: Questions = new Map();
  const dropped = new Map<string, Change>();
  const reachable = reachablePlaces(program);
  for (const [place, id] of program.order.entries()) {
    const field = form.fields[id];
    if (!field) continue;
    const built = reachable.has(place) ? build(field, context) : neverAsked;
    if (built.outcome === "asked") questions.set(id, { ...built, field });
    else dropped.set(id, built.change);
  }
  return { questions, dropped };
}

/** Leaves out what only a way beyond WhatsApp's limit leads to, until every question left can be reached. */
function followRules(program: Program, questions: Questions, dropped: Map<string, Change>, most: number) {
  const crowded = new Set<string>();
  for (;;) {
    const asked = placesOf(questions, program);
    const branching = branchingOf(program, asked, most);
    for (const place of branching.crowded) crowded.add(program.order[place] ?? "");
    const lost = [...asked].filter((place) => !branching.previous.has(place));
    if (lost.length === 0) return { branching, crowded: [...crowded] };
    for (const place of lost) {
      const id = program.order[place] ?? "";
      questions.delete(id);
      dropped.set(id, beyondRoutes(most));
    }
  }
}

function placesOf(questions: Questions, program: Program): ReadonlySet<number> {
  return new Set([...questions.keys()].flatMap((id) => program.placeOf.get(id) ?? []));
}

const neverAsked = {
  outcome: "dropped",
  change: { code: "logic.unreachable", message: "No way through the form leads to this question." },
} as const;

function beyondRoutes(most: number): Change {
  return {
    code: "logic.too_many_jumps",
    message: `Left out: WhatsApp takes ${most} ways on from one screen, and this is beyond them.`,
  };
}

/**
 * A screen of the form's own words comes first where rules or a data source decide before the first question: the
 * entry screen never changes, and opening it must not fail.
 */
function introduction(questions: Questions, branching: Branching): Draft[] {
  const [first] = questions.values();
  const decides = (branching.next.get(startPlace)?.length ?? 0) > 1;
  if (!first || !(decides || isDynamic(first))) return [];
  return [{ section: { id: "introduction", items: [] }, first: false, questions: [] }];
}

function draftSections(
  form: Form,
  questions: Questions,
  branching: Branching,
  program: Program,
  capabilities: Capabilities,
): Draft[] {
  return filledSections(form).flatMap(({ section, fields }) => {
    const asked = fields.flatMap(({ id }) => questions.get(id) ?? []);
    return runsOf(asked, branching, program)
      .flatMap((run, index) => splitRun(run, index === 0, capabilities))
      .map((screen, index): Draft => ({ section, first: index === 0, questions: screen }));
  });
}

/**
 * Questions that every way takes together. A question after which the form can go on in several ways ends its run, one
 * that can be reached in several ways begins one, and so does one whose choices are fetched when it is shown.
 * Calculations between two questions do not part them: no text on the screen shows the result. Files stand alone with the
 * texts before them: a picker is never filled in advance, so that whoever comes back for other answers is not asked for
 * them again.
 */
function runsOf(questions: readonly PlannedQuestion[], branching: Branching, program: Program): PlannedQuestion[][] {
  const runs: PlannedQuestion[][] = [];
  let last: number | undefined;
  for (const question of questions) {
    const place = program.placeOf.get(question.field.id) ?? startPlace;
    const run = runs.at(-1);
    const goesOn = last !== undefined && isOnlyStep(branching, last, place) && !isDynamic(question);
    if (!run || !goesOn || run.some(takesFiles)) runs.push([question]);
    else if (takesFiles(question)) runs.push([...withoutLastTexts(run), question]);
    else run.push(question);
    last = place;
  }
  return runs.filter((run) => run.length > 0);
}

/** Takes the texts off the end of a run: they introduce what follows. */
function withoutLastTexts(run: PlannedQuestion[]): PlannedQuestion[] {
  const asking = run.findLastIndex(({ inputs }) => inputs.length > 0);
  return run.splice(asking + 1);
}

function isOnlyStep({ next, previous }: Branching, from: number, to: number): boolean {
  const [onwards, back] = [next.get(from) ?? [], previous.get(to) ?? []];
  return onwards.length === 1 && onwards[0] === to && back.length === 1 && back[0] === from;
}

/** Room for what may stand above the questions: titles, the form's description and the section's. */
const introRoom = 10;

function splitRun(run: readonly PlannedQuestion[], first: boolean, { limits }: Capabilities): PlannedQuestion[][] {
  const other = limits.componentsPerScreen.value - 1;
  const items = run.map((question) => ({ question, ...weigh(question) }));
  const room = { first: first ? other - introRoom : other, other };
  return splitEvenly(items, room).map((screen) => screen.map(({ question }) => question));
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
