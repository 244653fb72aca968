import { heldWork } from "../consent/held.ts";
import { replyWork } from "../consent/replies.ts";
import type { SendingParts } from "../sending/request.ts";
import type { Sleeper } from "../wakeups/types.ts";
import { outboxSleeper } from "./outbox.ts";
import { tellHubSpotWork } from "./tell-hubspot.ts";

/** Does what is to be done for people later, each kind by its worker. */
export function peopleSleeper(parts: SendingParts): Sleeper {
  return outboxSleeper(parts.context, {
    held_send: heldWork(parts),
    chat_reply: replyWork(parts),
    number_change: tellHubSpotWork(parts),
  });
}
