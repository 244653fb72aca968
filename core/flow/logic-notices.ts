/** What became of the form's rules, in words: what is followed, and whatever is not. */
import { beforeFirst, type Rule, type Target } from "../form/rules.ts";
import type { FieldId, Form, Notice } from "../form/types.ts";
import { landingOf, type Program, programOf, rulesAt, startPlace, subjectsOf } from "../rules/index.ts";
import type { Plan } from "./plan.ts";
import { plainLine, shorten } from "./text.ts";

export function logicNotices(form: Form, { dropped, crowded, screens }: Plan): Notice[] {
  const program = programOf(form);
  const jumps = jumpsOf(program);
  const taken = jumps.filter(({ place, to }) => landingOf(program, place, to) !== undefined);
  return [
    ...followed(taken.length),
    ...conditional(program, screens),
    ...calculated(form, program),
    ...jumps.filter((jump) => !taken.includes(jump)).map((jump) => cutJump(form, program, jump)),
    ...crowded.map((id) => tooManyWays(form, id)),
    ...blindRules(form, program, dropped, new Set(securedOn(screens))),
  ];
}

interface PlacedJump {
  place: number;
  to: Target;
}

function jumpsOf(program: Program): PlacedJump[] {
  return placedRules(program).flatMap(({ place, rule }) =>
    rule.do.flatMap((action) => (action.kind === "jump" ? [{ place, to: action.to }] : [])),
  );
}

function placedRules(program: Program): { place: number; rule: Rule }[] {
  return [startPlace, ...program.order.keys()].flatMap((place) =>
    rulesAt(program, place).map((rule) => ({ place, rule })),
  );
}

function followed(count: number): Notice[] {
  if (count === 0) return [];
  const jumps = count === 1 ? "1 jump is" : `${count} jumps are`;
  const message = `The form's ${jumps} followed: customers are asked only what lies on their own way.`;
  return [{ level: "info", code: "logic.followed", message }];
}

/** Which questions not everybody is asked, and who decides it. */
function conditional(program: Program, screens: Plan["screens"]): Notice[] {
  const questions = screens.flatMap((screen) => screen.questions);
  const onPhone = questions.filter(({ condition, flag }) => condition !== undefined && flag === undefined).length;
  if (onPhone === 0 && program.showIf.size === 0) return [];
  const where =
    onPhone === 0
      ? "the server decides it when a screen is shown"
      : `${onPhone === 1 ? "1 of them appears" : `${onPhone} of them appear`} on the phone at once, with the answer that they depend on`;
  const message = `Some questions are asked only of those whom they concern: ${where}.`;
  return [{ level: "info", code: "logic.shown_if", message }];
}

function calculated(form: Form, program: Program): Notice[] {
  const steps = placedRules(program).flatMap(({ rule }) => rule.do.filter(({ kind }) => kind === "calc")).length;
  if (steps === 0) return [];
  const names = (form.variables ?? []).map(({ name }) => name).join(", ");
  const how = steps === 1 ? "1 step" : `${steps} steps`;
  const message = `The form's calculations are made (${names}: ${how}); the results stand beside the answers.`;
  return [{ level: "info", code: "logic.calculated", message }];
}

function cutJump(form: Form, program: Program, { place, to }: PlacedJump): Notice {
  const owner = program.order[place];
  const where = owner === undefined ? "Before the first question" : `After ${titleOf(form, owner)}`;
  const about = owner === undefined ? {} : { fieldId: owner };
  if (to.kind === "field" && program.placeOf.has(to.field)) {
    const target = to.field === owner ? "to the same question" : `back to ${titleOf(form, to.field)}`;
    const message = `${where}, a jump leads ${target}. On WhatsApp a form only runs forward: this jump is left out, and the next rule or question follows.`;
    return { level: "warn", code: "logic.back_jump", message, ...about };
  }
  const message = `${where}, a jump leads to a question that the form does not have: it is left out.`;
  return { level: "warn", code: "logic.unknown_target", message, ...about };
}

function tooManyWays(form: Form, id: string): Notice {
  const owner = Object.hasOwn(form.fields, id) ? { fieldId: id } : {};
  const where = owner.fieldId === undefined ? "Before the first question" : `After ${titleOf(form, id)}`;
  const message = `${where}, the form goes on in more ways than WhatsApp takes from one screen, and the furthest are cut. Ask in two steps: a group first, then the choice within it.`;
  return { level: "block", code: "logic.too_many_jumps", message, ...owner };
}

/** A rule that looks at a question which is not asked finds no answer there. */
function blindRules(form: Form, program: Program, dropped: Plan["dropped"], secured: ReadonlySet<FieldId>): Notice[] {
  const read = placedRules(program)
    .filter(({ rule }) => rule.after === beforeFirst || dropped.get(rule.after)?.code !== "logic.unreachable")
    .flatMap(({ rule }) => subjectsOf(rule.when));
  const blind = new Set(read.flatMap((subject) => (subject.kind === "field" ? subject.field : [])));
  return [...blind].flatMap((field: FieldId): Notice[] => {
    const change = dropped.get(field);
    if (secured.has(field)) {
      const message = `A rule of the form looks at the answer to ${titleOf(form, field)}, which is asked on the secure page afterwards: there it finds none.`;
      return [{ level: "warn", code: "logic.reads_secured", message, fieldId: field }];
    }
    if (!change || change.code === "logic.unreachable") return [];
    const message = `A rule of the form looks at the answer to ${titleOf(form, field)}, which is left out: there it finds none.`;
    return [{ level: "warn", code: "logic.reads_left_out", message, fieldId: field }];
  });
}

function securedOn(screens: Plan["screens"]): FieldId[] {
  return screens.flatMap(({ questions }) => questions.flatMap(({ secure, field }) => (secure ? [field.id] : [])));
}

function titleOf(form: Form, id: FieldId): string {
  const field = form.fields[id];
  return `“${shorten(plainLine(field?.title) || field?.source.id || id, 60)}”`;
}
