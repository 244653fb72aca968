/** How long texts, how many items, how large numbers (WhatsApp reference 1.7). */
import { hasExpressions } from "./binding.ts";
import type { FlowModel, PropertyPlace } from "./model.ts";
import { at } from "./paths.ts";
import { isTree, type Value } from "./plain.ts";
import type { Report } from "./report.ts";

/**
 * Characters of a text. The unit is not documented (WhatsApp reference 12), so both UTF-16 units and code points
 * must stay under a limit; there are never fewer units than code points, so counting units is enough.
 */
export function textLength(text: string): number {
  return text.length;
}

/** FLOWELLA_TEXT_TOO_LONG */
export function textsAreShortEnough(flow: FlowModel, report: Report): void {
  for (const { rule, value, path } of flow.statics) {
    const { max, maxEach } = rule;
    if (max === undefined && maxEach === undefined) continue;
    const long = (place: string, length: number, most: number): void => {
      if (length <= most) return;
      report("FLOWELLA_TEXT_TOO_LONG", place, `${length} characters where ${most} fit: shorten it (${rule.source}).`);
    };
    if (max !== undefined && rule.kinds.includes("string")) {
      if (typeof value === "string") long(path, textLength(value), max);
      else if (Array.isArray(value)) long(path, total(value), max);
      else if (isTree(value)) {
        for (const [key, text] of Object.entries(value)) {
          if (typeof text === "string") long(at(path, key), textLength(text), max);
        }
      }
    }
    if (maxEach !== undefined && Array.isArray(value)) {
      for (const [index, text] of value.entries()) {
        if (typeof text === "string") long(at(path, index), textLength(text), maxEach);
      }
    }
  }
}

function total(paragraphs: Value[]): number {
  return paragraphs.reduce<number>((sum, text) => sum + (typeof text === "string" ? textLength(text) : 0), 0);
}

const textComponents = ["TextHeading", "TextSubheading", "TextBody", "TextCaption", "RichText"];

/** PATTERN_MISMATCH (blank text), MIN_CHARS_REQUIRED (ids, names), INVALID_PROPERTY_VALUE (any empty text from 6.0). */
export function noEmptyTexts(flow: FlowModel, report: Report): void {
  for (const property of flow.statics) {
    const { rule, value, path } = property;
    if (Array.isArray(value) && rule.kinds.includes("strings")) {
      for (const [index, item] of value.entries()) emptyText(flow, property, item, at(path, index), report);
    } else emptyText(flow, property, value, path, report);
  }
}

function emptyText(flow: FlowModel, property: PropertyPlace, value: Value, path: string, report: Report): void {
  const { key, rule, ownerName } = property;
  if (typeof value !== "string" || value.trim() !== "") return;
  const itsOwnRule = rule.kinds.includes("condition") || rule.kinds.includes("reference") || ownerName === "Flow";
  if (itsOwnRule) return;
  if (key === "text" && textComponents.includes(ownerName)) {
    report(
      "PATTERN_MISMATCH",
      path,
      'Text must not be blank: write something, such as "-", or leave the component out.',
    );
  } else if (value !== "") return;
  else if (key === "id" || rule.format === "input-name") {
    report("MIN_CHARS_REQUIRED", path, `${key} needs at least one character.`);
  } else if (hasExpressions(flow.capabilities)) {
    report("INVALID_PROPERTY_VALUE", path, `${key} must not be an empty text from Flow JSON 6.0: leave it out.`);
  }
}

/** MIN_ITEMS_REQUIRED, FLOWELLA_TOO_MANY_ITEMS, MAX_SCREENS_NUMBER; INVALID_PROPERTY_VALUE for empty branches */
export function listsHaveTheRightSize(flow: FlowModel, report: Report): void {
  const { screensPerFlow } = flow.capabilities.limits;
  for (const { rule, key, value, path } of flow.statics) {
    if (isTree(value) && rule.kinds.includes("cases") && Object.keys(value).length === 0) {
      report("INVALID_PROPERTY_VALUE", path, "A Switch needs at least one case.");
    }
    if (!Array.isArray(value)) continue;
    const { min = 0, max = Number.POSITIVE_INFINITY } = rule;
    if (value.length < min && rule.kinds.includes("components")) {
      report("INVALID_PROPERTY_VALUE", path, `${key} must hold at least one component: add one, or remove the branch.`);
    } else if (value.length < min) {
      report("MIN_ITEMS_REQUIRED", path, `${key} needs at least ${min} (${rule.source}).`);
    }
    if (value.length > max && !rule.kinds.includes("string")) {
      report(
        "FLOWELLA_TOO_MANY_ITEMS",
        path,
        `${value.length} items where ${max} fit: split the list (${rule.source}).`,
      );
    }
    if (path === "screens" && value.length > screensPerFlow.value) {
      report("MAX_SCREENS_NUMBER", path, `${value.length} screens where ${screensPerFlow.value} fit: merge some.`);
    }
  }
}

/** MINIMUM_VALUE_REQUIRED, MAXIMUM_VALUE_REQUIRED */
export function numbersAreInRange(flow: FlowModel, report: Report): void {
  for (const { rule, key, value, path } of flow.statics) {
    const number = typeof value === "string" && rule.kinds.includes("numeric-string") ? Number(value) : value;
    if (typeof number !== "number" || Number.isNaN(number)) continue;
    if (rule.min !== undefined && number < rule.min) {
      report("MINIMUM_VALUE_REQUIRED", path, `${key} must be at least ${rule.min} (${rule.source}).`);
    }
    if (rule.max !== undefined && number > rule.max) {
      report("MAXIMUM_VALUE_REQUIRED", path, `${key} must be at most ${rule.max} (${rule.source}).`);
    }
  }
}
