/**
 * The components that show something, with the properties each may have (WhatsApp reference 1.7). Whatever is not listed
 * is refused loudly: a phone that skips what it does not know would prove nothing.
 */
import * as z from "zod";
import {
  dateActionSchema,
  footerActionSchema,
  linkActionSchema,
  listActionSchema,
  selectActionSchema,
  updateActionSchema,
} from "./actions.ts";

/** May also be a reference or an expression, which is a string. */
const flag = z.union([z.boolean(), z.string()]);
const count = z.union([z.number(), z.string()]);
const list = z.union([z.array(z.unknown()), z.string()]);
const lines = z.union([z.string(), z.array(z.string())]);
const dates = z.union([z.string(), z.strictObject({ "start-date": z.string(), "end-date": z.string() })]);
const flags = z.union([flag, z.strictObject({ "start-date": flag, "end-date": flag })]);

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
const selected = {
  "on-select-action": selectActionSchema.optional(),
  "on-unselect-action": updateActionSchema.optional(),
};
const chosen = { ...asked, ...selected, "data-source": list };
const limited = { "min-selected-items": count.optional(), "max-selected-items": count.optional() };
const described = { description: z.string().optional() };
const mediaSize = { "media-size": z.string().optional() };
const calendar = {
  "min-date": z.string().optional(),
  "max-date": z.string().optional(),
  "unavailable-dates": list.optional(),
  "on-select-action": dateActionSchema.optional(),
};

/** No `required` and no `init-value`: a picker is required by its smallest number, and always starts empty. */
const picked = {
  ...shown,
  ...described,
  name: z.string(),
  label: z.string(),
  "max-file-size-kb": count.optional(),
  enabled: flag.optional(),
  /** Or one text by media id, as data only. */
  "error-message": z.string().optional(),
};

const texts = [
  z.strictObject({ type: z.literal("TextHeading"), text: z.string(), ...shown }),
  z.strictObject({ type: z.literal("TextSubheading"), text: z.string(), ...shown }),
  z.strictObject({ type: z.literal("TextBody"), ...styled, ...shown }),
  z.strictObject({ type: z.literal("TextCaption"), ...styled, ...shown }),
  z.strictObject({ type: z.literal("RichText"), text: lines, ...shown }),
] as const;

const inputs = [
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
  z.strictObject({ type: z.literal("RadioButtonsGroup"), ...chosen, ...described, ...mediaSize }),
  z.strictObject({ type: z.literal("CheckboxGroup"), ...chosen, ...described, ...limited, ...mediaSize }),
  z.strictObject({ type: z.literal("Dropdown"), ...chosen }),
  z.strictObject({ type: z.literal("ChipsSelector"), ...chosen, ...described, ...limited }),
  z.strictObject({
    type: z.literal("OptIn"),
    ...asked,
    "on-click-action": linkActionSchema.optional(),
    "on-select-action": updateActionSchema.optional(),
    "on-unselect-action": updateActionSchema.optional(),
  }),
  z.strictObject({ type: z.literal("DatePicker"), ...asked, ...calendar, "helper-text": z.string().optional() }),
  z.strictObject({
    type: z.literal("CalendarPicker"),
    ...asked,
    ...calendar,
    ...described,
    label: dates,
    required: flags.optional(),
    "helper-text": dates.optional(),
    "error-message": dates.optional(),
    mode: z.enum(["single", "range"]).optional(),
    title: z.string().optional(),
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
] as const;

const pictures = [
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
    type: z.literal("ImageCarousel"),
    images: list,
    "aspect-ratio": z.string().optional(),
    "scale-type": z.string().optional(),
    ...shown,
  }),
] as const;

const ways = [
  z.strictObject({ type: z.literal("EmbeddedLink"), text: z.string(), "on-click-action": linkActionSchema, ...shown }),
  z.strictObject({
    type: z.literal("NavigationList"),
    name: z.string(),
    "list-items": list,
    label: z.string().optional(),
    ...described,
    ...mediaSize,
    "on-click-action": listActionSchema.optional(),
    ...shown,
  }),
  z
    .strictObject({
      type: z.literal("Footer"),
      label: z.string(),
      "left-caption": z.string().optional(),
      "center-caption": z.string().optional(),
      "right-caption": z.string().optional(),
      enabled: flag.optional(),
      "on-click-action": footerActionSchema,
      ...shown,
    })
    .refine((footer) => (footer["left-caption"] === undefined) === (footer["right-caption"] === undefined), {
      message: "left-caption and right-caption come together",
    })
    .refine((footer) => footer["center-caption"] === undefined || footer["left-caption"] === undefined, {
      message: "center-caption stands alone",
    }),
] as const;

export const leafSchema = z.discriminatedUnion("type", [...texts, ...inputs, ...pictures, ...ways]);

/** One component that shows something; its dynamic properties are not resolved yet. */
export type Leaf = z.infer<typeof leafSchema>;
export type LeafOf<Type extends Leaf["type"]> = Extract<Leaf, { type: Type }>;
export type InputLeaf = z.infer<(typeof inputs)[number]>;

const INPUTS: ReadonlySet<string> = new Set(inputs.map((schema) => schema.shape.type.value));
export const LEAVES: ReadonlySet<string> = new Set(leafSchema.options.map((schema) => schema.shape.type.value));

export function isInput(component: { readonly type: string }): component is InputLeaf {
  return INPUTS.has(component.type);
}
