/** The endpoint's half of the encryption, by node-forge: a second implementation that shares nothing with WebCrypto. */
import forge from "node-forge";

export interface OpenedEnvelope {
  readonly clear: unknown;
  readonly key: string;
  readonly iv: string;
}

/** Opens a sealed request with the private key in PEM. Throws when the tag does not fit. */
export function openWithForge(body: string, privateKeyPem: string): OpenedEnvelope {
  const envelope: Record<string, string> = JSON.parse(body);
  const field = (name: string) => forge.util.decode64(envelope[name] ?? "");
  const key = forge.pki
    .privateKeyFromPem(privateKeyPem)
    .decrypt(field("encrypted_aes_key"), "RSA-OAEP", {
      md: forge.md.sha256.create(),
      mgf1: { md: forge.md.sha256.create() },
    });
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
