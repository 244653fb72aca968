/** Form -> screens: builds every question, follows the rules, keeps sections together, splits what is too long. */
import { type Field, type Form, filledSections, type Section } from "../form/types.ts";
import { exitsOf, type Program, programOf, startPlace, subjectsOf } from "../rules/index.ts";
import { type Branching, branchingOf, reachablePlaces } from "./branching.ts";
import type { Capabilities } from "./capabilities.ts";
import { build } from "./components/index.ts";
import { securePageNote } from "./components/secure-page.ts";
import type { Built, Change, Context } from "./components/types.ts";
import { countComponents, type Draft, isDynamic, needsData, type PlannedQuestion, takesFiles } from "./draft.ts";
import type { Policed } from "./policy/policy.ts";
import { routesOf, type ScreenRoutes } from "./routes.ts";
import { comfortable, splitEvenly, type Weighed } from "./split.ts";
import { type Stretch, stretchesOf } from "./stretches.ts";
import { screenTexts } from "./titles.ts";
import type { Component, QuotedText } from "./types.ts";

export interface PlannedScreen extends ScreenRoutes {
  title: string;
  /** The form's and the section's own words, above the questions; `texts` are those that quote answers. */
  intro: Component[];
  texts: QuotedText[];
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

export function plan(form: Form, context: Context, capabilities: Capabilities, policy: PolicyEffects): Plan {
  const program = programOf(form);
  const most = capabilities.limits.routesPerScreen.value;
  const { questions, dropped } = buildQuestions(form, program, context, policy);
  const stretches = stretchesOf(form, program, questions, entriesOf(program));
  setConditions(questions, program, stretches, context);
  const exits = exitsWith(program, stretches);
  const { branching, crowded } = followRules(program, questions, dropped, most, exits);
  const drafts = draftsThatFit(form, questions, branching, program, capabilities);
  const { kept, cut } = withinLimits(drafts, capabilities);
  if (cut) {
    const asked = new Set(kept.flatMap((draft) => draft.questions.map(({ field }) => field.id)));
    for (const { field } of drafts.flatMap((draft) => draft.questions)) {
      if (asked.has(field.id)) continue;
      dropped.set(field.id, cut);
      questions.delete(field.id);
    }
  }
  const remaining = cut ? branchingOf(program, placesOf(questions, program), most, exits) : branching;
  const routing = routesOf(kept, remaining, program, most);
  const texts = screenTexts(form, kept, routing.screens, context);
  const lastOf = (screen: number) => kept[screen]?.questions.at(-1)?.field.id ?? "";
  return {
    screens: kept.flatMap(({ questions: asked }, index): PlannedScreen[] => {
      const [route, text] = [routing.screens[index], texts[index]];
      return route && text ? [{ ...text, ...route, questions: asked }] : [];
    }),
    dropped,
    crowded: [...new Set([...crowded, ...routing.crowded.map(lastOf)])],
    ...(cut ? { cut } : {}),
  };
}

type Questions = Map<string, PlannedQuestion>;

/** What WhatsApp's policy does to questions, by field id. */
type PolicyEffects = Pick<Policed, "dropped" | "changes" | "secured">;

function buildQuestions(form: Form, program: Program, context: Context, policy: PolicyEffects) {
  const questions: Questions = new Map();
  const dropped = new Map<string, Change>();
  const reachable = reachablePlaces(program);
  for (const [place, id] of program.order.entries()) {
    const field = form.fields[id];
    if (!field) continue;
    const left = whyLeft(field, policy, reachable.has(place));
    const ask = policy.secured.has(id) ? securePageNote : build;
    const built: Built = left ? { outcome: "dropped", change: left } : ask(field, context);
    const change = policy.changes.get(id);
    if (built.outcome === "dropped") dropped.set(id, built.change);
    else {
      const changes = [...(change ? [change] : []), ...built.changes];
      questions.set(id, { ...built, field, changes, ...(policy.secured.has(id) && { secure: true }) });
    }
  }
  return { questions, dropped };
}

function whyLeft(field: Field, { dropped }: PolicyEffects, reachable: boolean): Change | undefined {
  if (field.hide && !field.required) return hidden;
  return dropped.get(field.id) ?? (reachable ? undefined : neverAsked);
}

/** By place: the places that can come right before it, whatever the answers. */
function entriesOf(program: Program): ReadonlyMap<number, readonly number[]> {
  const entries = new Map<number, number[]>();
  for (let place = startPlace; place < program.order.length; place += 1) {
    for (const exit of exitsOf(program, place)) {
      const known = entries.get(exit);
      if (known) known.push(place);
      else entries.set(exit, [place]);
    }
  }
  return entries;
}

/** What the phone decides hangs on its stretch; for the rest, the endpoint sends a flag with the screen. */
function setConditions(questions: Questions, program: Program, stretches: readonly Stretch[], context: Context): void {
  for (const { first, last, conditions } of stretches) {
    for (let place = first + 1; place <= last; place += 1) {
      const question = questions.get(program.order[place] ?? "");
      const condition = conditions.get(place);
      if (question) Object.assign(question, { joined: true, ...(condition === undefined ? {} : { condition }) });
    }
  }
  for (const place of program.showIf.keys()) {
    const question = questions.get(program.order[place] ?? "");
    if (!question || stretches.some(({ first, last }) => place > first && place <= last)) continue;
    const flag = `show_${context.nameOf(question.field.id)}`;
    // A picker cannot stand inside `If`: it has a screen of its own, which is passed over.
    Object.assign(question, { flag, ...(takesFiles(question) ? {} : { condition: `\${data.${flag}}` }) });
  }
}

/** A stretch is passed as a whole, whatever is asked in it; a question under a condition leads on like any other. */
function exitsWith(program: Program, stretches: readonly Stretch[]): (place: number) => readonly number[] {
  const inside = new Set(
    stretches.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, index) => first + index)),
  );
  return (place) => (inside.has(place) ? [place + 1] : exitsOf(program, place));
}

