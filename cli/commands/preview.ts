/** `flowella preview`: a link on which anybody can fill a Flow in, with nothing sent. */
import type { Command } from "commander";
import { z } from "zod";
import { CommandFailed, print, printJson } from "../output.ts";
import { askServer, type ServerOptions } from "./operator.ts";

interface PreviewOptions extends ServerOptions {
  readonly portal: string;
  readonly version?: string;
  readonly draft?: boolean;
  readonly hours: string;
  readonly json?: boolean;
}

const linkSchema = z.object({ kind: z.literal("link"), url: z.string(), version: z.number(), until: z.string() });

export function addPreview(flowella: Command, withServer: (command: Command) => Command): void {
  withServer(
    flowella
      .command("preview <flow>")
      .description("Print a link that shows a Flow on a phone, to be filled in with nothing sent")
      .requiredOption("--portal <id>", "the portal")
      .option("--version <n>", "this version of it; by default what customers get")
      .option("--draft", "its newest version, published or not")
      .option("--hours <n>", "how long the link is good, at most 168", "24")
      .option("--json", "print one JSON line: url, version, until"),
  ).action(async (flow: string, options: PreviewOptions) => {
    if (options.draft && options.version) throw new CommandFailed("Name either --draft or --version.");
    const version = options.draft ? "newest" : options.version && Number(options.version);
    const body = { portalId: options.portal, flowId: flow, ...(version && { version }), hours: Number(options.hours) };
    const link = linkSchema.parse(await askServer("/operator/preview", body, options));
    if (options.json) printJson(link);
    else print(link.url);
  });
}
