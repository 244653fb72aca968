/** The RSA pair of a key ring. The public half is given to Meta for each phone number. */
import { generateKeyPair as generate } from "node:crypto";
import { promisify } from "node:util";

/** `publicPem` is SPKI, what Meta takes; `privatePem` is PKCS#8, unencrypted: it belongs in the vault. */
export interface KeyPairPem {
  publicPem: string;
  privatePem: string;
}

/** A new RSA-2048 pair, the only size WhatsApp takes (WhatsApp reference 3.2). */
export async function generateKeyPair(): Promise<KeyPairPem> {
  const { publicKey, privateKey } = await promisify(generate)("rsa", { modulusLength: 2048 });
  return {
    publicPem: publicKey.export({ type: "spki", format: "pem" }).toString(),
    privatePem: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}
