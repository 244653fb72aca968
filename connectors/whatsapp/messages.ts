/** Sending a Flow: as a free-form message inside the 24-hour window, as a template outside it (WhatsApp reference 6). */
import { z } from "zod";
import { RefusedInput } from "../../core/errors.ts";
import type { Graph } from "./client.ts";

/** What every message needs. */
interface Message {
  /** With `+` and country code. */
  to: string;
  /** Comes back in the message's status webhooks: the only way to know what became of a send that got no answer. */
  callbackData: string;
}

interface Send extends Message {
  /** Opaque, signed, for this one person (WhatsApp reference 3.8). */
  flowToken: string;
}

/** Plain text, which needs an open 24-hour window. */
export interface TextMessage extends Message {
  body: string;
}

export interface FlowMessage extends Send {
  flowId: string;
  header?: string;
  body: string;
  footer?: string;
  /** The button: at most 20 characters, no emoji. */
  cta: string;
  /** `draft` is for tests. */
  mode?: "published" | "draft";
  /** How it opens: by default the endpoint chooses the first screen (`INIT`). */
  open?: OpenWith;
}

/** `navigate` opens on the entry screen at once, with its data where it declares any. */
export type OpenWith =
  | { action: "data_exchange" }
  | { action: "navigate"; screen: string; data?: Record<string, unknown> };

/** A template without a Flow: the only message without one that goes outside the 24 hours. */
export interface TemplateMessage extends Message {
  template: string;
  /** As the template has it, such as `en_US`. */
  language: string;
  /** The body's variables, in order. */
  bodyTexts?: readonly string[];
}

export interface FlowTemplateMessage extends Send, TemplateMessage {
  /** The entry screen's data, for templates that open with `navigate`. */
  flowActionData?: Record<string, unknown>;
}

/** Accepted is not delivered: the status webhooks tell the rest. */
export interface SentMessage {
  /** The wamid. */
  messageId: string;
  /** WhatsApp's id of the person; may differ from the number as it was written (WhatsApp reference 6.3). */
  waId?: string;
  /** Only for templates: `accepted`, `held_for_quality_assessment`. */
  status?: string;
}

/** Throws RefusedInput for a text that WhatsApp would refuse, OutsideError for what the call met. */
export async function sendFlowMessage(graph: Graph, phoneNumberId: string, message: FlowMessage): Promise<SentMessage> {
  checkSend(message);
  checkText("header", message.header, 60);
  checkText("body", message.body, 1024);
  checkText("footer", message.footer, 60);
  checkButton(message.cta);
  const { header, body, footer } = message;
  return send(graph, phoneNumberId, {
    messaging_product: "whatsapp",
    recipient_type: "individual",
    to: message.to,
    type: "interactive",
    biz_opaque_callback_data: message.callbackData,
    interactive: {
      type: "flow",
      ...(header !== undefined && { header: { type: "text", text: header } }),
      body: { text: body },
      ...(footer !== undefined && { footer: { text: footer } }),
      action: { name: "flow", parameters: flowParameters(message) },
    },
  });
}

function flowParameters(message: FlowMessage): Record<string, unknown> {
  const { open = { action: "data_exchange" }, mode = "published" } = message;
  return {
    flow_message_version: "3",
    flow_id: message.flowId,
    flow_cta: message.cta,
    flow_token: message.flowToken,
    mode,
    flow_action: open.action,
    ...(open.action === "navigate" && { flow_action_payload: navigatePayload(open.screen, open.data) }),
  };
}

/** `data` must not be empty where it stands (WhatsApp reference 6.1). */
function navigatePayload(screen: string, data: Record<string, unknown> = {}): Record<string, unknown> {
  return { screen, ...(Object.keys(data).length > 0 && { data }) };
}

