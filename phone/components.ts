/** Reads the children of a screen: leaves, `If`, `Switch`, and `Form` (WhatsApp reference 1.7). */
import * as z from "zod";
import { BrokenFlow } from "./errors.ts";
import { type InputLeaf, isInput, LEAVES, type Leaf, leafSchema } from "./leaves.ts";

export interface IfComponent {
  readonly type: "If";
  readonly visible?: boolean | string | undefined;
  readonly condition: string;
  readonly whenTrue: readonly Component[];
  readonly whenFalse: readonly Component[];
}
export interface SwitchComponent {
  readonly type: "Switch";
  readonly visible?: boolean | string | undefined;
  readonly value: string;
  readonly cases: ReadonlyMap<string, readonly Component[]>;
}
export type Component = Leaf | IfComponent | SwitchComponent;

const flag = z.union([z.boolean(), z.string()]).optional();
const children = z.array(z.unknown());
const ifSchema = z.strictObject({
  type: z.literal("If"),
  visible: flag,
  condition: z.string(),
  // biome-ignore lint/suspicious/noThenProperty: the name is Flow JSON's own.
  then: children.min(1),
  else: children.default([]),
});
const switchSchema = z.strictObject({
  type: z.literal("Switch"),
  visible: flag,
  value: z.string(),
  cases: z.record(z.string(), children),
});
const values = z.union([z.string(), z.record(z.string(), z.unknown())]).optional();
const formSchema = z.strictObject({
  type: z.literal("Form"),
  name: z.string(),
  children,
  "init-values": values,
  "error-messages": values,
});
type FormJson = z.infer<typeof formSchema>;

/** Reads what stands on a screen. Throws `BrokenFlow`, with the place in the JSON. */
export function readComponents(raw: readonly unknown[], path: string): Component[] {
  const forms = raw.filter((child) => typeOf(child) === "Form");
  if (forms.length > 1) throw new BrokenFlow(`${path}: a screen has one Form at most.`);
  return raw.flatMap((child, index): Component[] => {
    const place = `${path}[${index}]`;
    if (typeOf(child) === "Form") return readForm(read(formSchema, child, place), place);
    const component = readComponent(child, place);
    if (forms.length > 0 && inputsOf([component]).length > 0)
      throw new BrokenFlow(`${place}: with a Form on the screen every input stands inside it.`);
    return [component];
  });
}

/** What `If` and `Switch` may not hold (reference 1.7). */
const NEVER_IN_BRANCHES: ReadonlySet<string | undefined> = new Set([
  "CalendarPicker",
  "DocumentPicker",
  "Form",
  "ImageCarousel",
  "NavigationList",
  "PhotoPicker",
  "RichText",
]);

function readBranch(raw: readonly unknown[], path: string): Component[] {
  return raw.map((child, index) => {
    const type = typeOf(child);
    if (NEVER_IN_BRANCHES.has(type)) throw new BrokenFlow(`${path}[${index}]: a ${type} may not stand in a branch.`);
    return readComponent(child, `${path}[${index}]`);
  });
}

function readComponent(raw: unknown, path: string): Component {
  const type = typeOf(raw);
  if (type === "If") {
    const { condition, visible, ...branches } = read(ifSchema, raw, path);
    const whenTrue = readBranch(branches.then, `${path}.then`);
    return { type, visible, condition, whenTrue, whenFalse: readBranch(branches.else, `${path}.else`) };
  }
  if (type === "Switch") {
    const { value, visible, cases } = read(switchSchema, raw, path);
    const entries = Object.entries(cases).map(
      ([key, branch]) => [key, readBranch(branch, `${path}.cases.${key}`)] as const,
    );
    return { type, visible, value, cases: new Map(entries) };
  }
  if (type === undefined || !LEAVES.has(type))
    throw new BrokenFlow(`${path}: this phone cannot show the component ${JSON.stringify(type ?? null)} here.`);
  return read(leafSchema, raw, path);
}

/**
 * A Form's inputs, each with its part of `init-values` and `error-messages` as its own: what a Form adds is only this
 * other place to write them.
 */
function readForm(form: FormJson, path: string): Component[] {
  return form.children.map((child, index) =>
    withFormValues(readComponent(child, `${path}.children[${index}]`), form, path),
  );
}

function withFormValues(component: Component, form: FormJson, path: string): Component {
  const inside = (parts: readonly Component[]) => parts.map((part) => withFormValues(part, form, path));
  if (component.type === "If")
    return { ...component, whenTrue: inside(component.whenTrue), whenFalse: inside(component.whenFalse) };
  if (component.type === "Switch")
    return {
      ...component,
      cases: new Map([...component.cases].map(([key, parts]) => [key, inside(parts)] as const)),
    };
  if (!isInput(component)) return component;
  const own = ["init-value", "error-message"].find((key) => key in component);
  if (own !== undefined) throw new BrokenFlow(`${path}: inside a Form, ${component.name} has no ${own} of its own.`);
  const initial = partOf(form["init-values"], component.name);
  const error = partOf(form["error-messages"], component.name);
  if (initial !== undefined && (component.type === "PhotoPicker" || component.type === "DocumentPicker")) {
    if (typeof form["init-values"] !== "string")
      throw new BrokenFlow(`${path}: the picker ${component.name} cannot be filled in by init-values.`);
    return read(leafSchema, { ...component, ...(error !== undefined && { "error-message": error }) }, path);
  }
  const more = {
    ...(initial !== undefined && { "init-value": initial }),
    ...(error !== undefined && { "error-message": error }),
  };
  return read(leafSchema, { ...component, ...more }, path);
}

/** One input's part: of an object, its key; of a reference to an object, a reference to that key. */
function partOf(all: FormJson["init-values"], name: string): unknown {
  if (typeof all !== "string") return all?.[name];
  return all.replace(/\}$/, `.${name}}`);
}

/** All inputs of a screen, those of branches that are not shown too: names are unique across branches. */
export function inputsOf(components: readonly Component[]): InputLeaf[] {
  return leavesOf(components).filter(isInput);
}

/** Everything on a screen that shows something, in all branches. */
export function leavesOf(components: readonly Component[]): Leaf[] {
  return components.flatMap((component) => {
    if (component.type === "If") return [...leavesOf(component.whenTrue), ...leavesOf(component.whenFalse)];
    if (component.type === "Switch") return [...component.cases.values()].flatMap((branch) => leavesOf(branch));
    return [component];
  });
}

function typeOf(raw: unknown): string | undefined {
  return z.looseObject({ type: z.string() }).safeParse(raw).data?.type;
}

function read<T>(schema: z.ZodType<T>, raw: unknown, path: string): T {
  const result = schema.safeParse(raw);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new BrokenFlow(`${[path, ...(issue?.path ?? [])].join(".")}: ${issue?.message ?? "not readable"}`);
}
