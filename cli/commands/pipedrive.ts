/** `flowella pipedrive …`: connect a portal's Pipedrive company. `flow settings --pipedrive` makes a Flow use it. */
import type { Command } from "commander";
import { readSecret } from "../input.ts";
import { askAndPrint, type ServerOptions } from "./operator.ts";

type Extend = (command: Command) => Command;

interface OfPortal extends ServerOptions {
  readonly portal: string;
}

export function addPipedrive(flowella: Command, withServer: Extend): void {
  const pipedrive = flowella.command("pipedrive").description("Answers as people and notes in Pipedrive");
  const ofPortal = (command: Command) => withServer(command.requiredOption("--portal <id>", "the portal"));

  ofPortal(pipedrive.command("status").description("Whether it is connected, and which Flows use it")).action(
    ({ portal: portalId, ...options }: OfPortal) => askAndPrint("/operator/pipedrive", { portalId }, options),
  );

  ofPortal(
    pipedrive.command("connect").description("Connect a company: with an API token, or by the link that this prints"),
  )
    .option("--api-token-file <file>", "a user's API token (Personal preferences > API), or - for standard input")
    .option(
      "--company <name>",
      "NAME of https://NAME.pipedrive.com, to be called there instead of at the address for all",
    )
    .action(async ({ portal: portalId, apiTokenFile, company, ...options }: ConnectOptions) => {
      if (apiTokenFile === undefined) return askAndPrint("/operator/pipedrive/authorise", { portalId }, options);
      const accessToken = await readSecret(apiTokenFile);
      return askAndPrint("/operator/pipedrive/connect", { portalId, accessToken, company }, options);
    });

  ofPortal(pipedrive.command("disconnect").description("Forget the company and its token")).action(
    ({ portal: portalId, ...options }: OfPortal) =>
      askAndPrint("/operator/pipedrive/disconnect", { portalId }, options),
  );
}

type ConnectOptions = OfPortal & { readonly apiTokenFile?: string; readonly company?: string };
