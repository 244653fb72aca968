import { z } from "zod";

/** What handling needs of a stored update; the rest of it is kept and not read. */
export const updateSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("message"),
    at: z.number().optional(),
    phoneNumberId: z.string().optional(),
    content: z.object({ type: z.string() }),
  }),
  z.object({
    kind: z.literal("status"),
    messageId: z.string(),
    status: z.string(),
    callbackData: z.string().optional(),
    errors: z.array(z.object({ code: z.string() })),
  }),
  z.object({ kind: z.literal("flow"), event: z.string(), flowId: z.string().optional() }),
  z.object({ kind: z.literal("template"), event: z.string(), name: z.string(), reason: z.string().optional() }),
  z.object({ kind: z.literal("unknown"), field: z.string() }),
]);
export type StoredUpdate = z.infer<typeof updateSchema>;
