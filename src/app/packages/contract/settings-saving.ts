/** What all sections of the settings share: how a change is handed in, and what becomes of it. */
import { z } from "zod";
import type { Call } from "./call.ts";
import { idempotencyKeySchema } from "./send-flow.ts";
import { errorAnswerSchema, forbiddenAnswerSchema } from "./trouble.ts";

/** Names what was shown. A change made on top of something else is not saved. */
export const revisionSchema = z.string().min(1).max(100);

export const refusedSettingSchema = z.object({
  kind: z.literal("refused"),
  code: z.string().min(1),
  /** A sentence that says what to do. */
  message: z.string().min(1),
});

export const savedAnswerSchema = z.discriminatedUnion("kind", [
  /** `changed`: names of what is different now; empty where nothing was. */
  z.object({ kind: z.literal("saved"), changed: z.array(z.string()) }),
  /** Somebody else changed it since it was shown; nothing was saved. */
  z.object({ kind: z.literal("changed-meanwhile") }),
  /** Nothing was saved. `field` is a path into the values, such as `sources.0.wording`; `says` is in English. */
  z.object({
    kind: z.literal("wrong"),
    fields: z.array(z.object({ field: z.string().min(1), says: z.string().min(1) })).min(1),
  }),
  refusedSettingSchema,
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type SavedAnswer = z.infer<typeof savedAnswerSchema>;

export interface SaveRequest<Values> extends Record<string, unknown> {
  readonly values: Values;
  readonly revision: string;
  readonly idempotencyKey: string;
}

/** Saves one section, whole. */
export function saveCall<Values>(path: string, values: z.ZodType<Values>): Call<SaveRequest<Values>, SavedAnswer> {
  return {
    path,
    request: z.object({ values, revision: revisionSchema, idempotencyKey: idempotencyKeySchema }),
    response: savedAnswerSchema,
  };
}

/** For a press that changes one thing and has nothing to tell. */
export const doneAnswerSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("done") }),
  refusedSettingSchema,
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type DoneAnswer = z.infer<typeof doneAnswerSchema>;

/** A secret, shown this once. */
export const secretAnswerSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("secret"), secret: z.string().min(1) }),
  refusedSettingSchema,
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type SecretAnswer = z.infer<typeof secretAnswerSchema>;

export const nothingAskedSchema = z.object({});
export type NothingAsked = z.infer<typeof nothingAskedSchema>;
