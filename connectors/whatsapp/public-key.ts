/** The public key that phones encrypt for, one per phone number (WhatsApp reference 5.8). */
import { z } from "zod";
import type { Graph } from "./client.ts";
import { successSchema } from "./types.ts";

/** Replaces the number's key. Phones that hold the old one get 421 once and fetch this one. */
export async function setPublicKey(graph: Graph, phoneNumberId: string, publicPem: string): Promise<void> {
  const form = new FormData();
  form.set("business_public_key", publicPem);
  await graph({ about: "key", method: "POST", path: pathOf(phoneNumberId), body: { form }, answer: successSchema });
}

export interface RegisteredKey {
  publicPem: string;
  /** `VALID`, `MISMATCH`, or a word of Meta's that we do not know. */
  status: string;
}

const keysSchema = z.object({
  data: z.array(
    z.object({
      business_public_key: z.string().optional(),
      business_public_key_signature_status: z.string().optional(),
    }),
  ),
});

/** The number's key, or undefined where it has none yet. */
export async function getPublicKey(graph: Graph, phoneNumberId: string): Promise<RegisteredKey | undefined> {
  const { data } = await graph({ about: "key", method: "GET", path: pathOf(phoneNumberId), answer: keysSchema });
  const publicPem = data[0]?.business_public_key;
  return publicPem ? { publicPem, status: data[0]?.business_public_key_signature_status ?? "" } : undefined;
}

function pathOf(phoneNumberId: string): string[] {
  return [phoneNumberId, "whatsapp_business_encryption"];
}
