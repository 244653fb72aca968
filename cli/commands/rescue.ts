/** `flowella rescue …` and `flowella ready-answers …`: who stopped half-way through a Flow, and answers ready to be sent. */
import type { Command } from "commander";
import { readJson, wholeNumber } from "../input.ts";
import { askAndPrint, type ServerOptions } from "./operator.ts";

interface OfPortal extends ServerOptions {
  readonly portal: string;
}

export function addRescue(flowella: Command, withServer: (command: Command) => Command): void {
  const ofPortal = (command: Command) => withServer(command.requiredOption("--portal <id>", "the HubSpot portal"));

  const rescue = flowella.command("rescue").description("Customers who stopped half-way through a Flow");
  ofPortal(
    rescue
      .command("list")
      .description("Who stopped, on which screen and when, and what became of their one reminder; newest first")
      .option("--flow <id>", "one Flow alone")
      .option("--after <next>", "the page that follows, as the one before named it"),
  ).action(({ portal: portalId, flow: flowId, after, ...options }: OfPortal & { flow?: string; after?: string }) =>
    askAndPrint("/operator/rescue", { portalId, flowId, after }, options),
  );
  ofPortal(rescue.command("settings").description("What happens when somebody stops")).action(
    ({ portal: portalId, ...options }: OfPortal) => askAndPrint("/operator/rescue/settings", { portalId }, options),
  );
  ofPortal(
    rescue
      .command("set")
      .description("Change what happens when somebody stops; what is left out stays")
      .option("--reminder <how>", "off, free (inside the 24 hours) or template (outside of them, too)")
      .option("--after <minutes>", "silence before somebody counts as stopped and is reminded; 15 to 2880")
      .option("--keep <days>", "how long unfinished answers are kept; 1 to 365"),
  ).action(
    ({
      portal: portalId,
      reminder,
      after,
      keep,
      ...options
    }: OfPortal & { reminder?: string; after?: string; keep?: string }) => {
      const change = {
        ...(reminder !== undefined && { reminder }),
        ...(after !== undefined && { afterMinutes: wholeNumber("--after", after, 15, 2_880) }),
        ...(keep !== undefined && { keepDays: wholeNumber("--keep", keep, 1, 365) }),
      };
      return askAndPrint("/operator/rescue/settings/save", { portalId, change }, options);
    },
  );

  const ready = flowella
    .command("ready-answers")
    .description("A portal's own short answers, offered on contacts' cards");
  ofPortal(ready.command("list").description("All of them, in every language")).action(
    ({ portal: portalId, ...options }: OfPortal) => askAndPrint("/operator/ready-answers", { portalId }, options),
  );
  ofPortal(
    ready
      .command("save")
      .description("Put these in place of all that are there")
      .requiredOption(
        "--file <path>",
        'JSON: [{"name": "Opening hours", "texts": {"en": "…", "it": "…"}}]; - for standard input',
      ),
  ).action(async ({ portal: portalId, file, ...options }: OfPortal & { file: string }) => {
    const answers = await readJson(file);
    return askAndPrint("/operator/ready-answers/save", { portalId, answers }, options);
  });
}
