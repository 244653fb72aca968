/** Inputs: names, and properties that depend on each other (WhatsApp reference 1.7, 2.4, 11 item 11). */
import { isDynamic } from "./binding.ts";
import type { FlowModel } from "./model.ts";
import { at, quoted } from "./paths.ts";
import type { Tree } from "./plain.ts";
import type { Report } from "./report.ts";

const reserved = ["error", "error_key", "error_message", "screen", "action", "data", "version", "flow_token"];

/** DUPLICATE_FORM_COMPONENT_NAMES, FLOWELLA_RESERVED_NAME */
export function namesAreUsable(flow: FlowModel, report: Report): void {
  for (const component of flow.components) {
    const name = component.value["name"];
    if (!component.rule?.input || typeof name !== "string" || name === "") continue;
    const path = at(component.path, "name");
    const first = component.screen.inputs.get(name);
    if (first && first !== component) {
      const message = `${quoted(name)} is taken by ${first.path}: a name is used once on a screen, across all branches.`;
      report("DUPLICATE_FORM_COMPONENT_NAMES", path, message);
    }
    if (reserved.includes(name)) {
      report("FLOWELLA_RESERVED_NAME", path, `${quoted(name)} is a key of WhatsApp's own messages: rename the input.`);
    }
  }
}

const takesPattern = ["text", "number", "password", "passcode"];

/** INVALID_DEPENDENCIES: `pattern` needs `helper-text` and an input type that takes one. */
export function patternsAreExplained(flow: FlowModel, report: Report): void {
  for (const { type, value, path } of flow.components) {
    if (type !== "TextInput" || !Object.hasOwn(value, "pattern")) continue;
    if (!Object.hasOwn(value, "helper-text")) {
      report("INVALID_DEPENDENCIES", at(path, "helper-text"), "A pattern needs a helper-text that explains it.");
    }
    const inputType = value["input-type"] ?? "text";
    if (typeof inputType !== "string") continue;
    if (isDynamic(inputType, flow.capabilities) || takesPattern.includes(inputType)) continue;
    const message = `A pattern goes with ${takesPattern.join(", ")} only: remove it, or change input-type.`;
    report("INVALID_DEPENDENCIES", at(path, "pattern"), message);
  }
}

/** INVALID_DEPENDENCIES: the Footer's captions. */
export function captionsGoTogether(flow: FlowModel, report: Report): void {
  for (const { type, value, path } of flow.components) {
    if (type !== "Footer") continue;
    const has = (side: string) => Object.hasOwn(value, `${side}-caption`);
    if (has("left") !== has("right")) {
      const missing = has("left") ? "right-caption" : "left-caption";
      report("INVALID_DEPENDENCIES", at(path, missing), "left-caption and right-caption come together.");
    }
    if (has("center") && (has("left") || has("right"))) {
      const message = "center-caption stands alone: remove it, or the captions left and right.";
      report("INVALID_DEPENDENCIES", at(path, "center-caption"), message);
    }
  }
}

/** FLOWELLA_HIDDEN_REQUIRED */
export function requiredInputsCanBeSeen(flow: FlowModel, report: Report): void {
  for (const { rule, value, path } of flow.components) {
    if (!rule?.input || value["visible"] !== false || value["required"] !== true) continue;
    const message = "A required input that is never visible blocks the Footer: drop required, or put it into an If.";
    report("FLOWELLA_HIDDEN_REQUIRED", at(path, "required"), message);
  }
}

/** A property's smallest and largest value, and what counts where the largest is absent. */
const pairs: readonly { min: string; max: string; usual?: number }[] = [
  { min: "min-chars", max: "max-chars", usual: 80 },
  { min: "min-selected-items", max: "max-selected-items" },
  { min: "min-uploaded-photos", max: "max-uploaded-photos", usual: 30 },
  { min: "min-uploaded-documents", max: "max-uploaded-documents", usual: 30 },
  { min: "min-days", max: "max-days" },
  { min: "min-date", max: "max-date" },
];

/** MIN_VALUE_GREATER_THAN_MAX */
export function minimaStayBelowMaxima(flow: FlowModel, report: Report): void {
  for (const { rule, value, path } of flow.components) {
    for (const { min, max, usual } of pairs) {
      if (!rule || !Object.hasOwn(rule.properties, min)) continue;
      const [low, high] = [comparable(value, min), Object.hasOwn(value, max) ? comparable(value, max) : usual];
      if (low === undefined || high === undefined || typeof low !== typeof high || low <= high) continue;
      const above = Object.hasOwn(value, max) ? `above ${max}` : `above ${high}, which counts where ${max} is absent`;
      report("MIN_VALUE_GREATER_THAN_MAX", at(path, min), `${min} is ${above}: swap or change them.`);
    }
  }
}

/** A number, a number in a text, or a day; days in `YYYY-MM-DD` compare as texts. */
function comparable(value: Tree, key: string): number | string | undefined {
  const given = value[key];
  if (typeof given === "number") return given;
  if (typeof given !== "string") return undefined;
  if (/^\d{1,9}$/.test(given)) return Number(given);
  return /^\d{4}-\d{2}-\d{2}$/.test(given) ? given : undefined;
}
