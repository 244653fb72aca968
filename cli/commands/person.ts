/** `flowella person …`: questions about numbers that nobody may guess, and codes that show who somebody is. */
import type { Command } from "commander";
import { askAndPrint, type ServerOptions } from "./operator.ts";
import { addPersonPrivacy } from "./person-privacy.ts";

type Extend = (command: Command) => Command;

export function addPerson(flowella: Command, withServer: Extend): void {
  const person = flowella.command("person").description("People: their numbers, what is held of them, forgetting them");
  addPersonPrivacy(person, withServer);

  withServer(
    person
      .command("conflicts")
      .description("List what somebody has to decide about numbers, with the choices")
      .requiredOption("--portal <id>", "the portal"),
  ).action((options: ServerOptions & { portal: string }) =>
    askAndPrint("/operator/people/conflicts", { portalId: options.portal }, options),
  );

  withServer(
    person
      .command("decide")
      .description("Decide one of them")
      .requiredOption("--portal <id>", "the portal")
      .requiredOption("--conflict <id>", "the question, from `person conflicts`")
      .requiredOption("--use <choice>", "one of its choices"),
  ).action((options: ServerOptions & { portal: string; conflict: string; use: string }) =>
    askAndPrint(
      "/operator/people/conflicts/decide",
      { portalId: options.portal, conflictId: options.conflict, use: options.use },
      options,
    ),
  );

  withServer(
    person
      .command("code")
      .description("Make a one-time code that you give to a customer yourself, for a form that asks for one")
      .requiredOption("--portal <id>", "the portal")
      .option("--contact <id>", "the contact in HubSpot")
      .option("--phone <number>", "or the customer's WhatsApp number")
      .option("--flow <id>", "the Flow, where its settings name another property for the surname")
      .option("--minutes <count>", "how long it is good, an hour unless told"),
  ).action((options: ServerOptions & CodeOptions) =>
    askAndPrint(
      "/operator/codes/hand-out",
      {
        portalId: options.portal,
        to: options.contact === undefined ? { phone: options.phone ?? "" } : { contactId: options.contact },
        ...(options.flow !== undefined && { flowId: options.flow }),
        ...(options.minutes !== undefined && { minutes: Number(options.minutes) }),
      },
      options,
    ),
  );
}

interface CodeOptions {
  readonly portal: string;
  readonly contact?: string;
  readonly phone?: string;
  readonly flow?: string;
  readonly minutes?: string;
}
