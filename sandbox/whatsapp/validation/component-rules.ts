/** Rules of single components (WhatsApp reference 1.6, 1.7, 2.4). */
import { COMPONENTS, type ComponentRule } from "./catalogue.ts";
import type { Finding } from "./errors.ts";
import { actionsOf, asObject, asText, type Placed } from "./walk.ts";

export function componentFindings(placed: Placed, hasEndpoint: boolean): Finding[] {
  const type = asText(placed.component["type"]);
  if (type === undefined)
    return [{ error: "MISSING_REQUIRED_TYPE_PROPERTY", path: placed.path, message: "A component needs a type." }];
  const rule = Object.hasOwn(COMPONENTS, type) ? COMPONENTS[type] : undefined;
  if (!rule)
    return [
      { error: "INVALID_PROPERTY_VALUE", path: `${placed.path}.type`, message: `There is no component ${type}.` },
    ];
  return [
    ...keyFindings(placed, rule, type),
    ...textFindings(placed, rule),
    ...optionFindings(placed, rule),
    ...rangeFindings(placed),
    ...captionFindings(placed),
    ...actionFindings(placed, rule, hasEndpoint),
  ];
}

function keyFindings({ component, path }: Placed, rule: ComponentRule, type: string): Finding[] {
  const known = new Set(["type", ...rule.required, ...rule.optional]);
  const unknown = Object.keys(component).filter((key) => !known.has(key));
  const missing = rule.required.filter((key) => component[key] === undefined);
  return [
    ...unknown.map((key) => ({
      error: "INVALID_PROPERTY_KEY",
      path: `${path}.${key}`,
      message: `${type} has no property ${key}.`,
    })),
    ...missing.map((key) => ({ error: "MISSING_REQUIRED_PROPERTY", path, message: `${type} needs ${key}.` })),
  ];
}

