/**
 * A file that a customer uploaded in a Flow (WhatsApp reference 4.1). The exchange carries where it lies and its keys; the
 * file itself lies on WhatsApp's CDN, encrypted, for at most 20 days. Pure over bytes: fetching belongs to the caller.
 *
 * The order of checks is the documented one: hash of the file, HMAC, decryption, hash of the contents. Nothing is
 * decrypted before its HMAC is checked, and nothing here throws on what comes from outside.
 */
import { createDecipheriv, createHash, createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";

const HASH_BYTES = 32;
const IV_BYTES = 16;
const KEY_BYTES = 32;
/** The HMAC is cut to its first ten bytes and appended to the ciphertext. */
const MAC_BYTES = 10;
const BLOCK_BYTES = 16;

/** The keys and hashes of one file, each base64 as it stands in the exchange. */
export const encryptionMetadataSchema = z.object({
  /** SHA-256 of the file as it lies on the CDN. */
  encrypted_hash: base64Of(HASH_BYTES),
  iv: base64Of(IV_BYTES),
  /** AES-256. */
  encryption_key: base64Of(KEY_BYTES),
  hmac_key: base64Of(KEY_BYTES),
  /** SHA-256 of the contents. */
  plaintext_hash: base64Of(HASH_BYTES),
});
export type EncryptionMetadata = z.infer<typeof encryptionMetadataSchema>;

export type MediaFailure =
  /** The keys and hashes are not what the protocol sends. */
  | "bad_metadata"
  /** Not the file that was uploaded: cut off, replaced or changed on the CDN. */
  | "wrong_file"
  /** The file cannot be one: no whole number of blocks and a MAC. */
  | "wrong_size"
  /** The HMAC does not fit: the file was not sealed with these keys. */
  | "tampered"
  /** It decrypts, but not to padded contents. */
  | "wrong_padding"
  /** It decrypts to other contents than the phone sealed. */
  | "wrong_contents";

export type OpenedMedia = { ok: true; bytes: Buffer } | { ok: false; reason: MediaFailure };

/** How large a file with contents of this size is on the CDN: padding to whole blocks, one more block, the MAC. */
export function sealedBytes(contentBytes: number): number {
  return Math.floor(contentBytes / BLOCK_BYTES) * BLOCK_BYTES + BLOCK_BYTES + MAC_BYTES;
}

/** Verifies and decrypts a file as it came from the CDN. Whatever fails, the file is to be rejected. */
export function openMedia(file: Uint8Array, metadata: EncryptionMetadata): OpenedMedia {
  const parsed = encryptionMetadataSchema.safeParse(metadata);
  if (!parsed.success) return refused("bad_metadata");
  const { encrypted_hash, iv, encryption_key, hmac_key, plaintext_hash } = parsed.data;
  if (!hashFits(file, encrypted_hash)) return refused("wrong_file");
  const length = file.length - MAC_BYTES;
  if (length < BLOCK_BYTES || length % BLOCK_BYTES !== 0) return refused("wrong_size");
  const sealed = file.subarray(0, length);
  const mac = createHmac("sha256", bytesOf(hmac_key)).update(bytesOf(iv)).update(sealed).digest();
  if (!timingSafeEqual(mac.subarray(0, MAC_BYTES), file.subarray(length))) return refused("tampered");
  const bytes = decrypt(sealed, bytesOf(encryption_key), bytesOf(iv));
  if (!bytes) return refused("wrong_padding");
  return hashFits(bytes, plaintext_hash) ? { ok: true, bytes } : refused("wrong_contents");
}

const refused = (reason: MediaFailure): OpenedMedia => ({ ok: false, reason });

function hashFits(bytes: Uint8Array, expected: string): boolean {
  return timingSafeEqual(createHash("sha256").update(bytes).digest(), bytesOf(expected));
}

/** AES-256-CBC with PKCS#7 padding; undefined where the padding is none. */
function decrypt(sealed: Uint8Array, key: Buffer, iv: Buffer): Buffer | undefined {
  const decipher = createDecipheriv("aes-256-cbc", key, iv);
  try {
    return Buffer.concat([decipher.update(sealed), decipher.final()]);
  } catch {
    return undefined;
  }
}

function bytesOf(base64: string): Buffer {
  return Buffer.from(base64, "base64");
}

/** Canonical base64 of exactly this many bytes. Node skips what it does not know. */
function base64Of(length: number) {
  return z.string().refine(
    (text) => {
      const bytes = bytesOf(text);
      return bytes.length === length && bytes.toString("base64") === text;
    },
    { error: `must be ${length} bytes as base64` },
  );
}
