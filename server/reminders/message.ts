/** A reminder as one message: a text inside the 24 hours, else the template that the portal named for its kind. */
import { sendTemplate, sendTextMessage } from "../../connectors/whatsapp/messages.ts";
import type { OtherTemplate } from "../consent/gate.ts";
import { type Context, newId } from "../context.ts";
import { type WhatsAppConnection, whatsappConnection } from "../portals/connections.ts";
import { graphOf } from "../portals/graph.ts";
import { type Row, StoreConflict, type Write, write } from "../store/index.ts";
import { categoryAtWhatsApp } from "../templates/category.ts";
import { sendingNumbers } from "../whatsapp-account/senders.ts";
import { changeWrite, type ReminderContent, type ReminderRow } from "./store.ts";
import { type NamedTemplate, templateFor } from "./templates.ts";

export type Prepared =
  | {
      readonly kind: "ready";
      readonly connection: WhatsAppConnection;
      /** Digits. */
      readonly waId: string;
      readonly content: ReminderContent;
      /** Absent: it goes as a text. */
      readonly template: NamedTemplate | undefined;
    }
  | { readonly kind: "cannot"; readonly because: "not_connected" | "no_template" };

/** What the reminder goes as outside the 24 hours, where the portal named something. */
export async function namedTemplate(
  context: Context,
  portalId: string,
  { kind, sender_id }: Pick<ReminderRow, "kind" | "sender_id">,
  language: string,
): Promise<OtherTemplate | undefined> {
  const template = await templateFor(context, portalId, kind, language);
  if (!template) return undefined;
  const category = async () => {
    const connection = await connectionOf(context, portalId, sender_id);
    return connection && categoryAtWhatsApp(context, portalId, connection, template);
  };
  return { goes: "closed", category };
}

async function connectionOf(
  context: Context,
  portalId: string,
  senderId: string,
): Promise<WhatsAppConnection | undefined> {
  const tenant = context.store.of(portalId);
  const sender = await tenant.first(tenant.db.selectFrom("senders").selectAll().where("id", "=", senderId));
  return sender && whatsappConnection(context, portalId, sender.connection_id);
}

export async function prepare(
  context: Context,
  portalId: string,
  row: ReminderRow,
  given: { readonly waId: string; readonly content: ReminderContent; readonly window: "open" | "closed" },
): Promise<Prepared> {
  const { window, ...message } = given;
  const connection = await connectionOf(context, portalId, row.sender_id);
  const sending = connection ? await sendingNumbers(context, portalId, connection.id) : [];
  if (!connection || !sending.some(({ id }) => id === row.sender_id))
    return { kind: "cannot", because: "not_connected" };
  if (window === "open") return { kind: "ready", connection, ...message, template: undefined };
  const template = await templateFor(context, portalId, row.kind, given.content.language);
  return template ? { kind: "ready", connection, ...message, template } : { kind: "cannot", because: "no_template" };
}

/**
 * Stores the message before the call.
 * @param writes what the decision to send rests on
 * @throws StoreConflict where the person or the reminder has changed since
 */
export async function begin(
  context: Context,
  portalId: string,
  reminder: ReminderRow,
  { template }: Extract<Prepared, { kind: "ready" }>,
  writes: readonly Write[],
): Promise<string> {
  const tenant = context.store.of(portalId);
  const now = context.now();
  const row: Row<"sends"> = {
    id: newId(context, "snd"),
    person_id: reminder.person_id,
    flow_id: reminder.flow_id,
    version_id: reminder.version_id,
    sender_id: reminder.sender_id,
    idempotency_key: `reminder:${reminder.id}:${reminder.revision}`,
    channel: template ? "template" : "message",
    status: "queued",
    reason: null,
    wamid: null,
    contact_sealed: null,
    source: "reminder",
    country: null,
    created_at: now,
    updated_at: now,
  };
  await tenant.commit([
    write(tenant.db.insertInto("sends").values(row), 1),
    changeWrite(context, portalId, reminder, { status: "sending", reason: "sending", send_id: row.id }),
    ...writes,
  ]);
  return row.id;
}

/** @throws OutsideError, or RefusedInput for a text that WhatsApp would refuse */
export async function callWhatsApp(
  context: Context,
  { sender_id: senderId, send_id: callbackData }: ReminderRow & { readonly send_id: string },
  { connection, waId, content, template }: Extract<Prepared, { kind: "ready" }>,
): Promise<{ readonly messageId: string }> {
  const graph = graphOf(context, connection);
  const message = { to: `+${waId}`, callbackData };
  if (!template) return sendTextMessage(graph, senderId, { ...message, body: content.text });
  const { name: named, language, variables } = template;
  const bodyTexts = content.values.slice(0, variables);
  return sendTemplate(graph, senderId, { ...message, template: named, language, bodyTexts });
}

/**
 * WhatsApp said plainly that nothing went: a later try is the first one again.
 * @returns the reminder as it waits; undefined where it was moved or cancelled meanwhile
 */
export async function giveBack(
  context: Context,
  portalId: string,
  row: ReminderRow & { readonly send_id: string },
  reason: string,
): Promise<ReminderRow | undefined> {
  const tenant = context.store.of(portalId);
  const gone = write(tenant.db.deleteFrom("sends").where("id", "=", row.send_id).where("wamid", "is", null));
  const waiting = { status: "waiting" as const, reason, send_id: null };
  try {
    await tenant.commit([gone, changeWrite(context, portalId, row, waiting)]);
    return { ...row, ...waiting };
  } catch (error) {
    if (!(error instanceof StoreConflict)) throw error;
    await tenant.commit([gone]);
    return undefined;
  }
}
