/** One message or status of a webhook (WhatsApp reference 6.5, 7.3 to 7.5). */
import { z } from "zod";
import { explainCode } from "./errors.ts";
import type { MessageContent, MessageUpdate, Referral, StatusUpdate } from "./webhook-types.ts";

/** Whose number it concerns. */
interface Place {
  wabaId: string;
  phoneNumberId?: string;
}

const text = z.string().optional().catch(undefined);

/** Seconds, as a string. */
const timestamp = z
  .union([z.string().regex(/^\d{1,12}$/), z.number()])
  .transform((seconds) => Number(seconds) * 1000)
  .optional()
  .catch(undefined);

const tapSchema = z.object({ id: z.string(), title: z.string() });

const captionSchema = z.object({ caption: text }).optional().catch(undefined);

/** Of a message that began at an ad or a post (WhatsApp reference 6.6). Any of it may be missing. */
const referralSchema = z.object({
  source_type: text,
  source_id: text,
  source_url: text,
  headline: text,
  ctwa_clid: text,
});

const messageSchema = z.object({
  id: z.string().min(1),
  timestamp,
  type: z.string(),
  from: text,
  from_user_id: text,
  context: z.object({ id: z.string() }).optional().catch(undefined),
  text: z.object({ body: z.string() }).optional().catch(undefined),
  referral: referralSchema.optional().catch(undefined),
  image: captionSchema,
  video: captionSchema,
  document: captionSchema,
  button: z.object({ payload: z.string(), text: z.string() }).optional().catch(undefined),
  interactive: z
    .object({
      type: z.string(),
      nfm_reply: z.object({ name: text, response_json: z.unknown().optional() }).optional().catch(undefined),
      button_reply: tapSchema.optional().catch(undefined),
      list_reply: tapSchema.optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
  system: z
    .object({ type: z.string(), wa_id: text, user_id: text, previous_user_id: text })
    .optional()
    .catch(undefined),
});
type Message = z.infer<typeof messageSchema>;

const contactSchema = z.object({
  wa_id: text,
  user_id: text,
  profile: z.object({ name: text }).optional().catch(undefined),
});

/** Undefined for what has no id or no type. */
export function readMessage(place: Place, contacts: readonly unknown[], raw: unknown): MessageUpdate | undefined {
  const parsed = messageSchema.safeParse(raw);
  if (!parsed.success) return undefined;
  const message = parsed.data;
  const contact = contacts
    .flatMap((each) => contactSchema.safeParse(each).data ?? [])
    .find((each) => same(each.wa_id, message.from) || same(each.user_id, message.from_user_id));
  const fromUserId = message.from_user_id ?? contact?.user_id;
  const profileName = contact?.profile?.name;
  return {
    kind: "message",
    ...place,
    dedupeKey: `message:${message.id}`,
    ...(message.timestamp !== undefined && { at: message.timestamp }),
    messageId: message.id,
    ...(message.from !== undefined && { from: message.from }),
    ...(fromUserId !== undefined && { fromUserId }),
    ...(profileName !== undefined && { profileName }),
    ...(message.context && { replyTo: message.context.id }),
    ...(message.referral && { referral: referralOf(message.referral) }),
    content: contentOf(message),
  };
}

function referralOf(referral: z.infer<typeof referralSchema>): Referral {
  const { source_type: kind, source_id: sourceId, source_url: url, headline, ctwa_clid: clickId } = referral;
  return {
    ...(kind !== undefined && { kind }),
    ...(sourceId !== undefined && { sourceId }),
    ...(url !== undefined && { url }),
    ...(headline !== undefined && { headline }),
    ...(clickId !== undefined && { clickId }),
  };
}

function same(left: string | undefined, right: string | undefined): boolean {
  return left !== undefined && left === right;
}

function contentOf(message: Message): MessageContent {
  const { type, text, button, interactive, system } = message;
  if (type === "text" && text) return { type: "text", text: text.body };
  if (type === "button" && button) return { type: "tap", id: button.payload, title: button.text };
  if (type === "system" && system) {
    return {
      type: "system",
      change: system.type,
      ...(system.wa_id !== undefined && { waId: system.wa_id }),
      ...(system.user_id !== undefined && { userId: system.user_id }),
      ...(system.previous_user_id !== undefined && { previousUserId: system.previous_user_id }),
    };
  }
  if (type === "interactive" && interactive) {
    const tap = interactive.button_reply ?? interactive.list_reply;
    if (tap) return { type: "tap", ...tap };
    const reply = interactive.nfm_reply;
    // Other features reply through the same type, under another name (WhatsApp reference 7.4).
    if (reply && (reply.name ?? "flow") === "flow") return flowReply(reply.response_json);
    return { type: "other", messageType: `interactive.${interactive.type}` };
  }
  const caption = (message.image ?? message.video ?? message.document)?.caption;
  return { type: "other", messageType: type, ...(caption !== undefined && { text: caption }) };
}

const responseSchema = z.record(z.string(), z.unknown());

/** `response_json` is JSON in a string; some phones leave the token out (WhatsApp reference 7.4). */
function flowReply(json: unknown): MessageContent {
  const response = responseSchema.safeParse(parseJson(json)).data;
  const token = z.string().safeParse(response?.["flow_token"]).data;
  return { type: "flow_reply", ...(token !== undefined && { flowToken: token }), ...(response && { response }) };
}

function parseJson(json: unknown): unknown {
  if (typeof json !== "string") return undefined;
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

const statusSchema = z.object({
  id: z.string().min(1),
  status: z.string().min(1),
  timestamp,
  recipient_id: text,
  recipient_user_id: text,
  biz_opaque_callback_data: text,
  pricing: z
    .object({ category: z.string().min(1), type: z.string().min(1) })
    .optional()
    .catch(undefined),
  errors: z
    .array(z.object({ code: z.number() }))
    .optional()
    .catch(undefined),
});

/** Undefined for what has no id or no status. */
export function readStatus(place: Place, raw: unknown): StatusUpdate | undefined {
  const parsed = statusSchema.safeParse(raw);
  if (!parsed.success) return undefined;
  const { id, status, recipient_id, recipient_user_id, biz_opaque_callback_data, pricing, errors = [] } = parsed.data;
  return {
    kind: "status",
    ...place,
    dedupeKey: `status:${id}:${status}`,
    ...(parsed.data.timestamp !== undefined && { at: parsed.data.timestamp }),
    messageId: id,
    status,
    ...(recipient_id !== undefined && { recipient: recipient_id }),
    ...(recipient_user_id !== undefined && { recipientUserId: recipient_user_id }),
    ...(biz_opaque_callback_data !== undefined && { callbackData: biz_opaque_callback_data }),
    ...(pricing && { billed: pricing }),
    errors: errors.map(({ code }) => ({ metaCode: code, ...explainCode(code) })),
  };
}
