/** Ways to spoil a sealed body: one bit of a decoded part, or base64 that a careless decoder reads all the same. */
import { bodyOf, type EnvelopeFields } from "./sealing.ts";

export const parts = ["encrypted_aes_key", "initial_vector", "encrypted_flow_data"] as const;
export type Part = (typeof parts)[number];

export const fieldsOf = (body: string | Buffer): EnvelopeFields => JSON.parse(body.toString());

export const bitsOf = (body: string | Buffer, part: Part): number =>
  Buffer.from(fieldsOf(body)[part], "base64").length * 8;

/** The body with one bit of one decoded part flipped. The ciphertext's part ends with the tag's 128 bits. */
export function withBitFlipped(body: string | Buffer, part: Part, bit: number): Buffer {
  const fields = fieldsOf(body);
  const bytes = Buffer.from(fields[part], "base64");
  bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return bodyOf({ ...fields, [part]: bytes.toString("base64") });
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Other texts for the same bytes, as Node's decoder reads them. The text must end with `==`. */
export const careless: Readonly<Record<string, (base64: string) => string>> = {
  "no padding": (text) => text.replaceAll("=", ""),
  "half its padding": (text) => text.slice(0, -1),
  "more padding": (text) => `${text}=`,
  "padding in front": (text) => `==${text.slice(0, -2)}`,
  "the alphabet for URLs": (text) => text.replaceAll("+", "-").replaceAll("/", "_"),
  "one letter of the alphabet for URLs": (text) => text.replace(/[+/]/, (letter) => (letter === "+" ? "-" : "_")),
  "a space in front": (text) => ` ${text}`,
  "a space inside": (text) => `${text.slice(0, 4)} ${text.slice(4)}`,
  "a line break at its end": (text) => `${text}\n`,
  "Windows line breaks": (text) => text.replace(/.{8}/g, "$&\r\n"),
  "a tab": (text) => `${text.slice(0, 7)}\t${text.slice(7)}`,
  "a NUL": (text) => `${text}\u0000`,
  "a letter of no alphabet": (text) => `${text.slice(0, 4)}*${text.slice(4)}`,
  "a letter beyond ASCII": (text) => `${text.slice(0, 4)}é${text.slice(4)}`,
  "text after its padding": (text) => `${text}AAAA`,
  ...Object.fromEntries(
    Array.from({ length: 15 }, (_, stray) => [
      `stray bits ${stray + 1}`,
      (text: string) => {
        const last = alphabet.indexOf(text.at(-3) ?? "A");
        return `${text.slice(0, -3)}${alphabet[last ^ (stray + 1)]}==`;
      },
    ]),
  ),
};

/** The body with one part written carelessly; undefined where this part has nothing to write so. */
export function writtenCarelessly(body: string | Buffer, part: Part, how: string): Buffer | undefined {
  const fields = fieldsOf(body);
  const text = careless[how]?.(fields[part]) ?? fields[part];
  return text === fields[part] ? undefined : bodyOf({ ...fields, [part]: text });
}
