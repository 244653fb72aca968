/** Benchmarks by name: a table for people, one JSON line last for machines. Ratios are within one run. */
import { Command } from "commander";
import { compileBench } from "./compile.ts";
import { endpointBench } from "./endpoint.ts";

interface BenchOptions {
  readonly json?: boolean;
  readonly profile?: boolean;
}

type Bench = (options: BenchOptions) => Record<string, unknown> | Promise<Record<string, unknown>>;

const benches: Readonly<Record<string, Bench>> = {
  compile: compileBench,
  endpoint: ({ json, profile = false }) =>
    endpointBench({ profile, say: (text) => (json ? console.error(text) : console.log(text)) }),
};

const program: Command = new Command("bench")
  .argument("<name>", `one of: ${Object.keys(benches).join(", ")}`)
  .option("--json", "print one JSON line only; what else was measured goes to standard error")
  .option("--profile", "endpoint: profile the server and print what costs most")
  .action(async (name: string, options: BenchOptions) => {
    const bench = Object.hasOwn(benches, name) ? benches[name] : undefined;
    if (!bench) return program.error(`There is no benchmark ${name}.`);
    const result = { name, ...(await bench(options)) };
    if (!options.json) console.table(result);
    console.log(JSON.stringify(result));
  });
await program.parseAsync();
