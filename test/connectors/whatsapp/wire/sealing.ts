/** A phone's side of the envelope, for tests: once with Node's crypto, once with node-forge, which shares no code. */
import { createCipheriv, publicEncrypt, randomBytes } from "node:crypto";
import forge from "node-forge";

export interface Sealed {
  body: Buffer;
  aesKey: Buffer;
  iv: Buffer;
}

export interface EnvelopeFields {
  encrypted_flow_data: string;
  encrypted_aes_key: string;
  initial_vector: string;
}

export function wrap(publicPem: string, aesKey: Uint8Array): Buffer {
  return publicEncrypt({ key: publicPem, oaepHash: "sha256" }, aesKey);
}

export function bodyOf(fields: Partial<Record<keyof EnvelopeFields, unknown>>): Buffer {
  return Buffer.from(JSON.stringify(fields));
}

/** Seals clear bytes as a phone does. */
export function seal(
  publicPem: string,
  clear: string | Uint8Array,
  aesKey = randomBytes(16),
  iv = randomBytes(16),
): Sealed {
  const cipher = createCipheriv(aesKey.length === 16 ? "aes-128-gcm" : "aes-256-gcm", aesKey, iv);
  const sealed = Buffer.concat([cipher.update(clear), cipher.final(), cipher.getAuthTag()]);
  const body = bodyOf({
    encrypted_flow_data: sealed.toString("base64"),
    encrypted_aes_key: wrap(publicPem, aesKey).toString("base64"),
    initial_vector: iv.toString("base64"),
  });
  return { body, aesKey, iv };
}

/** An AES key wrapped by node-forge. Its RSA is slow, so tests seal several texts under one. */
export interface WrappedKey {
  aesKey: string;
  wrapped: string;
}

export function wrapWithForge(publicPem: string): WrappedKey {
  const aesKey = randomBytes(16).toString("binary");
  const wrapped = forge.pki.publicKeyFromPem(publicPem).encrypt(aesKey, "RSA-OAEP", {
    md: forge.md.sha256.create(),
    mgf1: { md: forge.md.sha256.create() },
  });
  return { aesKey, wrapped };
}

/** The same with node-forge. */
export function sealWithForge({ aesKey, wrapped }: WrappedKey, clear: string): Sealed {
  const iv = randomBytes(16).toString("binary");
  const cipher = forge.cipher.createCipher("AES-GCM", aesKey);
  cipher.start({ iv, tagLength: 128 });
  cipher.update(forge.util.createBuffer(forge.util.encodeUtf8(clear)));
  cipher.finish();
  const body = bodyOf({
    encrypted_flow_data: forge.util.encode64(cipher.output.getBytes() + cipher.mode.tag.getBytes()),
    encrypted_aes_key: forge.util.encode64(wrapped),
    initial_vector: forge.util.encode64(iv),
  });
  return { body, aesKey: Buffer.from(aesKey, "binary"), iv: Buffer.from(iv, "binary") };
}

/** Reads our reply with node-forge: the same key, every bit of the IV flipped. Undefined where the tag does not fit. */
export function openReplyWithForge(reply: string, { aesKey, iv }: Sealed): string | undefined {
  const bytes = Buffer.from(reply, "base64");
  const decipher = forge.cipher.createDecipher("AES-GCM", aesKey.toString("binary"));
  const flipped = Buffer.from(iv.map((byte) => byte ^ 0xff)).toString("binary");
  const tag = forge.util.createBuffer(bytes.subarray(-16).toString("binary"));
  decipher.start({ iv: flipped, tagLength: 128, tag });
  decipher.update(forge.util.createBuffer(bytes.subarray(0, -16).toString("binary")));
  return decipher.finish() ? forge.util.decodeUtf8(decipher.output.getBytes()) : undefined;
}
