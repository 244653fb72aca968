/** What the phone page and the stand-in say to each other, as JSON. The page's own; no part of Meta's API. */
import * as z from "zod";

const lineSchema = z.object({
  id: z.string(),
  from: z.enum(["business", "person"]),
  /** Milliseconds since 1970. */
  at: z.number(),
  /** `text`, `interactive`, `template` or `nfm_reply`. */
  type: z.string(),
  text: z.string(),
  parts: z.object({ header: z.string().optional(), body: z.string(), footer: z.string().optional() }).optional(),
  button: z.object({ label: z.string(), state: z.enum(["ready", "disabled"]) }).optional(),
  unread: z.literal(true).optional(),
  repliesTo: z.string().optional(),
});
export type Line = z.infer<typeof lineSchema>;

export const chatSchema = z.object({
  person: z.object({ waId: z.string(), name: z.string() }),
  business: z.object({ name: z.string(), number: z.string() }),
  lines: z.array(lineSchema),
});
export type Chat = z.infer<typeof chatSchema>;

export const peopleSchema = z.array(z.object({ waId: z.string(), name: z.string(), last: z.string().optional() }));
export type People = z.infer<typeof peopleSchema>;

/** What a Flow message's button opens. */
export const openedSchema = z.object({
  flowJson: z.unknown(),
  flowToken: z.string(),
  mode: z.enum(["navigate", "data_exchange"]),
  firstScreen: z.string().optional(),
  data: z.record(z.string(), z.unknown()).optional(),
  flowTokenSignature: z.string().optional(),
});
export type Opened = z.infer<typeof openedSchema>;

export const keyRequestSchema = z.object({ ask: z.enum(["cached", "fresh"]) });
export const keySchema = z.object({ publicKey: z.string() });

export const exchangeSchema = z.object({ body: z.string() });
/** The endpoint's answer as it came through Meta's proxy, or why there is none. */
export const exchangedSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("answered"), status: z.number(), body: z.string() }),
  z.object({ kind: z.literal("unanswered"), why: z.enum(["timeout", "no answer"]) }),
]);
export type Exchanged = z.infer<typeof exchangedSchema>;

/** Where an uploaded file lies. */
export const uploadedSchema = z.object({ mediaId: z.string(), url: z.string() });

export const completionSchema = z.object({ params: z.record(z.string(), z.unknown()) });
export const textSchema = z.object({ text: z.string().min(1).max(4096) });

/** Every refusal, with its HTTP status. */
export const refusalSchema = z.object({ message: z.string() });
