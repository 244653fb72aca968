import type { Context } from "../context.ts";
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
        "sessions.state",
        "sessions.screen",
        "sessions.answers_sealed",
        "sessions.submission_id",
        "sessions.updated_at as session_updated_at",
      ])
      .where("sends.person_id", "in", people)
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
  return sends.map((send) => ({ ...send, steps: steps.filter((step) => step.submission_id === send.submission_id) }));
}

const rank: Record<string, number> = { queued: 0, unconfirmed: 0, sent: 1, delivered: 2, read: 3, failed: 4 };

/** WhatsApp's word on a message. It may come late, twice or out of order: a status never goes back. */
export function statusWrite(
  { store, now }: Context,
  portalId: string,
  send: Row<"sends">,
  status: Row<"sends">["status"],
  details: { wamid?: string; reason?: string } = {},
): Write | undefined {
  const goesOn = status === "unconfirmed" ? send.status === "queued" : (rank[status] ?? 0) > (rank[send.status] ?? 0);
  if (!goesOn) return undefined;
  const { db } = store.of(portalId);
  return write(
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
}
