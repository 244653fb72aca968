import { createPrivateKey, generateKeyPairSync, privateDecrypt, publicEncrypt } from "node:crypto";

const forMs = 700;

/** Measures decryptions per second of one core with nothing around them: the key is parsed once and kept. */
export function rsaLimit(): () => number {
  const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const key = createPrivateKey(pair.privateKey.export({ type: "pkcs8", format: "pem" }));
  const wrapped = publicEncrypt({ key: pair.publicKey, oaepHash: "sha256" }, Buffer.alloc(16, 7));
  return () => {
    const startedAt = performance.now();
    let count = 0;
    while (performance.now() - startedAt < forMs) {
      for (let i = 0; i < 20; i += 1) privateDecrypt({ key, oaepHash: "sha256" }, wrapped);
      count += 20;
    }
    return (count * 1000) / (performance.now() - startedAt);
  };
}
