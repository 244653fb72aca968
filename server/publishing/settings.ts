/** What a business sets per Flow. Every key has a default that works. */
import { z } from "zod";
import { conversationSettingsSchema } from "../../core/conversation/index.ts";

export const flowSettingsSchema = conversationSettingsSchema.extend({
  /** Days that a message can be opened after it was sent. */
  tokenDays: z.int().min(1).max(90).default(3),
  /** From this moment on nobody can open or hand in the Flow; epoch milliseconds. */
  closesAt: z.int().optional(),
});
export type FlowSettings = z.infer<typeof flowSettingsSchema>;

export function settingsOf({ settings }: { readonly settings: string }): FlowSettings {
  return flowSettingsSchema.parse(JSON.parse(settings));
}
