/** CalendarPicker: what goes with its mode (WhatsApp reference 1.7). */
import { isDynamic } from "./binding.ts";
import type { FlowModel } from "./model.ts";
import { at } from "./paths.ts";
import { isTree } from "./plain.ts";
import type { Report } from "./report.ts";

const rangeOnly = ["title", "description", "min-days", "max-days"];
const objectsInRange = ["label", "helper-text", "required", "init-value", "error-message"];

/** INVALID_DEPENDENCIES: properties of range mode. INVALID_PROPERTY_TYPE: objects in range mode, else plain values. */
export function calendarsFollowTheirMode(flow: FlowModel, report: Report): void {
  for (const { type, value, path } of flow.components) {
    const mode = value["mode"] ?? "single";
    if (type !== "CalendarPicker" || (mode !== "single" && mode !== "range")) continue;
    for (const key of mode === "single" ? rangeOnly : []) {
      if (!Object.hasOwn(value, key)) continue;
      report("INVALID_DEPENDENCIES", at(path, key), `${key} is for mode "range" only: remove it.`);
    }
    for (const key of objectsInRange) {
      const given = value[key];
      if (given === undefined || given === null || isDynamic(given, flow.capabilities)) continue;
      if (isTree(given) === (mode === "range")) continue;
      const form = mode === "range" ? "an object with start-date and end-date" : "a plain value, no object";
      report("INVALID_PROPERTY_TYPE", at(path, key), `In mode "${mode}" ${key} is ${form}.`);
    }
  }
}
