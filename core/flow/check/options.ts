/** Lists to choose from: options, chips, navigation items (WhatsApp reference 1.7). */
import { isDynamic } from "./binding.ts";
import type { FlowModel, PropertyPlace } from "./model.ts";
import { at, quoted } from "./paths.ts";
import { isTree, type Tree } from "./plain.ts";
import type { Report } from "./report.ts";

interface List {
  property: PropertyPlace;
  items: { item: Tree; path: string }[];
}

const found = new WeakMap<FlowModel, readonly List[]>();

/** The lists written into the Flow, looked for once; a bound list is known at run time only. */
function lists(flow: FlowModel): readonly List[] {
  const known = found.get(flow);
  if (known) return known;
  const all: List[] = [];
  for (const property of flow.properties) {
    const { value, path, rule } = property;
    if (!Array.isArray(value) || !rule.kinds.includes("options")) continue;
    const items = value.flatMap((item, index) => (isTree(item) ? [{ item, path: at(path, index) }] : []));
    all.push({ property, items });
  }
  found.set(flow, all);
  return all;
}

/** FLOWELLA_DUPLICATE_OPTION_IDS */
export function optionIdsAreUnique(flow: FlowModel, report: Report): void {
  for (const { items } of lists(flow)) {
    const seen = new Set<string>();
    for (const { item, path } of items) {
      const id = item["id"];
      if (typeof id !== "string") continue;
      if (seen.has(id)) {
        const message = `${quoted(id)} is the id of another option in this list: the answer could not be told apart.`;
        report("FLOWELLA_DUPLICATE_OPTION_IDS", at(path, "id"), message);
      }
      seen.add(id);
    }
  }
}

/** FLOWELLA_MIXED_OPTIONS: a list is fixed as a whole or bound as a whole. */
export function optionsAreNotMixed(flow: FlowModel, report: Report): void {
  for (const { property, items } of lists(flow)) {
    const bound = (item: Tree) =>
      isDynamic(item["id"], flow.capabilities) || isDynamic(item["title"], flow.capabilities);
    const boundItems = items.filter(({ item }) => bound(item)).length;
    const references =
      Array.isArray(property.value) && property.value.some((item) => isDynamic(item, flow.capabilities));
    if (!references && (boundItems === 0 || boundItems === items.length)) continue;
    const message = "Fixed and bound items do not mix: write all of them here, or bind the whole list to data.";
    report("FLOWELLA_MIXED_OPTIONS", property.path, message);
  }
}

/** FLOWELLA_TOO_MANY_ITEMS: a Dropdown with images is shorter. */
export function listsWithImagesAreShorter(flow: FlowModel, report: Report): void {
  const { value: most } = flow.capabilities.limits.optionsPerDropdownWithImages;
  for (const { property, items } of lists(flow)) {
    if (property.ownerName !== "Dropdown" || items.length <= most) continue;
    if (!items.some(({ item }) => Object.hasOwn(item, "image"))) continue;
    const message = `${items.length} options where ${most} fit when any has an image: drop the images or shorten.`;
    report("FLOWELLA_TOO_MANY_ITEMS", property.path, message);
  }
}

/** FLOWELLA_NAVIGATION_LIST_ACTION: on the list or on every item, never both. */
export function navigationListsActOnce(flow: FlowModel, report: Report): void {
  for (const { property, items } of lists(flow)) {
    if (property.ownerName !== "NavigationList" || !property.component) continue;
    const onList = Object.hasOwn(property.owner, "on-click-action");
    const acting = items.filter(({ item }) => Object.hasOwn(item, "on-click-action")).length;
    if (onList ? acting === 0 : acting === items.length) continue;
    const message = "Put on-click-action on the list or on every item: exactly one of the two.";
    report("FLOWELLA_NAVIGATION_LIST_ACTION", property.component.path, message);
  }
}

/** FLOWELLA_BADGES_PER_LIST */
export function badgesAreRare(flow: FlowModel, report: Report): void {
  const { value: most } = flow.capabilities.limits.badgesPerList;
  for (const { items } of lists(flow)) {
    const extra = items.filter(({ item }) => Object.hasOwn(item, "badge"))[most];
    if (extra) report("FLOWELLA_BADGES_PER_LIST", at(extra.path, "badge"), `A list has at most ${most} badge.`);
  }
}

/** INVALID_DEPENDENCIES: no `end` beside large images. */
export function largeImagesLeaveNoRoom(flow: FlowModel, report: Report): void {
  for (const { property, items } of lists(flow)) {
    if (property.ownerName !== "NavigationList" || property.owner["media-size"] !== "large") continue;
    for (const { item, path } of items) {
      if (!Object.hasOwn(item, "end")) continue;
      report("INVALID_DEPENDENCIES", at(path, "end"), 'end does not fit beside media-size "large": remove one.');
    }
  }
}
