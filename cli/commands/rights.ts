/** `flowella roles …`: who may do what in a portal. */
import { type Command, InvalidArgumentError, Option } from "commander";
import { type Right, rights } from "../../core/rights/index.ts";
import { CommandFailed } from "../output.ts";
import { askAndPrint, type ServerOptions } from "./operator.ts";

type Extend = (command: Command) => Command;

interface OfPortal extends ServerOptions {
  readonly portal: string;
}

interface To extends OfPortal {
  readonly user?: string;
  readonly team?: string;
}

export function addRights(flowella: Command, withServer: Extend): void {
  const ofPortal = (command: Command) => withServer(command.requiredOption("--portal <id>", "the portal"));
  const toSomebody = (command: Command) =>
    ofPortal(
      command
        .addOption(new Option("--user <id>", "HubSpot's id of a user").conflicts("team"))
        .option("--team <id>", "HubSpot's id of a team: everybody in it"),
    );

  const roles = flowella.command("roles").description("Who may do what in a portal (docs/roles.md)");
  ofPortal(roles.command("show").description("Show what everyone, single users and teams may do")).action(
    ({ portal: portalId, ...options }: OfPortal) => askAndPrint("/operator/roles", { portalId }, options),
  );
  toSomebody(
    roles
      .command("grant")
      .description("Give a user or a team rights, in place of those given before")
      .requiredOption("--rights <list>", `of ${rights.join(", ")}; separated by commas`, rightsFrom),
  ).action((options: To & { rights: Right[] }) => grant(options, options.rights));
  toSomebody(roles.command("revoke").description("Take back what a user or a team was given")).action((options: To) =>
    grant(options, []),
  );
  ofPortal(
    roles
      .command("everyone")
      .description("What whoever can open the app may do without being given anything")
      .option("--rights <list>", "of send, see-answers, publish; or none", (text) =>
        text === "none" ? [] : rightsFrom(text),
      )
      .addOption(
        new Option("--contacts <which>", "whose contacts somebody who is no admin works with").choices([
          "all",
          "own-and-team",
        ]),
      ),
  ).action(({ portal: portalId, rights: everyone, contacts, ...options }: OfPortal & Everyone) => {
    if (!everyone && !contacts) throw new CommandFailed("Say what to change: --rights, --contacts, or both.");
    return askAndPrint("/operator/roles/change", { portalId, everyone, contacts }, options);
  });
}

interface Everyone {
  readonly rights?: Right[];
  readonly contacts?: string;
}

function grant({ portal: portalId, user, team, ...options }: To, given: readonly Right[]): Promise<void> {
  const id = user ?? team;
  if (id === undefined) throw new CommandFailed("Say to whom: --user or --team, with HubSpot's id.");
  const to = { kind: user === undefined ? "team" : "user", id };
  return askAndPrint("/operator/roles/grant", { portalId, grant: { to, rights: given } }, options);
}

function rightsFrom(text: string): Right[] {
  return text.split(",").map((word) => {
    const right = rights.find((each) => each === word.trim());
    if (!right) throw new InvalidArgumentError(`There is no right "${word.trim()}". There are: ${rights.join(", ")}.`);
    return right;
  });
}
