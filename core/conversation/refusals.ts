/** What a customer reads when the conversation does not go on: the business's own words, or ours in their language. */
import { type Known, type Saying, wordsFor } from "../texts/index.ts";
import type { ConversationSettings } from "./settings.ts";
import type { ConversationFlow, RefusalReason, Refuse } from "./types.ts";

/** Where the words come from and what they may mention; all of it may be missing. */
export interface Speaking extends Known {
  language?: string;
  words?: ConversationSettings["words"];
}

/** Closes the Flow with the words for `reason`. */
export function refuse(reason: RefusalReason, speaking: Speaking = {}): Refuse {
  return { kind: "refuse", reason, message: say(reason, speaking) };
}

export function say(saying: Saying, { language = "en", words, ...known }: Speaking): string {
  const own = words?.[saying];
  if (own === undefined) return wordsFor(language).sayings[saying](known);
  return own.replaceAll("{answeredAt}", known.answeredAt ?? "").replaceAll("{webForm}", known.webForm ?? "");
}

/** How this Flow speaks. */
export function speakingOf({ form, words }: ConversationFlow): Speaking {
  return { language: form.language, words, webForm: form.source.url };
}
