/** `flowella broadcast …`: one Flow to a HubSpot list, checked first, tried on a few, and then sent at WhatsApp's pace. */
import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { type Command, Option } from "commander";
import { z } from "zod";
import { broadcastOutcomeSchema } from "../../src/app/packages/contract/index.ts";
import { readJson } from "../input.ts";
import { CommandFailed, print } from "../output.ts";
import { askAndPrint, askServer, type ServerOptions } from "./operator.ts";

type Extend = (command: Command) => Command;

interface OfPortal extends ServerOptions {
  readonly portal: string;
}

interface OfBroadcast extends OfPortal {
  readonly broadcast: string;
}

interface NewBroadcast extends OfPortal {
  readonly flow: string;
  readonly list: string;
  readonly name?: string;
  readonly pilot: string;
  readonly internal?: string[];
  readonly compare?: string;
}

const path = "/operator/broadcasts";

const presses = {
  start: "Begin: with the colleagues, or with the pilot where nobody is named",
  go: "Go on with the next stage, after a look at the figures of the one before",
  pause: "Send nothing more for now",
  resume: "Go on after a pause",
  stop: "Send nothing more at all; it cannot be taken back",
} as const;

export function addBroadcast(flowella: Command, withServer: Extend): void {
  const broadcast = flowella.command("broadcast").description("Send one Flow to everybody in a HubSpot list");
  const ofPortal = (command: Command) => withServer(command.requiredOption("--portal <id>", "the portal"));
  const ofBroadcast = (command: Command) =>
    ofPortal(command.requiredOption("--broadcast <id>", "the broadcast, as list shows it"));

  ofPortal(
    broadcast
      .command("check")
      .description("Make a broadcast and look at everybody in the list; nothing is sent")
      .requiredOption("--flow <id>", "the Flow")
      .requiredOption("--list <id>", "HubSpot's id of the contact list")
      .option("--name <name>", "what it is called; the list's id without")
      .option("--pilot <percent>", "share that gets it first: 5 to 10, or 0 for no pilot", "10")
      .option("--internal <number...>", "colleagues' numbers that get it before anybody else")
      .option("--compare <file>", "JSON of a comparison with the web form (docs/broadcasts.md)"),
  ).action(check);

  for (const [what, description] of Object.entries(presses)) {
    ofBroadcast(broadcast.command(what).description(description)).action((options: OfBroadcast) =>
      askAndPrint(`${path}/press`, { portalId: options.portal, id: options.broadcast, what }, options),
    );
  }

  ofBroadcast(
    broadcast.command("show").description("How it stands: check, figures of each stage, why it waits or is paused"),
  ).action((options: OfBroadcast) =>
    askAndPrint(`${path}/show`, { portalId: options.portal, id: options.broadcast }, options),
  );

  ofPortal(broadcast.command("list").description("All broadcasts, newest first")).action((options: OfPortal) =>
    askAndPrint(path, { portalId: options.portal }, options),
  );

  ofBroadcast(
    broadcast
      .command("recipients")
      .description("What became of each, a hundred at a time")
      .addOption(new Option("--outcome <outcome>", "only these").choices(broadcastOutcomeSchema.options))
      .option("--after <next>", "next of the page before"),
  ).action((options: OfBroadcast & { outcome?: string; after?: string }) => {
    const { portal: portalId, broadcast: id, outcome, after } = options;
    const asked = { portalId, id, ...(outcome && { outcome }), ...(after && { after }) };
    return askAndPrint(`${path}/recipients`, asked, options);
  });

  ofPortal(
    broadcast
      .command("prices")
      .description("Show what messages cost by country; with --file, set it")
      .option("--file <file>", "JSON of the price table (docs/broadcasts.md), or - for standard input"),
  ).action(async (options: OfPortal & { file?: string }) => {
    const save = options.file === undefined ? {} : { save: await readJson(options.file) };
    return askAndPrint(`${path}/prices`, { portalId: options.portal, ...save }, options);
  });

  ofPortal(
    broadcast
      .command("business")
      .description("Name Meta's business whose daily limit this portal shares with others")
      .requiredOption("--id <id>", "the business portfolio's id, from Meta's business settings"),
  ).action((options: OfPortal & { id: string }) =>
    askAndPrint(`${path}/business`, { portalId: options.portal, businessId: options.id }, options),
  );
}

const madeSchema = z.object({ kind: z.literal("made"), id: z.string() });
const shownSchema = z.object({ broadcast: z.looseObject({ id: z.string(), state: z.string() }) });
const askAgainMs = 1_000;

/** Waits until everybody was looked at, and prints what was found. */
async function check(options: NewBroadcast): Promise<void> {
  const { portal: portalId, flow: flowId, list: listId, name = `List ${listId}`, pilot, internal = [] } = options;
  const made = madeSchema.parse(
    await askServer(
      `${path}/make`,
      {
        portalId,
        flowId,
        listId,
        name,
        pilotPercent: Number(pilot),
        internal,
        ...(options.compare !== undefined && { ab: await readJson(options.compare) }),
        idempotencyKey: randomBytes(18).toString("base64url"),
      },
      options,
    ),
  );
  for (;;) {
    const { broadcast } = shownSchema.parse(await askServer(`${path}/show`, { portalId, id: made.id }, options));
    if (broadcast.state !== "collecting" && broadcast.state !== "checking") {
      print(JSON.stringify(broadcast, null, 2));
      if (broadcast.state === "failed") throw new CommandFailed("The list could not be read; see because.");
      return;
    }
    await sleep(askAgainMs);
  }
}
