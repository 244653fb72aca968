/** `flowella transactions`: a Flow's log, one row for each submission. */
import { writeFile } from "node:fs/promises";
import type { Command } from "commander";
import { z } from "zod";
import { csvOf, type Table } from "../../core/transactions/index.ts";
import { print, printJson } from "../output.ts";
import { askServer, type ServerOptions } from "./operator.ts";

interface Options extends ServerOptions {
  readonly portal: string;
  readonly flow: string;
  readonly json?: boolean;
  readonly out?: string;
}

const pageSchema = z.object({
  columns: z.array(z.string()),
  rows: z.array(z.record(z.string(), z.string())),
  next: z.string().optional(),
});

export function addTransactionsCommand(flowella: Command, withServer: (command: Command) => Command): void {
  withServer(
    flowella
      .command("transactions")
      .description("Export a Flow's log as CSV: one row for each submission, oldest first")
      .requiredOption("--portal <id>", "the HubSpot portal")
      .requiredOption("--flow <id>", "the Flow")
      .option("--out <file>", "write it there instead of printing it")
      .option("--json", "print {columns, rows} instead of CSV"),
  ).action(async (options: Options) => {
    const table = await wholeLog(options);
    if (options.json) return printJson(table);
    const csv = csvOf(table);
    if (options.out === undefined) return print(csv.trimEnd());
    // The mark lets spreadsheets read it as UTF-8.
    await writeFile(options.out, `\uFEFF${csv}`, { mode: 0o600 });
    print(`${table.rows.length} rows are in ${options.out}.`);
  });
}

/** Later versions of a form may ask more: the columns of all pages together. */
async function wholeLog({ portal: portalId, flow: flowId, ...options }: Options): Promise<Table> {
  const columns = new Set<string>();
  const rows: Table["rows"][number][] = [];
  let after: string | undefined;
  do {
    const body = { portalId, flowId, ...(after !== undefined && { after }) };
    const page = pageSchema.parse(await askServer("/operator/transactions", body, options));
    for (const column of page.columns) columns.add(column);
    rows.push(...page.rows);
    after = page.next;
  } while (after !== undefined);
  return { columns: [...columns], rows };
}
