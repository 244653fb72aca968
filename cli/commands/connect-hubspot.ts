/** `flowella connect status | repair | link | disconnect`: a portal's HubSpot account, as its admin would look at it. */
import { type Command, Option } from "commander";
import { z } from "zod";
import { CommandFailed, print, printJson } from "../output.ts";
import { askAndPrint, askServer, type ServerOptions } from "./operator.ts";

type Extend = (command: Command) => Command;

interface OfPortal extends ServerOptions {
  readonly portal: string;
  readonly json?: boolean;
}

/** @param connect the command `flowella connect` */
export function addConnectHubSpot(connect: Command, withServer: Extend): void {
  const portal = "the HubSpot portal";
  withServer(
    connect
      .command("status")
      .description("Show what works in a portal, from its permissions and what was found in it, and what to do")
      .requiredOption("--portal <id>", portal)
      .option("--json", "print one JSON line"),
  ).action(statusCommand);
  withServer(
    connect
      .command("repair")
      .description("Make again what Flowella needs in a portal's HubSpot; print what it could not make, and what to do")
      .requiredOption("--portal <id>", portal)
      .option("--json", "print one JSON line"),
  ).action(repairCommand);
  withServer(
    connect
      .command("link")
      .description("Make a link to a page outside HubSpot; it opens once, within ten minutes")
      .requiredOption("--portal <id>", portal)
      .addOption(
        new Option("--page <page>", "hubspot: what works; whatsapp: connect an account")
          .choices(["hubspot", "whatsapp"])
          .makeOptionMandatory(),
      ),
  ).action((options: OfPortal & { page: string }) =>
    askAndPrint("/operator/connect/link", { portalId: options.portal, page: options.page }, options),
  );
  withServer(
    connect
      .command("disconnect")
      .description("Remove Flowella from a portal's HubSpot; answers are held for 30 days, then everything is erased")
      .requiredOption("--portal <id>", portal)
      .option("--yes", "without this nothing happens"),
  ).action(async (options: OfPortal & { yes?: boolean }) => {
    if (!options.yes) throw new CommandFailed("This removes the app from the HubSpot account. Add --yes to do it.");
    await askAndPrint("/operator/connect/disconnect", { portalId: options.portal }, options);
  });
}

const problemSchema = z.object({ name: z.string(), state: z.string(), says: z.string().optional() });
const placeSchema = z.object({ place: z.string(), name: z.string().optional() });
const statusSchema = z.object({
  account: z.object({ uiDomain: z.string(), accountType: z.string().nullable() }),
  capabilities: z.array(
    z.object({ title: z.string(), state: z.string(), says: z.string(), remedy: z.string().optional() }),
  ),
  lookedAt: z.string().nullable(),
});
const repairSchema = z.object({
  items: z.array(z.object({ name: z.string(), state: z.string() })),
  identityRecords: placeSchema,
  problems: z.array(problemSchema),
});

async function statusCommand(options: OfPortal): Promise<void> {
  const said = await askServer("/operator/connect/status", { portalId: options.portal }, options);
  if (options.json) return printJson(said);
  const { account, capabilities, lookedAt } = statusSchema.parse(said);
  print(`${account.accountType ?? "account"} on ${account.uiDomain}, looked at ${lookedAt ?? "never"}`);
  for (const { title, state, says, remedy } of capabilities) {
    print(`${words.get(state) ?? state}  ${title}: ${says}`);
    if (remedy) print(`         To do: ${remedy}`);
  }
}

const words: ReadonlyMap<string, string> = new Map([
  ["works", "works  "],
  ["limited", "in part"],
  ["off", "off    "],
]);

/** Exit code 1 where something needs a person. */
async function repairCommand(options: OfPortal): Promise<void> {
  const said = await askServer("/operator/connect/repair", { portalId: options.portal }, options);
  const { items, identityRecords, problems } = repairSchema.parse(said);
  if (options.json) printJson(said);
  else {
    for (const { name, state } of items) print(`${state.padEnd(9)} ${name}`);
    print(`Identity checks are kept in: ${identityRecords.name ?? identityRecords.place}`);
    for (const { says, name } of problems) print(`To do: ${says ?? name}`);
  }
  if (problems.length > 0) process.exitCode = 1;
}
