/** What a business sets per Flow. Every key has a default that works. */
import { z } from "zod";
import { codeSettingsSchema } from "../../core/codes/index.ts";
import { conversationSettingsSchema } from "../../core/conversation/index.ts";
import { editsSchema } from "../../core/edits/index.ts";
import { kycFlowSchema } from "../../core/kyc/index.ts";
import { leadSettingsSchema } from "../../core/lead/index.ts";
import { eventSchema } from "../../core/reminders/index.ts";
import { keepSchema } from "../../core/retention/index.ts";

export const flowSettingsSchema = conversationSettingsSchema.extend({
  /**
   * `exchange`: the endpoint gives the first screen when the message is opened. `navigate`: the message carries it, so
   * that the Flow opens even while the server is down; `navigateCosts` says what that costs.
   */
  opensWith: z.enum(["exchange", "navigate"]).default("exchange"),
  /** Days that a message can be opened after it was sent. */
  tokenDays: z.int().min(1).max(90).default(3),
  /** From this moment on nobody can open or hand in the Flow; epoch milliseconds. */
  closesAt: z.int().optional(),
  /** The business's own edits on top of the form, made anew on every import. */
  edits: editsSchema.optional(),
  /** The language that the form is read in, where it is written in several. */
  language: z.string().min(2).max(35).optional(),
  /**
   * What the customer is written once the answers have landed at HubSpot; `{form}` stands for the Flow's name. Without a
   * text: what the form itself says at its end, else a word of thanks in the form's language.
   */
  receipt: z.object({ text: z.string().trim().min(1).max(1_000).optional() }).optional(),
  /** Where the form asks for one-time codes: how they get to the customer. */
  codes: codeSettingsSchema.optional(),
  /** Each submission is a row of the Flow's transaction log, which can be exported, and a note on the contact. */
  transactions: z.boolean().optional(),
  /** The answers are an identity check: HubSpot gets a record of it, and nothing of it that is sensitive. */
  kyc: kycFlowSchema.optional(),
  /** Which answers are events, and when those begin: whoever comes is reminded. */
  event: eventSchema.optional(),
  /** The answers are a lead: a person of the business takes over. */
  lead: leadSettingsSchema.optional(),
  /**
   * Where answers go that somebody did not send: nowhere (they are kept here for a while), or onto the contact's timeline.
   * That needs a first screen that says so (the edit `unsent_notice`).
   */
  unfinished: z.enum(["here", "timeline"]).optional(),
  /** How long answers of this Flow are kept here, where that is another time than the portal's. */
  keep: keepSchema.optional(),
  /** Answers also become a person and a note in the portal's Pipedrive. */
  pipedrive: z.boolean().optional(),
});
export type FlowSettings = z.infer<typeof flowSettingsSchema>;

/** What a business gives up with `navigate`, in words for whoever sets it. */
export const navigateCosts: readonly string[] = [
  "Whether the message is still good is found out only after the customer has typed and pressed the first button.",
  "That a Flow was opened is not seen, so figures begin with the first screen that is handed in.",
  "What the message fills in advance travels outside the encryption of the Flow, where WhatsApp can read it.",
  "Whoever opens the message again begins on an empty first screen instead of where they stopped.",
];

/** Why these settings do not go together, in words; undefined where they do. */
export function whyUnfit({ opensWith, reopen, resumeOnOpen }: FlowSettings): string | undefined {
  if (opensWith !== "navigate") return undefined;
  if (reopen?.kind === "again") {
    return (
      "A Flow that opens with navigate cannot be answered again: a further round begins when the message is opened, and " +
      "that is not seen. Let it open with exchange, or let it be answered once or changed."
    );
  }
  if (resumeOnOpen) {
    return (
      "A Flow that opens with navigate always opens on its first screen, so it cannot resume on opening. Let it open " +
      "with exchange, or do without."
    );
  }
  return undefined;
}

export function settingsOf({ settings }: { readonly settings: string }): FlowSettings {
  return flowSettingsSchema.parse(JSON.parse(settings));
}
