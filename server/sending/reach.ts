/**
 * The contact's property that says that WhatsApp does not reach it, for lists and workflows in HubSpot. It is what stands
 * when it is told, not what once asked for it: a message that arrives clears it.
 */
import { isMissingProperty } from "../../connectors/hubspot/index.ts";
import type { Context } from "../context.ts";
import { outboxWrites, type Work } from "../people/outbox.ts";
import type { RecipientParts } from "../people/recipient.ts";
import type { Row, Write } from "../store/index.ts";
import { timelineContact } from "../timeline/contact.ts";
import { undeliverable } from "./unreached.ts";

type Status = Row<"sends">["status"];

/** What a new status of a send asks for: nothing, as long as the person always was within reach. */
export async function reachWrites(
  context: Context,
  portalId: string,
  send: Pick<Row<"sends">, "id" | "person_id" | "source" | "status">,
  status: Status,
  reason: string | undefined,
): Promise<Write[]> {
  const failed = status === "failed" && reason === undeliverable;
  // Of the many of a broadcast nobody is looked up one by one.
  const ofMany = send.source === "broadcast" || send.source === "broadcast_link";
  const arrives = !ofMany && status === "delivered" && send.status !== "delivered";
  if (!failed && !(arrives && (await wasUnreached(context, portalId, send.person_id)))) return [];
  const { id, person_id: personId } = send;
  const row = { key: `${id}:${status}`, personId, reason: failed ? "unreached" : "reached", at: context.now() };
  return outboxWrites(context, portalId, { kind: "reach_property", ...row, payload: {} });
}

/** @throws OutsideError to be tried again */
export function reachPropertyWork(parts: RecipientParts): Work {
  const { context, hubspot } = parts;
  return async (portalId, { person_id: personId, attempts }, _payload, { mayCall }) => {
    const contact = await timelineContact(parts, portalId, personId, attempts);
    if (contact.kind === "wait") return { status: "waiting", reason: "no-contact-yet", at: contact.at };
    if (contact.kind === "nobody") return { status: "ended", reason: "no-contact" };
    const flowella_reach = (await isUnreached(context, portalId, personId)) ? "not_on_whatsapp" : "";
    try {
      await hubspot.inTurn(portalId, mayCall).contacts.update(contact.id, { flowella_reach });
    } catch (error) {
      // The repair of the portal reports it (provisioning/).
      if (isMissingProperty(error)) return { status: "ended", reason: "property-missing" };
      throw error;
    }
    return { status: "done", reason: "told" };
  };
}

async function wasUnreached({ store }: Context, portalId: string, personId: string): Promise<boolean> {
  const tenant = store.of(portalId);
  const query = tenant.db.selectFrom("sends").select("id").where("person_id", "=", personId);
  return (await tenant.first(query.where("reason", "=", undeliverable).limit(1))) !== undefined;
}

/** Whether the newest message that WhatsApp said something about did not reach them. */
async function isUnreached({ store }: Context, portalId: string, personId: string): Promise<boolean> {
  const tenant = store.of(portalId);
  const told = tenant.db
    .selectFrom("sends")
    .select(["status", "reason"])
    .where("person_id", "=", personId)
    .where("status", "in", ["delivered", "read", "failed"])
    .orderBy("created_at", "desc")
    .limit(1);
  const newest = await tenant.first(told);
  return newest?.status === "failed" && newest.reason === undeliverable;
}
