/** The rows of what was said in the chat beside the forms, and of how each conversation stands. */
import { z } from "zod";
import type { Chat } from "../../core/messages/index.ts";
import { type Context, newId } from "../context.ts";
import { type Row, type Write, write } from "../store/index.ts";

export type ChatMessage = Row<"chat_messages">;

const column = "chat_messages.body";
const bodySchema = z.object({ text: z.string().optional() });
export type MessageBody = z.infer<typeof bodySchema>;

export interface NewMessage
  extends Pick<
    ChatMessage,
    "person_id" | "sender_id" | "author" | "kind" | "key" | "status" | "wamid" | "user_id" | "at"
  > {
  readonly id?: string;
  readonly body: MessageBody;
}

/** Fails with StoreConflict where there is one with this key. */
export async function messageWrite(context: Context, portalId: string, given: NewMessage): Promise<Write> {
  const { body, id = newId(context, "msg"), ...rest } = given;
  const sealer = await context.vault.person(portalId, given.person_id);
  const row: ChatMessage = {
    id,
    ...rest,
    body_sealed: sealer.seal(JSON.stringify(body), column),
    reason: null,
    kept_at: context.now(),
    updated_at: context.now(),
  };
  return write(context.store.of(portalId).db.insertInto("chat_messages").values(row), 1);
}

export async function messageByKey(
  { store }: Context,
  portalId: string,
  key: string,
): Promise<ChatMessage | undefined> {
  const tenant = store.of(portalId);
  return tenant.first(tenant.db.selectFrom("chat_messages").selectAll().where("key", "=", key));
}

export async function messageById({ store }: Context, portalId: string, id: string): Promise<ChatMessage | undefined> {
  const tenant = store.of(portalId);
  return tenant.first(tenant.db.selectFrom("chat_messages").selectAll().where("id", "=", id));
}

export async function messageByWamid(
  { store }: Context,
  portalId: string,
  wamid: string,
): Promise<ChatMessage | undefined> {
  const tenant = store.of(portalId);
  return tenant.first(tenant.db.selectFrom("chat_messages").selectAll().where("wamid", "=", wamid));
}

/** WhatsApp tells when customers wrote in whole seconds; what happened within one is in the order in which we had it. */
function bySecond(left: ChatMessage, right: ChatMessage): number {
  const second = ({ at }: ChatMessage) => Math.floor(at / 1_000);
  return second(right) - second(left) || right.kept_at - left.kept_at;
}

/** What was said with these people, newest first. */
export async function messagesOf(
  { store }: Context,
  portalId: string,
  people: readonly string[],
  limit: number,
): Promise<ChatMessage[]> {
  if (people.length === 0) return [];
  const tenant = store.of(portalId);
  const query = tenant.db.selectFrom("chat_messages").selectAll().where("person_id", "in", people);
  const newest = query.orderBy("at", "desc").orderBy("kept_at", "desc").limit(limit);
  return (await tenant.all(newest)).toSorted(bySecond);
}

export async function bodyOf(context: Context, portalId: string, row: ChatMessage): Promise<MessageBody> {
  const sealer = await context.vault.person(portalId, row.person_id);
  return bodySchema.parse(JSON.parse(sealer.open(row.body_sealed, column)));
}

const rank: Readonly<Record<ChatMessage["status"], number>> = {
  received: 5,
  queued: 0,
  unconfirmed: 1,
  sent: 2,
  delivered: 3,
  read: 4,
  failed: 5,
};

/** A status never goes back, however late or often it is told. Nothing where it is no news. */
export function messageStatusWrites(
  { store, now }: Context,
  portalId: string,
  row: Pick<ChatMessage, "id" | "status">,
  status: ChatMessage["status"],
  details: { readonly wamid?: string; readonly reason?: string } = {},
): Write[] {
  if (rank[status] <= rank[row.status]) return [];
  const change = store
    .of(portalId)
    .db.updateTable("chat_messages")
    .set({ status, updated_at: now(), ...details })
    .where("id", "=", row.id)
    .where("status", "=", row.status);
  return [write(change, 1)];
}

export interface KeptChat {
  readonly chat: Chat;
  /** 0 where there is no row yet. */
  readonly revision: number;
}

export async function chatOf({ store }: Context, portalId: string, personId: string): Promise<KeptChat> {
  const tenant = store.of(portalId);
  const row = await tenant.first(tenant.db.selectFrom("chats").selectAll().where("person_id", "=", personId));
  if (!row) return { chat: {}, revision: 0 };
  const { wrote_at, answered_at, told_at, replied_at, asked_at, revision } = row;
  return {
    chat: {
      ...(wrote_at !== null && { wroteAt: wrote_at }),
      ...(answered_at !== null && { answeredAt: answered_at }),
      ...(told_at !== null && { toldAt: told_at }),
      ...(replied_at !== null && { repliedAt: replied_at }),
      ...(asked_at !== null && { askedAt: asked_at }),
    },
    revision,
  };
}

/** Fails with StoreConflict where somebody else wrote it since it was read. */
export function chatWrite({ store }: Context, portalId: string, personId: string, kept: KeptChat, chat: Chat): Write {
  const { db } = store.of(portalId);
  const row = {
    wrote_at: chat.wroteAt ?? null,
    answered_at: chat.answeredAt ?? null,
    told_at: chat.toldAt ?? null,
    replied_at: chat.repliedAt ?? null,
    asked_at: chat.askedAt ?? null,
    revision: kept.revision + 1,
  };
  if (kept.revision === 0) return write(db.insertInto("chats").values({ person_id: personId, ...row }), 1);
  const update = db.updateTable("chats").set(row).where("person_id", "=", personId);
  return write(update.where("revision", "=", kept.revision), 1);
}

/** Somebody at the business answered, or began to write: nobody waits any more. */
export async function answeredWrites(
  context: Context,
  portalId: string,
  personId: string,
  at: number,
): Promise<Write[]> {
  const { db } = context.store.of(portalId);
  const { chat, revision } = await chatOf(context, portalId, personId);
  if (revision === 0) return [chatWrite(context, portalId, personId, { chat, revision }, { answeredAt: at })];
  const forward = db.updateTable("chats").set(({ eb }) => ({ answered_at: at, revision: eb("revision", "+", 1) }));
  const later = forward.where("person_id", "=", personId);
  return [write(later.where((eb) => eb.or([eb("answered_at", "is", null), eb("answered_at", "<", at)])))];
}
