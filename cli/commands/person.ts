/** `flowella person …`: questions about numbers that nobody may guess. */
import type { Command } from "commander";
import { askAndPrint, type ServerOptions } from "./operator.ts";

type Extend = (command: Command) => Command;

export function addPerson(flowella: Command, withServer: Extend): void {
  const person = flowella.command("person").description("People and their WhatsApp numbers");

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
}
