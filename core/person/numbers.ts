/**
 * One WhatsApp number under all the spellings that a CRM may hold.
 *
 * A WhatsApp id is the number in digits, country code first. Three countries write the same mobile in two ways, and
 * WhatsApp keeps whichever was current when the account was made: Brazil added a ninth digit, Mexico dropped a `1`
 * after the country code, Argentina puts a `9` there for calls from abroad (HubSpot reference 6.3; design, section 5).
 */
import { isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js";

export interface PhoneSpellings {
  /** Full numbers with `+`; the first one is the id itself. */
  readonly e164: string[];
  /** The same numbers without country code, as HubSpot's calculated search properties hold them. */
  readonly national: string[];
}

/** Digits of both spellings: [how the two are told apart, what the other one looks like]. */
const twins: readonly { readonly written: RegExp; readonly other: string }[] = [
  // Brazil: area code, then a mobile of eight digits (6 to 9 first; 2 to 5 are landlines) with or without a 9 before it.
  { written: /^55(\d\d)9([6-9]\d{7})$/, other: "55$1$2" },
  { written: /^55(\d\d)([6-9]\d{7})$/, other: "55$19$2" },
  { written: /^521(\d{10})$/, other: "52$1" },
  { written: /^52(\d{10})$/, other: "521$1" },
  { written: /^549(\d{10})$/, other: "54$1" },
  { written: /^54(\d{10})$/, other: "549$1" },
];

const digitsOf = (text: string): string => text.replace(/\D/g, "");

/** The id itself and its twin, in digits. */
function twinsOf(digits: string): string[] {
  const twin = twins.find(({ written }) => written.test(digits));
  return twin ? [digits, digits.replace(twin.written, twin.other)] : [digits];
}

/** Every known spelling of a WhatsApp id (digits, country code first). An id that is no phone number has no national form. */
export function numbersOf(waId: string): PhoneSpellings {
  const e164 = twinsOf(digitsOf(waId)).map((digits) => `+${digits}`);
  const national = e164.flatMap((number) => {
    const parsed = parsePhoneNumberFromString(number);
    return parsed ? [parsed.nationalNumber] : [];
  });
  return { e164, national: [...new Set(national)] };
}

/** Whether two WhatsApp ids name the same number. */
export function sameWaId(one: string, other: string): boolean {
  const digits = digitsOf(other);
  return digits !== "" && twinsOf(digitsOf(one)).includes(digits);
}

/**
 * Whether a number as somebody typed it is the number of this WhatsApp id. The full number with its country code must
 * agree: two countries share national numbers. A number with an extension is a desk behind a switchboard, never a
 * WhatsApp account.
 *
 * @param defaultCountry ISO 3166 alpha-2; read for numbers without a country code.
 */
export function sameNumber(typed: string, waId: string, defaultCountry?: string): boolean {
  const full = fullNumber(typed, defaultCountry);
  return full !== undefined && sameWaId(full, waId);
}

/** The typed number in digits with its country code, or undefined where it cannot be known. */
function fullNumber(typed: string, defaultCountry: string | undefined): string | undefined {
  const text = typed.trim().replace(/^00/, "+");
  if (text.startsWith("+")) return internationalDigits(text);
  const local = localDigits(text, defaultCountry);
  // Digits with the country code but without the plus: how WhatsApp ids are pasted into a CRM.
  return local ?? internationalDigits(`+${digitsOf(text)}`, "only-if-valid");
}

function internationalDigits(text: string, rule: "any" | "only-if-valid" = "any"): string | undefined {
  const parsed = parsePhoneNumberFromString(text);
  if (!parsed || parsed.ext) return undefined;
  return rule === "any" || twinsOf(digitsOf(parsed.number)).some(isValid) ? digitsOf(parsed.number) : undefined;
}

function localDigits(text: string, defaultCountry: string | undefined): string | undefined {
  const country = defaultCountry?.toUpperCase();
  if (country === undefined || !isSupportedCountry(country)) return undefined;
  // Mexican mobiles were dialled 044 or 045 from inside the country until 2019, and are still stored so.
  const dialled = country === "MX" ? text.replace(/^04[45]/, "") : text;
  const parsed = parsePhoneNumberFromString(dialled, country);
  if (!parsed || parsed.ext) return undefined;
  return twinsOf(digitsOf(parsed.number)).some(isValid) ? digitsOf(parsed.number) : undefined;
}

const isValid = (digits: string): boolean => parsePhoneNumberFromString(`+${digits}`)?.isValid() ?? false;
