/** Which answer becomes which property in HubSpot: looked at, tried on sample answers, and saved. */
import { z } from "zod";
import type { Call } from "./call.ts";
import { formSourceSchema } from "./form-source.ts";
import { idempotencyKeySchema } from "./send-flow.ts";
import { errorAnswerSchema, forbiddenAnswerSchema } from "./trouble.ts";

/** What an answer is. `choices`: several options at once. */
export const answerTypeSchema = z.enum(["text", "number", "boolean", "date", "choice", "choices"]);
export type AnswerType = z.infer<typeof answerTypeSchema>;

/** A property that answers can be written into. */
export const pageMappingPropertySchema = z.object({
  /** HubSpot's internal name; `kyc.<name>` for one of the record that identity checks are kept in. */
  name: z.string().min(1),
  label: z.string(),
  takes: z.array(answerTypeSchema),
});
export type PageMappingProperty = z.infer<typeof pageMappingPropertySchema>;

/** As somebody types it: an option by its id, several as a list. Empty: not answered. */
export const sampleValueSchema = z.union([z.string().max(2_000), z.array(z.string().max(200)).max(500)]);
export type SampleValue = z.infer<typeof sampleValueSchema>;

/** Something to know about one line. `refuse`: it cannot be saved like this. `options`: those that the property lacks. */
export const pageMappingConcernSchema = z.object({
  key: z.string(),
  level: z.enum(["refuse", "warn", "info"]),
  code: z.enum([
    "property_unknown",
    "type_unfit",
    "options_missing",
    "text_as_number",
    "property_twice",
    "goes_nowhere",
    "sensitive",
    "phone_known",
  ]),
  options: z.array(z.string()).optional(),
});
export type PageMappingConcern = z.infer<typeof pageMappingConcernSchema>;

/** One line: a question, a part of one, what the form calculates, or what comes with the message. */
export const pageMappingRowSchema = z.object({
  key: z.string().min(1),
  /** The question's words; empty for the form's ending. */
  title: z.string(),
  kind: z.enum(["question", "calculated", "hidden", "ending"]),
  type: answerTypeSchema,
  choices: z.array(z.object({ id: z.string(), label: z.string() })),
  /** What it is written into; absent: into nothing. */
  property: z.string().optional(),
  /** What we would write it into. */
  suggested: z.object({ property: z.string(), confidence: z.enum(["certain", "likely", "guess"]) }).optional(),
  sample: sampleValueSchema,
});
export type PageMappingRow = z.infer<typeof pageMappingRowSchema>;

/** What a contact would get, and where an answer does not fit. */
export const pageMappingTriedSchema = z.object({
  written: z.array(z.object({ property: z.string(), value: z.string() })),
  notes: z.array(
    z.object({
      key: z.string(),
      property: z.string(),
      code: z.enum(["value.not_a_number", "value.not_a_date", "value.wrong_type", "value.separator", "property.twice"]),
    }),
  ),
  concerns: z.array(pageMappingConcernSchema),
});
export type PageMappingTried = z.infer<typeof pageMappingTriedSchema>;

export const pageMappingRequestSchema = z.object({ source: formSourceSchema });
export type PageMappingRequest = z.infer<typeof pageMappingRequestSchema>;

export const pageMappingResponseSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("ready"),
    title: z.string(),
    properties: z.array(pageMappingPropertySchema),
    rows: z.array(pageMappingRowSchema),
    /** Somebody chose it; otherwise it is our suggestion. */
    edited: z.boolean(),
    tried: pageMappingTriedSchema,
  }),
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type PageMappingResponse = z.infer<typeof pageMappingResponseSchema>;
export type PageMapping = Extract<PageMappingResponse, { kind: "ready" }>;

export const pageMapping: Call<PageMappingRequest, PageMappingResponse> = {
  path: "/hubspot/page/mapping",
  request: pageMappingRequestSchema,
  response: pageMappingResponseSchema,
};

const chosenSchema = z.object({ key: z.string().min(1).max(500), property: z.string().min(1).max(200).optional() });

export const pageMappingTryRequestSchema = z.object({
  source: formSourceSchema,
  rows: z.array(chosenSchema.extend({ sample: sampleValueSchema })).max(2_000),
});
export type PageMappingTryRequest = z.infer<typeof pageMappingTryRequestSchema>;

export const pageMappingTryResponseSchema = z.discriminatedUnion("kind", [
  pageMappingTriedSchema.extend({ kind: z.literal("tried") }),
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type PageMappingTryResponse = z.infer<typeof pageMappingTryResponseSchema>;

/** Tries choices that are not saved on answers that nobody gave; writes nothing anywhere. */
export const pageMappingTry: Call<PageMappingTryRequest, PageMappingTryResponse> = {
  path: "/hubspot/page/mapping/try",
  request: pageMappingTryRequestSchema,
  response: pageMappingTryResponseSchema,
};

export const pageMappingSaveRequestSchema = z.object({
  source: formSourceSchema,
  /** Every line; `suggested`: ours again, from now on. */
  rows: z.union([z.array(chosenSchema).max(2_000), z.literal("suggested")]),
  idempotencyKey: idempotencyKeySchema,
});
export type PageMappingSaveRequest = z.infer<typeof pageMappingSaveRequestSchema>;

export const pageMappingSaveResponseSchema = z.discriminatedUnion("kind", [
  /** It counts for everything that is delivered from now on. */
  z.object({ kind: z.literal("saved") }),
  /** `concerns`: the lines that cannot be saved like this. */
  z.object({
    kind: z.literal("refused"),
    code: z.string().min(1),
    message: z.string().min(1),
    concerns: z.array(pageMappingConcernSchema).optional(),
  }),
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type PageMappingSaveResponse = z.infer<typeof pageMappingSaveResponseSchema>;

export const pageMappingSave: Call<PageMappingSaveRequest, PageMappingSaveResponse> = {
  path: "/hubspot/page/mapping/save",
  request: pageMappingSaveRequestSchema,
  response: pageMappingSaveResponseSchema,
};
