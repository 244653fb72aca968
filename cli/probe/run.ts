/** Runs every case against one endpoint, and asks after each whether the endpoint still lives. */
import { type Line, ping, type Verdict } from "./case.ts";
import { probeCases } from "./cases/index.ts";
import { openLine, type ProbeTarget } from "./line.ts";

export interface CaseReport {
  readonly id: string;
  readonly what: string;
  readonly why: string;
  readonly expected: string;
  readonly got: string;
  readonly verdict: Verdict;
}

export interface ProbeReport {
  /** True when nothing failed. */
  readonly ok: boolean;
  readonly cases: readonly CaseReport[];
  readonly counts: Readonly<Record<Verdict, number>>;
}

/** @throws UnusableKey when the public key is none. */
export async function probe(target: ProbeTarget): Promise<ProbeReport> {
  const { line, close } = openLine(target);
  try {
    await line.seal(ping);
    const cases = await runCases(line);
    const counts = { pass: 0, fail: 0, warn: 0, skipped: 0 };
    for (const { verdict } of cases) counts[verdict] += 1;
    return { ok: counts.fail === 0, cases, counts };
  } finally {
    close();
  }
}

async function runCases(line: Line): Promise<CaseReport[]> {
  const reports: CaseReport[] = [];
  const atRest = await heartbeat(line);
  let dead = atRest === undefined ? "the endpoint does not answer at all" : undefined;
  for (const { run, needsToken, ...named } of probeCases) {
    // What it does to the first cases is still worth saying; the rest would only repeat it.
    if (dead !== undefined && named.id !== "https" && named.id !== "ping") {
      reports.push({ ...named, verdict: "skipped", got: dead });
      continue;
    }
    if (needsToken && line.token === "") {
      reports.push({ ...named, verdict: "skipped", got: "no flow token was given" });
      continue;
    }
    const finding = await run(line);
    if (dead !== undefined || (await heartbeat(line)) === atRest) {
      reports.push({ ...named, ...finding });
      continue;
    }
    reports.push({ ...named, verdict: "fail", got: `${finding.got}; after it, a ping is not answered as before` });
    if ((await heartbeat(line)) === undefined) dead = `the endpoint no longer answers since ${named.id}`;
  }
  return reports;
}

/** The status of a ping, or undefined where there is no answer. */
async function heartbeat(line: Line): Promise<number | undefined> {
  const { reply } = await line.exchange(ping);
  return reply.kind === "answer" ? reply.status : undefined;
}
