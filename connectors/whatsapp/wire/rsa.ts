/** RSA-OAEP with SHA-256, as Meta wraps the AES key of a request (WhatsApp reference 3.2). */
import { type KeyObject, privateDecrypt } from "node:crypto";

/** What was wrapped for this key; undefined when the bytes were not. */
export type UnwrapKey = (key: KeyObject, wrapped: Uint8Array) => Promise<Uint8Array | undefined>;

/** At once, on the caller's thread: a third of a millisecond in which nothing else runs there. */
export function unwrapHere(key: KeyObject, wrapped: Uint8Array): Uint8Array | undefined {
  try {
    return privateDecrypt({ key, oaepHash: "sha256" }, wrapped);
  } catch {
    return undefined;
  }
}
