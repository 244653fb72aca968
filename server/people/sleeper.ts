import { codeWork } from "../codes/work.ts";
import { heldWork } from "../consent/held.ts";
import { replyWork } from "../consent/replies.ts";
import { tellConsentWork } from "../consent/tell-hubspot.ts";
import { entryFlowWork } from "../entries/index.ts";
import { autoReplyWork } from "../messages/auto-reply.ts";
import { phoneTestWork } from "../phone-tests/send.ts";
import { reminderWork } from "../reminders/index.ts";
import { rescueWork } from "../rescue/work.ts";
import type { SendingParts } from "../sending/request.ts";
import type { Sleeper } from "../wakeups/types.ts";
import { type OutboxKind, outboxSleeper, type Work } from "./outbox.ts";
import { tellNumberWork } from "./tell-number.ts";

/** Does what is to be done for people later, each kind by its worker: what they wait for. */
export function peopleSleeper(parts: SendingParts): Sleeper {
  const workers = new Map<OutboxKind, Work>([
    ["held_send", heldWork(parts)],
    ["chat_reply", replyWork(parts)],
    ["auto_reply", autoReplyWork(parts)],
    ["number_change", tellNumberWork(parts)],
    ["consent_change", tellConsentWork(parts)],
    ["phone_test", phoneTestWork(parts)],
    ["code", codeWork(parts)],
    ["entry_flow", entryFlowWork(parts)],
  ]);
  return outboxSleeper(parts.context, "people", workers);
}

/** What nobody waits for, and much of which may fall due in one minute. */
export function reminderSleeper(parts: SendingParts): Sleeper {
  const workers = new Map<OutboxKind, Work>([
    ["rescue", rescueWork(parts)],
    ["reminder", reminderWork(parts)],
  ]);
  return outboxSleeper(parts.context, "reminders", workers);
}
