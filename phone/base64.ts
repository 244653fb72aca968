/** Standard base64 for bytes, without `Buffer`: the phone also runs in a browser. */

export function toBase64(bytes: Uint8Array): string {
  let binary = "";
  // One call per slice: spreading a whole image would overflow the argument list.
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary);
}

/** Throws on anything that is not base64: quotes, braces, a cut-off end. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes;
}
