/**
 * Use cases: journeys that businesses run, ready to be published. Each is data in a folder of its own beside this file:
 * a form in seven languages, where its answers land, what the messages around it say, and the Flow's settings.
 *
 * A use case is published like any form: it is one more source of forms (`use-case`, by its name), so previews, mapping,
 * edits, versions and the choice of language are those of every form.
 */
import type { CodeSettings } from "../codes/index.ts";
import type { ConversationSettings } from "../conversation/index.ts";
import type { Form } from "../form/types.ts";
import type { KycFlow } from "../kyc/index.ts";
import type { LeadWishes } from "../lead/index.ts";
import type { Mapping, MappingEntry, NewProperty } from "../mapping/index.ts";
import type { EventSettings } from "../reminders/index.ts";

export const useCaseNames = ["kyc", "nps", "contact-update", "appointment", "lead", "membership", "rsvp"] as const;
export type UseCaseName = (typeof useCaseNames)[number];

/** Languages that every use case is written in, the first where nobody chose. Those of `core/texts`. */
export const useCaseLanguages = ["en", "it", "de", "es", "fr", "pt", "nl"] as const;
export type UseCaseLanguage = (typeof useCaseLanguages)[number];

/** One file per language gives one of these. */
export type InEveryLanguage<Words> = Readonly<Record<UseCaseLanguage, Words>>;

/** The messages around a use case's Flow, in place of the general ones of `core/texts`. Nothing in braces. */
export interface UseCaseMessage {
  /** Below the Flow's name, inside the 24 hours. */
  readonly body: string;
  /** At most 20 characters, no emoji (WhatsApp reference 6.1, 6.2). */
  readonly button: string;
  /** Whole texts of the message templates by what they are sent for; at most 1,024 characters each. */
  readonly template: {
    /** The person asked for it: a service message, so nothing in it advertises. */
    readonly requested: string;
    /** It is still open. */
    readonly reminder: string;
    /** Nobody asked for it: marketing, so it says that STOP ends such messages. */
    readonly invitation: string;
  };
}

/** A contact property that the mapping writes into; it is made in the portal before the use case is published. */
export type UseCaseProperty = NewProperty;

/**
 * What a Flow made of the use case is set to when it is made; from then on the settings are the business's own. All that
 * happens after answers are accepted stands here, each key described where its feature is: the server reads them as a
 * Flow's settings (`server/publishing/settings.ts`), so a key that is added here is added there.
 */
export interface UseCaseSettings
  extends Pick<ConversationSettings, "reopen" | "capacity" | "words" | "person" | "resumeOnOpen"> {
  /** Days that a message can be opened after it was sent. */
  readonly tokenDays?: number;
  /** What the customer is written once the answers have landed; without a text a word of thanks. */
  readonly receipt?: { readonly text?: string };
  /** Each submission is a row of the Flow's log, and a note on the contact. */
  readonly transactions?: boolean;
  /** The answers are an identity check. */
  readonly kyc?: KycFlow;
  /** The answers are a lead: how far the contact is then, who takes over, and how that person is told. */
  readonly lead?: LeadWishes;
  /** How one-time codes get to the customer. */
  readonly codes?: CodeSettings;
  /** Which answers are events: whoever comes is reminded. When they begin is the business's to say. */
  readonly event?: EventSettings;
}

/** What the phone hands in for one input, by kind: a text, a choice's id, several ids, a tick. */
export type SampleInput = string | boolean | readonly string[];

export interface UseCaseSample {
  /**
   * By input name, which is the field's id (with `_<part>` behind it for a part). What is known only when the form is open
   * is missing.
   */
  readonly answers: Readonly<Record<string, SampleInput>>;
  /** Inputs whose answer is known only when the form is open (a slot, a code, a file): the demo's scenario gives them. */
  readonly live?: readonly string[];
  /** What stands on the contact afterwards, by property. */
  readonly properties: Readonly<Record<string, string>>;
}

export interface UseCase {
  readonly name: UseCaseName;
  /** In one English sentence, for whoever chooses: what it does. */
  readonly purpose: string;
  /** The form as customers meet it. Ids, choices and their values are the same in every language. */
  form(language: UseCaseLanguage): Form;
  /** The same in every language. Entries name properties of HubSpot's own, or of `properties`. */
  readonly mapping: Mapping;
  readonly properties: readonly UseCaseProperty[];
  /** What else the questions of another form land in, which has no endings and rules of ours. */
  readonly onto?: readonly MappingEntry[];
  settings(language: UseCaseLanguage): UseCaseSettings;
  message(language: UseCaseLanguage): UseCaseMessage;
  readonly sample: UseCaseSample;
}
