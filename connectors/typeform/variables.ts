import type { Calculation, Rule, Variable } from "../../core/form/rules.ts";
import type { TypeformForm } from "./types.ts";

/**
 * The variables that the definition declares, with their initial values, and those that only its logic names: these begin
 * at 0, or empty where the logic sets them to a text (form-tools reference 2.7 and 13).
 */
export function variablesOf({ variables }: TypeformForm, rules: readonly Rule[]): Variable[] {
  const declared = Object.entries(variables).flatMap(([name, initial]): Variable[] => {
    if (name === "") return [];
    if (typeof initial === "number") return [{ name, kind: "number", initial }];
    return typeof initial === "string" ? [{ name, kind: "text", initial }] : [];
  });
  const known = new Set(declared.map(({ name }) => name));
  const calculations = rules.flatMap((rule) =>
    rule.do.filter((action): action is Calculation => action.kind === "calc" && action.variable !== ""),
  );
  const named = Map.groupBy(calculations, ({ variable }) => variable);
  return [
    ...declared,
    ...[...named].flatMap(([name, steps]): Variable[] => {
      if (known.has(name)) return [];
      return [steps.some(setsText) ? { name, kind: "text", initial: "" } : { name, kind: "number", initial: 0 }];
    }),
  ];
}

function setsText({ op, value }: Calculation): boolean {
  return (
    op === "set" && value.kind === "constant" && typeof value.value === "string" && !/^[\d.+-]+$/.test(value.value)
  );
}
