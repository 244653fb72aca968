/** Benchmarks by name: a table for people, one JSON line last for machines. Every figure is a ratio within one run. */
import { Command } from "commander";
import { compileBench } from "./compile.ts";

const benches: Readonly<Record<string, () => Record<string, unknown>>> = { compile: compileBench };

const program = new Command("bench")
  .argument("<name>", `one of: ${Object.keys(benches).join(", ")}`)
  .option("--json", "print one JSON line only")
  .action((name: string, { json }: { json?: boolean }) => {
    const bench = Object.hasOwn(benches, name) ? benches[name] : undefined;
    if (!bench) program.error(`There is no benchmark ${name}.`);
    const result = { name, ...bench() };
    if (!json) console.table(result);
    console.log(JSON.stringify(result));
  });
program.parse();
