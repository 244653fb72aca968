/** The bytes between a phone and us. */
export { type DecryptionKey, importPrivateKey, keyPairOf, publicKeyId } from "./decryption-key.ts";
export { type OpenedEnvelope, type OpenFailure, openEnvelope, type ReplySealer } from "./envelope.ts";
export { verifyFlowTokenSignature } from "./flow-token-signature.ts";
export { generateKeyPair, type KeyPairPem } from "./keys.ts";
export { type RsaThreads, rsaThreads } from "./rsa-threads.ts";
export { type SealedRequest, sealRequest } from "./seal-request.ts";
export { sign, verifySignature } from "./signature.ts";
