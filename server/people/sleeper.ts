import { heldWork } from "../consent/held.ts";
import { replyWork } from "../consent/replies.ts";
import { tellConsentWork } from "../consent/tell-hubspot.ts";
import type { SendingParts } from "../sending/request.ts";
import type { Sleeper } from "../wakeups/types.ts";
import { outboxSleeper } from "./outbox.ts";
import { tellNumberWork } from "./tell-number.ts";

/** Does what is to be done for people later, each kind by its worker. */
export function peopleSleeper(parts: SendingParts): Sleeper {
  return outboxSleeper(parts.context, {
    held_send: heldWork(parts),
    chat_reply: replyWork(parts),
    number_change: tellNumberWork(parts),
    consent_change: tellConsentWork(parts),
  });
}
