/** `flowella portal export|import`: copy Flows, rules, mappings and settings to another portal. */
import { writeFile } from "node:fs/promises";
import type { Command } from "commander";
import { readJson } from "../input.ts";
import { CommandFailed, print } from "../output.ts";
import { askAndPrint, askServer, type ServerOptions } from "./operator.ts";

type Extend = (command: Command) => Command;

export function addPortal(flowella: Command, withServer: Extend): void {
  const portal = flowella
    .command("portal")
    .description("Copy how a portal works to another one, such as from a sandbox");

  withServer(
    portal
      .command("export")
      .description("Write its Flows, rules, mappings and settings as JSON; no people, addresses or secrets")
      .requiredOption("--portal <id>", "the portal to copy from")
      .option("--file <file>", "where to write it; by default standard output"),
  ).action(async (options: ServerOptions & { portal: string; file?: string }) => {
    const document = await askServer("/operator/portal/export", { portalId: options.portal }, options);
    const text = JSON.stringify(document, null, 2);
    if (options.file === undefined) return print(text);
    try {
      await writeFile(options.file, `${text}\n`, { flag: "wx" });
    } catch {
      throw new CommandFailed(`${options.file} cannot be written, or it is there already.`);
    }
    print(`Written to ${options.file}.`);
  });

  withServer(
    portal
      .command("import")
      .description("Take over such a file: Flows become drafts, and what does not match is listed")
      .requiredOption("--portal <id>", "the portal to copy to")
      .requiredOption("--file <file>", "the file, or - for standard input"),
  ).action(async (options: ServerOptions & { portal: string; file: string }) => {
    const document = await readJson(options.file);
    await askAndPrint("/operator/portal/import", { portalId: options.portal, document }, options);
  });
}
