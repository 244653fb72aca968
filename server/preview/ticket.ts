/**
 * A preview's link: signed, so that nobody can make one up, and good until a moment. It opens one version of one Flow and
 * nothing else; nothing about it is stored.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { Context } from "../context.ts";

const ticketSchema = z.strictObject({
  portalId: z.string(),
  flowId: z.string(),
  versionId: z.string(),
  /** Epoch milliseconds. */
  until: z.int(),
  /** Tells one link from another. */
  nonce: z.string(),
});
export type PreviewTicket = z.infer<typeof ticketSchema>;

export type CheckedTicket =
  | { readonly kind: "good"; readonly ticket: PreviewTicket }
  | { readonly kind: "forged" | "expired" };

type Parts = Pick<Context, "config" | "now" | "randomBytes">;

export function issueTicket(context: Parts, wanted: Omit<PreviewTicket, "nonce">): string {
  const nonce = Buffer.from(context.randomBytes(12)).toString("base64url");
  const text = Buffer.from(JSON.stringify({ ...wanted, nonce })).toString("base64url");
  const [newest] = keysOf(context);
  return `${text}.${sign(newest, text).toString("base64url")}`;
}

export function checkTicket(context: Parts, token: string): CheckedTicket {
  const [text = "", given = "", ...more] = token.split(".");
  const signature = Buffer.from(given, "base64url");
  const ours = keysOf(context).some((key) => {
    const wanted = sign(key, text);
    return signature.length === wanted.length && timingSafeEqual(signature, wanted);
  });
  // One signature has one spelling: a link is the same link in every log.
  if (!ours || more.length > 0 || signature.toString("base64url") !== given) return { kind: "forged" };
  const ticket = ticketSchema.parse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
  return ticket.until > context.now() ? { kind: "good", ticket } : { kind: "expired" };
}

/** The newest signs; while the master key changes, links signed under the one before are still ours. */
function keysOf({ config }: Pick<Context, "config">): [string, ...string[]] {
  const { FLOWELLA_MASTER_KEY: newest, FLOWELLA_MASTER_KEY_PREVIOUS: previous } = config;
  return previous === undefined ? [newest] : [newest, previous];
}

function sign(masterKey: string, text: string): Buffer {
  const key = createHmac("sha256", Buffer.from(masterKey, "base64")).update("preview-link").digest();
  return createHmac("sha256", key).update(text).digest();
}
