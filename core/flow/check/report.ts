import type { Problem } from "../types.ts";
import type { ProblemCode } from "./codes.ts";

/** Says that a rule is broken at a place. The message says what is wrong and how to mend it. */
export type Report = (code: ProblemCode, path: string, message: string) => void;

/** More than a person will read; it bounds the answer to a hostile Flow. */
const mostProblems = 300;

/** Collects problems: the same code at the same place once, and no more than `mostProblems`. */
export function collectProblems(): { report: Report; problems: () => Problem[] } {
  const found = new Map<string, Problem>();
  let cut = false;
  const report: Report = (code, path, message) => {
    const key = `${code} ${path}`;
    if (found.has(key)) return;
    if (found.size < mostProblems) found.set(key, { code, path, message });
    else cut = true;
  };
  const more: Problem = {
    code: "FLOWELLA_MORE_PROBLEMS" satisfies ProblemCode,
    path: "",
    message: `There are more than ${mostProblems} problems: mend these, then check again.`,
  };
  return { report, problems: () => (cut ? [...found.values(), more] : [...found.values()]) };
}
