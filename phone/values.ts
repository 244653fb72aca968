/** The value an input holds, and the value it starts with (WhatsApp reference 1.7, 7.4). */
import * as z from "zod";
import { BrokenFlow } from "./errors.ts";
import type { InputLeaf } from "./leaves.ts";

const dateRangeSchema = z.strictObject({ "start-date": z.string(), "end-date": z.string() });
export type DateRange = z.infer<typeof dateRangeSchema>;

/** A file as the person picked it; it is sealed and uploaded when it is sent. */
export interface PickedFile {
  readonly name: string;
  /** Media type, as the phone's system calls it. */
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}
/** Not an object schema: a file must stay the same object, which is how the phone knows what it has uploaded. */
const pickedFileSchema = z.custom<PickedFile>(
  (value) =>
    typeof value === "object" &&
    value !== null &&
    ["name", "type"].every((key) => typeof Reflect.get(value, key) === "string") &&
    ArrayBuffer.isView(Reflect.get(value, "bytes")),
);

/** Text, date and single choice: string. Several choices: option ids. OptIn: boolean. Date range: both ends. Pickers: files. */
export type FormValue = string | boolean | readonly string[] | readonly PickedFile[] | DateRange;

const schemas = {
  text: z.string(),
  list: z.array(z.string()),
  flag: z.boolean(),
  range: dateRangeSchema,
  files: z.array(pickedFileSchema),
};

export function valueKind(leaf: InputLeaf): keyof typeof schemas {
  switch (leaf.type) {
    case "CheckboxGroup":
    case "ChipsSelector":
      return "list";
    case "PhotoPicker":
    case "DocumentPicker":
      return "files";
    case "OptIn":
      return "flag";
    case "CalendarPicker":
      return leaf.mode === "range" ? "range" : "text";
    default:
      return "text";
  }
}

export function emptyValue(leaf: InputLeaf): FormValue {
  const empties = { text: "", list: [], flag: false, range: { "start-date": "", "end-date": "" }, files: [] } as const;
  return empties[valueKind(leaf)];
}

export function isEmpty(value: FormValue): boolean {
  if (typeof value === "string") return value === "";
  if (typeof value === "boolean") return !value;
  if ("start-date" in value) return value["start-date"] === "" && value["end-date"] === "";
  return value.length === 0;
}

/** The value as this kind of input holds it, or undefined where it is of another kind. */
export function readValue(leaf: InputLeaf, value: unknown): FormValue | undefined {
  return schemas[valueKind(leaf)].safeParse(value).data;
}

/** `resolved` is the `init-value` after references; nothing or `""` leaves the input empty. */
export function initialValue(leaf: InputLeaf, resolved: unknown): FormValue {
  if (resolved === undefined || resolved === "") return emptyValue(leaf);
  const value = readValue(leaf, resolved);
  if (value === undefined) throw new BrokenFlow(`The init-value of ${leaf.name} does not suit a ${leaf.type}.`);
  return value;
}

/** Files in what an input holds, or in what was resolved from one; undefined for everything else. */
export function pickedFiles(value: unknown): readonly PickedFile[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  return schemas.files.safeParse(value).data;
}
