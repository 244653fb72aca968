/** The words that Flowella itself puts before a customer; everything else is the form's own text. */
export interface Words {
  /** Button on every screen but the last; at most 35 characters (WhatsApp reference 1.7, Footer). */
  continue: string;
  /** Button on the last screen, where the form has no word of its own; at most 35 characters. */
  send: string;
  /** Options of a yes/no question; at most 30 characters. */
  yes: string;
  no: string;
  /** Labels below a question that stands above its input; at most 20 characters (TextInput, Dropdown). */
  yourAnswer: string;
  emailAddress: string;
  phoneNumber: string;
  webAddress: string;
  number: string;
  chooseOne: string;
  /** At most 40 characters (DatePicker). */
  chooseDate: string;
  /** Label of an agreement whose wording stands above it; at most 30 characters (OptIn). */
  agree: string;
  /** Labels of a list to tick; at most 30 characters (CheckboxGroup). */
  chooseAny: string;
  chooseExactly(count: number): string;
  chooseUpTo(max: number): string;
  chooseAtLeast(min: number): string;
  chooseBetween(min: number, max: number): string;
  /** Below an input with a required format; at most 80 characters. */
  checkFormat: string;
  /** Below a phone number where the form names no country; at most 80 characters. */
  countryCode: string;
  /** An option without a text; `place` counts from 1. */
  option(place: number): string;
  /** A screen's title where the form's own is too long to share the line. */
  step(place: number, total: number): string;
  /** Behind a screen's title, such as "2 of 4". */
  progress(place: number, total: number): string;
  /** A screen's title where neither section nor form has one; at most 20 characters. */
  untitled: string;
  /** The only text of a Flow that has nothing to ask. */
  nothingToAsk: string;
  /** Why the conversation does not go on, and what the customer can do. */
  sayings: Readonly<Record<Saying, (known: Known) => string>>;
}

/** Occasions on which the conversation stops or waits; a business may set its own words for each. */
export const sayings = [
  "unknown_token",
  "expired",
  "paused",
  "closed",
  "already_accepted",
  "already_sent",
  "choices_unavailable",
  "earlier_part_missing",
] as const;
export type Saying = (typeof sayings)[number];

/** What a saying may mention. */
export interface Known {
  /** When the answers came in, as the customer reads it: "5 March 2026, 14:05". */
  answeredAt?: string | undefined;
  /** The web form with the same questions. */
  webForm?: string | undefined;
}
