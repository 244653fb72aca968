/** A chat message as plain words: no case, accents, punctuation or emoji. */

/** Each sentence or line of a message as its words; empty ones are left out. */
export function clausesOf(text: string): string[][] {
  return spelledOut(text)
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{Mark}|\p{Default_Ignorable_Code_Point}/gu, "")
    .replace(/ß/g, "ss")
    .split(/[.!?;:\n\r…¡¿]+/u)
    .map(wordsOf)
    .filter((words) => words.length > 0);
}

/** An apostrophe holds a word together in English (don't) and splits one in French (m'écrire): both become one word. */
function wordsOf(clause: string): string[] {
  return clause
    .replace(/['’‘`´]/gu, "")
    .split(/[^\p{Letter}\p{Number}]+/u)
    .filter((word) => word !== "");
}

/** "S T O P" and "s.t.o.p" as one word. */
function spelledOut(text: string): string {
  return text.replace(
    /(?<![\p{Letter}\p{Number}])\p{Letter}(?:[\s.*_-]\p{Letter}){2,}(?![\p{Letter}\p{Number}])/gu,
    (run) => run.replace(/[\s.*_-]/gu, ""),
  );
}
