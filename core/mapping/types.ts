import { z } from "zod";
import { fieldIdSchema } from "../form/types.ts";

/**
 * What else a submission holds: a value that the form's rules calculated, the ending that they led to (its id, to be
 * written by `values`), a hidden value that came with the message.
 */
const otherSourceSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("variable"), name: z.string().min(1) }),
  z.object({ kind: z.literal("ending") }),
  z.object({ kind: z.literal("hidden"), name: z.string().min(1) }),
]);
export type OtherSource = z.infer<typeof otherSourceSchema>;

/** What becomes which property of the contact, and how. Stored with the Flow version that it was made for. */
const fullEntrySchema = z.object({
  /** The question whose answer is written; absent where `source` names something else. */
  fieldId: fieldIdSchema.optional(),
  /** One line of an address or of contact details. */
  part: z.string().optional(),
  source: otherSourceSchema.optional(),
  /**
   * HubSpot's internal name of a contact property (object type 0-1); `kyc.<name>` for a property of the record that an
   * identity check is kept in.
   */
  property: z.string().min(1),
  /** What the answer is, which decides how HubSpot wants it written. */
  type: z.enum(["text", "number", "boolean", "date", "choice", "choices"]),
  /** `clear`: without an answer the property is emptied, because its old value belongs to earlier answers. */
  whenMissing: z.literal("clear").optional(),
  /** For choices and endings: what is written for each id. */
  values: z.record(z.string(), z.string()).optional(),
  /** `certain`: the form names the property itself. `guess`: somebody should look at it. */
  confidence: z.enum(["certain", "likely", "guess"]),
  /** Why, in a sentence for the person who looks at it. */
  reason: z.string(),
});
const entrySchema = fullEntrySchema.refine(
  ({ fieldId, source }) => (fieldId === undefined) !== (source === undefined),
  "An entry names either a question (`fieldId`) or another `source`.",
);
export type MappingEntry = z.infer<typeof entrySchema>;

export const mappingSchema = z.object({ entries: z.array(entrySchema) });
export type Mapping = z.infer<typeof mappingSchema>;

/** An answer that was not written as it is, and why. Holds no personal data. */
export interface MappingNote {
  code: "value.not_a_number" | "value.not_a_date" | "value.wrong_type" | "value.separator" | "property.twice";
  /** The question; `variable:<name>`, `hidden:<name>` or `ending` for what is none. */
  fieldId: string;
  property: string;
  message: string;
}

/** A property that a mapping writes into and that may have to be made first, in HubSpot's words (HubSpot reference 6.5). */
export interface NewProperty {
  /** Lower case letters, digits, underscores; starts with a letter. */
  readonly name: string;
  readonly label: string;
  readonly description?: string;
  readonly type: "string" | "number" | "bool" | "enumeration" | "date" | "datetime";
  readonly fieldType:
    | "text"
    | "textarea"
    | "number"
    | "booleancheckbox"
    | "select"
    | "radio"
    | "checkbox"
    | "date"
    | "phonenumber";
  readonly options?: readonly { readonly label: string; readonly value: string }[];
}
