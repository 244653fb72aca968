/** What a business sets for the conversation of one Flow. Parse stored settings with `conversationSettingsSchema`. */
import { z } from "zod";
import { sayings } from "../texts/index.ts";

/** What happens to a session that was answered. `until`: epoch milliseconds. `again` needs a Flow opened with INIT. */
export const reopenSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("once") }),
  z.object({ kind: z.literal("change"), until: z.number() }),
  z.object({ kind: z.literal("again") }),
]);
export type Reopen = z.infer<typeof reopenSchema>;

/** Longer ones are for nobody to read on a closing form; WhatsApp documents no limit. */
const mostCharacters = 300;

export const conversationSettingsSchema = z.object({
  /** Default `once`. */
  reopen: reopenSchema.optional(),
  /** The business's own words by occasion; `{answeredAt}` and `{webForm}` stand for what is known. */
  words: z.partialRecord(z.enum(sayings), z.string().min(1).max(mostCharacters)).optional(),
  /** INIT may answer with another screen than the entry one. No source confirms that it may: default false. */
  resumeOnOpen: z.boolean().optional(),
});
export type ConversationSettings = z.infer<typeof conversationSettingsSchema>;
