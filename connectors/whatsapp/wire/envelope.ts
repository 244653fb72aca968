/**
 * The encrypted request of a phone and its answer (WhatsApp reference 3.2): RSA-OAEP wraps a fresh AES-128 key, GCM
 * carries the JSON both ways, and the answer uses the same key with every bit of the IV flipped.
 *
 * Nothing here throws on what comes from outside: whatever is wrong with a body is a reason, and the door answers 421.
 */
import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject } from "node:crypto";
import { z } from "zod";
import type { DecryptionKey } from "./decryption-key.ts";

const KEY_BYTES = 16;
const IV_BYTES = 16;
const TAG_BYTES = 16;
/** What RSA-2048 gives. */
const WRAPPED_BYTES = 256;
/** During a rotation: the key in use and the one before. */
const KEYS_TRIED = 2;

const envelopeSchema = z.object({
  encrypted_flow_data: z.string(),
  encrypted_aes_key: z.string(),
  initial_vector: z.string(),
});

export type OpenFailure =
  /** Not JSON, not the three fields, or base64 that nobody would write. */
  | "malformed"
  /** A part has a size that it cannot have. */
  | "wrong_size"
  /** None of our keys opens it: the phone holds an old public key, or the body was changed. */
  | "wrong_key"
  /** The key opens it, the contents were changed. */
  | "tampered"
  /** It decrypts, but not to JSON. */
  | "not_json";

export type OpenedEnvelope =
  | {
      ok: true;
      /** The request's JSON, not checked further. */
      clear: unknown;
      reply: ReplySealer;
      /** Which key opened it. */
      keyId: string;
    }
  | { ok: false; reason: OpenFailure };

/** Encrypts the answer to the request it came with. */
export interface ReplySealer {
  /**
   * The raw response body, base64, for `text/plain`. Send only one per request: the IV is given by the protocol, and
   * two texts under one IV betray each other.
   */
  seal(body: unknown): string;
}

/** Opens a request's raw body with the first of at most two keys that fits. */
export async function openEnvelope(rawBody: Uint8Array, keys: readonly DecryptionKey[]): Promise<OpenedEnvelope> {
  const parts = readParts(rawBody);
  if (!parts.ok) return parts;
  const unwrapped = await unwrap(parts.wrappedKey, keys.slice(0, KEYS_TRIED));
  if (!unwrapped) return { ok: false, reason: "wrong_key" };
  const { aesKey, keyId } = unwrapped;
  if (aesKey.length !== KEY_BYTES) return { ok: false, reason: "wrong_size" };
  // Ciphers take a key object several times faster than bare bytes (30 µs each on Node 24).
  const secret = createSecretKey(aesKey);
  const bytes = decrypt(secret, parts.iv, parts.sealed);
  if (!bytes) return { ok: false, reason: "tampered" };
  const clear = parseJson(bytes);
  if (!clear) return { ok: false, reason: "not_json" };
  return { ok: true, clear: clear.json, reply: sealer(secret, parts.iv), keyId };
}

type Parts = { ok: true; wrappedKey: Buffer; iv: Buffer; sealed: Buffer } | { ok: false; reason: OpenFailure };

function readParts(rawBody: Uint8Array): Parts {
  const envelope = envelopeSchema.safeParse(parseJson(rawBody)?.json);
  if (!envelope.success) return { ok: false, reason: "malformed" };
  const wrappedKey = decodeBase64(envelope.data.encrypted_aes_key);
  const iv = decodeBase64(envelope.data.initial_vector);
  const sealed = decodeBase64(envelope.data.encrypted_flow_data);
  if (!wrappedKey || !iv || !sealed) return { ok: false, reason: "malformed" };
  const goodSizes = wrappedKey.length === WRAPPED_BYTES && iv.length === IV_BYTES && sealed.length > TAG_BYTES;
  return goodSizes ? { ok: true, wrappedKey, iv, sealed } : { ok: false, reason: "wrong_size" };
}

/** Canonical base64 only. Node skips what it does not know, so that many texts would stand for the same bytes. */
function decodeBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, "base64");
  return bytes.toString("base64") === text ? bytes : undefined;
}

/** Wrapped, because the JSON itself may be any value. */
function parseJson(bytes: Uint8Array): { json: unknown } | undefined {
  try {
    return { json: JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) };
  } catch {
    return undefined;
  }
}

async function unwrap(wrappedKey: Uint8Array, keys: readonly DecryptionKey[]) {
  for (const key of keys) {
    const aesKey = await key.unwrap(wrappedKey);
    if (aesKey) return { aesKey, keyId: key.id };
  }
  return undefined;
}

function decrypt(aesKey: KeyObject, iv: Uint8Array, sealed: Buffer): Buffer | undefined {
  const decipher = createDecipheriv("aes-128-gcm", aesKey, iv, { authTagLength: TAG_BYTES });
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]);
  } catch {
    return undefined;
  }
}

function sealer(aesKey: KeyObject, iv: Uint8Array): ReplySealer {
  const flipped = iv.map((byte) => byte ^ 0xff);
  return {
    seal(body) {
      const cipher = createCipheriv("aes-128-gcm", aesKey, flipped, { authTagLength: TAG_BYTES });
      const sealed = Buffer.concat([cipher.update(JSON.stringify(body), "utf8"), cipher.final(), cipher.getAuthTag()]);
      return sealed.toString("base64");
    },
  };
}
