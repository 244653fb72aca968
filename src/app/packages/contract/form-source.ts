/** Where a form is from. */
import { z } from "zod";

/** Where a form lives: the portal's own HubSpot, an account of a form tool that the portal connected, or a template of ours. */
export const formToolNameSchema = z.enum(["hubspot", "typeform", "google-forms", "surveymonkey", "use-case"]);
export type FormToolName = z.infer<typeof formToolNameSchema>;

/** A form by its id at its tool; a form tool takes its link, too. */
export const formSourceSchema = z.object({ tool: formToolNameSchema, formId: z.string().trim().min(1).max(500) });
export type FormSource = z.infer<typeof formSourceSchema>;
