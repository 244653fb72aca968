/**
 * Words that a thumb got slightly wrong. Short words are close to many others (stop: shop, step, top), so with them only
 * a repeated letter and two swapped ones count; long ones may miss, gain or change a letter.
 */
export function meant(word: string, among: readonly string[]): string {
  if (among.includes(word)) return word;
  return among.find((each) => isTypoOf(word, each)) ?? word;
}

function isTypoOf(word: string, wanted: string): boolean {
  if (wanted.length < 4) return false;
  if (squeezed(word) === squeezed(wanted)) return true;
  if (isSwapOf(word, wanted)) return true;
  return wanted.length >= 7 && distance(word, wanted) <= (wanted.length >= 10 ? 2 : 1);
}

/** Stoppp, sstop. */
function squeezed(word: string): string {
  return word.replace(/(.)\1+/gu, "$1");
}

/** Sotp, stpo: the first letter is rarely the wrong one, and "tsop" is no other word either. */
function isSwapOf(word: string, wanted: string): boolean {
  if (word.length !== wanted.length) return false;
  const at = [...word].findIndex((letter, index) => letter !== wanted[index]);
  return (
    at >= 0 && word[at] === wanted[at + 1] && word[at + 1] === wanted[at] && word.slice(at + 2) === wanted.slice(at + 2)
  );
}

/** Levenshtein. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [at, letter] of [...one].entries()) {
    const next = [at + 1];
    for (const [place, wanted] of [...other].entries()) {
      const change = (row[place] ?? 0) + (letter === wanted ? 0 : 1);
      next.push(Math.min(change, (row[place + 1] ?? 0) + 1, (next[place] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
