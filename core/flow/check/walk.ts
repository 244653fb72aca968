/** The one walk through a Flow: follows the capability table and notes every object, property, component and action. */
import type { Capabilities, PropertyRule, ShapeRule } from "../capabilities.ts";
import { isDynamic } from "./binding.ts";
import { isOfKind } from "./kinds.ts";
import type { ComponentPlace, FlowModel, ObjectPlace, Parent, PropertyPlace, ScreenModel } from "./model.ts";
import { at } from "./paths.ts";
import { entry, isTree, type Tree, type Value } from "./plain.ts";
import { typesOfData } from "./types.ts";

/** Where the walk stands. */
interface Spot {
  screen?: ScreenModel;
  component?: ComponentPlace;
}

export function walk(value: Tree, capabilities: Capabilities): FlowModel {
  const flow: FlowModel = {
    value,
    capabilities,
    endpoint: Object.hasOwn(value, "data_api_version"),
    screens: [],
    screenById: new Map(),
    components: [],
    objects: [],
    properties: [],
    statics: [],
    actions: [],
  };
  visitShape(flow, "Flow", value, "", {});
  return flow;
}

function visitShape(flow: FlowModel, name: string, value: Tree, path: string, spot: Spot): void {
  const rule = entry(flow.capabilities.shapes, name);
  if (!rule) throw new Error(`The capability table has no shape ${name}.`);
  visitObject(flow, { name, rule, value, path, extra: [] }, name === "Screen" ? enterScreen(flow, value, path) : spot);
}

function enterScreen(flow: FlowModel, value: Tree, path: string): Spot {
  const screen: ScreenModel = {
    id: typeof value["id"] === "string" ? value["id"] : "",
    path,
    value,
    terminal: value["terminal"] === true,
    data: isTree(value["data"]) ? typesOfData(value["data"]) : new Map(),
    components: [],
    inputs: new Map(),
    actions: [],
  };
  flow.screens.push(screen);
  if (screen.id !== "" && !flow.screenById.has(screen.id)) flow.screenById.set(screen.id, screen);
  return { screen };
}

function visitObject(flow: FlowModel, object: ObjectPlace, spot: Spot): void {
  flow.objects.push(object);
  const { extra } = object;
  // A tree has no prototype: these are its own keys.
  for (const key in object.value) {
    const rule = entry(object.rule.properties, key);
    const value = object.value[key];
    if (!rule || value === undefined || (extra.length > 0 && extra.includes(key))) continue;
    const property: PropertyPlace = {
      rule,
      key,
      value,
      bound: isDynamic(value, flow.capabilities),
      path: at(object.path, key),
      owner: object.value,
      ownerName: object.name,
      screen: spot.screen,
      component: spot.component,
    };
    flow.properties.push(property);
    if (isStatic(property)) flow.statics.push(property);
    visitInside(flow, property, spot);
  }
}

function isStatic({ rule, value, bound }: PropertyPlace): boolean {
  if (value === null || bound) return false;
  return rule.kinds.some((kind) => isOfKind(value, kind));
}

function visitInside(flow: FlowModel, property: PropertyPlace, spot: Spot): void {
  const { rule, value, path } = property;
  if (has(rule, "components")) visitComponents(flow, value, path, property.key, spot);
  else if (has(rule, "cases") && isTree(value)) {
    for (const [key, branch] of Object.entries(value)) visitComponents(flow, branch, at(path, key), key, spot);
  } else if (has(rule, "action") && isTree(value)) visitAction(flow, property, value, spot);
  else if (rule.shape !== undefined) {
    if (isTree(value) && has(rule, "object")) visitShape(flow, rule.shape, value, path, spot);
    if (!Array.isArray(value)) return;
    for (const [index, item] of value.entries()) {
      if (isTree(item)) visitShape(flow, rule.shape, item, at(path, index), spot);
    }
  }
}

function has(rule: PropertyRule, kind: PropertyRule["kinds"][number]): boolean {
  return rule.kinds.includes(kind);
}

function visitComponents(flow: FlowModel, value: Value, path: string, branch: string, spot: Spot): void {
  if (!Array.isArray(value) || !spot.screen) return;
  const parent: Parent | undefined = spot.component && { component: spot.component, branch };
  for (const [index, item] of value.entries()) {
    if (isTree(item)) visitComponent(flow, item, at(path, index), spot.screen, parent);
  }
}

const noProperties: ShapeRule = { properties: {}, source: "" };

function visitComponent(
  flow: FlowModel,
  value: Tree,
  path: string,
  screen: ScreenModel,
  parent: Parent | undefined,
): void {
  const type = typeof value["type"] === "string" ? value["type"] : "";
  const rule = entry(flow.capabilities.components, type);
  const component: ComponentPlace = { type, rule, value, path, screen, parent };
  flow.components.push(component);
  screen.components.push(component);
  const name = value["name"];
  if (rule?.input && typeof name === "string" && !screen.inputs.has(name)) screen.inputs.set(name, component);
  // The keys of an unknown component cannot be judged: everything is "extra".
  const extra = rule ? ["type"] : Object.keys(value);
  visitObject(flow, { name: type, rule: rule ?? noProperties, value, path, extra }, { screen, component });
}

function visitAction(flow: FlowModel, property: PropertyPlace, value: Tree, spot: Spot): void {
  const name = typeof value["name"] === "string" ? value["name"] : "";
  const rule = entry(flow.capabilities.actions, name);
  if (!rule) return;
  visitObject(flow, { name, rule, value, path: property.path, extra: [] }, spot);
  if (!spot.screen || !spot.component) return;
  const action = {
    name,
    value,
    path: property.path,
    key: property.key,
    payload: isTree(value["payload"]) ? value["payload"] : {},
    component: spot.component,
    screen: spot.screen,
  };
  flow.actions.push(action);
  spot.screen.actions.push(action);
}
