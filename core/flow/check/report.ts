import type { Problem } from "../types.ts";
import type { ProblemCode } from "./codes.ts";

/** Says that a rule is broken at a place. The message says what is wrong and how to mend it. */
export type Report = (code: ProblemCode, path: string, message: string) => void;

/** More than a person will read; it bounds the answer to a hostile Flow. */
const mostProblems = 300;

/** Thrown to end the check when the list is full; `check` catches it. */
export class EnoughProblems extends Error {}

/** Collects problems, the same code at the same place once. */
export function collectProblems(): { report: Report; problems: () => Problem[] } {
  const found = new Map<string, Problem>();
  const report: Report = (code, path, message) => {
    const key = `${code} ${path}`;
    if (found.has(key)) return;
    if (found.size === mostProblems) {
      const more = `There are more than ${mostProblems} problems: mend these, then check again.`;
      found.set("", { code: "FLOWELLA_MORE_PROBLEMS" satisfies ProblemCode, path: "", message: more });
      throw new EnoughProblems();
    }
    found.set(key, { code, path, message });
  };
  return { report, problems: () => [...found.values()] };
}
