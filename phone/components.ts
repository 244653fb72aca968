/**
 * The components this phone can show, with the properties each may have (WhatsApp reference 1.7). Whatever is not
 * listed is refused loudly: a phone that skips what it does not know would prove nothing.
 */
import * as z from "zod";
import { BrokenFlow } from "./errors.ts";

/** May also be a reference or an expression, which is a string. */
const flag = z.union([z.boolean(), z.string()]);
const count = z.union([z.number(), z.string()]);
const list = z.union([z.array(z.unknown()), z.string()]);
const lines = z.union([z.string(), z.array(z.string())]);
const dates = z.union([z.string(), z.strictObject({ "start-date": z.string(), "end-date": z.string() })]);
const flags = z.union([flag, z.strictObject({ "start-date": flag, "end-date": flag })]);

const payload = z.record(z.string(), z.unknown());
export const actionSchema = z.discriminatedUnion("name", [
  z.strictObject({ name: z.literal("data_exchange"), payload: payload.default({}) }),
  z.strictObject({
    name: z.literal("navigate"),
    next: z.strictObject({ type: z.literal("screen"), name: z.string() }),
    payload: payload.default({}),
  }),
  z.strictObject({ name: z.literal("complete"), payload: payload.default({}) }),
  z.strictObject({ name: z.literal("open_url"), url: z.string() }),
]);
export type Action = z.infer<typeof actionSchema>;

const shown = { visible: flag.optional() };
const asked = {
  ...shown,
  name: z.string(),
  label: z.string(),
  required: flag.optional(),
  enabled: flag.optional(),
  "init-value": z.unknown().optional(),
  "error-message": z.string().optional(),
};
const styled = {
  text: lines,
  "font-weight": z.string().optional(),
  strikethrough: flag.optional(),
  markdown: z.boolean().optional(),
};
const chosen = { ...asked, description: z.string().optional(), "data-source": list };
const limitedChoice = { ...chosen, "min-selected-items": count.optional(), "max-selected-items": count.optional() };
const mediaSize = { "media-size": z.string().optional() };
const calendar = {
  "min-date": z.string().optional(),
  "max-date": z.string().optional(),
  "unavailable-dates": list.optional(),
};

/** No `required` and no `init-value`: a picker is required by its smallest number, and always starts empty. */
const picked = {
  ...shown,
  name: z.string(),
  label: z.string(),
  description: z.string().optional(),
  "max-file-size-kb": count.optional(),
  enabled: flag.optional(),
  /** Or one text by media id, as data only. */
  "error-message": z.string().optional(),
};

const leafSchemas = [
  z.strictObject({ type: z.literal("TextHeading"), text: z.string(), ...shown }),
  z.strictObject({ type: z.literal("TextSubheading"), text: z.string(), ...shown }),
  z.strictObject({ type: z.literal("TextBody"), ...styled, ...shown }),
  z.strictObject({ type: z.literal("TextCaption"), ...styled, ...shown }),
  z.strictObject({ type: z.literal("RichText"), text: lines, ...shown }),
  z.strictObject({
    type: z.literal("TextInput"),
    ...asked,
    "label-variant": z.string().optional(),
    "input-type": z.enum(["text", "number", "email", "password", "passcode", "phone"]).optional(),
    pattern: z.string().optional(),
    "min-chars": count.optional(),
    "max-chars": count.optional(),
    "helper-text": z.string().optional(),
  }),
  z.strictObject({
    type: z.literal("TextArea"),
    ...asked,
    "label-variant": z.string().optional(),
    "max-length": count.optional(),
    "helper-text": z.string().optional(),
  }),
  z.strictObject({ type: z.literal("RadioButtonsGroup"), ...chosen, ...mediaSize }),
  z.strictObject({ type: z.literal("CheckboxGroup"), ...limitedChoice, ...mediaSize }),
  z.strictObject({ type: z.literal("Dropdown"), ...asked, "data-source": list }),
  z.strictObject({ type: z.literal("ChipsSelector"), ...limitedChoice }),
  z.strictObject({ type: z.literal("OptIn"), ...asked, "on-click-action": actionSchema.optional() }),
  z.strictObject({ type: z.literal("DatePicker"), ...asked, ...calendar, "helper-text": z.string().optional() }),
  z.strictObject({
    type: z.literal("CalendarPicker"),
    ...asked,
    ...calendar,
    label: dates,
    required: flags.optional(),
    "helper-text": dates.optional(),
    "error-message": dates.optional(),
    mode: z.enum(["single", "range"]).optional(),
    title: z.string().optional(),
    description: z.string().optional(),
    "include-days": list.optional(),
    "min-days": count.optional(),
    "max-days": count.optional(),
  }),
  z.strictObject({
    type: z.literal("PhotoPicker"),
    ...picked,
    "photo-source": z.string().optional(),
    "min-uploaded-photos": count.optional(),
    "max-uploaded-photos": count.optional(),
  }),
  z.strictObject({
    type: z.literal("DocumentPicker"),
    ...picked,
    "min-uploaded-documents": count.optional(),
    "max-uploaded-documents": count.optional(),
    "allowed-mime-types": list.optional(),
  }),
  z.strictObject({ type: z.literal("EmbeddedLink"), text: z.string(), "on-click-action": actionSchema, ...shown }),
  z.strictObject({
    type: z.literal("Image"),
    src: z.string(),
    width: count.optional(),
    height: count.optional(),
    "scale-type": z.string().optional(),
    "aspect-ratio": count.optional(),
    "alt-text": z.string().optional(),
    ...shown,
  }),
  z.strictObject({
    type: z.literal("Footer"),
    label: z.string(),
    "left-caption": z.string().optional(),
    "center-caption": z.string().optional(),
    "right-caption": z.string().optional(),
    enabled: flag.optional(),
    "on-click-action": actionSchema,
    ...shown,
  }),
] as const;
const leafSchema = z.discriminatedUnion("type", leafSchemas);

