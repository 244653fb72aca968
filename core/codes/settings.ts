import { z } from "zod";

const property = z.string().regex(/^[a-z][a-z0-9_]*$/, "must be a property's internal name");

/** How a Flow that asks for codes gets them to its customers. */
export const codeSettingsSchema = z.strictObject({
  /** Sends a code to the e-mail address that the contact's record holds. */
  email: z.boolean().default(true),
  /** A contact property with a number that only customer and business know; where it is named, it counts as the code. */
  numberProperty: property.optional(),
  /** Where the surname stands. */
  surnameProperty: property.default("lastname"),
  /** How long a code is good. */
  minutes: z.int().min(1).max(60).default(10),
  /**
   * The WhatsApp authentication template that brings the code to a new number. It is made where there is none of this name
   * (WhatsApp reference 6.8).
   */
  template: z
    .string()
    .regex(/^[a-z0-9_]{1,512}$/, "must be lowercase letters, digits and underscores")
    .default("flowella_code"),
});
export type CodeSettings = z.infer<typeof codeSettingsSchema>;

export const defaultCodeSettings: CodeSettings = codeSettingsSchema.parse({});
