/**
 * A key of 32 hexadecimal digits for one send.
 *
 * `crypto.randomUUID` is not relied on: HubSpot does not say which Web APIs its worker has, and browsers leave it out
 * of insecure contexts. The last resort may be guessable. That is enough: a key only tells sends of one contact apart,
 * and the server knows who asks from HubSpot's signature.
 */
export function newIdempotencyKey(source: Partial<Pick<Crypto, "getRandomValues">> | undefined = globalThis.crypto) {
  const bytes = new Uint8Array(16);
  if (source?.getRandomValues) source.getRandomValues(bytes);
  else for (let index = 0; index < bytes.length; index += 1) bytes[index] = Math.floor(Math.random() * 256);
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
