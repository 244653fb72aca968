/** `flowella consent …`: whose agreement counts, when messages wait, and what stands between a business and a person. */
import { type Command, Option } from "commander";
import { readJson } from "../input.ts";
import { CommandFailed } from "../output.ts";
import { askAndPrint, type ServerOptions } from "./operator.ts";

type Extend = (command: Command) => Command;

interface OfPortal extends ServerOptions {
  readonly portal: string;
}

export interface OfPerson extends OfPortal {
  readonly contact?: string;
  readonly phone?: string;
}

export function addConsent(flowella: Command, withServer: Extend): void {
  const consent = flowella.command("consent").description("Whose agreement to be written to counts, and who opted out");
  const ofPortal = (command: Command) => withServer(command.requiredOption("--portal <id>", "the portal"));

  ofPortal(
    consent
      .command("settings")
      .description("Show where agreements come from, quiet hours and the frequency cap; with --file, set them")
      .option("--file <file>", "JSON of all of them (docs/consent.md), or - for standard input"),
  ).action(async (options: OfPortal & { file?: string }) => {
    const { portal: portalId, file } = options;
    if (file === undefined) return askAndPrint("/operator/consent/settings", { portalId }, options);
    return askAndPrint("/operator/consent/settings/save", { portalId, settings: await readJson(file) }, options);
  });

  ofPerson(
    ofPortal(
      consent
        .command("show")
        .description("Which number a message would go to, what the person agreed to, and whether it may go now")
        .option("--flow <id>", "the Flow that would be sent"),
    ),
  ).action((options: OfPerson & { flow?: string }) =>
    askAndPrint(
      "/operator/consent/person",
      { portalId: options.portal, to: recipientFrom(options), ...(options.flow && { flowId: options.flow }) },
      options,
    ),
  );

  ofPerson(
    ofPortal(
      consent
        .command("opt-out")
        .description("Somebody said elsewhere that they want no messages; only they can take it back, with START")
        .addOption(
          new Option("--from <what>", "what they want no more")
            .choices(["everything", "marketing"])
            .default("everything"),
        ),
    ),
  ).action((options: OfPerson & { from: string }) =>
    askAndPrint(
      "/operator/consent/opt-out",
      { portalId: options.portal, to: recipientFrom(options), scope: options.from },
      options,
    ),
  );

  ofPortal(
    consent.command("held").description("List sends that wait for quiet hours or the frequency cap to be over"),
  ).action((options: OfPortal) => askAndPrint("/operator/consent/held", { portalId: options.portal }, options));

  ofPortal(
    consent
      .command("cancel-held")
      .description("Take back a send that waits")
      .requiredOption("--held <id>", "its id, as held lists it"),
  ).action((options: OfPortal & { held: string }) =>
    askAndPrint("/operator/consent/held/cancel", { portalId: options.portal, heldId: options.held }, options),
  );
}

export function ofPerson(command: Command): Command {
  return command
    .option("--contact <id>", "id of the contact record")
    .option("--phone <number>", "a number with its country code");
}

export function recipientFrom({ contact, phone }: OfPerson): { contactId: string } | { phone: string } {
  if (contact !== undefined && phone === undefined) return { contactId: contact };
  if (phone !== undefined && contact === undefined) return { phone };
  throw new CommandFailed("Name either --contact or --phone.");
}
