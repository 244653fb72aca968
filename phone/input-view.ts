/** One input as the customer sees it, with the limits that the phone holds it to (WhatsApp reference 1.7). */
import { BrokenFlow, type InputProblem } from "./errors.ts";
import { type Lookup, resolve } from "./expression.ts";
import type { InputLeaf, LeafOf } from "./leaves.ts";
import { countOf, flagOf, type Option, optionsOf, textOf, textsOf } from "./properties.ts";
import { isObject } from "./screen-data.ts";
import type { FormValue } from "./values.ts";

export interface InputView {
  readonly type: InputLeaf["type"];
  readonly name: string;
  /** A date range shows both labels, joined with " / ". */
  readonly label: string;
  /** Larger, over several lines if need be. */
  readonly labelVariant?: "large";
  /** Above the two ends of a date range. */
  readonly title?: string;
  readonly description?: string;
  readonly helper?: string;
  /** The `error-message` below the input. */
  readonly error?: string;
  readonly required: boolean;
  readonly enabled: boolean;
  readonly value: FormValue;
  /** Why the button stays disabled because of this input. */
  readonly problem?: InputProblem;
  /** The two ends of a date range, first one first. */
  readonly ends?: readonly RangeEnd[];
  /** How large the options' pictures are. */
  readonly mediaSize?: "regular" | "large";
  /** What can be chosen, for choice inputs. */
  readonly options?: readonly Option[];
  readonly limits: Limits;
}

export interface RangeEnd {
  readonly key: "start-date" | "end-date";
  readonly label: string;
  readonly helper?: string;
  readonly error?: string;
  readonly required: boolean;
}

/** Only those that this type of input has. */
export interface Limits {
  readonly inputType?: "text" | "number" | "email" | "password" | "passcode" | "phone";
  readonly pattern?: string;
  readonly minChars?: number;
  readonly maxChars?: number;
  readonly minSelected?: number;
  readonly maxSelected?: number;
  readonly dates?: DateLimits;
  readonly files?: FileLimits;
}

export interface FileLimits {
  readonly least: number;
  readonly most: number;
  /** Size of one file. */
  readonly maxBytes: number;
  /** Media types; empty means any that WhatsApp offers. */
  readonly types: readonly string[];
  /** For photos: the camera, the photos on the phone, or either. */
  readonly source?: "camera_gallery" | "camera" | "gallery";
}

export interface DateLimits {
  /** `YYYY-MM-DD`, as all dates here. */
  readonly min: string;
  readonly max: string;
  readonly unavailable: readonly string[];
  /** `Mon` ... `Sun`; empty means every day. */
  readonly weekdays: readonly string[];
  readonly minDays: number;
  readonly maxDays: number;
}

/** Resolves the component's properties; `value` is what it holds now. Throws `BrokenFlow`. */
export function inputView(leaf: InputLeaf, lookup: Lookup, value: FormValue): InputView {
  const read = (property: unknown) => resolve(property, lookup);
  const where = `${leaf.type} ${leaf.name}`;
  const helper = "helper-text" in leaf ? pairText(read(leaf["helper-text"]), where) : "";
  const error = pairText(read(leaf["error-message"]), where);
  const limits = limitsOf(leaf, read, where);
  const description = "description" in leaf ? textOf(read(leaf.description), where) : "";
  const title = "title" in leaf ? textOf(read(leaf.title), where) : "";
  const large = "label-variant" in leaf && read(leaf["label-variant"]) === "large";
  const ranged = leaf.type === "CalendarPicker" && leaf.mode === "range";
  return {
    type: leaf.type,
    name: leaf.name,
    label: pairText(read(leaf.label), where),
    ...(large && { labelVariant: "large" as const }),
    ...(title && { title }),
    ...(description && { description }),
    ...(helper && { helper }),
    ...(error && { error }),
    required: limits.files ? limits.files.least > 0 : "required" in leaf && pairFlag(read(leaf.required), where),
    enabled: flagOf(read(leaf.enabled), true, where),
    value,
    ...(ranged && { ends: RANGE.map((key) => rangeEnd(key, leaf, read, where)) }),
    ...("media-size" in leaf && { mediaSize: read(leaf["media-size"]) === "large" ? "large" : "regular" }),
    ...("data-source" in leaf && { options: optionsOf(read(leaf["data-source"]), `${where}.data-source`) }),
    limits,
  };
}

