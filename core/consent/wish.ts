import { clausesOf } from "./clauses.ts";
import { meant } from "./typos.ts";
import { type WishWords, wishWords } from "./wish-words.ts";

export interface Wish {
  readonly kind: "stop" | "start";
  /** The language whose words it took; absent where "stop" or "start" alone says nothing about it. */
  readonly language?: string;
}

/** A longer text is about something else, whatever words it holds. */
const mostLength = 160;

/**
 * Whether a text in the chat asks for no more messages, or for messages again; undefined where it is about anything
 * else. Every sentence of it must say so, or be a courtesy: "Stop! No more messages, please" does, and
 * "Stop. I meant two kitchens" does not.
 */
export function readWish(text: string): Wish | undefined {
  if (text.length > mostLength) return undefined;
  const clauses = clausesOf(text);
  const wishes = clauses.map(wishOf);
  const [first] = wishes.filter((wish) => wish !== "courtesy");
  if (first === undefined || wishes.some((wish) => wish !== "courtesy" && wish?.kind !== first.kind)) return undefined;
  // "Stop. Nessun messaggio": the words that tell a language do.
  const telling = wishes.find((wish) => wish !== undefined && wish !== "courtesy" && wish.language !== undefined);
  return telling === "courtesy" || telling === undefined ? first : telling;
}

function wishOf(words: readonly string[]): Wish | "courtesy" | undefined {
  if (words.every((word) => courtesies.has(word))) return "courtesy";
  // As it is written first, in every language: Dutch "afmelden" is no misspelt German "abmelden".
  for (const spelling of ["exact", "forgiving"] as const) {
    for (const language of wishWords) {
      const wish = wishIn(words, language, spelling);
      if (wish) return wish;
    }
  }
  return undefined;
}

/** With the courtesies of every language: "stop por favor". */
const courtesies = new Set(wishWords.flatMap(({ polite }) => polite));

function wishIn(
  words: readonly string[],
  { language, keywords, stop, start }: WishWords,
  spelling: "exact" | "forgiving",
): Wish | undefined {
  // As it stands first: a courtesy may be a part of the sentence ("no me escriban mas").
  for (const kept of [words, words.filter((word) => !courtesies.has(word))]) {
    const sentence = kept.map((word) => (spelling === "exact" ? word : meant(word, keywords))).join(" ");
    const kind = matches(sentence, stop) ? "stop" : matches(sentence, start) ? "start" : undefined;
    if (kind) return shared.test(sentence) ? { kind } : { kind, language };
  }
  return undefined;
}

/** Understood everywhere, so they tell nothing about the language. */
const shared = /^(stop ?)+$|^start$|^basta$|^unsubscribe$/;

function matches(sentence: string, patterns: readonly RegExp[]): boolean {
  return patterns.some((pattern) => pattern.test(sentence));
}
