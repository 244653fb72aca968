import { recipientWrites } from "../campaigns/outcomes.ts";
import type { Context } from "../context.ts";
import { eventWrites } from "../insight/events.ts";
import { type Row, type Write, write } from "../store/index.ts";

/** The send with the caller's own key, if there was one before. */
export async function sendByKey({ store }: Context, portalId: string, key: string): Promise<Row<"sends"> | undefined> {
  const tenant = store.of(portalId);
  return tenant.first(tenant.db.selectFrom("sends").selectAll().where("idempotency_key", "=", key));
}

export async function sendById({ store }: Context, portalId: string, id: string): Promise<Row<"sends"> | undefined> {
  const tenant = store.of(portalId);
  return tenant.first(tenant.db.selectFrom("sends").selectAll().where("id", "=", id));
}

/** Whose status this is. Our own id first: it is there even when the answer to our call never came. */
export async function sendOfStatus(
  context: Context,
  portalId: string,
  { callbackData, messageId }: { readonly callbackData?: string | undefined; readonly messageId: string },
): Promise<Row<"sends"> | undefined> {
  const named = callbackData ? await sendById(context, portalId, callbackData) : undefined;
  return named ?? sendByWamid(context, portalId, messageId);
}

async function sendByWamid({ store }: Context, portalId: string, wamid: string): Promise<Row<"sends"> | undefined> {
  const tenant = store.of(portalId);
  return tenant.first(tenant.db.selectFrom("sends").selectAll().where("wamid", "=", wamid));
}

/** These people's sends with their sessions and delivery, newest first. */
export async function sendsOf({ store }: Context, portalId: string, people: readonly string[], limit: number) {
  if (people.length === 0) return [];
  const tenant = store.of(portalId);
  const sends = await tenant.all(
    tenant.db
      .selectFrom("sends")
      .innerJoin("flows", "flows.id", "sends.flow_id")
      .innerJoin("sessions", "sessions.send_id", "sends.id")
      .select([
        "sends.id",
        "sends.status",
        "sends.reason",
        "sends.version_id",
        "sends.updated_at",
        "flows.name",
        "flows.settings",
        "flows.current_version_id",
        "sessions.state",
        "sessions.screen",
        "sessions.id as session_id",
        "sessions.submission_id",
        "sessions.updated_at as session_updated_at",
      ])
      .where("sends.person_id", "in", people)
      .where("sends.source", "!=", "phone_test")
      .orderBy("sends.created_at", "desc")
      .limit(limit),
  );
  const submissions = sends.flatMap(({ submission_id }) => (submission_id ? [submission_id] : []));
  const steps =
    submissions.length === 0
      ? []
      : await tenant.all(
          tenant.db
            .selectFrom("steps")
            .select(["submission_id", "step", "status", "reason", "updated_at"])
            .where("submission_id", "in", submissions),
        );
  const answering =
    sends.length === 0
      ? []
      : await tenant.all(
          tenant.db
            .selectFrom("events")
            .select("send_id")
            .distinct()
            .where("kind", "=", "submitted")
            .where(
              "send_id",
              "in",
              sends.map(({ id }) => id),
            ),
        );
  return sends.map((send) => ({
    ...send,
    /** At least one screen was handed in. */
    answering: answering.some(({ send_id: id }) => id === send.id),
    steps: steps.filter((step) => step.submission_id === send.submission_id),
  }));
}

/** A send that is queued for longer has nobody who waits for WhatsApp's answer any more. */
export const longestSendMs = 5 * 60_000;

/**
 * A process that ended between storing a send and hearing WhatsApp's answer left it queued: it may have gone, so only
 * its status webhook can tell.
 * @param quietMs how long a send must have been queued; 0 where no other process can be at it
 * @returns how many
 */
export async function doubtLeftovers(context: Context, quietMs: number): Promise<number> {
  const { store, now, log } = context;
  const every = store.everyPortal();
  const left = await every.all(
    every.db
      .selectFrom("sends")
      .select(["portal_id", "id", "source", "idempotency_key"])
      .where("status", "=", "queued")
      .where("updated_at", "<=", now() - quietMs),
  );
  const doubt = { status: "unconfirmed" as const, updated_at: now() };
  await every.commit(
    left.flatMap(({ portal_id, id, source, idempotency_key }) => [
      write(
        every.db
          .updateTable("sends")
          .set(doubt)
          .where("portal_id", "=", portal_id)
          .where("id", "=", id)
          .where("status", "=", "queued"),
      ),
      ...recipientWrites(context, portal_id, { id, source, idempotency_key }, "unconfirmed", null),
    ]),
  );
  if (left.length > 0) log.warn("send.left_over", { sends: left.length });
  return left.length;
}

const rank: Record<string, number> = { queued: 0, unconfirmed: 0, sent: 1, delivered: 2, read: 3, failed: 4 };

/**
 * WhatsApp's word on a message. It may come late, twice or out of order: a status never goes back.
 * @param details `wamid`: hashed (message-ids.ts)
 */
export function statusWrite(
  context: Context,
  portalId: string,
  send: Row<"sends">,
  status: Row<"sends">["status"],
  details: { wamid?: string; reason?: string; billed?: string } = {},
): Write[] {
  const { store, now } = context;
  const goesOn = status === "unconfirmed" ? send.status === "queued" : (rank[status] ?? 0) > (rank[send.status] ?? 0);
  if (!goesOn) return [];
  const { db } = store.of(portalId);
  const change = write(
    db
      .updateTable("sends")
      .set({
        status,
        updated_at: now(),
        ...(details.wamid && { wamid: details.wamid }),
        ...(details.reason && { reason: details.reason }),
      })
      .where("id", "=", send.id)
      .where("status", "=", send.status),
    1,
  );
  // That a call got no answer is no word of WhatsApp's.
  const recipient = recipientWrites(context, portalId, send, status, details.reason ?? null);
  if (status === "unconfirmed" || status === "queued") return [change, ...recipient];
  // A receipt carries no Flow, and the funnel begins with messages that do.
  // Nor is a test anything of a customer's.
  if (["receipt", "secure_link", "phone_test", "reminder", "rescue", "broadcast_link"].includes(send.source))
    return [change, ...recipient];
  const subject = { person_id: send.person_id, flow_id: send.flow_id, version_id: send.version_id, send_id: send.id };
  // WhatsApp bills what arrives (WhatsApp reference 6.3).
  const arrived = status === "delivered" || (status === "read" && send.status !== "delivered");
  const told = eventWrites(context, portalId, subject, [
    { kind: status, details: { code: details.reason ?? null } },
    ...(arrived && details.billed !== undefined
      ? [{ kind: "billed" as const, details: { code: details.billed } }]
      : []),
  ]);
  return [change, ...recipient, ...told];
}
