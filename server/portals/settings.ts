import { z } from "zod";

/** What a portal may choose. Every key has a default that works. */
export const portalSettingsSchema = z.object({
  /** ISO country for numbers written without a country code. */
  defaultCountry: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  /**
   * What HubSpot sees first of an unknown person with an e-mail. `form-first`: the form submission makes the contact,
   * so that its source is the form; `contact-first`: the API makes it, filed under offline sources.
   */
  unknownPerson: z.enum(["form-first", "contact-first"]).default("form-first"),
});
export type PortalSettings = z.infer<typeof portalSettingsSchema>;
