import { describe } from "@jest/globals";
import { loadSpecs } from "./specs.ts";

/** A `describe` that needs the vendors' documents: skipped with the reason where they are absent, unless they are required. */
export function describeContract(title: string, tests: () => void): void {
  const specs = loadSpecs();
  if (specs.present) describe(title, tests);
  else describe.skip(`${title} (skipped: ${specs.reason})`, tests);
}
