/**
 * The short code at the end of what a customer sends: `#K7QX4`.
 *
 * Five characters, two of them digits at least, so that no word is one. Codes of one business differ in three places at
 * least, so that a slip of the thumb still means one code only.
 */

/** Without what is easily read as something else: no 0 and O, no 1, I and L. */
const letters = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
const length = 5;
const apart = 3;
const token = /(#?)\b([\p{L}\p{N}]{4,6})\b/gu;

/**
 * @param bytes random, a few more than a code has characters
 * @returns undefined where they make no good code: draw again
 */
export function codeFrom(bytes: Uint8Array, others: readonly string[]): string | undefined {
  // Every byte counts that makes all letters equally often.
  const even = [...bytes].filter((byte) => byte < Math.floor(256 / letters.length) * letters.length);
  const code = even
    .slice(0, length)
    .map((byte) => letters[byte % letters.length])
    .join("");
  const digits = code.replace(/\D/g, "").length;
  if (code.length < length || digits < 2 || digits === length) return undefined;
  return others.every((other) => distance(code, other) >= apart) ? code : undefined;
}

/** The code as it stands at the end of a sentence. */
export function withCode(sentence: string, code: string): string {
  return `${sentence} #${code}`;
}

/** What in a text may be a code, in capitals: exactly as it stands, and what a code with a slip would look like. */
export function codesIn(text: string): string[] {
  return [...text.toUpperCase().matchAll(token)]
    .filter(([, hash = "", word = ""]) => hash === "#" || /\d/.test(word))
    .map(([, , word = ""]) => word);
}

/** Whether one slip makes the one out of the other: a character changed, left out, put in, or two that changed places. */
export function isNear(said: string, code: string): boolean {
  return distance(said, code) <= 1 || swaps(said).includes(code);
}

/** How many characters have to be changed, left out or put in. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, place) => place);
  for (const [index, character] of [...from].entries()) {
    const next = [index + 1];
    for (const [place, other] of [...to].entries()) {
      const changed = (row[place] ?? 0) + (character === other ? 0 : 1);
      next.push(Math.min(changed, (row[place + 1] ?? 0) + 1, (next[place] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? from.length;
}

function swaps(word: string): string[] {
  return Array.from({ length: Math.max(word.length - 1, 0) }, (_, place) => {
    const [first = "", second = ""] = word.slice(place, place + 2);
    return word.slice(0, place) + second + first + word.slice(place + 2);
  });
}