/** Leaves out what only a way beyond WhatsApp's limit leads to, until every question left can be reached. */
function followRules(
  program: Program,
  questions: Questions,
  dropped: Map<string, Change>,
  most: number,
  exits: (place: number) => readonly number[],
) {
  const crowded = new Set<string>();
  for (;;) {
    const asked = placesOf(questions, program);
    const branching = branchingOf(program, asked, most, exits);
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

const hidden: Change = { code: "edit.hidden", message: "Hidden, as you decided: nobody is asked." };
const neverAsked: Change = { code: "logic.unreachable", message: "No way through the form leads to this question." };

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
  if (!first || !(decides || isDynamic(first) || needsData(first))) return [];
  return [{ section: { id: "introduction", items: [] }, first: false, questions: [] }];
}

/** What the entry screen is told never changes (WhatsApp reference 6.9): what needs telling begins the next one. */
function apartFromEntry(runs: readonly PlannedQuestion[][]): PlannedQuestion[][] {
  const [entry, ...others] = runs;
  const from = entry?.findIndex(needsData) ?? -1;
  return entry && from > 0 ? [entry.slice(0, from), entry.slice(from), ...others] : [...runs];
}

/** Short screens; longer ones only where a form would not fit at all. */
function draftsThatFit(
  form: Form,
  questions: Questions,
  branching: Branching,
  program: Program,
  capabilities: Capabilities,
): Draft[] {
  const introduced = introduction(questions, branching);
  const [first] = questions.keys();
  const runs = filledSections(form).map(({ section, fields }) => {
    const asked = fields.flatMap(({ id }) => questions.get(id) ?? []);
    const all = runsOf(asked, branching, program);
    const isEntry = introduced.length === 0 && asked[0]?.field.id === first;
    return { section, runs: (isEntry ? apartFromEntry(all) : all).map((run) => weighed(run)) };
  });
  const most = capabilities.limits.screensPerFlow.value;
  const least = runs.reduce((sum, section) => sum + section.runs.length, 0);
  let drafts: Draft[] = [];
  // No run shares its screen with another: where there are too many, the longest screens are the best that can be had.
  for (const weight of least > most ? [longest] : [comfortable, 8, 12, longest]) {
    drafts = [...introduced, ...runs.flatMap((section) => draftsOf(section, capabilities, weight))];
    if (drafts.length <= most) break;
  }
  return drafts;
}

/** More than that nobody scrolls through. */
const longest = 18;

interface WeighedQuestion extends Weighed {
  question: PlannedQuestion;
}

/** `weight`: of one screen, at most. */
function draftsOf(
  { section, runs }: { section: Section; runs: readonly (readonly WeighedQuestion[])[] },
  { limits }: Capabilities,
  weight: number,
): Draft[] {
  const other = limits.componentsPerScreen.value - aroundQuestions;
  const screens = runs.flatMap((run, index) =>
    splitEvenly(run, { first: index === 0 ? other - introRoom : other, other }, weight),
  );
  return screens.map(
    (screen, index): Draft => ({
      section,
      first: index === 0,
      questions: screen.map(({ question }) => question),
    }),
  );
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
    const begins = question.field.screen === "new" && !question.joined;
    if (!run || !goesOn || begins || run.some(takesFiles) || looksBack(question, run, program)) runs.push([question]);
    else if (takesFiles(question)) runs.push([...(question.flag ? [] : withoutLastTexts(run)), question]);
    else run.push(question);
    last = place;
  }
  return runs.filter((run) => run.length > 0);
}

