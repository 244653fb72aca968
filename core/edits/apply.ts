/** A form with the business's own edits on top. Pure: the imported form stays as it was. */
import { whyNotChosen } from "../flow/policy/concerns.ts";
import { type RecallPart, recallIn } from "../form/recall.ts";
import { beforeFirst, type Condition, type Rule } from "../form/rules.ts";
import { type Field, type FieldId, type Form, fieldsInOrder, type Notice } from "../form/types.ts";
import { subjectsOf } from "../rules/index.ts";
import type { Edit, Edits } from "./types.ts";

/** The edits in their order. One that does not fit the form any more is passed over, and a notice says so. */
export function applyEdits(form: Form, { edits }: Pick<Edits, "edits">): Form {
  let edited = withSections(form);
  const notices: Notice[] = [];
  for (const edit of edits) {
    const result = applyOne(edited, edit);
    if (typeof result === "string") notices.push(passedOver(edit, result));
    else edited = result;
  }
  return notices.length === 0 ? edited : { ...edited, notices: [...edited.notices, ...notices] };
}

/** The form, changed, or why it cannot be. */
function applyOne(form: Form, edit: Edit): Form | string {
  switch (edit.kind) {
    case "button":
      return edit.button === "send" ? { ...form, submitLabel: edit.text } : { ...form, continueLabel: edit.text };
    case "variable": {
      const others = (form.variables ?? []).filter(({ name }) => name !== edit.variable.name);
      return { ...form, variables: [...others, edit.variable] };
    }
    case "rule":
      return withRule(form, edit.rule);
    case "without_rules":
      return { ...form, rules: (form.rules ?? []).filter(({ after }) => after !== edit.after) };
    case "accept":
      return { ...form, accepted: [...(form.accepted ?? []), { field: edit.field, code: edit.code }] };
    case "person_link":
      return { ...form, personLink: true };
    case "unsent_notice":
      return { ...form, unsentNotice: true };
    case "move":
      return moved(form, edit.field, edit.after);
    default: {
      const field = Object.hasOwn(form.fields, edit.field) ? form.fields[edit.field] : undefined;
      const changed = field ? editField(form, field, edit) : noQuestion(edit.field);
      return typeof changed === "string" ? changed : { ...form, fields: { ...form.fields, [edit.field]: changed } };
    }
  }
}

type FieldEdit = Extract<
  Edit,
  { kind: "label" | "text" | "options" | "screen" | "hide" | "prefill" | "show_if" | "policy" }
>;

function editField(form: Form, field: Field, edit: FieldEdit): Field | string {
  switch (edit.kind) {
    case "label":
      return { ...field, label: edit.label };
    case "text":
      return withText(form, field, edit);
    case "options":
      return withLabels(field, edit.labels);
    case "screen":
      return { ...field, screen: edit.begin };
    case "hide":
      return field.required ? "the question must be answered, so it cannot be hidden." : { ...field, hide: true };
    case "prefill":
      return edit.from === null ? without(field, "prefill") : { ...field, prefill: edit.from };
    case "show_if": {
      if (edit.when === null) return without(field, "showIf");
      const missing = missingIn(form, edit.when);
      if (missing !== undefined) return noQuestion(missing);
      return comesLater(form, edit.when, field.id) ?? { ...field, showIf: edit.when };
    }
    case "policy":
      return whyNotChosen(field, edit.choice) ?? { ...field, policy: edit.choice };
  }
}

function without<K extends "prefill" | "showIf">(field: Field, key: K): Field {
  return { ...field, [key]: undefined };
}

type TextEdit = Extract<Edit, { kind: "text" }>;

function withText(form: Form, field: Field, { title, description }: TextEdit): Field | string {
  const place = placesOf(form);
  let unknown: string | undefined;
  const before = (id: string) => {
    const known = place.get(id);
    if (known === undefined || known >= (place.get(field.id) ?? 0)) unknown = id;
    return unknown === undefined ? { kind: "field" as const, field: id } : undefined;
  };
  const recalled = {
    ...(title === undefined ? titleOf(field.recall) : { title: recallIn(title, before) }),
    ...(description === undefined ? descriptionOf(field.recall) : { description: recallIn(description, before) }),
  };
  if (unknown !== undefined) return `a text can quote only a question that comes before, and ${unknown} does not.`;
  const { recall: _, ...rest } = field;
  const quotes = recalled.title !== undefined || recalled.description !== undefined;
  return {
    ...rest,
    ...(title !== undefined && { title: withoutTokens(title) }),
    ...(description !== undefined && { description: withoutTokens(description) }),
    ...(quotes && { recall: recalled }),
  };
}

