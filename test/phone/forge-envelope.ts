/** The endpoint's half of the encryption, by node-forge: a second implementation that shares nothing with WebCrypto. */
import { createPrivateKey, privateDecrypt } from "node:crypto";
import forge from "node-forge";

export interface OpenedEnvelope {
  readonly clear: unknown;
  readonly key: string;
  readonly iv: string;
}

/** How the AES key is unwrapped, as binary strings. */
export type Unwrap = (wrapped: string) => string;

/** All of it by node-forge; nearly a second in jest, some 50 ms in plain Node. */
export function forgeUnwrap(privateKeyPem: string): Unwrap {
  const key = forge.pki.privateKeyFromPem(privateKeyPem);
  const scheme = { md: forge.md.sha256.create(), mgf1: { md: forge.md.sha256.create() } };
  return (wrapped) => key.decrypt(wrapped, "RSA-OAEP", scheme);
}

/** For tests about something else than the wrapping. */
export function quickUnwrap(privateKeyPem: string): Unwrap {
  const key = createPrivateKey(privateKeyPem);
  return (wrapped) => privateDecrypt({ key, oaepHash: "sha256" }, Buffer.from(wrapped, "latin1")).toString("latin1");
}

/** Opens a sealed request. Throws when the tag does not fit. */
export function openWithForge(body: string, unwrap: Unwrap): OpenedEnvelope {
  const envelope: Record<string, string> = JSON.parse(body);
  const field = (name: string) => forge.util.decode64(envelope[name] ?? "");
  const key = unwrap(field("encrypted_aes_key"));
  const iv = field("initial_vector");
  const sealed = field("encrypted_flow_data");
  const decipher = forge.cipher.createDecipher("AES-GCM", key);
  decipher.start({ iv, tag: forge.util.createBuffer(sealed.slice(-16)) });
  decipher.update(forge.util.createBuffer(sealed.slice(0, -16)));
  if (!decipher.finish()) throw new Error("The tag does not fit.");
  return { clear: JSON.parse(forge.util.decodeUtf8(decipher.output.getBytes())), key, iv };
}

export function sealWithForge(clear: unknown, { key, iv }: Pick<OpenedEnvelope, "key" | "iv">): string {
  const inverted = [...iv].map((byte) => String.fromCharCode(byte.charCodeAt(0) ^ 0xff)).join("");
  const cipher = forge.cipher.createCipher("AES-GCM", key);
  cipher.start({ iv: inverted });
  cipher.update(forge.util.createBuffer(forge.util.encodeUtf8(JSON.stringify(clear))));
  cipher.finish();
  return forge.util.encode64(cipher.output.getBytes() + cipher.mode.tag.getBytes());
}
