/**
 * The one reply that nobody wrote: that the message has come, and how to reach a person. It goes inside the 24 hours that
 * the message opened, once; where no answer comes from WhatsApp it may have gone, and is not repeated.
 */
import { z } from "zod";
import { wordsFor } from "../../core/texts/index.ts";
import { languageOf } from "../consent/replies.ts";
import type { Work } from "../people/outbox.ts";
import { findPortal } from "../portals/store.ts";
import type { SendingParts } from "../sending/request.ts";
import { sendMessage } from "./send.ts";

const replySchema = z.object({
  senderId: z.string(),
  /** That it has arrived, or that somebody was asked for. */
  said: z.enum(["arrived", "asked"]).default("arrived"),
});

/** @throws OutsideError where it surely did not go, to be tried again */
export function autoReplyWork(parts: SendingParts): Work {
  const { context } = parts;
  return async (portalId, row, payload) => {
    const { senderId, said } = replySchema.parse(payload);
    const wishes = (await findPortal(context, portalId))?.settings.messages;
    // Who asked for somebody hears that they were heard, whatever the portal says to other messages.
    if (!wishes || (said === "arrived" && !wishes.reply)) return { status: "ended", reason: "switched_off" };
    const words = wordsFor(await languageOf(parts, portalId, row.person_id));
    const { person } = wishes;
    const arrived = said === "asked" ? words.person.asked : words.messageArrived;
    const text = person === undefined ? arrived : `${arrived}\n${words.askPerson(person)}`;
    const message = { personId: row.person_id, senderId, text, key: `reply:${row.id}`, author: "automatic" as const };
    const result = await sendMessage(context, portalId, message);
    return result.kind === "sent" ? { status: "done", reason: "sent" } : { status: "ended", reason: result.code };
  };
}
