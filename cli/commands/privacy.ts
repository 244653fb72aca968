/** `flowella privacy …`: how long a portal keeps what customers hand in, what was removed, and whether it is really gone. */
import { type Command, InvalidArgumentError } from "commander";
import { z } from "zod";
import { CommandFailed, printJson } from "../output.ts";
import { askAndPrint, askServer, type ServerOptions } from "./operator.ts";

type Extend = (command: Command) => Command;

interface OfPortal extends ServerOptions {
  readonly portal: string;
}

interface Change {
  readonly keep?: "nothing" | number;
  readonly heldDays?: number;
  readonly metaRegion?: string;
}

interface OfFlow {
  readonly flow: string;
  readonly keep: "nothing" | number | null;
}

export function addPrivacy(flowella: Command, withServer: Extend): void {
  const privacy = flowella
    .command("privacy")
    .description("How long a portal keeps what customers hand in (docs/privacy.md)");
  const ofPortal = (command: Command) => withServer(command.requiredOption("--portal <id>", "the portal"));

  ofPortal(
    privacy.command("show").description("Show the times that count, what was removed lately, and where data lies"),
  ).action(({ portal: portalId, ...options }: OfPortal) => askAndPrint("/operator/retention", { portalId }, options));
  ofPortal(
    privacy
      .command("keep")
      .description("Change the portal's times")
      .option("--keep <time>", "nothing (once it is delivered), or days from 1 to 3650; 365 at first", keepFrom)
      .option("--held-days <days>", "so much longer for what cannot be delivered, from 7 to 365; 90 at first", Number)
      .option("--meta-region <country>", "where Meta keeps the numbers' data, such as DE; none where nobody knows"),
  ).action(({ portal: portalId, keep, heldDays, metaRegion, ...options }: OfPortal & Change) => {
    const change = {
      ...(keep !== undefined && { keep }),
      ...(heldDays !== undefined && { heldDays }),
      ...(metaRegion !== undefined && { metaRegion: metaRegion === "none" ? null : metaRegion }),
    };
    if (Object.keys(change).length === 0) {
      throw new CommandFailed("Say what to change: --keep, --held-days or --meta-region.");
    }
    return askAndPrint("/operator/retention/change", { portalId, change }, options);
  });
  ofPortal(
    privacy
      .command("flow")
      .description("Let one Flow keep its answers for another time than the portal says")
      .requiredOption("--flow <id>", "the Flow")
      .requiredOption("--keep <time>", "nothing, days from 1 to 3650, or portal: as the portal says", (text) =>
        text === "portal" ? null : keepFrom(text),
      ),
  ).action(({ portal: portalId, flow: flowId, keep, ...options }: OfPortal & OfFlow) =>
    askAndPrint("/operator/retention/flow", { portalId, flowId, keep }, options),
  );
  ofPortal(
    privacy.command("run").description("Remove now what the job would remove within the next quarter of an hour"),
  ).action(({ portal: portalId, ...options }: OfPortal) =>
    askAndPrint("/operator/retention/run", { portalId }, options),
  );
  ofPortal(
    privacy
      .command("check")
      .description("Count what should have gone by the last round; exit code 1 where some is left"),
  ).action(async ({ portal: portalId, ...options }: OfPortal) => {
    const answer = await askServer("/operator/retention/check", { portalId }, options);
    printJson(answer);
    if (!z.object({ clean: z.boolean() }).parse(answer).clean) process.exitCode = 1;
  });
}

function keepFrom(text: string): "nothing" | number {
  if (text === "nothing") return text;
  const days = Number(text);
  if (!Number.isInteger(days)) throw new InvalidArgumentError("Write nothing, or a whole number of days.");
  return days;
}
