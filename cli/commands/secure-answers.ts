/** `flowella secure-answers`: what a customer typed on the secure page. */
import type { Command } from "commander";
import { askAndPrint, type ServerOptions } from "./operator.ts";

interface LookOptions extends ServerOptions {
  readonly portal: string;
  readonly submission: string;
}

export function addSecureAnswersCommand(flowella: Command, withServer: (command: Command) => Command): void {
  withServer(
    flowella
      .command("secure-answers")
      .description("Show what was answered on the secure page, in full; the server's log keeps that it was looked at")
      .requiredOption("--portal <id>", "the HubSpot portal")
      .requiredOption("--submission <id>", "the submission, from `submissions`"),
  ).action((options: LookOptions) => {
    const { portal: portalId, submission: submissionId } = options;
    return askAndPrint("/operator/secure-answers", { portalId, submissionId }, options);
  });
}
