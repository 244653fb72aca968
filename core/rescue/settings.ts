/** What a portal chose to do about customers who stop half-way. Every key has a default. */
import { z } from "zod";

export const rescueSettingsSchema = z.strictObject({
  /**
   * `free`: one reminder inside the 24 hours after the customer wrote. `template`: outside of them, too, by the Flow's
   * approved reminder template, which WhatsApp bills.
   */
  reminder: z.enum(["off", "free", "template"]).default("free"),
  /** From the last screen to the reminder; the same time makes somebody count as stopped. */
  afterMinutes: z.int().min(15).max(2_880).default(180),
  /** Days that unfinished answers are kept, encrypted. */
  keepDays: z.int().min(1).max(365).default(30),
});
export type RescueSettings = z.infer<typeof rescueSettingsSchema>;
