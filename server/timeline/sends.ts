import type { Context } from "../context.ts";
import { answeredWrites } from "../messages/store.ts";
import { reachWrites } from "../sending/reach.ts";
import type { Row, Write } from "../store/index.ts";
import { timelineWrites } from "./queue.ts";

/**
 * What a new status of a send asks for: a Flow that has left stands on the timeline, and one that did not arrive is said
 * there to have not. One that somebody sent from the card is an answer to whoever waits for one.
 * @param send as it was before
 * @param reason why it failed, as a stable code
 */
export async function sendWrites(
  context: Context,
  portalId: string,
  send: Row<"sends">,
  status: Row<"sends">["status"],
  reason?: string,
): Promise<Write[]> {
  return [
    ...(await reachWrites(context, portalId, send, status, reason)),
    ...(await timelineOf(context, portalId, send, status)),
  ];
}

async function timelineOf(
  context: Context,
  portalId: string,
  send: Row<"sends">,
  status: Row<"sends">["status"],
): Promise<Write[]> {
  // Neither carries a Flow, and the answers that they follow stand there already.
  if (["receipt", "secure_link", "phone_test", "reminder"].includes(send.source)) return [];
  // A hundred thousand entries would use up what HubSpot allows in a day; contacts' cards show them. A link is no Flow.
  if (send.source === "broadcast" || send.source === "broadcast_link") return [];
  const { id, person_id: personId } = send;
  const about = { what: "send" as const, id, personId };
  const hadLeft = send.status !== "queued" && send.status !== "unconfirmed";
  if (status === "failed") return hadLeft ? timelineWrites(context, portalId, { ...about, news: "failed" }) : [];
  const leaves = ["sent", "delivered", "read"].includes(status);
  if (hadLeft || !leaves) return [];
  return [
    ...(await timelineWrites(context, portalId, about)),
    ...(send.source === "card" ? await answeredWrites(context, portalId, personId, send.created_at) : []),
  ];
}
