/** The report for a person: what was tried, and for everything that is not right what came, and why it matters. */
import type { FuzzReport } from "./fuzz/run.ts";
import type { CaseReport, ProbeReport } from "./run.ts";

const marks = { pass: "✓", fail: "✗", warn: "!", skipped: "·" };

export function probeText({ cases, counts }: ProbeReport): string {
  const width = Math.max(...cases.map(({ id }) => id.length));
  const lines = cases.flatMap((report) => [
    `${marks[report.verdict]} ${report.id.padEnd(width)}  ${report.what}`,
    ...explanation(report),
  ]);
  const { pass, fail, warn, skipped } = counts;
  return [...lines, "", `${pass} passed, ${fail} failed, ${warn} warnings, ${skipped} skipped.`].join("\n");
}

function explanation({ verdict, expected, got, why }: CaseReport): string[] {
  if (verdict === "pass") return [];
  if (verdict === "skipped") return [`    skipped   ${got}`];
  return [`    expected  ${expected}`, `    got       ${got}`, `    matters   ${why}`];
}

export function fuzzText({ requests, seed, statuses, violations, examples, slowestMs }: FuzzReport): string {
  const counted = Object.entries(statuses).map(([status, count]) => `${status}: ${count}`);
  return [
    `${requests} random requests (seed ${seed}): ${counted.join(", ")}. Slowest answer ${Math.round(slowestMs)} ms.`,
    violations === 0
      ? "✓ Everything malformed was refused with a 4xx, everything sealed was answered as the protocol allows."
      : `✗ ${violations} were answered as the protocol does not allow. The first of them:`,
    ...examples.map(({ number, what, got }) => `    request ${number}, ${what}: ${got}`),
  ].join("\n");
}