/** One component that shows something; its dynamic properties are not resolved yet. */
export type Leaf = z.infer<typeof leafSchema>;
export type InputLeaf = Extract<Leaf, { name: string }>;
export type FooterLeaf = Extract<Leaf, { type: "Footer" }>;

export interface IfComponent {
  readonly type: "If";
  readonly condition: string;
  readonly whenTrue: readonly Component[];
  readonly whenFalse: readonly Component[];
}
export interface SwitchComponent {
  readonly type: "Switch";
  readonly value: string;
  readonly cases: ReadonlyMap<string, readonly Component[]>;
}
export type Component = Leaf | IfComponent | SwitchComponent;

const ifSchema = z.strictObject({
  type: z.literal("If"),
  condition: z.string(),
  // biome-ignore lint/suspicious/noThenProperty: the name is Flow JSON's own.
  then: z.array(z.unknown()).min(1),
  else: z.array(z.unknown()).default([]),
});
const switchSchema = z.strictObject({
  type: z.literal("Switch"),
  value: z.string(),
  cases: z.record(z.string(), z.array(z.unknown())),
});
const KNOWN: ReadonlySet<string> = new Set(leafSchemas.map((schema) => schema.shape.type.value));

/** Reads the children of a screen or a branch. Throws `BrokenFlow`, with the place in the JSON. */
export function readComponents(children: readonly unknown[], path: string): Component[] {
  return children.map((child, index) => readComponent(child, `${path}[${index}]`));
}

function readComponent(raw: unknown, path: string): Component {
  const type = z.looseObject({ type: z.string() }).safeParse(raw).data?.type;
  if (type === "If") {
    const branch = read(ifSchema, raw, path);
    return {
      type,
      condition: branch.condition,
      whenTrue: readComponents(branch.then, `${path}.then`),
      whenFalse: readComponents(branch.else, `${path}.else`),
    };
  }
  if (type === "Switch") {
    const { value, cases } = read(switchSchema, raw, path);
    const entries = Object.entries(cases).map(
      ([key, children]) => [key, readComponents(children, `${path}.cases.${key}`)] as const,
    );
    return { type, value, cases: new Map(entries) };
  }
  if (type === undefined || !KNOWN.has(type))
    throw new BrokenFlow(`${path}: this phone cannot show the component ${JSON.stringify(type ?? null)}.`);
  return read(leafSchema, raw, path);
}

function read<T>(schema: z.ZodType<T>, raw: unknown, path: string): T {
  const result = schema.safeParse(raw);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new BrokenFlow(`${[path, ...(issue?.path ?? [])].join(".")}: ${issue?.message ?? "not readable"}`);
}
