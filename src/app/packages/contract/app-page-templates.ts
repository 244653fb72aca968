/** Use cases that are ready to be published: which there are, and what each brings. Each is a form of the source `use-case`. */
import { z } from "zod";
import { formFlowSchema } from "./app-page-forms.ts";
import type { Call } from "./call.ts";
import { errorAnswerSchema, forbiddenAnswerSchema } from "./trouble.ts";

/** @param language of the user, such as `it` or `pt-br`; the sample is in it where the template speaks it */
export const pageTemplatesRequestSchema = z.object({ language: z.string().max(35) });
export type PageTemplatesRequest = z.infer<typeof pageTemplatesRequestSchema>;

export const pageTemplateOfferSchema = z.object({
  /** The form's id at the source `use-case`. */
  formId: z.string().min(1),
  /** What it is called, and what it does: in English, for whoever has no words of their own for it. */
  name: z.string().min(1),
  purpose: z.string().min(1),
  languages: z.array(z.string().min(1)),
  sample: z.object({
    answers: z.array(z.object({ question: z.string(), answer: z.string() })),
    /** What stands on the contact afterwards. */
    properties: z.array(z.object({ label: z.string(), value: z.string() })),
  }),
  /** The Flow that the account made of it. */
  flow: formFlowSchema.optional(),
});
export type PageTemplateOffer = z.infer<typeof pageTemplateOfferSchema>;

export const pageTemplatesResponseSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("ready"), templates: z.array(pageTemplateOfferSchema) }),
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type PageTemplatesResponse = z.infer<typeof pageTemplatesResponseSchema>;
export type PageTemplatesReady = Extract<PageTemplatesResponse, { kind: "ready" }>;

export const pageTemplates: Call<PageTemplatesRequest, PageTemplatesResponse> = {
  path: "/hubspot/page/templates",
  request: pageTemplatesRequestSchema,
  response: pageTemplatesResponseSchema,
};
