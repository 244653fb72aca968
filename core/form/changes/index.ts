/**
 * What became of a form since it was read before: by question identity, in words, and each change with its weight.
 *
 * Nothing is silent: forms that differ in anything a form says of itself differ by at least one change. What is not compared
 * is where a form came from, and what the importer said about it, but for notices that forbid publishing.
 */
import { type Form, fieldsInOrder, type Notice } from "../types.ts";
import { fieldChanges } from "./field.ts";
import { differences } from "./same.ts";
import type { FormChange } from "./types.ts";
import { formTexts, hiddenChanges, orderChanges, sectionChanges } from "./whole.ts";
import { kindNames, named } from "./words.ts";

export { type FormUses, impactOf, runningImpact } from "./impact.ts";
export { same } from "./same.ts";
export type { ChangeKind, FormChange, Weight } from "./types.ts";

/** @param before the form as it was taken over last; @param after as its tool has it now */
export function formChanges(before: Form, after: Form): FormChange[] {
  const differing = new Set(differences(before, after));
  for (const key of compared) differing.delete(key);
  return [
    ...availability(before.notices, after.notices),
    ...questions(before, after),
    ...orderChanges(before, after),
    ...sectionChanges(before, after),
    ...logic(differing),
    ...hiddenChanges(before, after),
    ...formTexts(differing, before, after),
    ...rest(differing),
  ];
}

/** Whether all of them may be taken over unasked. */
export function allSafe(changes: readonly FormChange[]): boolean {
  return changes.every(({ weight }) => weight === "safe");
}

/** Compared on their own, or not at all. */
const compared = ["source", "notices", "accepted", "fields", "sections", "hidden"];

function questions(before: Form, after: Form): FormChange[] {
  const [was, is] = [fieldsInOrder(before), fieldsInOrder(after)];
  const removed = was
    .filter(({ id }) => !Object.hasOwn(after.fields, id))
    .map((field): FormChange => {
      const says = `Question ${named(field)} is gone.`;
      return {
        kind: "question_removed",
        weight: field.kind === "statement" ? "safe" : "decision",
        field: field.id,
        says,
      };
    });
  const later = is.flatMap((field): FormChange[] => {
    const old = Object.hasOwn(before.fields, field.id) ? before.fields[field.id] : undefined;
    if (old) return fieldChanges(old, field);
    const must = field.required ? ", which must be answered" : "";
    const says = `New question ${named(field)} asks for ${kindNames[field.kind]}${must}.`;
    const told = field.kind === "statement" ? `New text ${named(field)}.` : says;
    return [
      {
        kind: "question_added",
        weight: field.required || field.kind === "consent" ? "decision" : "safe",
        field: field.id,
        says: told,
      },
    ];
  });
  return [...removed, ...later];
}

function logic(differing: Set<string>): FormChange[] {
  const found = ["rules", "variables", "endings"].filter((key) => differing.delete(key));
  if (found.length === 0) return [];
  return [
    { kind: "rules", weight: "decision", says: `What the form decides by itself has changed: ${found.join(", ")}.` },
  ];
}

function rest(differing: ReadonlySet<string>): FormChange[] {
  if (differing.size === 0) return [];
  const says = `Other settings of the form changed: ${[...differing].join(", ")}.`;
  return [{ kind: "form_settings", weight: "decision", says }];
}

/** Notices by which a tool's importer says that the form takes no answers at the moment. */
const closedCodes = new Set(["gf.not_accepting"]);

function availability(before: readonly Notice[], after: readonly Notice[]): FormChange[] {
  const [was, is] = [blocking(before), blocking(after)];
  const added = is.filter(({ code }) => !was.some((each) => each.code === code));
  const gone = was.filter(({ code }) => !is.some((each) => each.code === code));
  return [
    ...added.map(
      ({ code, message }): FormChange =>
        closedCodes.has(code)
          ? { kind: "closed", weight: "decision", says: "The form takes no answers any more." }
          : { kind: "blocked", weight: "decision", says: `The form cannot be published as it is now: ${message}` },
    ),
    ...gone.map(
      ({ code }): FormChange =>
        closedCodes.has(code)
          ? { kind: "reopened", weight: "safe", says: "The form takes answers again." }
          : { kind: "unblocked", weight: "safe", says: "What kept the form from being published is gone." },
    ),
  ];
}

const blocking = (notices: readonly Notice[]): Notice[] => notices.filter(({ level }) => level === "block");
