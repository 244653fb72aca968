/**
 * `npm run -s fuzz`: a million random requests at a server of our own, which runs as it does for people (`flowella start`,
 * its log on), and `probe` before and after. They come in ten parts, each with sessions in every state, and after each
 * the server's process tells its resident memory: at the end it may be 20 MB above what it was after the first part.
 */
import { Command } from "commander";
import { type FuzzReport, fuzz, fuzzText, type ProbeReport, type ProbeTarget, probe } from "../../cli/probe/index.ts";
import { openLine } from "../../cli/probe/line.ts";
import { type Fixture, type Memory, type OwnServer, startOwnServer } from "./own-server.ts";

const parts = 10;
const mostMb = 20;
/** Of the sessions in each part; before it, as many screens of each are handed in as its place in this list says. */
const states = ["sent", "open on the second screen", "waiting on the last screen", "accepted", "no token"] as const;

interface Options {
  readonly requests: string;
  readonly seed: string;
  readonly json?: boolean;
}

const program = new Command("fuzz")
  .option("--requests <n>", "how many in all", "1000000")
  .option("--seed <n>", "the same seed sends the same requests", "1")
  .option("--json", "print one JSON line only");

await program
  .action(async ({ requests, seed, json = false }: Options) => {
    const say = json ? () => undefined : (line: string) => void process.stdout.write(`${line}\n`);
    const server = await startOwnServer();
    try {
      const result = await fuzzOwn(server, Math.ceil(Number(requests) / parts), Number(seed), say);
      process.stdout.write(`${JSON.stringify(result)}\n`);
      if (!result.ok) process.exitCode = 1;
    } finally {
      await server.stop();
    }
  })
  .parseAsync();

async function fuzzOwn(server: OwnServer, perPart: number, seed: number, say: (line: string) => void) {
  const startedAt = performance.now();
  const fixture = await server.fixture(2 + parts * states.length);
  const [first = "", last = "", ...tokens] = fixture.tokens;
  const target = { url: new URL(fixture.endpoint), publicKey: fixture.publicKey, appSecret: fixture.appSecret };
  const before = await probe({ ...target, token: first });
  say(`Before: ${counted(before)}`);
  const reports: FuzzReport[] = [];
  const memory: Memory[] = [];
  for (let part = 0; part < parts; part += 1) {
    for (const [index, state] of states.entries()) {
      const token = state === "no token" ? undefined : tokens[part * states.length + index];
      const screens = await walk({ ...target, token }, fixture, index);
      const requests = Math.ceil(perPart / states.length);
      const options = { requests, seed: (seed * parts + part) * states.length + index, screens };
      const report = await fuzz({ ...target, token }, options);
      reports.push(report);
      if (!report.ok) say(fuzzText(report));
    }
    const now = await server.memory();
    memory.push(now);
    const { requests, violations, statuses } = sum(reports);
    say(`${requests} requests, ${violations} violations, ${JSON.stringify(statuses)}; ${JSON.stringify(now)}`);
  }
  const after = await probe({ ...target, token: last });
  say(`After: ${counted(after)}`);
  const told = sum(reports);
  const grown = (name: keyof Memory) => Math.round(((memory.at(-1)?.[name] ?? 0) - (memory[0]?.[name] ?? 0)) * 10) / 10;
  const ok = before.ok && after.ok && told.violations === 0 && told.requests >= perPart * parts;
  return {
    name: "fuzz",
    ok: ok && server.alive() && grown("heldMb") <= mostMb,
    seed,
    ...told,
    heldMb: memory.map(({ heldMb }) => heldMb),
    heldGrownMb: grown("heldMb"),
    residentMb: memory.map(({ residentMb }) => residentMb),
    residentGrownMb: grown("residentMb"),
    mostMb,
    slowestMs: Math.round(Math.max(...reports.map(({ slowestMs }) => slowestMs))),
    before: before.counts,
    after: after.counts,
    seconds: Math.round((performance.now() - startedAt) / 1000),
  };
}

/** Hands in as many screens of the form as the state needs. @returns the screens, for requests that get further in */
async function walk(target: ProbeTarget, { screens }: Fixture, count: number) {
  const { line, close } = openLine(target);
  const { token } = target;
  try {
    for (const { id, payload } of token === undefined ? [] : screens.slice(0, count)) {
      const exchange = { version: "3.0", action: "data_exchange", screen: id, data: payload, flow_token: token };
      const { reply } = await line.exchange(exchange);
      if (reply.kind === "none" || reply.status !== 200) throw new Error(`The screen ${id} could not be handed in.`);
    }
  } finally {
    close();
  }
  return screens.map(({ id, payload }) => ({ id, names: Object.keys(payload) }));
}

function sum(reports: readonly FuzzReport[]) {
  const statuses: Record<string, number> = {};
  let [requests, violations] = [0, 0];
  for (const report of reports) {
    requests += report.requests;
    violations += report.violations;
    for (const [status, count] of Object.entries(report.statuses)) statuses[status] = (statuses[status] ?? 0) + count;
  }
  return { requests, violations, statuses };
}

function counted({ ok, counts: { pass, fail, warn, skipped } }: ProbeReport): string {
  return `${ok ? "✓" : "✗"} probe: ${pass} passed, ${fail} failed, ${warn} warnings, ${skipped} skipped`;
}
