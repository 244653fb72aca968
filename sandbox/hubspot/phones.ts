/** What HubSpot's calculated phone properties hold: the number without and with its country code (reference 6.3). */
export interface PhoneParts {
  /** Digits without country code and without trunk prefix. */
  readonly national: string;
  /** `+` and digits. */
  readonly international: string;
}

const callingCodes = [
  ..."1 7 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 54 55 56 57 58 60 61 62 63 64 65 66".split(" "),
  ..."81 82 84 86 90 91 92 351 352 353 355 356 357 358 359 370 371 372 380 381 385 386 420 421 971 972".split(" "),
];

/** Undefined for text that is no phone number. `defaultCallingCode` such as `39` is used where the text has none. */
export function parsePhone(text: string, defaultCallingCode: string): PhoneParts | undefined {
  const compact = text.replace("(0)", "").replace(/[^\d+]/g, "");
  const prefixed = compact.startsWith("+") ? compact.slice(1) : compact.startsWith("00") ? compact.slice(2) : undefined;
  const code = prefixed === undefined ? defaultCallingCode : longestCode(prefixed);
  const rest = prefixed === undefined ? compact : prefixed.slice(code?.length ?? 0);
  if (code === undefined || rest.includes("+")) return undefined;
  // Italian landlines keep their leading zero; elsewhere it is a trunk prefix.
  const national = code === "39" ? rest : rest.replace(/^0/, "");
  if (national.length < 5 || national.length > 13) return undefined;
  return { national, international: `+${code}${national}` };
}

function longestCode(digits: string): string | undefined {
  return [3, 2, 1].map((length) => digits.slice(0, length)).find((start) => callingCodes.includes(start));
}
