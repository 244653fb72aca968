/** What every answer can be besides the hoped-for one. */
import { z } from "zod";

/** The server cannot say, or could not do it. */
export const errorAnswerSchema = z.object({
  kind: z.literal("error"),
  /** Stable and searchable, such as `hubspot.rate_limited`. */
  code: z.string().min(1),
  /** A sentence that says what to do. */
  message: z.string().min(1),
});

/** This user may not do that; an admin of the portal may say otherwise. */
export const forbiddenAnswerSchema = z.object({ kind: z.literal("forbidden"), message: z.string().min(1) });

export const troubleSchema = z.discriminatedUnion("kind", [errorAnswerSchema, forbiddenAnswerSchema]);
export type Trouble = z.infer<typeof troubleSchema>;
