/**
 * Authentication templates: the only message that may bring a code to somebody who has not written (WhatsApp reference 6.8).
 * Their text is WhatsApp's own; ours are the code and the label of the button that copies it.
 */
import { z } from "zod";
import { RefusedInput } from "../../core/errors.ts";
import type { Graph } from "./client.ts";
import { type SentMessage, send } from "./messages.ts";

export interface NewCodeTemplate {
  /** Lowercase letters, digits and underscores. */
  readonly name: string;
  /** As `templateLanguage` gives it. */
  readonly language: string;
  /** How long the text says that a code is good: 1 to 90. */
  readonly minutes: number;
  /** Label of the button that copies the code; at most 25 characters. */
  readonly button: string;
}

const createdSchema = z.object({ id: z.string(), status: z.string().optional() });

/** Hands one in. `status` is Meta's first word on it. */
export async function createCodeTemplate(
  graph: Graph,
  wabaId: string,
  { name, language, minutes, button }: NewCodeTemplate,
): Promise<z.infer<typeof createdSchema>> {
  const components = [
    { type: "BODY", add_security_recommendation: true },
    { type: "FOOTER", code_expiration_minutes: minutes },
    { type: "BUTTONS", buttons: [{ type: "OTP", otp_type: "COPY_CODE", text: button }] },
  ];
  const json = { name, language, category: "AUTHENTICATION", components };
  return graph({
    about: "templates",
    method: "POST",
    path: [wabaId, "message_templates"],
    body: { json },
    answer: createdSchema,
  });
}

export interface CodeMessage {
  /** With `+` and country code. A business-scoped id cannot get one. */
  readonly to: string;
  readonly callbackData: string;
  readonly template: string;
  readonly language: string;
  /** At most 15 characters. */
  readonly code: string;
}

/** Throws RefusedInput for what WhatsApp would refuse, OutsideError for what the call met. */
export async function sendCode(graph: Graph, phoneNumberId: string, message: CodeMessage): Promise<SentMessage> {
  const { to, callbackData, template, language, code } = message;
  if (!/^\+\d{6,15}$/.test(to)) {
    throw new RefusedInput("whatsapp.recipient", "The recipient's number needs + and the country code, digits only.");
  }
  if (code.length > 15) throw new RefusedInput("whatsapp.text_too_long", "A code has at most 15 characters.");
  const parameters = [{ type: "text", text: code }];
  return send(graph, phoneNumberId, {
    messaging_product: "whatsapp",
    recipient_type: "individual",
    to,
    type: "template",
    biz_opaque_callback_data: callbackData,
    template: {
      name: template,
      language: { code: language },
      // The code stands in the text and behind the button that copies it.
      components: [
        { type: "body", parameters },
        { type: "button", sub_type: "url", index: "0", parameters },
      ],
    },
  });
}
