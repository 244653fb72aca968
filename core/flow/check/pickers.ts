/** PhotoPicker and DocumentPicker: where their files may go (WhatsApp reference 1.7). */
import { isDynamic, readBinding, readReference } from "./binding.ts";
import type { ActionPlace, ComponentPlace, FlowModel, ScreenModel } from "./model.ts";
import { at } from "./paths.ts";
import { isTree } from "./plain.ts";
import { leavesOf } from "./references.ts";
import type { Report } from "./report.ts";
import { resolve } from "./resolve.ts";

export function isPicker(component: ComponentPlace | undefined): boolean {
  return component?.type === "PhotoPicker" || component?.type === "DocumentPicker";
}

/** A payload's text that reads a picker. */
interface Use {
  path: string;
  picker: ComponentPlace;
  /** The reference is the whole value of a top-level key. */
  whole: boolean;
}

function usesOf(flow: FlowModel, { payload, path, screen }: ActionPlace): Use[] {
  const base = at(path, "payload");
  return Object.entries(payload).flatMap(([key, value]) =>
    leavesOf(value, at(base, key)).flatMap((leaf) => {
      if (!isDynamic(leaf.text, flow.capabilities)) return [];
      const whole = value === leaf.text && readBinding(leaf.text, flow.capabilities).kind === "reference";
      return pickersIn(flow, screen, leaf.text).map((picker) => ({ path: leaf.path, picker, whole }));
    }),
  );
}

function pickersIn(flow: FlowModel, screen: ScreenModel, text: string): ComponentPlace[] {
  return (text.match(/\$\{[^{}]*\}/g) ?? []).flatMap((part) => {
    const reference = readReference(part);
    const input = reference && resolve(flow, screen, reference).input;
    return input && isPicker(input) ? [input] : [];
  });
}

/** INVALID_ON_CLICK_ACTION_PAYLOAD */
export function pickersAreHandedOverWhole(flow: FlowModel, report: Report): void {
  if (!flow.components.some(isPicker)) return;
  for (const action of flow.actions) {
    for (const { path, whole } of usesOf(flow, action)) {
      if (action.name !== "data_exchange" && action.name !== "complete") {
        const message = "Files cannot travel in this payload: read ${screen.ID.form.name} in a later data_exchange.";
        report("INVALID_ON_CLICK_ACTION_PAYLOAD", path, message);
      } else if (!whole) {
        const message = "A picker's files are the whole value of a key at the top of the payload.";
        report("INVALID_ON_CLICK_ACTION_PAYLOAD", path, message);
      }
    }
  }
}

/** INVALID_ON_CLICK_ACTION_PAYLOAD: `complete` carries one picker with one file. */
export function completeCarriesOneFile(flow: FlowModel, report: Report): void {
  const { pickersPerComplete, filesPerComplete } = flow.capabilities.limits;
  for (const action of flow.actions) {
    if (action.name !== "complete") continue;
    const uses = usesOf(flow, action);
    for (const { path } of uses.slice(pickersPerComplete.value)) {
      report(
        "INVALID_ON_CLICK_ACTION_PAYLOAD",
        path,
        "complete carries one picker: hand files to the endpoint instead.",
      );
    }
    for (const { path, picker } of uses) {
      const key = picker.type === "PhotoPicker" ? "max-uploaded-photos" : "max-uploaded-documents";
      const most = picker.value[key];
      if (typeof most === "number" && most <= filesPerComplete.value) continue;
      const message = `complete carries ${filesPerComplete.value} file: set ${key} to it (${filesPerComplete.source}).`;
      report("INVALID_ON_CLICK_ACTION_PAYLOAD", path, message);
    }
  }
}

/** NATIVE_COMPONENT_IN_FORM_INIT_VALUES */
export function pickersStartEmpty(flow: FlowModel, report: Report): void {
  for (const { type, value, path, screen } of flow.components) {
    const initial = value["init-values"];
    if (type !== "Form" || !isTree(initial)) continue;
    for (const name of Object.keys(initial)) {
      if (!isPicker(screen.inputs.get(name))) continue;
      const message = "A picker cannot be filled in advance: remove it.";
      report("NATIVE_COMPONENT_IN_FORM_INIT_VALUES", at(at(path, "init-values"), name), message);
    }
  }
}

/** INVALID_PROPERTY_TYPE: errors by file are bound, since files have no ids before they are chosen. */
export function errorsByFileAreBound(flow: FlowModel, report: Report): void {
  for (const component of flow.components) {
    if (!isPicker(component) || !isTree(component.value["error-message"])) continue;
    const message = "Errors by file come as data: bind error-message, or write one text.";
    report("INVALID_PROPERTY_TYPE", at(component.path, "error-message"), message);
  }
}
