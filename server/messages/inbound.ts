/**
 * A customer wrote something that is no answer to a form: it is kept, shown on the contact's timeline, told to the
 * contact's owner and replied to, as the portal wishes. All of it is decided here and done later, each in its own row.
 */
import { z } from "zod";
import { readWish } from "../../core/consent/index.ts";
import { asksForPerson } from "../../core/hand-over/index.ts";
import { type MessageKind, messageKindOf, onMessage } from "../../core/messages/index.ts";
import { type Context, newId } from "../context.ts";
import { askWrites } from "../hand-over/ask.ts";
import { outboxWrites } from "../people/outbox.ts";
import { findPortal } from "../portals/store.ts";
import type { Write } from "../store/index.ts";
import { timelineWrites } from "../timeline/queue.ts";
import { chatOf, chatWrite, messageWrite } from "./store.ts";

const saidSchema = z.object({
  kind: z.literal("message"),
  messageId: z.string(),
  phoneNumberId: z.string(),
  at: z.number().optional(),
  content: z.discriminatedUnion("type", [
    z.object({ type: z.literal("text"), text: z.string() }),
    z.object({ type: z.literal("tap"), title: z.string() }),
    z.object({ type: z.literal("other"), messageType: z.string(), text: z.string().optional() }),
  ]),
});
type Content = z.infer<typeof saidSchema>["content"];

/**
 * @param body an update as the inbox kept it
 * @param answered it has its answer already, such as a Flow: nobody has to be told
 * @returns nothing for an answer, for what WhatsApp itself says, and for a thumb up
 */
export async function messageWrites(
  context: Context,
  portalId: string,
  personId: string | undefined,
  body: unknown,
  answered = false,
): Promise<Write[]> {
  const said = saidSchema.safeParse(body);
  if (!said.success || personId === undefined) return [];
  const { content, messageId, phoneNumberId: senderId, at = context.now() } = said.data;
  const read = contentOf(content);
  if (!read) return [];
  const id = newId(context, "msg");
  const kept = await messageWrite(context, portalId, {
    id,
    person_id: personId,
    sender_id: senderId,
    author: "customer",
    kind: read.kind,
    key: messageId,
    status: "received",
    wamid: messageId,
    user_id: null,
    at,
    body: read.text === undefined ? {} : { text: read.text },
  });
  const shown = await timelineWrites(context, portalId, { what: "message", id, personId });
  // STOP and START have their own answer (consent/inbound.ts).
  if (answered || (read.text !== undefined && readWish(read.text))) return [kept, ...shown];
  if (read.text !== undefined && asksForPerson(read.text)) {
    return [kept, ...shown, ...(await askWrites(context, portalId, { key: id, personId, senderId, at }))];
  }
  return [kept, ...shown, ...(await followUps(context, portalId, { id, personId, senderId, at }))];
}

interface Came {
  readonly id: string;
  readonly personId: string;
  readonly senderId: string;
  readonly at: number;
}

async function followUps(context: Context, portalId: string, { id, personId, senderId, at }: Came): Promise<Write[]> {
  const settings = (await findPortal(context, portalId))?.settings;
  if (!settings) return [];
  const before = await chatOf(context, portalId, personId);
  const { tell, reply, chat } = onMessage(before.chat, at, settings.messages);
  const row = { key: id, personId, reason: "customer_wrote", at: context.now() };
  return [
    chatWrite(context, portalId, personId, before, chat),
    ...(tell ? await outboxWrites(context, portalId, { ...row, kind: "owner_task", payload: { senderId, at } }) : []),
    ...(reply ? await outboxWrites(context, portalId, { ...row, kind: "auto_reply", payload: { senderId } }) : []),
  ];
}

function contentOf(content: Content): { readonly kind: MessageKind; readonly text?: string } | undefined {
  if (content.type === "text") return { kind: "text", text: content.text };
  if (content.type === "tap") return { kind: "text", text: content.title };
  const kind = messageKindOf(content.messageType);
  return kind && { kind, ...(content.text !== undefined && { text: content.text }) };
}
