/** Texts and everything that is typed as text: e-mail, phone, web address, time. */
import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js";
import type { FieldOf } from "../form/types.ts";
import { possibleBounds } from "./bounds.ts";
import { matchesPattern, PATTERN_INPUT_LIMIT } from "./pattern.ts";
import { type Reading, read, readTyped, refuse } from "./reading.ts";

/** Lengths count characters as people do (an emoji is one), so that the phone's own limit is never stricter. */
export function readText(field: FieldOf<"short_text"> | FieldOf<"long_text">, raw: unknown): Reading<string> {
  const text = readTyped(raw);
  if (!text.ok) return text;
  const length = [...text.value].length;
  const { min, max } = possibleBounds(field.minLength, field.maxLength || undefined);
  if (min !== undefined && length < min) return refuse("too_short", min);
  if (max !== undefined && length > max) return refuse("too_long", max);
  if (field.kind === "short_text" && field.pattern !== undefined) {
    if (text.value.length > PATTERN_INPUT_LIMIT) return refuse("too_long", PATTERN_INPUT_LIMIT);
    if (!matchesPattern(field.pattern, text.value)) return refuse("pattern");
  }
  return text;
}

const LABEL = /^[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?$/u;

function isHostName(host: string): boolean {
  const labels = host.split(".");
  const top = labels.at(-1) ?? "";
  return labels.length >= 2 && host.length <= 253 && labels.every((label) => LABEL.test(label)) && !/^\d+$/.test(top);
}

/** RFC 5321 lengths; quoted local parts are refused, nobody types them. */
export function readEmail(raw: unknown): Reading<string> {
  const text = readTyped(raw);
  if (!text.ok) return text;
  const at = text.value.lastIndexOf("@");
  const local = text.value.slice(0, at);
  const goodLocal = /^[^\s@"(),:;<>[\]\\]{1,64}$/u.test(local) && !/^\.|\.\.|\.$/.test(local);
  const good = at > 0 && text.value.length <= 254 && goodLocal && isHostName(text.value.slice(at + 1));
  return good ? text : refuse("not_an_email");
}

/** An international number, or a national one where the field names a country. The value is E.164. */
export function readPhone(raw: unknown, defaultCountry?: string): Reading<string> {
  const text = readTyped(raw);
  if (!text.ok) return text;
  const country = countryCode(defaultCountry);
  const parsed = parsePhoneNumberFromString(text.value, {
    extract: false,
    ...(country && { defaultCountry: country }),
  });
  // "Possible", not "valid": number ranges change more often than metadata, and a real customer must not be sent away.
  if (!parsed?.isPossible()) return refuse("not_a_phone");
  return read(parsed.ext ? `${parsed.number} ext. ${parsed.ext}` : parsed.number);
}

function countryCode(country: string | undefined): CountryCode | undefined {
  const upper = country?.toUpperCase();
  return upper !== undefined && isSupportedCountry(upper) ? upper : undefined;
}

/** http or https, or no scheme at all, as people type it. The value stays as it was typed. */
export function readUrl(raw: unknown): Reading<string> {
  const text = readTyped(raw);
  if (!text.ok) return text;
  const full = /^[a-z][a-z0-9+.-]*:/i.test(text.value) ? text.value : `https://${text.value}`;
  if (text.value.length > 2048 || /\s/.test(text.value) || !URL.canParse(full)) return refuse("not_a_url");
  const url = new URL(full);
  const good = /^https?:$/.test(url.protocol) && !url.username && !url.password && isHostName(url.hostname);
  return good ? text : refuse("not_a_url");
}

/** `HH:MM`, 24 hours; WhatsApp has no time component, so it is typed (WhatsApp reference 9). */
export function readTime(raw: unknown): Reading<string> {
  const text = readTyped(raw);
  if (!text.ok) return text;
  return /^([01][0-9]|2[0-3]):[0-5][0-9]$/.test(text.value) ? text : refuse("not_a_time");
}
