/** Trying a form on the user's own phone, before anybody else gets it. */
import { z } from "zod";
import type { Call } from "./call.ts";
import { formSourceSchema } from "./form-source.ts";
import { idempotencyKeySchema } from "./send-flow.ts";
import { errorAnswerSchema, forbiddenAnswerSchema } from "./trouble.ts";

export const pagePhoneTestRequestSchema = z.object({ source: formSourceSchema, idempotencyKey: idempotencyKeySchema });
export type PagePhoneTestRequest = z.infer<typeof pagePhoneTestRequestSchema>;

export const pagePhoneTestResponseSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("ready"),
    code: z.string().min(1),
    /** What the message has to hold. */
    text: z.string().min(1),
    /** Opens the chat with the text written already. */
    link: z.url({ protocol: /^https$/ }),
    /** The number that the message goes to, as people write it. */
    number: z.string().min(1),
    /** The link as a picture, as a `data:` address. */
    qr: z.string().regex(/^data:image\/png;base64,/),
    until: z.iso.datetime(),
  }),
  z.object({ kind: z.literal("refused"), code: z.string().min(1), message: z.string().min(1) }),
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type PagePhoneTestResponse = z.infer<typeof pagePhoneTestResponseSchema>;
export type PagePhoneTest = Extract<PagePhoneTestResponse, { kind: "ready" }>;

/** Makes a code for the form as it is now, which is kept as a draft of its Flow. Only the newest code of a form works. */
export const pagePhoneTest: Call<PagePhoneTestRequest, PagePhoneTestResponse> = {
  path: "/hubspot/page/phone-test",
  request: pagePhoneTestRequestSchema,
  response: pagePhoneTestResponseSchema,
};

export const pagePhoneTestStateRequestSchema = z.object({ code: z.string().min(1).max(20) });
export type PagePhoneTestStateRequest = z.infer<typeof pagePhoneTestStateRequestSchema>;

export const pagePhoneTestStateResponseSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("ready"),
    /**
     * `waiting` for the message; `asked`: it came, and the form is on its way; `sent`; `answered`: handed in on the phone;
     * `ended`: the time is over, or there is a newer code; `failed`: WhatsApp did not take it, see `reason`.
     */
    state: z.enum(["waiting", "asked", "sent", "answered", "ended", "failed"]),
    /** A stable code. */
    reason: z.string().optional(),
  }),
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type PagePhoneTestStateResponse = z.infer<typeof pagePhoneTestStateResponseSchema>;

export const pagePhoneTestState: Call<PagePhoneTestStateRequest, PagePhoneTestStateResponse> = {
  path: "/hubspot/page/phone-test/state",
  request: pagePhoneTestStateRequestSchema,
  response: pagePhoneTestStateResponseSchema,
};
