/** `flowella webhook …`: where a portal's submissions go besides HubSpot. Secrets come from files and are shown once. */
import { type Command, InvalidArgumentError, Option } from "commander";
import { readSecret } from "../input.ts";
import { askAndPrint, type ServerOptions } from "./operator.ts";

type Extend = (command: Command) => Command;

interface OfPortal extends ServerOptions {
  readonly portal: string;
}

interface OfWebhook extends OfPortal {
  readonly webhook: string;
}

const events = ["submission.accepted", "submission.corrected", "identity.check"];

export function addWebhooks(flowella: Command, withServer: Extend): void {
  const webhook = flowella.command("webhook").description("Send submissions to addresses of your own, signed");

  withServer(
    webhook
      .command("add")
      .description("Add an endpoint; its signing secret is printed, once")
      .requiredOption("--portal <id>", "the portal")
      .requiredOption("--url <url>", "the receiver's https address")
      .addOption(new Option("--event <name...>", "what it wants; by default every submission").choices(events))
      .option("--secret-file <file>", "a secret that the receiver has already (whsec_…), or - for standard input"),
  ).action(async (options: OfPortal & { url: string; event?: string[]; secretFile?: string }) => {
    const endpoint = {
      url: options.url,
      ...(options.event && { events: options.event }),
      ...(await secretFrom(options)),
    };
    await askAndPrint("/operator/webhooks/add", { portalId: options.portal, endpoint }, options);
  });

  withServer(
    webhook.command("list").description("List the endpoints").requiredOption("--portal <id>", "the portal"),
  ).action((options: OfPortal) => askAndPrint("/operator/webhooks", { portalId: options.portal }, options));

  for (const [name, description] of [
    ["test", "Send a test event now and say what came back"],
    ["disable", "Send it nothing more; what waits is skipped"],
    ["enable", "Send it what is accepted from now on"],
    ["remove", "Forget the endpoint; what waits is skipped"],
  ] as const) {
    withServer(ofWebhook(webhook.command(name).description(description))).action((options: OfWebhook) =>
      askAndPrint(`/operator/webhooks/${name}`, { portalId: options.portal, id: options.webhook }, options),
    );
  }

  withServer(
    ofWebhook(webhook.command("rotate").description("Give it a new secret, printed once; the one before signs a while"))
      .option("--hours <n>", "how long the one before signs too", hours, 24)
      .option("--at-once", "the one before ends now, as after a leak")
      .option("--secret-file <file>", "the new secret (whsec_…), or - for standard input; by default it is made"),
  ).action(async (options: OfWebhook & { hours: number; atOnce?: boolean; secretFile?: string }) => {
    const asked = {
      portalId: options.portal,
      id: options.webhook,
      overlapHours: options.hours,
      atOnce: options.atOnce ?? false,
      ...(await secretFrom(options)),
    };
    await askAndPrint("/operator/webhooks/rotate", asked, options);
  });
}

function ofWebhook(command: Command): Command {
  return command.requiredOption("--portal <id>", "the portal").requiredOption("--webhook <id>", "the endpoint");
}

async function secretFrom({ secretFile }: { readonly secretFile?: string }): Promise<{ secret?: string }> {
  return secretFile === undefined ? {} : { secret: await readSecret(secretFile) };
}

function hours(text: string): number {
  const value = Number(text);
  if (Number.isFinite(value) && value > 0) return value;
  throw new InvalidArgumentError("Give a number of hours.");
}
