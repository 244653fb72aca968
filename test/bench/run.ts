/** Benchmarks by name: a table for people, one JSON line last for machines. Ratios are within one run. */
import { Command } from "commander";
import { compileBench } from "./compile.ts";
import { deliveryBench } from "./delivery.ts";
import { endpointBench } from "./endpoint.ts";

interface BenchOptions {
  readonly json?: boolean;
  readonly profile?: boolean;
  readonly rounds: string;
  readonly submissions: string;
  readonly deliveries: string;
}

type Bench = (options: BenchOptions) => Record<string, unknown> | Promise<Record<string, unknown>>;

const benches: Readonly<Record<string, Bench>> = {
  compile: compileBench,
  delivery: ({ json, rounds, submissions, deliveries }) =>
    deliveryBench({
      rounds: Number(rounds),
      submissions: Number(submissions),
      deliveries: Number(deliveries),
      say: sayer(json),
    }),
  endpoint: ({ json, profile = false }) => endpointBench({ profile, say: sayer(json) }),
};

const sayer = (json: boolean | undefined) => (text: string) => (json ? console.error(text) : console.log(text));

const program: Command = new Command("bench")
  .argument("<name>", `one of: ${Object.keys(benches).join(", ")}`)
  .option("--json", "print one JSON line only; what else was measured goes to standard error")
  .option("--profile", "endpoint: profile the server and print what costs most")
  .option("--rounds <n>", "delivery: rounds to take the median of", "5")
  .option("--submissions <n>", "delivery: submissions of a round", "2000")
  .option("--deliveries <n>", "delivery: deliveries that memory is looked at over", "50000")
  .action(async (name: string, options: BenchOptions) => {
    const bench = Object.hasOwn(benches, name) ? benches[name] : undefined;
    if (!bench) return program.error(`There is no benchmark ${name}.`);
    const result = { name, ...(await bench(options)) };
    if (!options.json) console.table(result);
    console.log(JSON.stringify(result));
  });
await program.parseAsync();
