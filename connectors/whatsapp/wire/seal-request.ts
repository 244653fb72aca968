/** The phone's half of an exchange, for asking an endpoint of our own how it is (WhatsApp reference 3.2). */
import { constants, createCipheriv, createDecipheriv, publicEncrypt, randomBytes } from "node:crypto";

export interface SealedRequest {
  /** The raw body to post. */
  readonly body: string;
  /** The answer's JSON, or undefined where it was not sealed for this request. */
  open(responseBody: string): unknown;
}

const tagBytes = 16;

/** Seals `request` for the holder of the key whose public half this PEM is. @throws Error when it is no RSA key */
export function sealRequest(publicPem: string, request: unknown): SealedRequest {
  const aesKey = randomBytes(16);
  const iv = randomBytes(16);
  const wrapped = publicEncrypt(
    { key: publicPem, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha256" },
    aesKey,
  );
  const cipher = createCipheriv("aes-128-gcm", aesKey, iv);
  const sealed = Buffer.concat([cipher.update(JSON.stringify(request), "utf8"), cipher.final(), cipher.getAuthTag()]);
  return {
    body: JSON.stringify({
      encrypted_flow_data: sealed.toString("base64"),
      encrypted_aes_key: wrapped.toString("base64"),
      initial_vector: iv.toString("base64"),
    }),
    open: (responseBody) => openAnswer(Buffer.from(responseBody, "base64"), aesKey, iv),
  };
}

function openAnswer(bytes: Buffer, aesKey: Uint8Array, iv: Uint8Array): unknown {
  if (bytes.length <= tagBytes) return undefined;
  const flipped = iv.map((byte) => byte ^ 0xff);
  const decipher = createDecipheriv("aes-128-gcm", aesKey, flipped, { authTagLength: tagBytes });
  decipher.setAuthTag(bytes.subarray(-tagBytes));
  try {
    const clear = Buffer.concat([decipher.update(bytes.subarray(0, -tagBytes)), decipher.final()]);
    return JSON.parse(clear.toString("utf8"));
  } catch {
    return undefined;
  }
}
