/** Writes what waits onto contacts' timelines, portal by portal; beside it, tells owners who waits for an answer. */
import { handOverMailWork, handOverWork } from "../hand-over/tell.ts";
import { type OutboxKind, outboxSleeper, type Work } from "../people/outbox.ts";
import { findPortal } from "../portals/store.ts";
import { stopPropertyWork } from "../rescue/property.ts";
import { reachPropertyWork } from "../sending/reach.ts";
import type { SendingParts } from "../sending/request.ts";
import type { Sleeper } from "../wakeups/types.ts";
import { timelineContact } from "./contact.ts";
import { entryOf } from "./entries.ts";
import { ownerTaskWork } from "./owner-task.ts";
import { placeEntry } from "./place.ts";
import { entrySchema, subjectOf } from "./queue.ts";

export function timelineSleeper(parts: SendingParts): Sleeper {
  const workers = new Map<OutboxKind, Work>([
    ["timeline_entry", timelineWork(parts)],
    ["stop_property", stopPropertyWork(parts)],
    ["reach_property", reachPropertyWork(parts)],
  ]);
  return outboxSleeper(parts.context, "timeline", workers);
}

/** Somebody waits for an answer of the business. */
export function ownerSleeper(parts: SendingParts): Sleeper {
  const workers = new Map<OutboxKind, Work>([
    ["owner_task", ownerTaskWork(parts)],
    ["hand_over", handOverWork(parts)],
    ["hand_over_mail", handOverMailWork(parts)],
  ]);
  return outboxSleeper(parts.context, "owners", workers);
}

/** @throws OutsideError to be tried again */
function timelineWork(parts: SendingParts): Work {
  const { context, hubspot } = parts;
  return async (portalId, { person_id: personId, attempts }, payload, { mayCall }) => {
    const about = entrySchema.parse(payload);
    if ((await findPortal(context, portalId))?.settings.timeline !== true)
      return { status: "ended", reason: "switched_off" };
    const written = await entryOf(parts, portalId, about);
    if (!written) return { status: "ended", reason: "not_there" };
    const contact = await timelineContact(parts, portalId, personId, attempts);
    if (contact.kind === "wait") return { status: "waiting", reason: "no-contact-yet", at: contact.at };
    if (contact.kind === "nobody") return { status: "ended", reason: "no-contact" };
    const mayStand = attempts > 1 || about.again;
    const entry = { ...written, subject: subjectOf(about), contactId: contact.id, mayStand };
    const reason = await placeEntry(context, hubspot.inTurn(portalId, mayCall), portalId, entry);
    return { status: "done", reason };
  };
}
