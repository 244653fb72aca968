/** What became of a question's options, and of the lines of a grid, an address or contact details. */
import type { Choice } from "../types.ts";
import { same } from "./same.ts";
import type { FormChange } from "./types.ts";
import { listed, option, quoted } from "./words.ts";

type Said = Omit<FormChange, "field">;

/**
 * By the options' ids. Where a tool knows its options by their texts alone, another text is another option: one that is
 * gone and one that is new in its very place are told as one change.
 *
 * @param where the question, in words
 */
export function choiceChanges(before: readonly Choice[], after: readonly Choice[], where: string): Said[] {
  const [was, is] = [byId(before), byId(after)];
  const gone = before.filter(({ id }) => !is.has(id));
  const fresh = after.filter(({ id }) => !was.has(id));
  const replaced =
    before.length === after.length
      ? gone.flatMap((old) => {
          const next = after[before.indexOf(old)];
          return next && fresh.includes(next) ? [{ old, next }] : [];
        })
      : [];
  const removed = gone.filter((choice) => !replaced.some(({ old }) => old === choice));
  const added = fresh.filter((choice) => !replaced.some(({ next }) => next === choice));
  return [
    ...replaced.map(({ old, next }): Said => {
      const says = `Option ${option(old)} of ${where} became ${option(next)}.`;
      return { kind: "choice_replaced", weight: "decision", says };
    }),
    ...removed.map((choice): Said => {
      return { kind: "choice_removed", weight: "decision", says: `Option ${option(choice)} of ${where} is gone.` };
    }),
    ...added.map((choice): Said => {
      return { kind: "choice_added", weight: "safe", says: `${where} has a new option: ${option(choice)}.` };
    }),
    ...before.flatMap((old) => keptChoice(old, is.get(old.id), where)),
    ...reordered(before, after, where),
  ];
}

function keptChoice(old: Choice, next: Choice | undefined, where: string): Said[] {
  if (!next || same(old, next)) return [];
  const renamed: Said[] =
    old.label === next.label
      ? []
      : [
          {
            kind: "choice_renamed",
            weight: "safe",
            says: `Option ${option(old)} of ${where} is now called ${option(next)}.`,
          },
        ];
  if (old.value === next.value) return renamed.length > 0 ? renamed : [otherwise(next, where)];
  const says = `Option ${option(next)} of ${where} is now kept as ${quoted(next.value)} instead of ${quoted(old.value)}.`;
  return [...renamed, { kind: "choice_replaced", weight: "decision", says }];
}

function otherwise(choice: Choice, where: string): Said {
  return { kind: "question_settings", weight: "decision", says: `Option ${option(choice)} of ${where} changed.` };
}

function reordered(before: readonly Choice[], after: readonly Choice[], where: string): Said[] {
  const [was, is] = [byId(before), byId(after)];
  const [first, second] = [before.filter(({ id }) => is.has(id)), after.filter(({ id }) => was.has(id))];
  if (first.every(({ id }, index) => second[index]?.id === id)) return [];
  return [{ kind: "choices_reordered", weight: "safe", says: `The options of ${where} come in another order.` }];
}

/** A line of a grid, an address or contact details. */
export interface Line {
  readonly key: string;
  readonly label: string;
  readonly required: boolean;
}

export function lineChanges(before: readonly Line[], after: readonly Line[], where: string): Said[] {
  const was = new Map(before.map((line) => [line.key, line]));
  const is = new Map(after.map((line) => [line.key, line]));
  const removed = before.filter(({ key }) => !is.has(key));
  const added = after.filter(({ key }) => !was.has(key));
  const kept = before.flatMap((old): Said[] => {
    const next = is.get(old.key);
    if (!next || same(old, next)) return [];
    const label = old.label === next.label ? "" : ` is now called ${quoted(next.label)}`;
    const needed =
      old.required === next.required ? "" : next.required ? " must be filled in now" : " may be left empty now";
    const says = `Line ${quoted(old.label)} of ${where}${[label, needed].filter(Boolean).join(" and")}.`;
    return [{ kind: "line_changed", weight: next.required && !old.required ? "decision" : "safe", says }];
  });
  const [first, second] = [before.filter(({ key }) => is.has(key)), after.filter(({ key }) => was.has(key))];
  const moved = !first.every(({ key }, index) => second[index]?.key === key);
  return [
    ...(removed.length > 0 ? [lines("line_removed", "decision", `${where} lost ${names(removed)}.`)] : []),
    ...(added.length > 0
      ? [
          lines(
            "line_added",
            added.some(({ required }) => required) ? "decision" : "safe",
            `${where} got ${names(added)}.`,
          ),
        ]
      : []),
    ...kept,
    ...(moved ? [lines("line_changed", "safe", `The lines of ${where} come in another order.`)] : []),
  ];
}

const names = (of: readonly Line[]): string =>
  `the ${of.length === 1 ? "line" : "lines"} ${listed(of.map(({ label, key }) => quoted(label.trim() || key)))}`;

const lines = (kind: FormChange["kind"], weight: FormChange["weight"], says: string): Said => ({ kind, weight, says });

const byId = (choices: readonly Choice[]): ReadonlyMap<string, Choice> =>
  new Map(choices.map((each) => [each.id, each]));
