/**
 * Flow tokens: opaque, unguessable, one per send, and signed, so that a made-up one is refused without a look into the
 * database. Only the token's hash is stored. While the master key changes, tokens signed under the one before are still
 * ours.
 */
import { createHmac, createSecretKey, hash, type KeyObject, timingSafeEqual } from "node:crypto";
import type { Context } from "../context.ts";

const secretBytes = 18;
const signatureBytes = 16;

export interface FlowTokens {
  issue(): string;
  /** The hash under which the session is stored, or undefined for a token that we never issued. */
  hashOf(token: string): string | undefined;
}

export function flowTokens({ config, randomBytes }: Pick<Context, "config" | "randomBytes">): FlowTokens {
  const { FLOWELLA_MASTER_KEY: newest, FLOWELLA_MASTER_KEY_PREVIOUS: previous } = config;
  const newestKey = signingKey(newest);
  const keys = previous === undefined ? [newestKey] : [newestKey, signingKey(previous)];
  return {
    issue: () => {
      const secret = randomBytes(secretBytes);
      return Buffer.concat([secret, sign(newestKey, secret)]).toString("base64url");
    },
    hashOf: (token) => {
      const bytes = Buffer.from(token, "base64url");
      if (bytes.length !== secretBytes + signatureBytes || bytes.toString("base64url") !== token) return undefined;
      const secret = bytes.subarray(0, secretBytes);
      const signature = bytes.subarray(secretBytes);
      if (!keys.some((key) => timingSafeEqual(signature, sign(key, secret)))) return undefined;
      return hash("sha256", token, "base64url");
    },
  };
}

/** As a key object: an HMAC takes bare bytes several times slower. */
function signingKey(masterKey: string): KeyObject {
  return createSecretKey(createHmac("sha256", Buffer.from(masterKey, "base64")).update("flow-token").digest());
}

function sign(key: KeyObject, secret: Uint8Array): Buffer {
  return createHmac("sha256", key).update(secret).digest().subarray(0, signatureBytes);
}
