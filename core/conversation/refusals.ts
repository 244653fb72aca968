/** What a customer reads when the conversation does not go on: the business's own words, or ours in their language. */
import { type Known, type Saying, wordsFor } from "../texts/index.ts";
import type { ConversationSettings } from "./settings.ts";
import type { ConversationFlow, RefusalReason, Refuse } from "./types.ts";

/** Where the words come from and what they may mention; all of it may be missing. */
export interface Speaking extends Known {
  language?: string;
  words?: ConversationSettings["words"];
  /** A word in the chat brings a person. */
  asksInChat?: boolean | undefined;
}

/** Closes the Flow with the words for `reason`. */
export function refuse(reason: RefusalReason, speaking: Speaking = {}): Refuse {
  return { kind: "refuse", reason, message: say(reason, speaking) };
}

/** The business's own words say all that is to be said; ours are followed by the ways on that are known. */
export function say(saying: Saying, { language = "en", words: own, asksInChat, ...known }: Speaking): string {
  const text = own?.[saying];
  if (text !== undefined)
    return text.replaceAll(/\{([a-zA-Z]+)\}/g, (all, name: string) => mentioned(known, name) ?? all);
  const words = wordsFor(language);
  const { webForm, person } = known;
  const said = words.sayings[saying](known);
  const ways = waysOn[saying];
  return [
    said,
    ...(webForm && ways.includes("webForm") && !said.includes(webForm) ? [words.useWebForm(webForm)] : []),
    ...(person && ways.includes("person") ? [words.askPerson(person)] : []),
    ...(asksInChat && !person && ways.includes("person") ? [words.person.offer] : []),
  ].join(" ");
}

/** What `{name}` stands for: empty where it is not known, undefined where no saying has such a thing. */
function mentioned(known: Known, name: string): string | undefined {
  return mentions.some((mention) => mention === name) ? String(Reflect.get(known, name) ?? "") : undefined;
}

const mentions: readonly (keyof Known)[] = ["answeredAt", "webForm", "person", "question", "problem", "choice", "left"];

/**
 * What helps besides what the words themselves name. The web form helps only who has handed in nothing yet, and it does
 * not know which places are taken.
 */
const waysOn: Readonly<Record<Saying, readonly ("webForm" | "person")[]>> = {
  unknown_token: ["webForm", "person"],
  expired: ["webForm", "person"],
  paused: ["webForm", "person"],
  closed: ["person"],
  already_accepted: ["person"],
  already_sent: ["person"],
  choices_unavailable: ["webForm", "person"],
  earlier_part_missing: ["webForm", "person"],
  full: ["person"],
  invalid: [],
  taken: [],
  taken_before: [],
  few_left: [],
  code_wrong: ["person"],
  code_sent: ["person"],
  code_wait: ["person"],
  code_not_ready: ["person"],
  code_too_many: ["person"],
};

/** How this Flow speaks. */
export function speakingOf({ form, words, webForm, person }: ConversationFlow): Speaking {
  return { language: form.language, words, webForm: webForm ?? form.source.url, person, asksInChat: form.personLink };
}
