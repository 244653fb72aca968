/**
 * Questions that follow from an answer just before them: they stand on its screen, and the phone shows them by `If`.
 *
 * A stretch begins with a question that is always asked and ends where all its ways meet again. Nothing leads into its
 * middle from outside, and nothing from its middle to the outside.
 */
import type { FieldId, Form } from "../form/types.ts";
import { landingOf, type Program, rulesAt } from "../rules/index.ts";
import type { Asked } from "./components/types.ts";
import { countComponents, takesFiles } from "./draft.ts";
import { both, either, type Formula, formulaFor, isReasonable, type OnScreen, opposite } from "./phone-formulas.ts";

export interface Stretch {
  first: number;
  last: number;
  /** By place: when the phone shows the question. Absent: always. */
  conditions: ReadonlyMap<number, string>;
}

/** What one screen holds at most, in inputs and in components. */
const roomOf = { inputs: 6, components: 36, places: 12 };

/** `entries`: by place, the places that can lead to it. */
export function stretchesOf(
  form: Form,
  program: Program,
  built: ReadonlyMap<FieldId, Asked>,
  entries: ReadonlyMap<number, readonly number[]>,
): Stretch[] {
  const sections = sectionsByField(form);
  const stretches: Stretch[] = [];
  for (let place = 0; place < program.order.length; place += 1) {
    if (!beginsSomething(program, place)) continue;
    const stretch = stretchAt(place, { form, program, built, sections });
    if (!stretch || entersInside(stretch, entries)) continue;
    stretches.push(stretch);
    place = stretch.last;
  }
  return stretches;
}

/** Most questions begin nothing: only what leads over the next one, or what the next one depends on. */
function beginsSomething(program: Program, place: number): boolean {
  if (program.showIf.has(place)) return false;
  const jumps = rulesAt(program, place).some((rule) => rule.do.some(({ kind }) => kind === "jump"));
  return jumps || program.showIf.has(place + 1);
}

interface World {
  form: Form;
  program: Program;
  built: ReadonlyMap<FieldId, Asked>;
  sections: ReadonlyMap<FieldId, number>;
}

function stretchAt(first: number, world: World): Stretch | undefined {
  const { program } = world;
  const reached = new Map<number, Formula>([[first, true]]);
  const shown = new Map<number, Formula>();
  const room = { ...roomOf };
  let furthest = first;
  let meeting = first;
  for (let place = first; place - first < roomOf.places; place += 1) {
    if (place > furthest) {
      // All ways meet here; only what depends on the stretch still belongs to it.
      if (!program.showIf.has(place)) break;
      reached.set(place, true);
    }
    const visible = takesRoom(place, first, world, room)
      ? visibleAt(place, first, world, { reached, shown })
      : undefined;
    const landings = visible === undefined ? undefined : leaving(place, visible, world, { reached, shown, first });
    if (visible === undefined || !landings) break;
    shown.set(place, visible);
    furthest = Math.max(furthest, place, ...landings.map((landing) => landing - 1));
    if (place === furthest) meeting = place;
  }
  return meeting > first ? withConditions(first, meeting, shown) : undefined;
}

function withConditions(first: number, last: number, shown: ReadonlyMap<number, Formula>): Stretch | undefined {
  const conditions = new Map<number, string>();
  for (const [place, formula] of shown) {
    if (place > last || formula === true) continue;
    // A question that is never asked would stand in the Flow for nobody.
    if (formula === false || !isReasonable(formula)) return undefined;
    conditions.set(place, formula);
  }
  return conditions.size > 0 ? { first, last, conditions } : undefined;
}

interface Sofar {
  reached: Map<number, Formula>;
  shown: ReadonlyMap<number, Formula>;
}

function visibleAt(place: number, first: number, world: World, { reached, shown }: Sofar): Formula | undefined {
  const { program } = world;
  const condition = program.showIf.get(place);
  const own = condition ? formulaFor(condition, screenOf(first, place, world, shown)) : true;
  return own === undefined ? undefined : both(reached.get(place) ?? false, own);
}

/** Notes where the rules lead from here; undefined where a rule is not the phone's to decide. */
function leaving(
  place: number,
  visible: Formula,
  world: World,
  { reached, shown, first }: Sofar & { first: number },
): number[] | undefined {
  const { program } = world;
  const come = (landing: number, when: Formula) => reached.set(landing, either(reached.get(landing) ?? false, when));
  const landings: number[] = [];
  // What is asked here is in sight, or `still` says no.
  const screen = screenOf(first, place + 1, world, shown);
  let still: Formula = visible;
  for (const rule of rulesAt(program, place)) {
    const jump = rule.do.find((action) => action.kind === "jump" && landingOf(program, place, action.to) !== undefined);
    if (jump?.kind !== "jump") continue;
    const when = formulaFor(rule.when, screen);
    const landing = landingOf(program, place, jump.to);
    if (when === undefined || landing === undefined) return undefined;
    landings.push(landing);
    come(landing, both(still, when));
    still = both(still, opposite(when));
  }
  come(place + 1, still);
  // Whoever is not asked it comes by all the same.
  const hidden = both(reached.get(place) ?? false, opposite(visible));
  if (visible !== reached.get(place)) come(place + 1, hidden);
  return landings;
}

/** Questions from `first` to the one before `before`, as far as each has one input that a formula can read. */
function screenOf(
  first: number,
  before: number,
  { form, program, built }: World,
  shown: ReadonlyMap<number, Formula>,
): OnScreen {
  const inside = (id: FieldId) => {
    const place = program.placeOf.get(id);
    return place !== undefined && place >= first && place < before ? place : undefined;
  };
  return {
    form,
    inputOf: (id) => {
      const inputs = inside(id) === undefined ? [] : (built.get(id)?.inputs ?? []);
      const [input, ...more] = inputs;
      return more.every(({ role }) => role === "other") && input?.role === undefined ? input?.name : undefined;
    },
    shown: (id) => shown.get(inside(id) ?? -1) ?? true,
  };
}

/** One section, one screen, and only what may stand inside `If` (WhatsApp reference 1.7). */
function takesRoom(
  place: number,
  first: number,
  { program, built, sections }: World,
  room: Record<"inputs" | "components", number>,
): boolean {
  const id = program.order[place] ?? "";
  const asked = built.get(id);
  if (!asked || asked.slices || asked.texts) return false;
  if (sections.get(id) !== sections.get(program.order[first] ?? "")) return false;
  if (asked.inputs.some(({ choices }) => choices !== undefined) || takesFiles(asked)) return false;
  room.inputs -= asked.inputs.length;
  room.components -= 1 + countComponents(asked.components);
  return room.inputs >= 0 && room.components >= 0;
}

function entersInside({ first, last }: Stretch, entries: ReadonlyMap<number, readonly number[]>): boolean {
  for (let place = first + 1; place <= last; place += 1) {
    if ((entries.get(place) ?? []).some((from) => from < first)) return true;
  }
  return false;
}

function sectionsByField({ sections }: Form): ReadonlyMap<FieldId, number> {
  const found = new Map<FieldId, number>();
  for (const [index, { items }] of sections.entries()) {
    for (const id of items) if (!found.has(id)) found.set(id, index);
  }
  return found;
}
