/** What a business sets per Flow. Every key has a default that works. */
import { z } from "zod";

const time = z.iso.datetime({ offset: true });

export const flowSettingsSchema = z.object({
  /**
   * What opening the message again does after the answers were handed in. `once`: says so, and how to change them;
   * `change`: opens filled in, and a change updates the same submission, until `until`; `again`: starts another round.
   */
  reopen: z
    .discriminatedUnion("kind", [
      z.object({ kind: z.literal("once") }),
      z.object({ kind: z.literal("change"), until: time.exactOptional() }),
      z.object({ kind: z.literal("again") }),
    ])
    .default({ kind: "once" }),
  /** Days that a message can be opened after it was sent. */
  tokenDays: z.int().min(1).max(90).default(3),
  /** From this moment on nobody can open or hand in the Flow. */
  closesAt: time.exactOptional(),
  /**
   * Whether INIT may be answered with another screen than the entry one. No source confirms that phones take it.
   */
  resumeOnOpen: z.boolean().default(false),
  /** The business's own words for a refusal, by its reason; at most 120 characters each. */
  words: z.record(z.string(), z.string().min(1).max(120)).default({}),
});
export type FlowSettings = z.infer<typeof flowSettingsSchema>;
