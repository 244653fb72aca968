/** `flowella insight`: how far Flows got, in which time, and where people left. */
import { writeFile } from "node:fs/promises";
import { type Command, Option } from "commander";
import { z } from "zod";
import {
  type Insight,
  type InsightTime,
  insightGroupSchema,
  insightSchema,
} from "../../src/app/packages/contract/index.ts";
import { print } from "../output.ts";
import { askServer, type ServerOptions } from "./operator.ts";

interface Options extends ServerOptions {
  readonly portal: string;
  readonly flow?: string;
  readonly from?: string;
  readonly to?: string;
  readonly group?: string;
  readonly csv?: boolean;
  readonly json?: boolean;
  readonly out?: string;
}

const answerSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("csv"), text: z.string() }),
  insightSchema,
]);

const monthMs = 29 * 86_400_000;

export function addInsight(flowella: Command, withServer: (command: Command) => Command): void {
  withServer(
    flowella
      .command("insight")
      .description("How far Flows got, in which time, and where people left; what each figure means is said beside it")
      .requiredOption("--portal <id>", "the HubSpot portal")
      .option("--flow <id>", "one Flow, with its screens and questions; without it, all together")
      .option("--from <day>", "such as 2026-11-01; 30 days unless told")
      .option("--to <day>", "the last day, included; today unless told")
      .addOption(new Option("--group <what>", "told apart by").choices(insightGroupSchema.options))
      .addOption(new Option("--csv", "print a table with every figure and its definition").conflicts("json"))
      .option("--json", "print everything as JSON")
      .option("--out <file>", "write the CSV or JSON there instead of printing it"),
  ).action(async ({ portal, flow, from, to, group, csv, json, out, ...options }: Options) => {
    const last = to ?? new Date().toISOString().slice(0, 10);
    const first = from ?? new Date(Date.parse(last) - monthMs).toISOString().slice(0, 10);
    const asked = { portalId: portal, flowId: flow, from: first, to: last, group, ...(csv && { as: "csv" }) };
    const answer = answerSchema.parse(await askServer("/operator/insight", asked, options));
    const text = answer.kind === "csv" ? answer.text : json ? `${JSON.stringify(answer, null, 2)}\n` : inWords(answer);
    if (out === undefined) return print(text.trimEnd());
    // The mark lets spreadsheets read it as UTF-8.
    await writeFile(out, answer.kind === "csv" ? `\uFEFF${text}` : text, { mode: 0o600 });
    print(`The figures are in ${out}.`);
  });
}

/** What fits a terminal; the rest is in --json and --csv. */
function inWords(insight: Insight): string {
  const { flow, from, to, timeZone, state, funnel, times, screens, groups, waiting } = insight;
  const head = `${flow?.name ?? "All Flows"}, ${from} to ${to} (${timeZone})`;
  if (state === "none") return `${head}\n\nNothing was sent in these days.`;
  const parts = [
    head,
    table(
      ["", "messages", "of the step before", "of sent"],
      funnel.map(({ stage, screen, count, ofBefore, ofSent }) => [
        screen?.title ?? stage,
        String(count),
        percent(ofBefore),
        percent(ofSent),
      ]),
    ),
    table(
      ["", "times", "median", "p90"],
      times.map(({ measure, time }) => [measure, ...timeCells(time)]),
    ),
    screens.length > 0 &&
      table(
        ["screen", "shown", "handed in", "went back", "left", "times", "median", "p90"],
        screens.map(({ title, shown, submitted, back, left, time }) => [
          title,
          ...[shown, submitted, back, left].map(String),
          ...timeCells(time),
        ]),
      ),
    groups.length > 0 &&
      table(
        ["", "sent", "started", "completed", "of sent"],
        groups.map(({ value, others, sent, started, completed, rate }) => [
          others ? "(others)" : value || "(unknown)",
          ...[sent, started, completed].map(String),
          percent(rate),
        ]),
      ),
    state === "few" && "Few messages: shares say little yet.",
    waiting > 0 && `${waiting} events are not counted yet.`,
    "What each figure means: --json or --csv.",
  ];
  return parts.filter((part) => part !== false).join("\n\n");
}

const percent = (share: number | undefined): string => (share === undefined ? "" : `${(share * 100).toFixed(1)} %`);

function timeCells({ count, median, p90, exact }: InsightTime): string[] {
  const seconds = (value: number | undefined) => (value === undefined ? "" : `${exact ? "" : "~"}${value} s`);
  return [String(count), seconds(median), seconds(p90)];
}

/** Words to the left, figures to the right. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const cell = (text: string, column: number) =>
    column === 0 ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0);
  return lines.map((line) => line.map(cell).join("  ").trimEnd()).join("\n");
}
