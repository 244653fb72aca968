/** Signing secrets as Standard Webhooks has them: `whsec_` and 24 to 64 random bytes as base64. */
import { z } from "zod";

const prefix = "whsec_";

export function newSecret(randomBytes: (length: number) => Uint8Array): string {
  return `${prefix}${Buffer.from(randomBytes(32)).toString("base64")}`;
}

/** A secret that somebody brings along, because a receiver already has it. */
export const secretSchema = z
  .string()
  .trim()
  .refine((text) => {
    if (!text.startsWith(prefix)) return false;
    const encoded = text.slice(prefix.length);
    const bytes = Buffer.from(encoded, "base64");
    return bytes.toString("base64") === encoded && bytes.length >= 24 && bytes.length <= 64;
  }, "must be whsec_ followed by 24 to 64 bytes as base64");
