/** What the phone does not let a person do, and what it does not take from a Flow. */
import { BrokenFlow, type InputProblem } from "./errors.ts";
import { filesInside } from "./upload.ts";
import { pickedFiles } from "./values.ts";
import type { DrawnScreen } from "./view.ts";

/** Files are the whole value of a key at the top, never travel between screens, and come alone in a reply (reference 1.7). */
export function refuseMisplacedFiles(payload: Readonly<Record<string, unknown>>, action: string): void {
  const carried = Object.values(payload).filter((value) => pickedFiles(value));
  if (filesInside(payload)) throw new BrokenFlow("A picker's files are not the whole value of a key of the payload.");
  if (carried.length > 0 && action === "navigate") throw new BrokenFlow("Files cannot travel in a navigate payload.");
  if (carried.length > 1 && action === "complete") throw new BrokenFlow("A complete payload carries one picker.");
}

/** Everything that keeps the button disabled: something required is missing, or a value does not fit. */
export function blocking(drawn: DrawnScreen): InputProblem[] {
  return drawn.inputs.flatMap(({ problem }) => problem ?? []);
}

/** What no keyboard can do, unlike a value that does not fit yet. */
export const IMPOSSIBLE: ReadonlySet<string> = new Set(["unknown_input", "disabled_input", "wrong_type"]);

export const impossible = (input: string, code: string, message: string): InputProblem => ({
  input,
  code,
  message,
  reason: message,
});
