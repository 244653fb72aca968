const digits = 6;
const range = 10 ** digits;
/** Numbers from here on would make the first codes likelier than the others. */
const unfair = Math.floor(2 ** 32 / range) * range;

/** Six random digits, each code as likely as any other. */
export function newCode(randomBytes: (length: number) => Uint8Array): string {
  for (;;) {
    const [a = 0, b = 0, c = 0, d = 0] = randomBytes(4);
    const number = ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
    if (number < unfair) return String(number % range).padStart(digits, "0");
  }
}
