/** Authentication templates: asked for in a form of their own, with a text that is WhatsApp's (reference 6.8). */
import { z } from "zod";
import type { Params } from "./params.ts";
import { parseParams } from "./params.ts";

const createSchema = z.strictObject({
  name: z.string(),
  language: z.string(),
  category: z.literal("AUTHENTICATION"),
  components: z.tuple([
    z.strictObject({ type: z.literal("BODY"), add_security_recommendation: z.boolean().default(false) }),
    z.strictObject({ type: z.literal("FOOTER"), code_expiration_minutes: z.int().min(1).max(90) }),
    z.strictObject({
      type: z.literal("BUTTONS"),
      buttons: z
        .array(
          z.strictObject({
            type: z.literal("OTP"),
            otp_type: z.literal("COPY_CODE"),
            text: z.string().min(1).max(25).default("Copy code"),
          }),
        )
        .length(1),
    }),
  ]),
  message_send_ttl_seconds: z.number().optional(),
});

/** The same as the template that it becomes: its button is a URL button from then on. The text is English here, always. */
export function readCodeTemplate(params: Params): Params {
  const { components, ...rest } = parseParams(createSchema, params);
  const [body, footer, { buttons }] = components;
  const safety = body.add_security_recommendation ? " For your security, do not share this code." : "";
  const url = "https://www.whatsapp.com/otp/code/?otp_type=COPY_CODE&code=otp{{1}}";
  return {
    ...rest,
    components: [
      { type: "BODY", text: `{{1}} is your verification code.${safety}`, example: { body_text: [["123456"]] } },
      { type: "FOOTER", text: `This code expires in ${footer.code_expiration_minutes} minutes.` },
      { type: "BUTTONS", buttons: buttons.map(({ text }) => ({ type: "URL", text, url })) },
    ],
  };
}
