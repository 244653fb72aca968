/** What choosing, unchoosing and showing a chosen value set off (WhatsApp reference 1.7, 2.4). */
import type { SelectAction } from "./actions.ts";
import { BrokenFlow } from "./errors.ts";
import { type Lookup, resolve } from "./expression.ts";
import type { Screen } from "./flow-json.ts";
import type { InputLeaf } from "./leaves.ts";
import { optionActionsOf } from "./properties.ts";
import { checkScreenData } from "./screen-data.ts";
import { type FormValue, isEmpty } from "./values.ts";

/**
 * The actions of a change, in order: options that are chosen no longer, options newly chosen, then the input's own. Where
 * an input has no action for unselecting, its select action hears of both.
 */
export function actionsOfChange(
  leaf: InputLeaf,
  before: FormValue,
  after: FormValue,
  lookup: Lookup,
): readonly SelectAction[] {
  if (!("on-select-action" in leaf || "on-unselect-action" in leaf || "data-source" in leaf)) return [];
  const [had, has] = [chosenIn(before), chosenIn(after)];
  const gone = had.filter((id) => !has.includes(id));
  const come = has.filter((id) => !had.includes(id));
  if (gone.length === 0 && come.length === 0) return [];
  const ofOptions = optionActions(leaf, lookup);
  const own = "on-select-action" in leaf ? leaf["on-select-action"] : undefined;
  const ownUnselect = "on-unselect-action" in leaf ? leaf["on-unselect-action"] : undefined;
  // A date sets something off when it is chosen; there is no unselecting one.
  const isDate = leaf.type === "DatePicker" || leaf.type === "CalendarPicker";
  const unselects = come.length === 0 && gone.length > 0 && !isDate;
  const component = unselects ? (ownUnselect ?? own) : come.length > 0 ? own : undefined;
  return [
    ...gone.flatMap((id) => ofOptions.get(id)?.unselect ?? []),
    ...come.flatMap((id) => ofOptions.get(id)?.select ?? []),
    ...(component ? [component] : []),
  ];
}

/** From 6.0 an input's own select action also runs when the screen is shown with a value in it. */
export function actionOnShow(leaf: InputLeaf, value: FormValue): SelectAction | undefined {
  if (isEmpty(value) || !("on-select-action" in leaf)) return undefined;
  return leaf["on-select-action"];
}

/** A screen's data after an `update_data`. Throws `BrokenFlow` for keys or types that the screen does not declare. */
export function updatedData(
  { id, data: model }: Screen,
  data: Readonly<Record<string, unknown>>,
  payload: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const unknown = Object.keys(payload).find((key) => !Object.hasOwn(model, key));
  if (unknown !== undefined) throw new BrokenFlow(`${id} has no data ${unknown} that could be updated.`);
  const checked = checkScreenData(model, { ...data, ...payload });
  if (!checked.ok) throw new BrokenFlow(`An update_data does not fit the data of ${id}: ${checked.problem}.`);
  return checked.data;
}

function optionActions(leaf: InputLeaf, lookup: Lookup): ReturnType<typeof optionActionsOf> {
  if (!("data-source" in leaf)) return new Map();
  const source = leaf["data-source"];
  const raw = Array.isArray(source) ? source : resolve(source, lookup);
  return optionActionsOf(raw, `${leaf.type} ${leaf.name}`);
}

/** What is chosen, as texts: option ids, a date, both ends of a range, or that a box is ticked. */
function chosenIn(value: FormValue): readonly string[] {
  if (typeof value === "string") return value === "" ? [] : [value];
  if (typeof value === "boolean") return value ? ["ticked"] : [];
  if ("start-date" in value) {
    const { "start-date": start, "end-date": end } = value;
    return start && end ? [`${start} ${end}`] : [];
  }
  return value.filter((item) => typeof item === "string");
}
