/** What became of the form as a whole: order, sections, hidden values, its own words. */
import { type Form, fieldsInOrder } from "../types.ts";
import { same } from "./same.ts";
import type { FormChange } from "./types.ts";
import { listed, named, quoted } from "./words.ts";

/** Rules and conditions look at what comes before, so another order may turn them. */
const decides = ({ rules = [], fields }: Form): boolean =>
  rules.length > 0 || Object.values(fields).some(({ showIf }) => showIf !== undefined);

export function orderChanges(before: Form, after: Form): FormChange[] {
  const was = fieldsInOrder(before).filter(({ id }) => Object.hasOwn(after.fields, id));
  const is = fieldsInOrder(after).filter(({ id }) => Object.hasOwn(before.fields, id));
  const places = new Map(was.map(({ id }, place) => [id, place]));
  const staying = longestRise(is.map(({ id }) => places.get(id) ?? 0));
  const moved = is.filter((_, index) => !staying.has(index));
  if (moved.length === 0) return [];
  const says = `In another place now: ${listed(moved.map(named))}.`;
  return [{ kind: "order", weight: decides(before) || decides(after) ? "decision" : "safe", says }];
}

/** The indexes of a longest run of rising numbers: whoever is not in it has moved. */
function longestRise(numbers: readonly number[]): ReadonlySet<number> {
  /** For each length so far: the index on which the run with the smallest end ends. */
  const ends: number[] = [];
  const previous: (number | undefined)[] = [];
  for (const [index, number] of numbers.entries()) {
    const found = ends.findIndex((end) => (numbers[end] ?? 0) >= number);
    const length = found === -1 ? ends.length : found;
    previous[index] = length === 0 ? undefined : ends[length - 1];
    ends[length] = index;
  }
  const rise = new Set<number>();
  for (let at = ends.at(-1); at !== undefined; at = previous[at]) rise.add(at);
  return rise;
}

/** Sections by what they hold of the questions that both forms have, in whichever order. */
export function sectionChanges(before: Form, after: Form): FormChange[] {
  const outline = (form: Form, other: Form) =>
    form.sections
      .map(({ id: _, items, ...words }) => ({
        ...words,
        items: items.filter((item) => Object.hasOwn(other.fields, item)).toSorted(),
      }))
      .filter(({ items, title, description }) => items.length > 0 || title || description);
  const [was, is] = [outline(before, after), outline(after, before)];
  if (same(was, is)) return [];
  const divided = !same(
    was.map(({ items }) => items),
    is.map(({ items }) => items),
  );
  const says = divided ? "The form is divided into other sections." : "Sections are worded otherwise.";
  return [{ kind: "sections", weight: "safe", says }];
}

export function hiddenChanges(before: Form, after: Form): FormChange[] {
  const [was, is] = [
    new Map(before.hidden.map((each) => [each.name, each])),
    new Map(after.hidden.map((each) => [each.name, each])),
  ];
  const added = after.hidden.filter(({ name }) => !was.has(name));
  const removed = before.hidden.filter(({ name }) => !is.has(name));
  const changed = after.hidden.filter((each) => was.has(each.name) && !same(was.get(each.name), each));
  const about = (kind: FormChange["kind"], weight: FormChange["weight"], names: Form["hidden"], verb: string) =>
    names.length === 0
      ? []
      : [{ kind, weight, says: `Hidden values ${verb}: ${listed(names.map(({ name }) => quoted(name)))}.` }];
  return [
    ...about("hidden_removed", "decision", removed, "that are gone"),
    ...about("hidden_added", "safe", added, "that are new"),
    ...about("hidden_changed", "decision", changed, "that changed"),
  ];
}

const textNames = {
  title: "its title",
  description: "its description",
  submitLabel: "the button that sends it",
  continueLabel: "the button that leads on",
  thankYou: "its thank-you text",
} as const;

/** Takes what it tells out of `differing`. */
export function formTexts(differing: Set<string>, before: Form, after: Form): FormChange[] {
  const found = Object.entries(textNames).filter(([key]) => differing.delete(key));
  const says = `The form words otherwise: ${listed(found.map(([, name]) => name))}.`;
  const renamed = before.title === after.title ? "" : ` It is called ${quoted(after.title)} now.`;
  const language = differing.delete("language")
    ? [
        {
          kind: "form_settings",
          weight: "decision",
          says: `The form is in another language now: ${after.language} instead of ${before.language}.`,
        } as const,
      ]
    : [];
  const languages = differing.delete("languages")
    ? [
        {
          kind: "form_settings",
          weight: "safe",
          says: `The form's languages are now: ${(after.languages ?? [after.language]).join(", ")}.`,
        } as const,
      ]
    : [];
  return [
    ...(found.length > 0 ? [{ kind: "form_reworded", weight: "safe", says: `${says}${renamed}` } as const] : []),
    ...language,
    ...languages,
  ];
}
