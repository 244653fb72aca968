/**
 * What each Flow JSON version can do: one table (components, shapes, actions, limits), filtered by version.
 *
 * Every line names the section that it comes from. Where sources disagree the table holds the smaller limit
 * (WhatsApp reference 12).
 */
import { components } from "./capabilities/components.ts";
import { limitsOf } from "./capabilities/limits.ts";
import { actions, shapes } from "./capabilities/shapes.ts";
import type {
  Capabilities,
  ComponentDefinition,
  ComponentRule,
  PropertyDefinition,
  PropertyRule,
  ShapeDefinition,
  ShapeRule,
  Since,
} from "./capabilities/types.ts";
import { existsIn, flowJsonVersions } from "./capabilities/versions.ts";

export type {
  Capabilities,
  ComponentRule,
  Limit,
  LimitName,
  PropertyRule,
  ShapeRule,
  ValueFormat,
  ValueKind,
} from "./capabilities/types.ts";
export { compareVersions, dataApiVersions, flowJsonVersions } from "./capabilities/versions.ts";

/** Components that were there before the oldest version of the table. */
const always = "4.0";

const table = new Map<string, Capabilities>(flowJsonVersions.map((version) => [version, build(version)]));

/** What may be written in Flow JSON of this version; undefined for a version that cannot be published. */
export function capabilitiesOf(version: string): Capabilities | undefined {
  return table.get(version);
}

/**
 * The longest text that a property takes, in characters; for a list, the most items.
 * `component` is a component or a shape: `("TextInput", "label")`, `("Option", "title")`, `("Dropdown", "data-source")`.
 * Throws where the table has no such limit: asking is a mistake in the program.
 */
export function textLimit(capabilities: Capabilities, component: string, property: string): number {
  const owner = capabilities.components[component] ?? capabilities.shapes[component];
  const max = owner?.properties[property]?.max;
  if (max === undefined) {
    throw new Error(`Flow JSON ${capabilities.version} has no limit for ${component}.${property}.`);
  }
  return max;
}

function build(version: string): Capabilities {
  return {
    version,
    components: filter(components, version, componentRule),
    shapes: filter(shapes, version, shapeRule),
    actions: filter(actions, version, shapeRule),
    limits: limitsOf(version),
  };
}

/** The entries that exist in a version, each turned into its rule. */
function filter<D extends { since?: string }, R>(
  definitions: Readonly<Record<string, D>>,
  version: string,
  rule: (definition: D, version: string) => R,
): Record<string, R> {
  const present = Object.entries(definitions).filter(([, definition]) => existsIn(version, definition.since));
  return Object.fromEntries(present.map(([key, definition]) => [key, rule(definition, version)]));
}

function componentRule(definition: ComponentDefinition, version: string): ComponentRule {
  const allowed = (since: string | undefined) => since !== undefined && existsIn(version, since);
  return {
    since: definition.since ?? always,
    input: definition.input ?? false,
    inIf: allowed(definition.inIf),
    inSwitch: allowed(definition.inSwitch),
    ...shapeRule(definition, version),
  };
}

function shapeRule({ properties, source }: ShapeDefinition, version: string): ShapeRule {
  return {
    properties: filter(properties, version, (definition) => propertyRule(definition, version, source)),
    source,
  };
}

function propertyRule(definition: PropertyDefinition, version: string, source: string): PropertyRule {
  const { kinds, enum: values, actions: names, dynamic, ...rest } = definition;
  return {
    source,
    ...rest,
    kinds: present(kinds, version),
    dynamic: dynamic ?? false,
    ...(values ? { enum: present(values, version) } : {}),
    ...(names ? { actions: present(names, version) } : {}),
  };
}

function present<T extends string | number | boolean>(values: readonly Since<T>[], version: string): T[] {
  return values.flatMap((entry) => {
    if (typeof entry !== "object") return [entry];
    return existsIn(version, entry.since) ? [entry.value] : [];
  });
}
