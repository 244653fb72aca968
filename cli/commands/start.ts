import { z } from "zod";
import { type Config, parseConfig, type SandboxSettings } from "../../server/config.ts";
import { placeOf } from "../../server/store/postgres-errors.ts";
import { endOnCrash } from "../../server/telemetry/crash.ts";
import { createLog } from "../../server/telemetry/log.ts";
import { CommandFailed, complain, print } from "../output.ts";
import type { SandboxWorld } from "../sandbox-world.ts";
import { serve } from "../serve.ts";

/** `npm start`: the server with its configuration, or with none of it on the sandbox. Runs until Ctrl-C. */
export async function startCommand(): Promise<void> {
  const parsed = parseConfig(process.env);
  if (parsed.kind === "invalid") {
    const lines = parsed.problems.map(({ name, message }) => `  ${name} ${message}`);
    throw new CommandFailed(
      `The configuration is not complete:\n${lines.join("\n")}\nSee .env.example for what each variable means.`,
    );
  }
  const running: Running = parsed.kind === "live" ? await live(parsed.config) : await sandbox(parsed.settings);
  await untilStopped();
  print("Stopping: finishing what is in hand.");
  await running.drain?.();
  await withinLimit(() => running.close());
  print("Stopped.");
}

/** Longer than any call that may be in hand; what is cut off then is taken up by the next start, as after a crash. */
const stopLimitMs = 45_000;

async function withinLimit(stop: () => Promise<void>): Promise<void> {
  const limit = setTimeout(() => {
    complain(`Not finished within ${stopLimitMs / 1_000} seconds: the next start takes up what is left.`);
    process.exit(1);
  }, stopLimitMs);
  await stop();
  clearTimeout(limit);
}

interface Running {
  /** Lets balancers notice, where there may be one. */
  readonly drain?: () => Promise<void>;
  readonly close: () => Promise<void>;
}

async function live(config: Config): Promise<Running> {
  endOnCrash(createLog(config.LOG_LEVEL));
  const server = await serve(config, "live", () => config.PUBLIC_BASE_URL);
  print(`Flowella listens on ${server.url} and is reached at ${config.PUBLIC_BASE_URL}.`);
  print(`Install it in a HubSpot portal: ${config.PUBLIC_BASE_URL}/oauth/install`);
  return { drain: () => server.drain(config.DRAIN_SECONDS * 1_000), close: server.close };
}

async function sandbox(settings: SandboxSettings): Promise<SandboxWorld> {
  // Loaded only here: a real server runs without the stand-ins, and an image of it need not hold them.
  const [{ startSandboxWorld }, { sandboxSecrets }] = await Promise.all([
    import("../sandbox-world.ts"),
    import("../sandbox-secrets.ts"),
  ]);
  const world = await startSandboxWorld(settings, await sandboxSecrets(settings.DATABASE_FILE));
  const published = z.object({ flowId: z.string() });
  const source = { tool: "hubspot", formId: world.facts.formIds.consultation };
  const { flowId } = await world.ask("/operator/publish", { source }, published);
  const { server, hubspot, whatsapp, facts, portalId } = world;
  const [template] = whatsapp.state.templates.values();
  if (template) whatsapp.decideTemplate(template.name, "APPROVED");
  const option = settings.PORT === 3000 ? "" : ` --server ${server.url}`;
  print(`Flowella runs on the sandbox: no account is needed, and nothing leaves this machine.

  Server            ${server.url}/ready
  HubSpot stand-in  ${hubspot.apiUrl}/_sandbox/portals/${portalId}
  WhatsApp stand-in ${whatsapp.url}/_sandbox
  ${`${facts.customer.firstName} in HubSpot`.padEnd(17)} ${hubspot.pageUrl(Number(portalId), facts.customer.contactId)}
  ${`${facts.customer.firstName}'s phone`.padEnd(17)} ${whatsapp.phoneUrl(facts.customer.waId)}
  Data              ${dataOf(settings)} (the stand-ins themselves start afresh each time)

The form "Request a consultation" is published as a Flow. Send it to ${facts.customer.firstName} from the card on her contact record, in a
browser at "${facts.customer.firstName} in HubSpot", or from here:

  npm run -s flowella -- send --portal ${portalId} --flow ${flowId} --contact ${facts.customer.contactId} --key my-first-send${option}

Then open her phone in a browser, fill the form in, and look at her contact record again.

Ctrl-C stops it.`);
  return world;
}

function dataOf({ DATABASE_URL: url, DATABASE_FILE: file }: SandboxSettings): string {
  return url === undefined ? file : placeOf(url);
}

function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
  });
}
