/** A form's rules made ready to run: questions by their place, rules by their owner, jumps that can be taken. */

import { beforeFirst, type Condition, type Rule, type RuleOwner, type Target } from "../form/rules.ts";
import { type FieldId, type Form, fieldsInOrder } from "../form/types.ts";

export interface Program {
  /** The fields in the order in which the form asks them; a field's place is its index. */
  order: readonly FieldId[];
  placeOf: ReadonlyMap<FieldId, number>;
  /** By place: the condition of a question that is not always asked. */
  showIf: ReadonlyMap<number, Condition>;
  rulesAfter(owner: RuleOwner): readonly Rule[];
}

/** Place of the rules that run before the first question. */
export const startPlace = -1;

const programs = new WeakMap<Form, Program>();

/** The same for the same form: a form is never changed in place. */
export function programOf(form: Form): Program {
  const known = programs.get(form);
  if (known) return known;
  const fields = fieldsInOrder(form);
  const order = fields.map(({ id }) => id);
  const rules = Map.groupBy(form.rules ?? [], ({ after }) => after);
  const program: Program = {
    order,
    placeOf: new Map(order.map((id, place) => [id, place])),
    showIf: new Map(fields.flatMap(({ showIf }, place) => (showIf ? [[place, showIf] as const] : []))),
    rulesAfter: (owner) => rules.get(owner) ?? [],
  };
  programs.set(form, program);
  return program;
}

/** The rules at a place, `startPlace` among them. */
export function rulesAt(program: Program, place: number): readonly Rule[] {
  const owner = place === startPlace ? beforeFirst : program.order[place];
  return owner === undefined ? [] : program.rulesAfter(owner);
}

/**
 * The place a jump leads to, the end being one behind the last question. Undefined for a jump that cannot be taken: back
 * or to the same question, because routes of a Flow only run forward (WhatsApp reference 1.5), or to no question at all.
 */
export function landingOf(program: Program, from: number, to: Target): number | undefined {
  if (to.kind === "ending") return program.order.length;
  const place = program.placeOf.get(to.field);
  return place !== undefined && place > from ? place : undefined;
}

/**
 * Every place that can follow this one, whatever the answers: what its jumps lead to, and the next place by default. What
 * is not asked runs no rules.
 */
export function exitsOf(program: Program, place: number): number[] {
  const exits = new Set<number>(program.showIf.has(place) ? [place + 1] : []);
  for (const rule of rulesAt(program, place)) {
    for (const action of rule.do) {
      const landing = action.kind === "jump" ? landingOf(program, place, action.to) : undefined;
      if (landing === undefined) continue;
      exits.add(landing);
      if (rule.when.op === "always") return [...exits];
    }
  }
  return [...exits.add(place + 1)];
}
