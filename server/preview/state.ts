/**
 * A preview's session lies with whoever previews: sealed by a key that never leaves the server, bound to its link, and
 * handed back with every answer. So a preview writes nothing, and any process can go on with it.
 */
import { createCipheriv, createDecipheriv, createHmac } from "node:crypto";
import { z } from "zod";
import type { Context } from "../context.ts";
import { contentSchema } from "../conversation/sessions.ts";
import type { PreviewTicket } from "./ticket.ts";

const stateSchema = contentSchema.extend({ screen: z.string().optional() });
export type PreviewState = z.infer<typeof stateSchema>;

const cipher = "aes-256-gcm";
const ivBytes = 12;
const tagBytes = 16;

export function sealState(
  context: Pick<Context, "config" | "randomBytes">,
  { nonce }: PreviewTicket,
  state: PreviewState,
): string {
  const iv = context.randomBytes(ivBytes);
  const sealing = createCipheriv(cipher, keyOf(context), iv).setAAD(Buffer.from(nonce));
  const text = Buffer.concat([sealing.update(JSON.stringify(state), "utf8"), sealing.final()]);
  return Buffer.concat([iv, sealing.getAuthTag(), text]).toString("base64url");
}

/** A new session where there is none yet, or one that this link's previews did not make. */
export function openState(
  context: Pick<Context, "config">,
  { nonce }: PreviewTicket,
  sealed: string | undefined,
): PreviewState {
  const fresh = { payloads: {} };
  const bytes = Buffer.from(sealed ?? "", "base64url");
  if (bytes.length <= ivBytes + tagBytes) return fresh;
  try {
    const opening = createDecipheriv(cipher, keyOf(context), bytes.subarray(0, ivBytes), { authTagLength: tagBytes })
      .setAAD(Buffer.from(nonce))
      .setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
    const text = Buffer.concat([opening.update(bytes.subarray(ivBytes + tagBytes)), opening.final()]);
    return stateSchema.parse(JSON.parse(text.toString("utf8")));
  } catch {
    return fresh;
  }
}

function keyOf({ config }: Pick<Context, "config">): Buffer {
  return createHmac("sha256", Buffer.from(config.FLOWELLA_MASTER_KEY, "base64")).update("preview-session").digest();
}
