/**
 * Benchmarks by name: a table for people, one JSON line last for machines. Ratios are within one run. One that knows what is to
 * be reached tells what was not (`failed`), and ends with exit code 1.
 */
import { tmpdir } from "node:os";
import path from "node:path";
import { Command } from "commander";
import { broadcastBench } from "./broadcast.ts";
import { compileBench } from "./compile.ts";
import { deliveryBench } from "./delivery.ts";
import { endpointBench } from "./endpoint.ts";
import { insightBench } from "./insight.ts";

interface BenchOptions {
  readonly json?: boolean;
  readonly profile?: boolean;
  readonly rounds: string;
  readonly submissions: string;
  readonly deliveries: string;
  readonly recipients: string;
  readonly limit: string;
  readonly kills: string;
  readonly events: string;
  readonly only?: string;
}

type Bench = (options: BenchOptions) => Record<string, unknown> | Promise<Record<string, unknown>>;

const benches: Readonly<Record<string, Bench>> = {
  broadcast: ({ json, profile, recipients, limit, kills }) =>
    broadcastBench({
      ...(profile && { profileFolder: path.join(tmpdir(), "flowella-broadcast-profile") }),
      recipients: Number(recipients),
      limit: Number(limit),
      kills: Number(kills),
      say: sayer(json),
    }),
  compile: compileBench,
  delivery: ({ json, rounds, submissions, deliveries }) =>
    deliveryBench({
      rounds: Number(rounds),
      submissions: Number(submissions),
      deliveries: Number(deliveries),
      say: sayer(json),
    }),
  endpoint: ({ json, profile = false }) => endpointBench({ profile, say: sayer(json) }),
  insight: ({ json, rounds, events, only }) =>
    insightBench({ rounds: Number(rounds), events: Number(events), only, say: sayer(json) }),
};

const sayer = (json: boolean | undefined) => (text: string) => (json ? console.error(text) : console.log(text));

const program: Command = new Command("bench")
  .argument("<name>", `one of: ${Object.keys(benches).join(", ")}`)
  .option("--json", "print one JSON line only; what else was measured goes to standard error")
  .option(
    "--profile",
    "endpoint: profile the server and print what costs most; broadcast: leave a CPU profile in the temporary folder",
  )
  .option("--rounds <n>", "delivery: rounds to take the median of; insight: the best of", "5")
  .option("--submissions <n>", "delivery: submissions of a round", "2000")
  .option("--deliveries <n>", "delivery: deliveries that memory is looked at over", "50000")
  .option("--recipients <n>", "broadcast: people in the list", "100000")
  .option("--limit <n>", "broadcast: messages that the number may send in a second", "1000")
  .option("--events <n>", "insight: events of the large month; the small one has a tenth", "1000000")
  .option("--only <database>", "insight: sqlite or postgres alone")
  .option("--kills <n>", "broadcast: how often the server is killed on the way", "5")
  .action(async (name: string, options: BenchOptions) => {
    const bench = Object.hasOwn(benches, name) ? benches[name] : undefined;
    if (!bench) return program.error(`There is no benchmark ${name}.`);
    const result: Record<string, unknown> = { name, ...(await bench(options)) };
    if (!options.json) console.table(result);
    console.log(JSON.stringify(result));
    const { failed } = result;
    for (const failure of Array.isArray(failed) ? failed : []) {
      console.error(`Not reached: ${failure}`);
      process.exitCode = 1;
    }
  });
await program.parseAsync();
