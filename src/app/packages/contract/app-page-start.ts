/** The app page's first screen: what stands between a portal and its first answer. */
import { z } from "zod";
import { pageErrorSchema, pageForbiddenSchema } from "./app-page.ts";
import type { Call } from "./call.ts";
import { idempotencyKeySchema } from "./send-flow.ts";

/**
 * One thing to do, and how it stands.
 *
 * - `number`: `none` is connected; `blocked`: one is, and `says` tells what has to happen first; `ready`: `says` is the
 *   number.
 * - `form`: `none` was looked at yet; `draft`: one is kept and not published; `published`: `says` is its name.
 * - `consent`: `none`: no source is named, so nothing but answers within 24 hours is sent; `named`.
 * - `template`: `none`: it is handed in at the first publishing; `in-review` at WhatsApp; `attention`: somebody must act, and
 *   `says` tells what; `approved`.
 * - `first-send`, `first-answer`: `none` yet, or `done`.
 */
export const startStepSchema = z.discriminatedUnion("id", [
  step("number", ["none", "blocked", "ready"]),
  step("form", ["none", "draft", "published"]),
  step("consent", ["none", "named"]),
  step("template", ["none", "in-review", "attention", "approved"]),
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
  });
}

export const pageStartRequestSchema = z.object({});
export type PageStartRequest = z.infer<typeof pageStartRequestSchema>;

export const pageStartResponseSchema = z.discriminatedUnion("kind", [
  /** In the order in which they are done best. */
  z.object({ kind: z.literal("ready"), steps: z.array(startStepSchema) }),
  pageErrorSchema,
  pageForbiddenSchema,
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
  pageErrorSchema,
  pageForbiddenSchema,
]);
export type PageAskConsentResponse = z.infer<typeof pageAskConsentResponseSchema>;

/** From now on, forms that are published end with our own question, and whoever says yes there may be written to. */
export const pageAskConsent: Call<PageAskConsentRequest, PageAskConsentResponse> = {
  path: "/hubspot/page/consent/question",
  request: pageAskConsentRequestSchema,
  response: pageAskConsentResponseSchema,
};
