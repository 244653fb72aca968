/** What a customer sends who comes by an entry: a sentence that a person would write. */

/** With the code, no longer than what WhatsApp takes as a prefilled message (WhatsApp reference 6.6). */
const mostWithCode = 140;
const mostSentence = mostWithCode - " #XXXXX".length;

/**
 * @param say the language's own sentence around a form's name
 * @param own the business's own sentence, which stands above it
 */
export function sentenceOf(say: (form: string) => string, form: string, own?: string): string {
  if (own !== undefined) return cut(own.trim(), mostSentence);
  const room = mostSentence - [...say("")].length;
  return say(cut(form.trim(), room));
}

/** Letters and numbers only, in small letters and without accents, one space between words. */
export function folded(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** How alike two texts are, from 0 to 1: the words that both have, whatever their order and the signs between them. */
export function alikeness(text: string, sentence: string): number {
  const said = new Set(folded(text).split(" "));
  const meant = new Set(folded(sentence).split(" "));
  const both = [...said].filter((word) => meant.has(word)).length;
  // One word that happens to be the same says nothing.
  return both < 2 ? 0 : (2 * both) / (said.size + meant.size);
}

function cut(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join("")}…`;
}
