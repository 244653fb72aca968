/** What a business sets for the conversation of one Flow. Parse stored settings with `conversationSettingsSchema`. */
import { z } from "zod";
import { sayings } from "../texts/index.ts";
import { capacitySchema } from "./capacity.ts";

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
  /**
   * The business's own words by occasion. `{answeredAt}`, `{webForm}`, `{person}`, `{question}`, `{problem}`, `{choice}`
   * and `{left}` stand for what is known.
   */
  words: z.partialRecord(z.enum(sayings), z.string().min(1).max(mostCharacters)).optional(),
  /** Whom a customer can ask when it does not go on here: a phone number, an address, a link. */
  person: z.string().min(1).max(100).optional(),
  /** Where the same questions can be answered on the web; default: what the form's definition names. */
  webForm: z
    .url({ protocol: /^https?$/ })
    .max(200)
    .optional(),
  /** What is limited: places of the form as a whole, or of each answer to a question. */
  capacity: capacitySchema.optional(),
  /** INIT may answer with another screen than the entry one. No source confirms that it may: default false. */
  resumeOnOpen: z.boolean().optional(),
});
export type ConversationSettings = z.infer<typeof conversationSettingsSchema>;
