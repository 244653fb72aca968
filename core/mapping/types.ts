import { z } from "zod";
import { fieldIdSchema } from "../form/types.ts";

/** Which answer becomes which property of the contact, and how. Stored with the Flow version that it was made for. */
const entrySchema = z.object({
  fieldId: fieldIdSchema,
  /** One line of an address or of contact details. */
  part: z.string().optional(),
  /** HubSpot's internal name of a contact property (object type 0-1). */
  property: z.string().min(1),
  /** What the answer is, which decides how HubSpot wants it written. */
  type: z.enum(["text", "number", "boolean", "date", "choice", "choices"]),
  /** For choices: what is written for each choice id. */
  values: z.record(z.string(), z.string()).optional(),
  /** `certain`: the form names the property itself. `guess`: somebody should look at it. */
  confidence: z.enum(["certain", "likely", "guess"]),
  /** Why, in a sentence for the person who looks at it. */
  reason: z.string(),
});
export type MappingEntry = z.infer<typeof entrySchema>;

export const mappingSchema = z.object({ entries: z.array(entrySchema) });
export type Mapping = z.infer<typeof mappingSchema>;

/** An answer that was not written as it is, and why. Holds no personal data. */
export interface MappingNote {
  code: "value.not_a_number" | "value.not_a_date" | "value.wrong_type" | "value.separator" | "property.twice";
  fieldId: string;
  property: string;
  message: string;
}
