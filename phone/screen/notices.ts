/** When an input says what is wrong with it: not while somebody is still typing, and not before they began. */
import type { InputView } from "../index.ts";

/** What the person has done on this screen so far. */
export interface Doings {
  /** Inputs whose value they changed. */
  readonly changed: Set<string>;
  /** Inputs they went away from. */
  readonly left: Set<string>;
  /** They pressed the button while something was missing. */
  asked: boolean;
}

export const nothingDone = (): Doings => ({ changed: new Set(), left: new Set(), asked: false });

/** Too much is said at once: nothing typed after it can make it right. */
const AT_ONCE: ReadonlySet<string> = new Set(["too_long", "too_many", "file_too_large", "wrong_file_type"]);

/** The sentence below the input, or undefined. The endpoint's own comes first, until the value is another one. */
export function noticeFor(input: InputView, { changed, left, asked }: Doings): string | undefined {
  if (input.error !== undefined && !changed.has(input.name)) return input.error;
  if (!input.problem) return undefined;
  const { code, reason } = input.problem;
  if (asked || AT_ONCE.has(code)) return reason;
  if (code === "required") return changed.has(input.name) && left.has(input.name) ? reason : undefined;
  // What came filled in and does not fit is nobody's half-typed word.
  return left.has(input.name) || !changed.has(input.name) ? reason : undefined;
}
