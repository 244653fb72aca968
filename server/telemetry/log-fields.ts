/**
 * What may stand in a log line: ids, codes and numbers. The type keeps objects out; this keeps out text that is none of
 * them, so that a name, an address or a vendor's sentence that came in by mistake never reaches the line. A single word in
 * small letters or capitals looks like a code: callers hand in codes and ids, and this is the second net.
 */
export type Fields = Readonly<Record<string, string | number | undefined>>;

export const redacted = "[redacted]";

/** Ids that vendors count in digits; under any other name, so many digits may be somebody's number. */
const vendorIds = new Set([
  "portal",
  "user",
  "account",
  "app",
  "number",
  "sender",
  "flow",
  "metaFlow",
  "owner",
  "object",
]);
/** Vendors' own marks of a call, in letters of their choosing. */
const vendorMarks = new Set(["correlation", "callback"]);

const longest = 200;
const separators = /[./:,#]/;
const ourId = "[a-z][a-z0-9]{1,7}_[A-Za-z0-9_-]{1,64}";
const word = "@?[a-z0-9]+(?:[_-][a-z0-9]+)*_?";
const constant = "[A-Z0-9]+(?:_[A-Z0-9]+)*";
const errorName = "(?:[A-Z][A-Za-z]*)?(?:Error|Exception|Conflict|Full|Away|Unusable|Input|Source)";
const part = new RegExp(`^(?:${ourId}|${word}|${constant}|${errorName})$`);
/** With its country's code; shorter ones stand in lanes, as portals. */
const wholeNumber = /^\d{10,15}$/;
const noLetters = /^[^A-Za-z]+$/;
const mark = /^[A-Za-z0-9_-]{1,100}$/;
/** A number of that size: times in milliseconds are longer than any count, and so are phone numbers. */
const greatest = 1e9;

/** The field's value, if it is what a log line may hold; otherwise a word that says that it was none. */
export function loggable(name: string, value: string | number): string | number {
  if (typeof value === "number") return Math.abs(value) < greatest || !Number.isFinite(value) ? value : redacted;
  if (value.length > longest) return redacted;
  if (vendorIds.has(name) && /^(?:2-)?\d{1,20}$/.test(value)) return value;
  if (vendorMarks.has(name) && mark.test(value) && !likeAPhoneNumber(value)) return value;
  return goodWords(value) && !likeAPhoneNumber(value) ? value : redacted;
}

/** The same for all fields of a line; absent ones are left out. */
export function loggableFields(fields: Fields): Record<string, string | number> {
  const kept: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined) kept[name] = loggable(name, value);
  }
  return kept;
}

function goodWords(value: string): boolean {
  if (!separators.test(value)) return goodWord(value);
  return value.replace(/^\//, "").split(separators).every(goodWord);
}

function goodWord(word: string): boolean {
  if (!part.test(word)) return false;
  return noLetters.test(word) ? !wholeNumber.test(word.replace(/[_-]/g, "")) : true;
}

function likeAPhoneNumber(value: string): boolean {
  return noLetters.test(value) && /^\d{7,15}$/.test(value.replace(/[\s().,/:_+-]/g, ""));
}
