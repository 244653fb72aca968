/** `Form`: all inputs inside it or none, and its maps (WhatsApp reference 1.7). */
import { isDynamic } from "./binding.ts";
import { ancestors, type ComponentPlace, type FlowModel } from "./model.ts";
import { at, quoted } from "./paths.ts";
import { isPicker } from "./pickers.ts";
import { isTree } from "./plain.ts";
import { typeOfText } from "./references.ts";
import type { Report } from "./report.ts";
import { typeOfInput, valueFits } from "./resolve.ts";
import { fits, nameOf, stringType, type Type } from "./types.ts";

function isInside(component: ComponentPlace, form: ComponentPlace): boolean {
  return ancestors(component).some((parent) => parent.component === form);
}

/** COMPONENTS_OUTSIDE_FORM */
export function inputsAreInsideTheForm(flow: FlowModel, report: Report): void {
  for (const screen of flow.screens) {
    const form = screen.components.find(({ type }) => type === "Form");
    if (!form) continue;
    for (const component of screen.components) {
      if (!component.rule?.input || isInside(component, form)) continue;
      const message = "A screen with a Form has all its inputs inside it: move this one in, or drop the Form.";
      report("COMPONENTS_OUTSIDE_FORM", component.path, message);
    }
  }
}

/** KEYWORD_ONE_OF: inside a Form, initial values and errors stand on the Form. */
export function formsHoldInitialValues(flow: FlowModel, report: Report): void {
  for (const component of flow.components) {
    if (!component.rule?.input) continue;
    for (const key of ["init-value", "error-message"]) {
      if (!Object.hasOwn(component.value, key)) continue;
      if (!ancestors(component).some((parent) => parent.component.type === "Form")) continue;
      // A picker's errors come by file and have no place on the Form.
      if (isPicker(component)) continue;
      const message = `Inside a Form ${key} is not allowed: use the Form's ${key}s, or drop the Form.`;
      report("KEYWORD_ONE_OF", at(component.path, key), message);
    }
  }
}

/** INVALID_PROPERTY_KEY for names of no input, INVALID_PROPERTY_TYPE for values of another type. */
export function formMapsNameInputs(flow: FlowModel, report: Report): void {
  for (const { rule, key, value, path, component, screen } of flow.properties) {
    if (component?.type !== "Form" || !rule.kinds.includes("map") || !isTree(value) || !screen) continue;
    for (const [name, given] of Object.entries(value)) {
      const input = screen.inputs.get(name);
      if (!input) {
        const message = `There is no input ${quoted(name)} in this Form: remove it, or correct the name.`;
        report("INVALID_PROPERTY_KEY", at(path, name), message);
        continue;
      }
      const type = key === "init-values" ? initialType(input) : stringType;
      if (isPicker(input) || valueFits(given, type, typeOfText(flow, screen))) continue;
      report("INVALID_PROPERTY_TYPE", at(path, name), `${quoted(name)} takes ${nameOf(type)} here.`);
    }
  }
}

/** Text inputs start with a text, whatever their keyboard. */
function initialType(input: ComponentPlace): Type {
  return input.type === "TextInput" ? stringType : typeOfInput(input);
}

/** INVALID_SCREEN_DYNAMIC_DATA, NATIVE_COMPONENT_IN_FORM_INIT_VALUES: a bound map declares inputs of this Form. */
export function boundFormMapsFit(flow: FlowModel, report: Report): void {
  for (const { key, value, path, component, screen } of flow.properties) {
    if (component?.type !== "Form" || key !== "init-values" || typeof value !== "string" || !screen) continue;
    if (!isDynamic(value, flow.capabilities)) continue;
    const { properties } = typeOfText(flow, screen)(value);
    for (const [name, type] of properties ?? []) {
      const input = screen.inputs.get(name);
      if (isPicker(input)) {
        report("NATIVE_COMPONENT_IN_FORM_INIT_VALUES", path, `${quoted(name)} is a picker: remove it from the data.`);
      } else if (input && !fits(type, initialType(input))) {
        const message = `${quoted(name)} is declared as ${nameOf(type)}, its input takes ${nameOf(initialType(input))}.`;
        report("INVALID_SCREEN_DYNAMIC_DATA", path, message);
      }
    }
  }
}
