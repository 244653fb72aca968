/** The app page's first screen: what stands between a portal and its first answer. */
import { z } from "zod";
import type { Call } from "./call.ts";
import { formSourceSchema } from "./form-source.ts";
import { idempotencyKeySchema } from "./send-flow.ts";
import { errorAnswerSchema, forbiddenAnswerSchema } from "./trouble.ts";

/**
 * One thing to do, and how it stands.
 *
 * - `number`: `none` is connected; `blocked`: one is, and `says` tells what has to happen first; `ready`: `says` is the
 *   number.
 * - `form`: `none` was looked at yet; `draft`: one is kept and not published; `published`: `says` is its name.
 * - `see`: `done` once somebody looked at a form on a phone's screen; `phone-test`: once it came to somebody's own phone;
 *   both `later` while no form was chosen.
 * - `consent`: `none`: no source is named, so nothing but answers within 24 hours is sent; `named`.
 * - `template`: `none`: it is handed in at the first publishing; `in-review` at WhatsApp; `attention`: somebody must act, and
 *   `says` tells what; `approved`.
 * - `card`: `done` once somebody opened the card on a record.
 * - `first-send`, `first-answer`: `none` yet, or `done`.
 */
export const startStepSchema = z.discriminatedUnion("id", [
  step("number", ["none", "blocked", "ready"]),
  step("form", ["none", "draft", "published"]),
  step("see", ["later", "none", "done"]),
  step("phone-test", ["later", "none", "done"]),
  step("consent", ["none", "named"]),
  step("template", ["none", "in-review", "attention", "approved"]),
  step("card", ["none", "done"]),
  step("first-send", ["none", "done"]),
  step("first-answer", ["none", "done"]),
]);
export type StartStep = z.infer<typeof startStepSchema>;

function step<Id extends string, const Is extends readonly [string, ...string[]]>(id: Id, is: Is) {
  return z.object({
    id: z.literal(id),
    is: z.enum(is),
    /** The server's own words about it. */
    says: z.string().min(1).optional(),
    /** The form that it is about, for the way there. */
    source: formSourceSchema.optional(),
  });
}

export const pageStartRequestSchema = z.object({});
export type PageStartRequest = z.infer<typeof pageStartRequestSchema>;

export const pageStartResponseSchema = z.discriminatedUnion("kind", [
  /** In the order in which they are done best. */
  z.object({
    kind: z.literal("ready"),
    steps: z.array(startStepSchema),
    /** How many things need somebody, besides; absent where there are none. */
    alerts: z.int().positive().optional(),
  }),
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type PageStartResponse = z.infer<typeof pageStartResponseSchema>;
export type PageStartReady = Extract<PageStartResponse, { kind: "ready" }>;

export const pageStart: Call<PageStartRequest, PageStartResponse> = {
  path: "/hubspot/page/start",
  request: pageStartRequestSchema,
  response: pageStartResponseSchema,
};

export const pageAskConsentRequestSchema = z.object({ idempotencyKey: idempotencyKeySchema });
export type PageAskConsentRequest = z.infer<typeof pageAskConsentRequestSchema>;

export const pageAskConsentResponseSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("saved") }),
  errorAnswerSchema,
  forbiddenAnswerSchema,
]);
export type PageAskConsentResponse = z.infer<typeof pageAskConsentResponseSchema>;

/** From now on, forms that are published end with our own question, and whoever says yes there may be written to. */
export const pageAskConsent: Call<PageAskConsentRequest, PageAskConsentResponse> = {
  path: "/hubspot/page/consent/question",
  request: pageAskConsentRequestSchema,
  response: pageAskConsentResponseSchema,
};
