/** One key and what it seals: AES-256-GCM, named in each text, bound to the column that the text goes to. */
import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, type KeyObject } from "node:crypto";

export interface Sealer {
  /** `context` is the column the text goes to, such as `sessions.answers`. */
  seal(text: string, context: string): string;
  /** @throws VaultError when the text was sealed by another key, for another column, or was changed. */
  open(sealed: string, context: string): string;
  /** A keyed hash under which an equal text is found again without being readable. */
  lookup(text: string): string;
  /** 32 bytes for one purpose, such as one file: other bytes for every other `salt` or `context`. */
  subkey(salt: Uint8Array, context: string): Uint8Array;
}

export class VaultError extends Error {
  override readonly name = "VaultError";
}

const ivBytes = 12;
const tagBytes = 16;

export interface SealerOptions {
  /** The key's name; stands in every text that it seals. */
  readonly id: string;
  /** 32 bytes. */
  readonly key: Uint8Array;
  readonly randomBytes: (length: number) => Uint8Array;
  /** False once the key was destroyed: whoever still holds this sealer opens nothing with it. */
  readonly alive?: () => boolean;
  /** A name under which this key sealed earlier. */
  readonly formerId?: string;
}

export function createSealer({ id, key, randomBytes, formerId, alive = () => true }: SealerOptions): Sealer {
  const secret: KeyObject = createSecretKey(key);
  // Most keys never look anything up.
  let lookupKey: KeyObject | undefined;
  const assertAlive = (): void => {
    if (!alive()) throw new VaultError("The key of this data was destroyed.");
  };
  return {
    seal: (text, context) => {
      assertAlive();
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv("aes-256-gcm", secret, iv);
      cipher.setAAD(Buffer.from(context));
      const sealed = Buffer.concat([iv, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
      return `v1.${id}.${sealed.toString("base64url")}`;
    },
    open: (sealed, context) => {
      assertAlive();
      const [version, keyId, body] = sealed.split(".");
      const fits = keyId === id || (formerId !== undefined && keyId === formerId);
      if (version !== "v1" || !fits || !body) throw new VaultError("This text was sealed by another key.");
      const bytes = Buffer.from(body, "base64url");
      if (bytes.length < ivBytes + tagBytes) throw new VaultError("The sealed text is cut off.");
      const decipher = createDecipheriv("aes-256-gcm", secret, bytes.subarray(0, ivBytes));
      decipher.setAAD(Buffer.from(context));
      decipher.setAuthTag(bytes.subarray(bytes.length - tagBytes));
      try {
        return Buffer.concat([decipher.update(bytes.subarray(ivBytes, -tagBytes)), decipher.final()]).toString("utf8");
      } catch (cause) {
        throw new VaultError("The sealed text was changed, or it belongs to another column.", { cause });
      }
    },
    lookup: (text) => {
      // Kept as a key object: given as bytes, the key would cost several times the hash.
      lookupKey ??= createSecretKey(derive(key, "lookup"));
      return createHmac("sha256", lookupKey).update(text).digest("base64url");
    },
    subkey: (salt, context) => {
      assertAlive();
      return derive(key, context, salt);
    },
  };
}

/** 32 bytes made of a key for one purpose (HKDF). */
export function derive(key: Uint8Array, purpose: string, salt: Uint8Array = new Uint8Array()): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", key, salt, `flowella/${purpose}`, 32));
}