function limitsOf(leaf: InputLeaf, read: (property: unknown) => unknown, where: string): Limits {
  switch (leaf.type) {
    case "TextInput":
      return {
        inputType: leaf["input-type"] ?? "text",
        ...(leaf.pattern !== undefined && { pattern: textOf(read(leaf.pattern), where) }),
        minChars: countOf(read(leaf["min-chars"]), 0, where),
        maxChars: countOf(read(leaf["max-chars"]), 80, where),
      };
    case "TextArea":
      return { maxChars: countOf(read(leaf["max-length"]), 600, where) };
    case "CheckboxGroup":
    case "ChipsSelector":
      return {
        minSelected: countOf(read(leaf["min-selected-items"]), 0, where),
        maxSelected: countOf(read(leaf["max-selected-items"]), Number.POSITIVE_INFINITY, where),
      };
    case "PhotoPicker":
      return {
        files: {
          ...fileCounts(read(leaf["min-uploaded-photos"]), read(leaf["max-uploaded-photos"]), where),
          maxBytes: maxBytes(leaf, read, where),
          types: ["image/*"],
          source: photoSource(read(leaf["photo-source"]), where),
        },
      };
    case "DocumentPicker":
      return {
        files: {
          ...fileCounts(read(leaf["min-uploaded-documents"]), read(leaf["max-uploaded-documents"]), where),
          maxBytes: maxBytes(leaf, read, where),
          types: textsOf(read(leaf["allowed-mime-types"]), where),
        },
      };
    case "DatePicker":
    case "CalendarPicker":
      return { dates: dateLimits(leaf, read, where) };
    default:
      return {};
  }
}

function fileCounts(min: unknown, max: unknown, where: string): Pick<FileLimits, "least" | "most"> {
  return { least: countOf(min, 0, where), most: countOf(max, 30, where) };
}

function photoSource(value: unknown, where: string): NonNullable<FileLimits["source"]> {
  const source = textOf(value, where) || "camera_gallery";
  if (source === "camera" || source === "gallery" || source === "camera_gallery") return source;
  throw new BrokenFlow(`${where}: there is no photo-source ${source}.`);
}

function maxBytes(
  leaf: LeafOf<"PhotoPicker" | "DocumentPicker">,
  read: (property: unknown) => unknown,
  where: string,
): number {
  return countOf(read(leaf["max-file-size-kb"]), 25_600, where) * 1024;
}

function dateLimits(
  leaf: LeafOf<"DatePicker" | "CalendarPicker">,
  read: (property: unknown) => unknown,
  where: string,
): DateLimits {
  const calendar = leaf.type === "CalendarPicker" ? leaf : undefined;
  return {
    min: textOf(read(leaf["min-date"]), where) || "1900-01-01",
    max: textOf(read(leaf["max-date"]), where) || "2100-12-31",
    unavailable: textsOf(read(leaf["unavailable-dates"]), where),
    weekdays: textsOf(read(calendar?.["include-days"]), where),
    minDays: countOf(read(calendar?.["min-days"]), 0, where),
    maxDays: countOf(read(calendar?.["max-days"]), Number.POSITIVE_INFINITY, where),
  };
}

const RANGE = ["start-date", "end-date"] as const;

function rangeEnd(
  key: RangeEnd["key"],
  leaf: InputLeaf,
  read: (property: unknown) => unknown,
  where: string,
): RangeEnd {
  const end = (property: unknown): unknown => {
    const pair = read(property);
    return isObject(pair) ? pair[key] : pair;
  };
  const helper = "helper-text" in leaf ? textOf(end(leaf["helper-text"]), where) : "";
  const error = textOf(end(leaf["error-message"]), where);
  return {
    key,
    label: textOf(end(leaf.label), where),
    ...(helper && { helper }),
    ...(error && { error }),
    required: "required" in leaf && flagOf(end(leaf.required), false, where),
  };
}

const ends = (value: object): unknown[] => Object.values(value);

function pairText(value: unknown, where: string): string {
  if (typeof value !== "object" || value === null) return textOf(value, where);
  return ends(value)
    .map((end) => textOf(end, where))
    .join(" / ");
}

function pairFlag(value: unknown, where: string): boolean {
  if (typeof value !== "object" || value === null) return flagOf(value, false, where);
  return ends(value).some((end) => flagOf(end, false, where));
}
