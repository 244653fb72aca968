/** The way through a form for the answers that were given (form-tools reference 2.7). */
import { beforeFirst, type RuleOwner, type Subject } from "../form/rules.ts";
import type { Choice, FieldId, Form } from "../form/types.ts";
import type { Answer, AnswerValue } from "../submission/types.ts";
import { holds, type Scope } from "./conditions.ts";
import { landingOf, type Program, programOf } from "./program.ts";
import { Variables, type VariableValue } from "./variables.ts";

export interface Evaluation {
  /** Every field that the customer comes by, in order. */
  fields: FieldId[];
  /** What the rules calculated on the way. */
  variables: Record<string, VariableValue>;
  end: Ended | Waiting;
}

/** `ending`: its id; missing where the form has none. */
export interface Ended {
  kind: "ended";
  ending?: string;
}

/** The way cannot be known further before this field is answered. */
export interface Waiting {
  kind: "waiting";
  field: FieldId;
}

/** A field's answers; `[]` when it was passed without one, undefined when the customer has not been there. */
export type AnswersOf = (field: FieldId) => readonly Answer[] | undefined;

type Named = Readonly<Record<string, string>>;

/**
 * Walks through the form. A question whose condition does not hold is passed over, with its rules. After each other one
 * its rules run: calculations in their order, and the first jump whose condition holds leads on. A rule sees only answers
 * of fields that lie on this way: what was answered on another one before does not count. `hidden` holds hidden values by name, above the ones that the form itself sets; `known`, by field id, what the
 * contact's record holds.
 */
export function evaluate(form: Form, answersOf: AnswersOf, hidden: Named = {}, known: Named = {}): Evaluation {
  const walk = new Walk(form, hidden, known);
  const waiting = walk.run(answersOf);
  return waiting === undefined ? walk.result(walk.ended()) : walk.result({ kind: "waiting", field: waiting }, waiting);
}

/** What a condition or a text can see where the walk stops: `answersOf` ends it with undefined. */
export function seenOnTheWay(form: Form, answersOf: AnswersOf, hidden: Named = {}, known: Named = {}): Scope {
  const walk = new Walk(form, hidden, known);
  walk.run(answersOf);
  return walk;
}

class Walk implements Scope {
  readonly program: Program;
  readonly #form: Form;
  readonly #hidden: ReadonlyMap<string, string>;
  readonly #known: ReadonlyMap<string, string>;
  readonly #variables: Variables;
  readonly #passed = new Map<FieldId, readonly Answer[]>();
  #ending: string | undefined;

  constructor(form: Form, hidden: Named, known: Named) {
    this.program = programOf(form);
    this.#form = form;
    const fixed = form.hidden.flatMap(({ name, value }): [string, string][] => (value ? [[name, value]] : []));
    this.#hidden = new Map([...fixed, ...Object.entries(hidden)]);
    this.#known = new Map(Object.entries(known));
    this.#variables = new Variables(form.variables ?? []);
  }

  /** To the end, or to the field whose answers are not known. */
  run(answersOf: AnswersOf): FieldId | undefined {
    const { order, showIf } = this.program;
    let place = this.leave(beforeFirst, -1);
    for (let field = order[place]; field !== undefined; field = order[place]) {
      const condition = showIf.get(place);
      if (condition && !holds(condition, this)) {
        place += 1;
        continue;
      }
      const answers = answersOf(field);
      if (!answers) return field;
      this.pass(field, answers);
      place = this.leave(field, place);
    }
    return undefined;
  }

  pass(field: FieldId, answers: readonly Answer[]): void {
    this.#passed.set(field, answers);
  }

  /** Runs the rules of `owner` and returns the place that follows. Every calculation is made, also behind a jump. */
  leave(owner: RuleOwner, place: number): number {
    let landing: number | undefined;
    for (const rule of this.program.rulesAfter(owner)) {
      if (!holds(rule.when, this)) continue;
      for (const action of rule.do) {
        if (action.kind === "calc") this.#variables.apply(action);
        else if (landing === undefined) {
          landing = landingOf(this.program, place, action.to);
          if (action.to.kind === "ending") this.#ending = action.to.ending;
        }
      }
    }
    return landing ?? place + 1;
  }

  result(end: Ended | Waiting, ...ahead: FieldId[]): Evaluation {
    return { fields: [...this.#passed.keys(), ...ahead], variables: this.#variables.toRecord(), end };
  }

  /** The ending that was jumped to, else the default one, else the first. */
  ended(): Ended {
    const endings = this.#form.endings ?? [];
    const found =
      endings.find(({ id }) => id === this.#ending) ?? endings.find(({ isDefault }) => isDefault) ?? endings[0];
    return { kind: "ended", ...(found && { ending: found.id }) };
  }

  valueOf(subject: Subject): AnswerValue | undefined {
    if (subject.kind === "variable") return this.#variables.get(subject.name);
    if (subject.kind === "hidden") return this.#hidden.get(subject.name);
    if (subject.kind === "known") return this.#known.get(subject.field);
    return this.#passed.get(subject.field)?.find(({ part }) => part === subject.part)?.value;
  }

  chosenOf(subject: Subject): readonly Choice[] | undefined {
    if (subject.kind !== "field") return undefined;
    return this.#passed.get(subject.field)?.find(({ part }) => part === subject.part)?.chosen;
  }

  isAnswered(subject: Subject): boolean {
    if (subject.kind !== "field") return this.valueOf(subject) !== undefined;
    const answers = this.#passed.get(subject.field) ?? [];
    return answers.some(({ part }) => subject.part === undefined || part === subject.part);
  }
}
