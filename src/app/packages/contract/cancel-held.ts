/** Taking back a send that waits. */
import { z } from "zod";
import type { Call } from "./call.ts";
import { errorAnswerSchema, forbiddenAnswerSchema } from "./trouble.ts";

export const cancelHeldRequestSchema = z.object({
  /** `id` of a send that the contact card showed as waiting. */
  heldId: z.string().min(1).max(100),
});
export type CancelHeldRequest = z.infer<typeof cancelHeldRequestSchema>;

export const cancelHeldResponseSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("cancelled") }),
  /** It is being sent at this moment, or it does not wait any more. */
  z.object({ kind: z.literal("too-late") }),
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type CancelHeldResponse = z.infer<typeof cancelHeldResponseSchema>;

export const cancelHeld: Call<CancelHeldRequest, CancelHeldResponse> = {
  path: "/hubspot/card/cancel",
  request: cancelHeldRequestSchema,
  response: cancelHeldResponseSchema,
};
