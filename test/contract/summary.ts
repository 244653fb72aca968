/** The one line that says how much of the vendors' contracts was covered. */
import { writeSync } from "node:fs";
import type { ContractReport } from "./check.ts";
import { loadSpecs } from "./specs.ts";

/** `contract: N operations checked, M skipped`, over distinct operations; with the reason where nothing was checked. */
export function contractSummary(...reports: readonly ContractReport[]): string {
  const checked = new Set(reports.flatMap(({ operations }) => operations.checked));
  const skipped = new Set(reports.flatMap(({ operations }) => operations.skipped));
  const specs = loadSpecs();
  const line = `contract: ${checked.size} operations checked, ${skipped.size} skipped`;
  return specs.present ? line : `${line}. ${specs.reason}`;
}

/** Past jest's own buffering of the console, so that the line stands in the output of a parallel run, too. */
export function printSummary(line: string): void {
  writeSync(1, `${line}\n`);
}
