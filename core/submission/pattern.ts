/**
 * Patterns come from whoever owns the form, and they run in a process that serves everybody: one with nested repeats
 * can run for hours on thirty characters. The phone has applied the pattern already, so one that cannot be run safely
 * is left to the phone.
 */

/** The longest text a pattern is tried on; what a safe pattern costs is a small power of this. */
export const PATTERN_INPUT_LIMIT = 200;

/** False only when the pattern can be run safely and does not match. */
export function matchesPattern(pattern: string, text: string): boolean {
  const compiled = isSafe(pattern) ? compile(pattern) : undefined;
  return compiled ? compiled.test(text) : true;
}

function compile(pattern: string): RegExp | undefined {
  // The Unicode reading first: without it `\p{L}` means the letter p. Older spellings are errors in it.
  for (const flags of ["u", ""]) {
    try {
      return new RegExp(pattern, flags);
    } catch {
      // Not a pattern in this reading.
    }
  }
  return undefined;
}

const REPEAT = /^(?:[*+]|\{\d*,\d*\}|\{\d{2,}\})/;

/**
 * Safe means: no group is repeated that can itself match in several ways (it holds a repeat, an option or an
 * alternative), no back-reference, and few repeats in a row. Careful rather than exact: a harmless pattern may be
 * called unsafe.
 */
function isSafe(pattern: string): boolean {
  if (pattern.length > 500 || /\\[1-9k]/.test(pattern)) return false;
  const bare = pattern.replace(/\\./gs, "x").replace(/\[[^\]]*\]/g, "x");
  /** For each group that is open here: can what it holds match in several ways? */
  const groups: boolean[] = [];
  let repeats = 0;
  for (let at = 0; at < bare.length; at += 1) {
    const char = bare[at];
    if (char === "(") {
      groups.push(false);
      continue;
    }
    const repeated = REPEAT.test(bare.slice(at + 1));
    const ambiguous = char === ")" ? (groups.pop() ?? true) : char === "|";
    if (repeated && ambiguous) return false;
    if (repeated) repeats += 1;
    if (repeated || ambiguous || bare[at + 1] === "?") groups.fill(true);
  }
  return repeats <= (bare.startsWith("^") ? 3 : 2);
}
