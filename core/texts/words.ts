import type { AnswerProblemCode } from "../submission/types.ts";

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
  /** Label of a time that is typed; at most 20 characters. */
  timeOfDay: string;
  /** How it is typed: `HH:MM`; at most 80 characters. */
  timeFormat: string;
  /** The option behind which customers type an answer of their own (at most 30 characters), and that input (20). */
  other: string;
  otherAnswer: string;
  /** Label of a list that says which part of a very long one follows; at most 20 characters. */
  chooseGroup: string;
  /** Label of one place of a ranking, from 1; at most 20 characters. */
  place(place: number): string;
  /** A signature: label of the typed name (at most 20 characters), and of the tick below it (30). */
  fullName: string;
  sign: string;
  /** Where only the end of a number may be asked: label (at most 20 characters), and the hint below it (80). */
  lastFour: string;
  lastFourOnly: string;
  /** Labels of what takes at most `most` files; at most 30 characters (PhotoPicker, DocumentPicker). */
  addPhotos(most: number): string;
  addFiles(most: number): string;
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
  /** On the last screen: what the form says once it is sent. */
  afterSending(text: string): string;
  /** The message that the answers have arrived, where the form has no words for that. */
  received: string;
  /** The one automatic reply to a message that is no answer: a person will read it. `askPerson` may stand below. */
  messageArrived: string;
  /** The day before an event that they said they come to. `people`: how many come, as they answered. */
  eventReminder(event: string, when: string, people: string | undefined): string;
  /** What leads a customer to a form: on a QR code's label, on a website's button, and what the customer sends. */
  entry: EntryWords;
  /** The one reminder of a form that was left half-way: what stands above its button, and the button (at most 20 characters). */
  rescue: RescueWords;
  /** About talking to a person instead. */
  person: PersonWords;
  /** What people at the business send when they are asked: whether the form is safe, and whether an answer can be changed. */
  readyAnswers: Readonly<Record<"safe" | "change", string>>;
  /** The message that brings the Flow. */
  message: MessageWords;
  /** About being written to on WhatsApp. */
  consent: ConsentWords;
  /** About one-time codes. */
  codes: CodeWords;
  /** About questions that may not be asked in the chat and are asked on a secure page by link. */
  secure: SecureWords;
  /** Messages about appointments that were chosen in a form. */
  booking: BookingWords;
  /** Why an answer is refused; at most 80 characters, with the bound that was broken where the code has one. */
  answers: Readonly<Record<AnswerProblemCode, (bound: string) => string>>;
  /** Stands behind a saying where the business has named a person, such as a phone number or a link. */
  askPerson(person: string): string;
  /** Stands behind a saying where the same questions can be answered on the web. */
  useWebForm(webForm: string): string;
  /** Why the conversation does not go on, and what the customer can do. */
  sayings: Readonly<Record<Saying, (known: Known) => string>>;
}

/** Around an entry (core/entries). */
export interface EntryWords {
  /** What the customer sends, as a person would write it; a code follows it. */
  sentence(form: string): string;
  /** On the button and above the QR code; at most 36 characters. */
  invite: string;
  /** Below the QR code; at most 44 characters. */
  scan: string;
}

/** The reminder goes on where the form was left, with everything that was answered. */
export interface RescueWords {
  body(form: string): string;
  button: string;
  /** On a form's first screen, where the business sees answers that were not sent: at most 300 characters. */
  notice: string;
}

export interface PersonWords {
  /** The link on every screen; at most 25 characters. */
  link: string;
  /** Confirms that somebody was asked for. */
  asked: string;
  /** Says how: the word is understood as it stands there. */
  offer: string;
}

