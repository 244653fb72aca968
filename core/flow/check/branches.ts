/** `If` and `Switch`: conditions, values, nesting (WhatsApp reference 1.7, 2.3). */
import { readReference, referenceForms } from "./binding.ts";
import { typeOfFormula } from "./formula.ts";
import { ancestors, type ComponentPlace, type FlowModel } from "./model.ts";
import { at } from "./paths.ts";
import { propertyCodes, reportBinding } from "./references.ts";
import type { Report } from "./report.ts";
import { type BindingProblem, referenceReader, resolve } from "./resolve.ts";
import { fits, nameOf } from "./types.ts";

/** FLOWELLA_IF_NESTING */
export function ifsAreNotNestedTooDeep(flow: FlowModel, report: Report): void {
  const { value: most } = flow.capabilities.limits.ifNesting;
  for (const component of flow.components) {
    if (component.type !== "If") continue;
    const depth = 1 + ancestors(component).filter((parent) => parent.component.type === "If").length;
    if (depth !== most + 1) continue;
    report("FLOWELLA_IF_NESTING", component.path, `If nests at most ${most} levels: join the conditions with &&.`);
  }
}

/** INVALID_PROPERTY_VALUE and, for its references, PATTERN_MISMATCH and INVALID_SCREEN_DYNAMIC_DATA */
export function conditionsCanBeDecided(flow: FlowModel, report: Report): void {
  for (const { type, value, path, screen } of flow.components) {
    const condition = value["condition"];
    if (type !== "If" || typeof condition !== "string") continue;
    const place = at(path, "condition");
    if (condition.includes("`")) {
      report("INVALID_PROPERTY_VALUE", place, "A condition stands without backticks: remove them.");
      continue;
    }
    const problems: BindingProblem[] = [];
    const verdict = typeOfFormula(condition, "condition", referenceReader(flow, screen, problems));
    reportBinding(problems, propertyCodes, place, report);
    if ("problem" in verdict) {
      const example = "such as (${form.age} > 17) && (${form.country} == 'ES')";
      report("INVALID_PROPERTY_VALUE", place, `The condition is wrong: ${verdict.problem}. Write it ${example}.`);
    }
  }
}

/** INVALID_PROPERTY_VALUE, PATTERN_MISMATCH, INVALID_SCREEN_DYNAMIC_DATA: `Switch.value` is one reference. */
export function switchesReadOneValue(flow: FlowModel, report: Report): void {
  for (const component of flow.components) {
    if (component.type === "Switch") switchValue(flow, component, report);
  }
}

function switchValue(flow: FlowModel, { value, path, screen }: ComponentPlace, report: Report): void {
  const given = value["value"];
  const place = at(path, "value");
  if (typeof given !== "string") return;
  if (!/^\$\{[^{}]*\}$/.test(given)) {
    report("INVALID_PROPERTY_VALUE", place, "A Switch reads one reference, such as ${data.kind} or ${form.kind}.");
    return;
  }
  const reference = readReference(given);
  if (!reference) {
    report("PATTERN_MISMATCH", place, referenceForms);
    return;
  }
  const { type, missing } = resolve(flow, screen, reference);
  if (missing) report(propertyCodes[missing.what], place, missing.message);
  if (fits(type, { kinds: ["string", "number", "boolean"] })) return;
  report("INVALID_PROPERTY_VALUE", place, `A Switch compares texts, numbers or booleans; this is ${nameOf(type)}.`);
}
