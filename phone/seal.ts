/**
 * The client's half of the Flow encryption (WhatsApp reference 3.2): an AES key per exchange, wrapped with the
 * business's RSA key; the answer comes back under the same AES key with every bit of the IV inverted.
 * WebCrypto only, so that it runs in Node and in a browser.
 */
import { fromBase64, toBase64 } from "./base64.ts";

/** Fills the bytes with randomness and returns them; `crypto.getRandomValues` unless a test wants known bytes. */
export type Random = (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>;

export interface SealedExchange {
  /** What goes over the wire: JSON with `encrypted_flow_data`, `encrypted_aes_key`, `initial_vector`, each base64. */
  readonly body: string;
  /** Opens the answer's body. Throws `UnreadableAnswer` unless it is base64, sealed for this exchange, and JSON. */
  open(responseBase64: string): Promise<unknown>;
}

/** The business's public key is no RSA key in SPKI PEM. */
export class UnusableKey extends Error {
  override readonly name = "UnusableKey";
}

/** The endpoint's answer cannot be decrypted: wrong key, IV not inverted, tag missing, or not base64 text. */
export class UnreadableAnswer extends Error {
  override readonly name = "UnreadableAnswer";
}

const KEY_BYTES = 16;
const IV_BYTES = 16;

/** Seals `request` (any JSON value) for the holder of `publicKeyPem`. Throws `UnusableKey`. */
export async function sealExchange(
  publicKeyPem: string,
  request: unknown,
  random: Random = (bytes) => crypto.getRandomValues(bytes),
): Promise<SealedExchange> {
  const publicKey = await importPublicKey(publicKeyPem);
  const rawKey = random(new Uint8Array(KEY_BYTES));
  const iv = random(new Uint8Array(IV_BYTES));
  const aesKey = await crypto.subtle.importKey("raw", rawKey, "AES-GCM", false, ["encrypt", "decrypt"]);
  const clear = new TextEncoder().encode(JSON.stringify(request));
  // WebCrypto appends the 16-byte tag to the ciphertext, which is where the endpoint expects it.
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, aesKey, clear);
  const wrapped = await crypto.subtle.encrypt({ name: "RSA-OAEP" }, publicKey, rawKey);
  return {
    body: JSON.stringify({
      encrypted_flow_data: toBase64(new Uint8Array(sealed)),
      encrypted_aes_key: toBase64(new Uint8Array(wrapped)),
      initial_vector: toBase64(iv),
    }),
    open: (responseBase64) => openAnswer(responseBase64, aesKey, iv),
  };
}

async function openAnswer(responseBase64: string, aesKey: CryptoKey, iv: Uint8Array<ArrayBuffer>): Promise<unknown> {
  try {
    const clear = await crypto.subtle.decrypt(
      { name: "AES-GCM", iv: iv.map((byte) => byte ^ 0xff) },
      aesKey,
      fromBase64(responseBase64),
    );
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(clear));
  } catch (cause) {
    throw new UnreadableAnswer("The endpoint's answer is not base64 text sealed with this exchange's key.", { cause });
  }
}

async function importPublicKey(pem: string): Promise<CryptoKey> {
  const body = /-----BEGIN PUBLIC KEY-----([\s\S]+)-----END PUBLIC KEY-----/.exec(pem)?.[1];
  if (body === undefined) throw new UnusableKey("The public key is not an SPKI PEM (BEGIN PUBLIC KEY).");
  try {
    const der = fromBase64(body.replace(/\s+/g, ""));
    return await crypto.subtle.importKey("spki", der, { name: "RSA-OAEP", hash: "SHA-256" }, false, ["encrypt"]);
  } catch (cause) {
    throw new UnusableKey("The public key cannot be read as RSA.", { cause });
  }
}
