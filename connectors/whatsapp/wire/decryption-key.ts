/** A private key, parsed once and ready to open envelopes. */
import { createHash, createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import { RefusedInput } from "../../../core/errors.ts";
import type { KeyPairPem } from "./keys.ts";
import { type UnwrapKey, unwrapHere } from "./rsa.ts";

export interface DecryptionKey {
  /** Fingerprint of the public half: 16 hex digits. The same key has the same id whatever its PEM looks like. */
  readonly id: string;
  /** RSA-OAEP with SHA-256; undefined when the bytes were not wrapped for this key. */
  readonly unwrap: (wrapped: Uint8Array) => Promise<Uint8Array | undefined>;
}

/**
 * Reads a private key in PEM, PKCS#8 or PKCS#1. `unwrap` does its RSA: on the caller's thread, unless told otherwise.
 * @throws RefusedInput for anything that is not an unencrypted RSA-2048 private key.
 */
export async function importPrivateKey(
  pem: string,
  unwrap: UnwrapKey = async (key, wrapped) => unwrapHere(key, wrapped),
): Promise<DecryptionKey> {
  const key = readPrivateKey(pem);
  return { id: fingerprint(createPublicKey(key)), unwrap: (wrapped) => unwrap(key, wrapped) };
}

/** Both halves of a private key in PEM. Throws RefusedInput as `importPrivateKey` does. */
export function keyPairOf(privatePem: string): KeyPairPem {
  const key = readPrivateKey(privatePem);
  return {
    publicPem: createPublicKey(key).export({ type: "spki", format: "pem" }).toString(),
    privatePem: key.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}

/** The id of the public key in a PEM: equal to the id of the private key it belongs to. */
export function publicKeyId(pem: string): string {
  return fingerprint(createPublicKey(pem));
}

function fingerprint(key: KeyObject): string {
  const der = key.export({ type: "spki", format: "der" });
  return createHash("sha256").update(der).digest("hex").slice(0, 16);
}

function readPrivateKey(pem: string): KeyObject {
  const refused = (why: string) =>
    new RefusedInput("whatsapp.private_key", `This is not a usable private key: ${why}. Paste an RSA-2048 key in PEM.`);
  let key: KeyObject;
  try {
    key = createPrivateKey(pem);
  } catch {
    throw refused("it cannot be read, or it needs a passphrase");
  }
  if (key.asymmetricKeyType !== "rsa") throw refused("it is not RSA");
  if (key.asymmetricKeyDetails?.modulusLength !== 2048) throw refused("it does not have 2048 bits");
  return key;
}
