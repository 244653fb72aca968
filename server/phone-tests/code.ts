/** The code that a test's message carries: short enough to be typed, too rare to be guessed within its half hour. */

/** Without what is easily read as something else. */
const letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const length = 8;
const pattern = new RegExp(`\\bTEST-([${letters}]{${length}})\\b`);

/** @param bytes random, one for each character */
export function newCode(randomBytes: (length: number) => Uint8Array): string {
  // 32 letters: every byte's last five bits are one of them, all equally often.
  return Array.from(randomBytes(length), (byte) => letters[byte % letters.length]).join("");
}

/** What somebody sends to get the draft. */
export const textFor = (code: string): string => `TEST-${code}`;

/** The code in a message, whatever stands around it. */
export function codeIn(text: string): string | undefined {
  return pattern.exec(text.toUpperCase())?.[1];
}
