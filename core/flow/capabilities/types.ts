/** What a Flow JSON version can do, and the table it is read from. */

/** What a property's value may be. */
export type ValueKind =
  | "string"
  | "number"
  | "integer"
  | "boolean"
  /** A whole number in a string, such as `"80"`. */
  | "numeric-string"
  /** `YYYY-MM-DD`, a day that exists. */
  | "date"
  | "dates"
  | "strings"
  /** An object with the keys of `shape`. */
  | "object"
  /** An array of objects with the keys of `shape`. */
  | "list"
  /** An array of option objects, or one reference to such a list. */
  | "options"
  | "action"
  /** An array of components. */
  | "components"
  /** An object from a text to an array of components (`Switch.cases`). */
  | "cases"
  /** An object from an input's name to a value (`Form.init-values`). */
  | "map"
  /** A boolean formula without backticks (`If.condition`). */
  | "condition"
  /** One reference (`Switch.value`). */
  | "reference";

/** A value with a form of its own beyond its JSON type. */
export type ValueFormat = "input-name" | "screen-id" | "color" | "base64" | "uri" | "regex";

export interface PropertyRule {
  kinds: readonly ValueKind[];
  required?: boolean;
  /** Characters of a text (of all its paragraphs together), items of a list, value of a number. */
  max?: number;
  min?: number;
  /** Characters of each text in a list of texts. */
  maxEach?: number;
  enum?: readonly (string | number | boolean)[];
  format?: ValueFormat;
  /** Which shape of `Capabilities.shapes` an `object`, a `list` or `options` has. */
  shape?: string;
  /** The actions that may be attached here. */
  actions?: readonly string[];
  since?: string;
  /** May hold `${...}` and, where the version knows them, backtick expressions. */
  dynamic: boolean;
  /** Where the rule stands, such as "WhatsApp reference 1.7". */
  source: string;
}

export interface ComponentRule {
  since: string;
  /** The customer answers here: it has a `name` that `${form.name}` reads. */
  input: boolean;
  /** May stand inside `If`, and inside `Switch` (WhatsApp reference 1.7). */
  inIf: boolean;
  inSwitch: boolean;
  properties: Readonly<Record<string, PropertyRule>>;
  source: string;
}

/** An object that is no component: the Flow itself, a screen, an option, an action. */
export interface ShapeRule {
  properties: Readonly<Record<string, PropertyRule>>;
  source: string;
}

export interface Limit {
  value: number;
  source: string;
}

/** What may be written in Flow JSON of one version. */
export interface Capabilities {
  version: string;
  components: Readonly<Record<string, ComponentRule>>;
  shapes: Readonly<Record<string, ShapeRule>>;
  /** By action name: the keys it takes. */
  actions: Readonly<Record<string, ShapeRule>>;
  limits: Readonly<Record<LimitName, Limit>>;
}

export type LimitName =
  | "screensPerFlow"
  | "componentsPerScreen"
  | "routesPerScreen"
  | "footersPerScreen"
  | "embeddedLinksPerScreen"
  | "imagesPerScreen"
  | "optInsPerScreen"
  | "pickersPerScreen"
  | "carouselsPerScreen"
  | "carouselsPerFlow"
  | "navigationListsPerScreen"
  | "badgesPerList"
  | "ifNesting"
  | "jsonBytes"
  | "optionsPerGroup"
  | "optionsPerDropdown"
  | "optionsPerDropdownWithImages"
  | "optionTitle"
  | "optionDescription"
  | "optionMetadata"
  | "imageBytes"
  | "optionImageBytes"
  | "pickersPerComplete"
  | "filesPerComplete";

/** A value that came with a version. */
export type Since<T> = T | { value: T; since: string };

/** One line of the table, before it is filtered by version. `source` defaults to the component's. */
export interface PropertyDefinition {
  kinds: readonly Since<ValueKind>[];
  required?: boolean;
  max?: number;
  min?: number;
  maxEach?: number;
  enum?: readonly Since<string | number | boolean>[];
  format?: ValueFormat;
  shape?: string;
  actions?: readonly Since<string>[];
  since?: string;
  /** Default false. */
  dynamic?: boolean;
  source?: string;
}

export interface ShapeDefinition {
  since?: string;
  source: string;
  properties: Readonly<Record<string, PropertyDefinition>>;
}

export interface ComponentDefinition extends ShapeDefinition {
  input?: boolean;
  /** The version from which the component may stand there; absent: never. */
  inIf?: string;
  inSwitch?: string;
}
