import type { Field, FieldKind } from "../form/types.ts";

/** A property that a question seems to ask for. */
export interface Guess {
  property: string;
  confidence: "likely" | "guess";
  reason: string;
}

/** By what a question is. */
const byKind: ReadonlyMap<FieldKind, Guess> = new Map([
  ["email", { property: "email", confidence: "likely", reason: "It asks for an e-mail address." }],
  ["phone", { property: "phone", confidence: "likely", reason: "It asks for a phone number." }],
  ["url", { property: "website", confidence: "guess", reason: "It asks for a web address." }],
]);

/** By what a short question says; the first that fits counts, so the more special ones stand first. */
const byTitle: readonly (readonly [RegExp, string])[] = [
  [/\b(first|given)[ -]?name\b/i, "firstname"],
  [/\b(last|family)[ -]?name\b|\bsurname\b/i, "lastname"],
  [/\b(company|organi[sz]ation|employer|business)( name)?\b/i, "company"],
  [/\bjob[ -]?title\b|\byour (role|position)\b/i, "jobtitle"],
  [/\be-?mail\b/i, "email"],
  [/\b(phone|mobile|cell)\b/i, "phone"],
  [/\b(zip|postal|post)[ -]?code\b/i, "zip"],
  [/\b(city|town)\b/i, "city"],
  [/\bcountry\b/i, "country"],
  [/\bstreet( address)?\b/i, "address"],
  [/\b(web ?site|homepage)\b/i, "website"],
];

/** A name in one piece has no property of its own in HubSpot. */
const wholeName = /\b(full|your) name\b|^name$/i;

/** By the part's name in address and contact questions (form-tools reference 2.4). */
const byPart: ReadonlyMap<string, string> = new Map([
  ["first_name", "firstname"],
  ["last_name", "lastname"],
  ["phone_number", "phone"],
  ["email", "email"],
  ["company", "company"],
  ["address", "address"],
  ["city", "city"],
  ["state", "state"],
  ["zip_code", "zip"],
  ["country", "country"],
]);

/** Longer questions mention words such as "company" in passing. */
const longestTelling = 60;

/** Negations and other people: "Name of your child's school" is no name of the contact. */
const aboutOthers = /\b(friend|referr|emergency|guardian|parent|child|partner|spouse|pet|product|event|doctor)/i;

export function guessField(field: Field): Guess | undefined {
  const kind = byKind.get(field.kind);
  if (aboutOthers.test(field.title)) return kind && { ...kind, confidence: "guess" };
  if (kind) return kind;
  if (!readsAsText(field) || field.title.length > longestTelling) return undefined;
  const found = byTitle.find(([pattern]) => pattern.test(field.title));
  if (found) return { property: found[1], confidence: "likely", reason: "Its text says so." };
  if (!wholeName.test(field.title)) return undefined;
  return {
    property: "firstname",
    confidence: "guess",
    reason: "HubSpot has no property for a whole name, so it is kept in one piece as the first name.",
  };
}

export function guessPart(part: string): Guess | undefined {
  const property = byPart.get(part);
  return property ? { property, confidence: "likely", reason: "It is that part of the question." } : undefined;
}

function readsAsText({ kind }: Field): boolean {
  return kind === "short_text" || kind === "dropdown" || kind === "single_choice";
}