function textFindings({ component, path }: Placed, rule: ComponentRule): Finding[] {
  return Object.entries(component).flatMap(([key, value]): Finding[] => {
    if (value === null)
      return [{ error: "INVALID_PROPERTY_TYPE", path: `${path}.${key}`, message: "null is not accepted." }];
    if (typeof value !== "string") return [];
    if (value.trim() === "")
      return [{ error: "PATTERN_MISMATCH", path: `${path}.${key}`, message: `${key} must not be blank.` }];
    const limit = rule.limits?.[key];
    if (limit === undefined || /^(\$\{|`)/.test(value) || value.length <= limit) return [];
    return [
      { error: "INVALID_PROPERTY_VALUE", path: `${path}.${key}`, message: `${key} holds at most ${limit} characters.` },
    ];
  });
}

function optionFindings({ component, path }: Placed, rule: ComponentRule): Finding[] {
  const source = component["data-source"];
  if (!rule.options || !Array.isArray(source)) return [];
  const [min, max] = rule.options;
  const here = `${path}.data-source`;
  const ids = source.map((option) => asText(asObject(option)?.["id"]));
  const findings: Finding[] = [];
  if (source.length < min)
    findings.push({ error: "MIN_ITEMS_REQUIRED", path: here, message: `At least ${min} options.` });
  if (source.length > max)
    findings.push({ error: "INVALID_PROPERTY_VALUE", path: here, message: `At most ${max} options.` });
  if (new Set(ids).size !== ids.length)
    findings.push({ error: "INVALID_PROPERTY_VALUE", path: here, message: "Two options have the same id." });
  return [
    ...findings,
    ...source.flatMap((value, index): Finding[] => {
      const option = asObject(value);
      const title = asText(option?.["title"]);
      const missing = ["id", "title"].filter((key) => !asText(option?.[key]));
      const at = `${here}[${index}]`;
      return [
        ...missing.map((key) => ({ error: "MISSING_REQUIRED_PROPERTY", path: at, message: `An option needs ${key}.` })),
        ...overlong(title, 30, `${at}.title`),
        ...overlong(asText(option?.["description"]), 300, `${at}.description`),
        ...overlong(asText(option?.["metadata"]), 20, `${at}.metadata`),
      ];
    }),
  ];
}

function overlong(text: string | undefined, limit: number, path: string): Finding[] {
  if (text === undefined || text.length <= limit) return [];
  return [{ error: "INVALID_PROPERTY_VALUE", path, message: `At most ${limit} characters.` }];
}

function rangeFindings({ component, path }: Placed): Finding[] {
  const pairs = [
    ["min-selected-items", "max-selected-items"],
    ["min-chars", "max-chars"],
    ["min-uploaded-photos", "max-uploaded-photos"],
    ["min-uploaded-documents", "max-uploaded-documents"],
  ] as const;
  return pairs.flatMap(([low, high]) => {
    const [min, max] = [component[low], component[high]];
    if (typeof min !== "number" || typeof max !== "number" || min <= max) return [];
    return [
      { error: "MIN_VALUE_GREATER_THAN_MAX", path: `${path}.${low}`, message: `${low} is greater than ${high}.` },
    ];
  });
}

function captionFindings({ component, path }: Placed): Finding[] {
  const has = (side: string) => component[`${side}-caption`] !== undefined;
  if (has("left") === has("right") && !(has("center") && has("left"))) return [];
  return [
    { error: "INVALID_DEPENDENCIES", path, message: "Left and right captions come together and without a centre one." },
  ];
}

function actionFindings(placed: Placed, rule: ComponentRule, hasEndpoint: boolean): Finding[] {
  return actionsOf(placed).flatMap(({ action, path }): Finding[] => {
    const name = asText(action["name"]);
    if (name === undefined || !rule.actions?.includes(name))
      return [
        {
          error: "INVALID_ENUM_VALUE",
          path: `${path}.name`,
          message: `This action is not possible here: ${name ?? "none"}.`,
        },
      ];
    if (name === "data_exchange" && !hasEndpoint)
      return [{ error: "MISSING_REQUIRED_PROPERTY", path, message: "data_exchange needs data_api_version." }];
    return [];
  });
}

/** Counts that hold for a screen as a whole. `Footer`s in branches are counted per branch, elsewhere. */
export function countFindings(components: readonly Placed[], path: string): Finding[] {
  const findings: Finding[] = [];
  const count = (type: string) => components.filter(({ component }) => component["type"] === type).length;
  for (const [type, { perScreen }] of Object.entries(COMPONENTS)) {
    if (perScreen && count(type) > perScreen[0])
      findings.push({ error: perScreen[1], path, message: `At most ${perScreen[0]} ${type} on a screen.` });
  }
  if (count("PhotoPicker") > 0 && count("DocumentPicker") > 0)
    findings.push({ error: "INVALID_PROPERTY_VALUE", path, message: "Only one kind of picker on a screen." });
  const outside = components.filter(
    ({ component, path: at }) => component["type"] === "Footer" && !/\.(then|else|cases)\b/.test(at),
  );
  if (outside.length > 1)
    findings.push({ error: "MAX_FOOTER_PER_SCREEN", path, message: "At most one Footer on a screen." });
  if (components.length > 50)
    findings.push({
      error: "INVALID_PROPERTY_VALUE",
      path: `${path}.layout.children`,
      message: "At most 50 components on a screen.",
    });
  return [...findings, ...nameFindings(components)];
}

function nameFindings(components: readonly Placed[]): Finding[] {
  const seen = new Set<string>();
  return components.flatMap(({ component, path }) => {
    const name = COMPONENTS[String(component["type"])]?.isInput ? asText(component["name"]) : undefined;
    if (name === undefined) return [];
    const twice = seen.has(name);
    seen.add(name);
    return twice
      ? [{ error: "DUPLICATE_FORM_COMPONENT_NAMES", path: `${path}.name`, message: `${name} is used twice.` }]
      : [];
  });
}

/** Names of the inputs of a screen. */
export function inputNames(components: readonly Placed[]): Set<string> {
  return new Set(
    components.flatMap(({ component }) =>
      COMPONENTS[String(component["type"])]?.isInput ? [String(component["name"])] : [],
    ),
  );
}

/** True where some component of the list is a Footer. */
export function hasFooter(components: readonly Placed[]): boolean {
  return components.some(({ component }) => component["type"] === "Footer");
}
