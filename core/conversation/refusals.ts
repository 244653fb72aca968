/** What a customer reads when a Flow is closed on them. At most 80 characters, in English for now. */
import type { RefusalReason, Refuse } from "./types.ts";

const messages: Record<RefusalReason, string> = {
  unknown_token: "This form is no longer available. Please ask us for a new one.",
  expired: "This form has expired. Please ask us for a new one.",
  closed: "This form is closed. Please write to us in the chat instead.",
  already_accepted: "We already have your answers. To change them, write to us in the chat.",
};

export function refuse(reason: RefusalReason): Refuse {
  return { kind: "refuse", reason, message: messages[reason] };
}
