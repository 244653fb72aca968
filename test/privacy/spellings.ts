/** Every spelling under which a text may lie in a file: as it is, and as programs write it. */

export interface Spelling {
  /** Such as `base64, phase 1`. */
  readonly name: string;
  readonly bytes: Buffer;
}

/** @param text at least eight characters, so that none of its spellings is found by chance */
export function spellingsOf(text: string): Spelling[] {
  const utf8 = Buffer.from(text, "utf8");
  const utf16 = Buffer.from(text, "utf16le");
  const hex = utf8.toString("hex");
  const url = encodeURIComponent(text);
  const found = [
    { name: "UTF-8", bytes: utf8 },
    { name: "UTF-16LE", bytes: utf16 },
    { name: "UTF-16BE", bytes: Buffer.from(utf16).swap16() },
    ...[0, 1, 2].map((phase) => ({ name: `base64, phase ${phase}`, bytes: Buffer.from(base64Of(utf8, phase)) })),
    ...[0, 1, 2].map((phase) => ({
      name: `base64url, phase ${phase}`,
      bytes: Buffer.from(urlSafe(base64Of(utf8, phase))),
    })),
    { name: "hex", bytes: Buffer.from(hex) },
    { name: "hex, capitals", bytes: Buffer.from(hex.toUpperCase()) },
    { name: "JSON-escaped", bytes: Buffer.from(jsonEscaped(text)) },
    { name: "JSON-escaped, capitals", bytes: Buffer.from(jsonEscaped(text, true)) },
    { name: "URL-escaped", bytes: Buffer.from(url) },
    { name: "URL-escaped, small", bytes: Buffer.from(url.replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())) },
  ];
  return [...new Map(found.map((each) => [each.bytes.toString("latin1"), each])).values()];
}

/** What is the same whatever stands before and after: the outermost characters mix with their neighbours. */
function base64Of(bytes: Buffer, phase: number): string {
  const text = Buffer.concat([Buffer.alloc(phase), bytes])
    .toString("base64")
    .replaceAll("=", "");
  const whole = Math.floor(((phase + bytes.length) * 8) / 6);
  return text.slice(Math.ceil((phase * 8) / 6), whole);
}

const urlSafe = (text: string): string => text.replaceAll("+", "-").replaceAll("/", "_");

function jsonEscaped(text: string, capitals = false): string {
  return [...text]
    .map((char) => {
      if (char >= " " && char <= "~") return char;
      const code = char.charCodeAt(0).toString(16).padStart(4, "0");
      return `\\u${capitals ? code.toUpperCase() : code}`;
    })
    .join("");
}