/** Whether what it shows hangs on an answer or a calculation of these questions: then it comes on a later screen. */
function looksBack(question: PlannedQuestion, run: readonly PlannedQuestion[], program: Program): boolean {
  if (!needsData(question)) return false;
  const { recall = {}, showIf } = question.field;
  const seen = [
    ...(question.flag && showIf ? subjectsOf(showIf) : []),
    ...[...(recall.title ?? []), ...(recall.description ?? [])].flatMap((part) =>
      typeof part === "string" ? [] : part,
    ),
  ];
  return seen.some((subject) => {
    if (subject.kind === "field") return run.some(({ field }) => field.id === subject.field);
    if (subject.kind !== "variable") return false;
    return run.some(({ field }) =>
      program.rulesAfter(field.id).some((rule) => rule.do.some((action) => action.kind === "calc")),
    );
  });
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

/** The button, a link that asks for a person, and on the last screen what the form says once it is sent. */
const aroundQuestions = 3;

/** Room for what may stand above the questions: titles, the form's description and the section's. */
const introRoom = 10;

function weighed(run: readonly PlannedQuestion[]): WeighedQuestion[] {
  return run.flatMap(piecesOf).map((question) => ({ question, ...weigh(question) }));
}

/** A long table comes in slices; each is the question for a while. */
function piecesOf(question: PlannedQuestion): PlannedQuestion[] {
  return question.slices?.map((slice) => ({ ...question, ...slice })) ?? [question];
}

/** Text that asks nothing takes room too: a long one as much as a question. What is shown to some counts half. */
function weigh({ inputs, components, condition, joined, field }: PlannedQuestion): Weighed {
  const stays = joined === true || field.screen === "same";
  const common = { components: countComponents(components) + (condition ? 1 : 0), ...(stays && { joined: true }) };
  const lists = new Set(inputs.map(({ role, name }) => (role === undefined || role === "list" ? name : "")));
  const asked = inputs.some(({ role }) => role === "group") ? 1.5 : lists.size;
  if (inputs.length > 0) return { asks: true, weight: joined && condition ? asked / 2 : asked, ...common };
  const isLong = JSON.stringify(components).length > longText;
  return { asks: false, weight: isLong ? 1 : 0.5, ...common };
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
