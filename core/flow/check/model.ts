/** The Flow as the rules see it: everything found once, with its place. Broken parts are simply absent. */
import type { Capabilities, ComponentRule, PropertyRule, ShapeRule } from "../capabilities.ts";
import type { Tree, Value } from "./plain.ts";
import type { Type } from "./types.ts";

export interface FlowModel {
  value: Tree;
  capabilities: Capabilities;
  /** It talks to an endpoint: `data_api_version` is there. */
  endpoint: boolean;
  screens: ScreenModel[];
  /** By id; the first one where ids repeat. */
  screenById: Map<string, ScreenModel>;
  components: ComponentPlace[];
  objects: ObjectPlace[];
  properties: PropertyPlace[];
  /** Those of the properties whose value stands as it is, and has the right JSON type. */
  statics: PropertyPlace[];
  actions: ActionPlace[];
}

export interface ScreenModel {
  /** `""` where the id is no text. */
  id: string;
  path: string;
  value: Tree;
  terminal: boolean;
  /** The declared data model. */
  data: ReadonlyMap<string, Type>;
  /** All components, also those inside Form, If and Switch, in reading order. */
  components: ComponentPlace[];
  /** Inputs by name; the first one where names repeat. */
  inputs: Map<string, ComponentPlace>;
  actions: ActionPlace[];
}

/** The container of a component; `branch` is `children`, `then`, `else`, or a case of a Switch. */
export interface Parent {
  component: ComponentPlace;
  branch: string;
}

export interface ComponentPlace {
  type: string;
  /** Absent where the version does not know the type. */
  rule: ComponentRule | undefined;
  value: Tree;
  path: string;
  screen: ScreenModel;
  parent: Parent | undefined;
}

/** An object that the table describes: its keys are checked against `rule`. */
export interface ObjectPlace {
  /** Component type, shape or action, for messages. */
  name: string;
  rule: ShapeRule;
  value: Tree;
  path: string;
  /** What the object may have beside the table's properties. */
  extra: readonly string[];
}

export interface PropertyPlace {
  rule: PropertyRule;
  key: string;
  value: Value;
  /** The value is a text that WhatsApp reads as a reference or an expression. */
  bound: boolean;
  path: string;
  /** The object that has the property, and its name. */
  owner: Tree;
  ownerName: string;
  screen: ScreenModel | undefined;
  component: ComponentPlace | undefined;
}

export interface ActionPlace {
  name: string;
  value: Tree;
  path: string;
  /** `on-click-action`, `on-select-action`, `on-unselect-action`. */
  key: string;
  payload: Tree;
  component: ComponentPlace;
  screen: ScreenModel;
}

/** The components around this one, the nearest first. */
export function ancestors(component: ComponentPlace): Parent[] {
  const found: Parent[] = [];
  for (let parent = component.parent; parent; parent = parent.component.parent) found.push(parent);
  return found;
}