/** A message around a Flow's button (WhatsApp reference 6.1, 6.2). */
export interface MessageWords {
  /** The button; at most 20 characters, no emoji. */
  button: string;
  /** Below the Flow's name, inside the 24-hour window. */
  body: string;
  /** The template's whole text. `form`: the form's title, or `ourForm`. Nothing in braces: that would be a variable. */
  template(form: string): string;
  /** The same for a form that the person asked for and has not filled in yet. */
  reminder(form: string): string;
  /** For somebody who did not ask for it: WhatsApp counts it as marketing, so it says how to end such messages. */
  invitation(form: string): string;
  /** Stands for a form without a title. */
  ourForm: string;
}

/** What is asked and said about being written to; `STOP` and `START` are understood in every language. */
export interface ConsentWords {
  /** Beside the box of our own question; at most 30 characters (OptIn). */
  label: string;
  /** What its tick agrees to, in full, where the business has no wording of its own. */
  wording: string;
  /** Confirms that no more messages come. */
  stopped: string;
  /** Confirms that messages come again. */
  restarted: string;
}

/** The messages that bring a code. `form`: the form's title, or `ourForm`. */
export interface CodeWords {
  /** The button that copies a code that came by WhatsApp; at most 25 characters (WhatsApp reference 6.8). */
  copy: string;
  subject(form: string): string;
  /** One paragraph each; the code stands on a line of its own between the first two. */
  mail(form: string, minutes: number): readonly [before: string, ...after: string[]];
}

/** What a page has to say: a title, and sentences. */
export type PageWords = readonly [title: string, ...says: string[]];

/** What is said about the secure page: in the Flow, in the message that brings the link, and on the page itself. */
export interface SecureWords {
  /** Stands in the Flow below the question. */
  follows: string;
  /** The message that brings the link, and its last line. `form`: its title, or `ourForm`; `until`: as the customer reads it. */
  message(form: string, link: string): string;
  forYou(until: string): string;
  /** The page: its title, what it is for, and that it is there once. */
  title: string;
  intro(form: string): string;
  once(until: string): string;
  /** Behind a question that may be left empty. */
  optional: string;
  /** Above the list of what is wrong with the answers. */
  check: string;
  /** The button. */
  send: string;
  received: PageWords;
  answered: PageWords;
  expired: PageWords;
  unknown: PageWords;
  /** The business does not use this any more, or the person was forgotten. */
  gone: PageWords;
}

/** `what`: the service as the business names it. `when`: day and time. */
export interface BookingWords {
  /** Buttons that open the form to change an appointment, or to choose anew; at most 20 characters (WhatsApp reference 6.1). */
  change: string;
  choose: string;
  booked(what: string, when: string): string;
  moved(what: string, when: string): string;
  cancelled(what: string): string;
  /** Somebody outside took the slot before it was entered. `kept` follows where an earlier appointment still stands. */
  taken(what: string): string;
  kept(when: string): string;
  /** The calendar did not answer at first, and nothing in it fits what was wished for then. */
  noneFree(what: string): string;
  /** The calendar lets us change nothing: a person does it. `link` follows. */
  byHand(what: string): string;
  link: string;
  reminder(what: string, when: string): string;
  place(place: string): string;
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
  "invalid",
  "full",
  "taken",
  "taken_before",
  "few_left",
  "code_wrong",
  "code_sent",
  "code_wait",
  "code_not_ready",
  "code_too_many",
] as const;
export type Saying = (typeof sayings)[number];

/** What a saying may mention. */
export interface Known {
  /** When the answers came in, as the customer reads it: "5 March 2026, 14:05". */
  answeredAt?: string | undefined;
  /** The web form with the same questions. */
  webForm?: string | undefined;
  /** Whom to ask: what the business has set, such as a phone number or a link. */
  person?: string | undefined;
  /** `invalid`: the question, shortened, and what is wrong with its answer, as a sentence. */
  question?: string | undefined;
  problem?: string | undefined;
  /** `taken`, `taken_before`, `few_left`: what was chosen; missing for places of the form as a whole. */
  choice?: string | undefined;
  /** `few_left`: how many places are left. */
  left?: number | undefined;
}
