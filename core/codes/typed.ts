/** What customers type, made comparable. */

/** More is nobody's code; a longer text is compared as its beginning. */
const longest = 60;

/** A code or a customer number as it is compared: without spaces and dashes, whatever the case. */
export function codeTyped(text: string): string {
  return text
    .normalize("NFKC")
    .slice(0, longest)
    .replaceAll(/[\s.\-‐-―_/]/gu, "")
    .toUpperCase();
}

/** A surname as it is compared: without accents, spaces, dashes and apostrophes, whatever the case. */
export function surnameTyped(text: string): string {
  return text
    .normalize("NFKD")
    .slice(0, 4 * longest)
    .replaceAll(/[^\p{L}\p{N}]/gu, "")
    .toUpperCase();
}
