import type { Context } from "../context.ts";
import { answeredWrites } from "../messages/store.ts";
import type { Row, Write } from "../store/index.ts";
import { timelineWrites } from "./queue.ts";

/**
 * What a new status of a send asks for: a Flow that has left stands on the timeline, and one that did not arrive is said
 * there to have not. One that somebody sent from the card is an answer to whoever waits for one.
 * @param send as it was before
 */
export async function sendWrites(
  context: Context,
  portalId: string,
  send: Row<"sends">,
  status: Row<"sends">["status"],
): Promise<Write[]> {
  // Neither carries a Flow, and the answers that they follow stand there already.
  if (send.source === "receipt" || send.source === "secure_link" || send.source === "phone_test") return [];
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
