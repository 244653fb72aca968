/** What is copied from one portal to another: how it works, and nobody's data, addresses or secrets. */
import { z } from "zod";
import { formSchema } from "../../core/form/types.ts";
import { mappingSchema } from "../../core/mapping/index.ts";
import { consentSettingsSchema } from "../consent/settings.ts";
import { portalSettingsSchema } from "../portals/settings.ts";
import { flowSettingsSchema } from "../publishing/settings.ts";

export const portalDocumentSchema = z.object({
  format: z.literal("flowella-portal/1"),
  /** ISO 8601, UTC. */
  exportedAt: z.string(),
  settings: portalSettingsSchema,
  consent: consentSettingsSchema,
  flows: z.array(
    z.object({
      /** In the portal that it comes from; other parts of the document name it so. */
      id: z.string(),
      name: z.string(),
      /** With its rules and endings. */
      form: formSchema,
      /** HubSpot's properties by name. */
      mapping: mappingSchema,
      settings: flowSettingsSchema,
    }),
  ),
});
export type PortalDocument = z.infer<typeof portalDocumentSchema>;
