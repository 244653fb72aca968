/**
 * One text to a customer inside the 24 hours after they wrote, once per key. It is stored before WhatsApp is called, which
 * takes no key of ours; where no answer comes, its status webhook with our id says whether it went.
 */
import { sendTextMessage } from "../../connectors/whatsapp/messages.ts";
import { OutsideError, RefusedInput } from "../../core/errors.ts";
import { standingOf } from "../consent/gate.ts";
import { type Context, newId } from "../context.ts";
import { identityOf } from "../people/people.ts";
import { whatsappConnection } from "../portals/connections.ts";
import { graphOf } from "../portals/graph.ts";
import { actorOf, auditWrite } from "../privacy/audit.ts";
import { hashedMessageId } from "../sending/message-ids.ts";
import { windowOf } from "../sending/window.ts";
import { StoreConflict, type Write, write } from "../store/index.ts";
import { timelineWrites } from "../timeline/queue.ts";
import {
  answeredWrites,
  type ChatMessage,
  messageById,
  messageByKey,
  messageStatusWrites,
  messageWrite,
} from "./store.ts";

export interface NewText {
  readonly personId: string;
  readonly senderId: string;
  readonly text: string;
  readonly key: string;
  readonly author: "user" | "automatic";
  readonly userId?: string;
}

export type TextRefusal =
  | "WINDOW_CLOSED"
  | "OPTED_OUT"
  | "NOT_CONNECTED"
  | "IN_PROGRESS"
  | "UNCONFIRMED"
  | "WRONG_TEXT"
  | "FAILED";

export type TextResult = { readonly kind: "sent" } | { readonly kind: "refused"; readonly code: TextRefusal };

const mostTries = 4;
/** Longer than a call to WhatsApp takes: who began it is not at it any more. */
const longestCallMs = 60_000;

/** @throws OutsideError where it surely did not go and may be asked for again with the same key */
export async function sendMessage(context: Context, portalId: string, given: NewText): Promise<TextResult> {
  const { personId, senderId, key } = given;
  const earlier = await messageByKey(context, portalId, key);
  if (earlier) return known(context, earlier);
  const window = await windowOf(context, portalId, personId, senderId);
  if (window.state === "closed") return refused("WINDOW_CLOSED");
  const tenant = context.store.of(portalId);
  const sender = await tenant.first(tenant.db.selectFrom("senders").selectAll().where("id", "=", senderId));
  const connection = sender && (await whatsappConnection(context, portalId, sender.connection_id));
  const waId = await identityOf(context, portalId, personId, "wa_id");
  if (!connection || !waId) return refused("NOT_CONNECTED");
  const begun = await begin(context, portalId, given, waId);
  if ("kind" in begun) return begun;
  try {
    const message = { to: `+${waId}`, callbackData: begun.id, body: given.text };
    const { messageId } = await sendTextMessage(graphOf(context, connection), senderId, message);
    const wamid = await hashedMessageId(context, portalId, messageId);
    await settleMessage(context, portalId, begun.id, "sent", { wamid });
    return { kind: "sent" };
  } catch (error) {
    if (!(error instanceof OutsideError || error instanceof RefusedInput)) throw error;
    if (error instanceof OutsideError && error.mayHaveLanded) {
      await settleMessage(context, portalId, begun.id, "unconfirmed", { reason: error.code });
      return refused("UNCONFIRMED");
    }
    await tenant.commit([forget(context, portalId, begun.id)]);
    if (error instanceof RefusedInput) return refused("WRONG_TEXT");
    if (error.code === "whatsapp.window_closed") return refused("WINDOW_CLOSED");
    if (error.remedy === "give-up") return refused("FAILED");
    throw error;
  }
}

/** Stores the message before the call, unless the person opted out meanwhile. */
async function begin(
  context: Context,
  portalId: string,
  { personId, senderId, text, key, author, userId }: NewText,
  waId: string,
): Promise<TextResult | { readonly id: string }> {
  const id = newId(context, "msg");
  for (let tries = 1; ; tries += 1) {
    const { optOut, guard } = await standingOf(context, portalId, { personId, waId });
    if (optOut === "everything") return refused("OPTED_OUT");
    const row = { id, person_id: personId, sender_id: senderId, author, kind: "text" as const, key, wamid: null };
    const at = context.now();
    const more = { status: "queued" as const, user_id: userId ?? null, at, body: { text } };
    try {
      const kept = await messageWrite(context, portalId, { ...row, ...more });
      const who = userId === undefined ? undefined : ({ actor: actorOf(userId), action: "sent", subject: id } as const);
      const told = who ? [auditWrite(context, portalId, who)] : [];
      await context.store.of(portalId).commit([kept, guard, ...told]);
      return { id };
    } catch (error) {
      const other = await messageByKey(context, portalId, key);
      if (other) return known(context, other);
      if (!(error instanceof StoreConflict) || tries === mostTries) throw error;
    }
  }
}

/** WhatsApp said plainly that nothing went: a later try is the first one again. */
function forget({ store }: Context, portalId: string, id: string): Write {
  const { db } = store.of(portalId);
  return write(db.deleteFrom("chat_messages").where("id", "=", id).where("wamid", "is", null));
}

/** A request with a key that was used before. */
function known({ now }: Context, row: ChatMessage): TextResult {
  if (row.status === "failed") return refused("FAILED");
  if (row.status === "unconfirmed") return refused("UNCONFIRMED");
  if (row.status === "queued") return refused(now() - row.updated_at < longestCallMs ? "IN_PROGRESS" : "UNCONFIRMED");
  return { kind: "sent" };
}

function refused(code: TextRefusal): TextResult {
  return { kind: "refused", code };
}

/** What became of the call, unless its status webhook was faster and knows more. */
async function settleMessage(
  context: Context,
  portalId: string,
  id: string,
  status: "sent" | "unconfirmed",
  details: { readonly wamid?: string; readonly reason?: string },
): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    const row = await messageById(context, portalId, id);
    if (!row) return;
    try {
      return await context.store.of(portalId).commit(await toldWrites(context, portalId, row, status, details));
    } catch (error) {
      if (!(error instanceof StoreConflict) || tries === mostTries) throw error;
    }
  }
}

/** WhatsApp's word on a message of ours. The first one that says that it went puts it on the timeline. */
export async function toldWrites(
  context: Context,
  portalId: string,
  row: ChatMessage,
  status: ChatMessage["status"],
  details: { readonly wamid?: string; readonly reason?: string } = {},
): Promise<Write[]> {
  const change = messageStatusWrites(context, portalId, row, status, details);
  const went = ["sent", "delivered", "read"].includes(status) && ["queued", "unconfirmed"].includes(row.status);
  if (change.length === 0 || !went) return change;
  const personId = row.person_id;
  return [
    ...change,
    ...(row.author === "user" ? await answeredWrites(context, portalId, personId, row.at) : []),
    ...(await timelineWrites(context, portalId, { what: "message", id: row.id, personId })),
  ];
}
