/** What all calls of the app page share: where a form is from, and what every answer can be besides the hoped-for one. */
import { z } from "zod";

/** Where a form lives: the portal's own HubSpot, or an account of a form tool that the portal connected. */
export const formToolNameSchema = z.enum(["hubspot", "typeform", "google-forms", "surveymonkey"]);
export type FormToolName = z.infer<typeof formToolNameSchema>;

/** A form by its id at its tool; a form tool takes its link, too. */
export const formSourceSchema = z.object({ tool: formToolNameSchema, formId: z.string().trim().min(1).max(500) });
export type FormSource = z.infer<typeof formSourceSchema>;

/** The server cannot say. */
export const pageErrorSchema = z.object({
  kind: z.literal("error"),
  /** Stable and searchable, such as `hubspot.rate_limited`. */
  code: z.string().min(1),
  /** A sentence that says what to do. */
  message: z.string().min(1),
});

/** This user may not do that; an administrator of the portal may say otherwise. */
export const pageForbiddenSchema = z.object({ kind: z.literal("forbidden"), message: z.string().min(1) });

export const pageTroubleSchema = z.discriminatedUnion("kind", [pageErrorSchema, pageForbiddenSchema]);
export type PageTrouble = z.infer<typeof pageTroubleSchema>;