/** Throws RefusedInput for what WhatsApp would refuse, OutsideError for what the call met. */
export async function sendFlowTemplate(
  graph: Graph,
  phoneNumberId: string,
  message: FlowTemplateMessage,
): Promise<SentMessage> {
  checkSend(message);
  const { flowActionData } = message;
  const action = { flow_token: message.flowToken, ...(flowActionData && { flow_action_data: flowActionData }) };
  const button = { type: "button", sub_type: "flow", index: "0", parameters: [{ type: "action", action }] };
  // The button's part is required even when it only carries the token (WhatsApp reference 6.2).
  return send(graph, phoneNumberId, templateMessage(message, [button]));
}

/** Throws RefusedInput for what WhatsApp would refuse, OutsideError for what the call met. */
export async function sendTemplate(
  graph: Graph,
  phoneNumberId: string,
  message: TemplateMessage,
): Promise<SentMessage> {
  checkMessage(message);
  return send(graph, phoneNumberId, templateMessage(message));
}

function templateMessage(message: TemplateMessage, buttons: readonly object[] = []): Record<string, unknown> {
  const { bodyTexts = [], template: name, language } = message;
  const body = { type: "body", parameters: bodyTexts.map((text) => ({ type: "text", text })) };
  return {
    messaging_product: "whatsapp",
    recipient_type: "individual",
    to: message.to,
    type: "template",
    biz_opaque_callback_data: message.callbackData,
    template: { name, language: { code: language }, components: [...(bodyTexts.length > 0 ? [body] : []), ...buttons] },
  };
}

/** Throws RefusedInput for what WhatsApp would refuse, OutsideError for what the call met. */
export async function sendTextMessage(graph: Graph, phoneNumberId: string, message: TextMessage): Promise<SentMessage> {
  checkMessage(message);
  checkText("body", message.body, 4096);
  return send(graph, phoneNumberId, {
    messaging_product: "whatsapp",
    recipient_type: "individual",
    to: message.to,
    type: "text",
    biz_opaque_callback_data: message.callbackData,
    text: { body: message.body },
  });
}

const sentSchema = z.object({
  contacts: z.array(z.object({ wa_id: z.string().optional() })).optional(),
  messages: z.tuple([z.object({ id: z.string().min(1), message_status: z.string().optional() })], z.unknown()),
});

/** Any message, as its JSON. @throws OutsideError */
export async function send(graph: Graph, phoneNumberId: string, json: unknown): Promise<SentMessage> {
  const path = [phoneNumberId, "messages"];
  const answer = await graph({
    about: "message",
    method: "POST",
    path,
    body: { json },
    answer: sentSchema,
    personal: true,
  });
  const [message] = answer.messages;
  const waId = answer.contacts?.[0]?.wa_id;
  return {
    messageId: message.id,
    ...(waId !== undefined && { waId }),
    ...(message.message_status !== undefined && { status: message.message_status }),
  };
}

function checkSend(message: Send): void {
  checkMessage(message);
  if (message.flowToken === "")
    throw new RefusedInput("whatsapp.flow_token", "A Flow cannot be sent without its token.");
}

function checkMessage({ to, callbackData }: Message): void {
  if (!/^\+\d{6,15}$/.test(to)) {
    throw new RefusedInput("whatsapp.recipient", "The recipient's number needs + and the country code, digits only.");
  }
  checkText("callback data", callbackData, 512);
}

function checkText(name: string, text: string | undefined, most: number): void {
  if (text === undefined) return;
  if (text.trim() === "") throw new RefusedInput("whatsapp.text_blank", `The message's ${name} is empty. Write one.`);
  // Which unit Meta counts in is not documented; UTF-16 units are the larger count.
  if (text.length <= most) return;
  throw new RefusedInput(
    "whatsapp.text_too_long",
    `The message's ${name} has more than ${most} characters. Shorten it.`,
  );
}

function checkButton(cta: string): void {
  checkText("button", cta, 20);
  if (!/\p{Extended_Pictographic}/u.test(cta)) return;
  throw new RefusedInput("whatsapp.button_emoji", "The message's button holds an emoji. WhatsApp allows letters only.");
}