type Recall = Field["recall"];
const titleOf = (recall: Recall) => (recall?.title ? { title: recall.title } : {});
const descriptionOf = (recall: Recall) => (recall?.description ? { description: recall.description } : {});

/** What stands there while nothing is known yet: the text without its quotes. */
function withoutTokens(text: string): string {
  const parts: RecallPart[] = recallIn(text, () => undefined) ?? [text];
  return parts
    .filter((part) => typeof part === "string")
    .join("…")
    .replace(/\s+([,.!?])/g, "$1")
    .trim();
}

function withLabels(field: Field, labels: Readonly<Record<string, string>>): Field | string {
  if (field.kind === "boolean") {
    return { ...field, trueLabel: labels["true"] ?? field.trueLabel, falseLabel: labels["false"] ?? field.falseLabel };
  }
  const relabelled = <C extends { id: string; label: string }>(choices: readonly C[]) =>
    choices.map((choice) => ({ ...choice, label: labels[choice.id] ?? choice.label }));
  if (field.kind === "matrix") return { ...field, columns: relabelled(field.columns) };
  return "choices" in field ? { ...field, choices: relabelled(field.choices) } : "the question has no options.";
}

/** Before the form's own: the first jump whose condition holds is taken. */
function withRule(form: Form, rule: Rule): Form | string {
  const owner = rule.after === beforeFirst || Object.hasOwn(form.fields, rule.after) ? undefined : rule.after;
  const missing = owner ?? missingIn(form, rule.when) ?? missingTarget(form, rule);
  if (missing !== undefined) return noQuestion(missing);
  const variables = new Set((form.variables ?? []).map(({ name }) => name));
  const unknown = rule.do
    .flatMap((action) => (action.kind === "calc" ? [action.variable] : []))
    .find((name) => !variables.has(name));
  if (unknown !== undefined) return `the form calculates no ${unknown}: add it as a variable first.`;
  return { ...form, rules: [rule, ...(form.rules ?? [])] };
}

function missingTarget(form: Form, rule: Rule): FieldId | undefined {
  return rule.do
    .flatMap((action) => (action.kind === "jump" && action.to.kind === "field" ? [action.to.field] : []))
    .find((id) => !Object.hasOwn(form.fields, id));
}

function missingIn(form: Form, condition: Condition): FieldId | undefined {
  return subjectsOf(condition)
    .flatMap((subject) => (subject.kind === "field" || subject.kind === "known" ? [subject.field] : []))
    .find((id) => !Object.hasOwn(form.fields, id));
}

/** A condition can look at answers that are there by then. */
function comesLater(form: Form, condition: Condition, id: FieldId): string | undefined {
  const place = placesOf(form);
  const late = subjectsOf(condition).find(
    (subject) => subject.kind === "field" && (place.get(subject.field) ?? 0) >= (place.get(id) ?? 0),
  );
  return late?.kind === "field" ? `its condition looks at ${late.field}, which comes later.` : undefined;
}

function moved(form: Form, id: FieldId, after: FieldId | null): Form | string {
  const missing = [id, ...(after === null ? [] : [after])].find((one) => !Object.hasOwn(form.fields, one));
  if (missing !== undefined) return noQuestion(missing);
  if (id === after) return "a question cannot come behind itself.";
  const left = form.sections.map((section) => ({ ...section, items: section.items.filter((item) => item !== id) }));
  const home =
    after === null
      ? left.findIndex(({ items }) => items.length > 0)
      : left.findIndex(({ items }) => items.includes(after));
  const sections = left.map((section, index) => {
    if (index !== Math.max(0, home)) return section;
    const at = after === null ? 0 : section.items.indexOf(after) + 1;
    return { ...section, items: section.items.toSpliced(at, 0, id) };
  });
  return { ...form, sections };
}

/** Every field listed once in a section, so that it can be moved. */
function withSections(form: Form): Form {
  const listed = new Set(form.sections.flatMap(({ items }) => items));
  const rest = Object.keys(form.fields).filter((id) => !listed.has(id));
  return rest.length === 0 ? form : { ...form, sections: [...form.sections, { id: "unlisted", items: rest }] };
}

function placesOf(form: Form): ReadonlyMap<FieldId, number> {
  return new Map(fieldsInOrder(form).map(({ id }, place) => [id, place]));
}

function noQuestion(id: string): string {
  return `the form has no question ${id} any more.`;
}

function passedOver(edit: Edit, why: string): Notice {
  const about = "field" in edit ? edit.field : edit.kind === "rule" ? edit.rule.after : edit.kind;
  const message = `Your edit (${edit.kind.replaceAll("_", " ")}, ${about}) is passed over: ${why}`;
  return { level: "warn", code: "edit.passed_over", message };
}
