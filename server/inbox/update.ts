import { z } from "zod";

/** When Meta says that it happened, and the name under which it is kept once. */
const told = { at: z.number().optional(), dedupeKey: z.string() };

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
    billed: z.object({ category: z.string(), type: z.string() }).optional(),
    errors: z.array(z.object({ code: z.string() })),
  }),
  z.object({
    kind: z.literal("flow"),
    ...told,
    event: z.string(),
    flowId: z.string().optional(),
    oldStatus: z.string().optional(),
    newStatus: z.string().optional(),
    alertState: z.string().optional(),
    threshold: z.number().optional(),
    figures: z.record(z.string(), z.number()).optional(),
    errors: z.array(z.object({ type: z.string(), count: z.number().optional() })).optional(),
  }),
  z.object({
    kind: z.literal("template"),
    ...told,
    event: z.string(),
    name: z.string(),
    // Kept without it by the version before.
    language: z.string().optional(),
    reason: z.string().optional(),
    advice: z.string().optional(),
    disableAt: z.number().optional(),
    category: z.string().optional(),
    before: z.string().optional(),
    changesAt: z.number().optional(),
    score: z.string().optional(),
  }),
  z.object({
    kind: z.literal("account"),
    ...told,
    wabaId: z.string(),
    field: z.string(),
    event: z.string(),
    displayNumber: z.string().optional(),
    words: z.record(z.string(), z.string()),
  }),
  z.object({
    kind: z.literal("preference"),
    at: z.number().optional(),
    category: z.string(),
    wish: z.enum(["stop", "resume"]),
    from: z.string().optional(),
    fromUserId: z.string().optional(),
  }),
  z.object({ kind: z.literal("unknown"), field: z.string() }),
]);
export type StoredUpdate = z.infer<typeof updateSchema>;
