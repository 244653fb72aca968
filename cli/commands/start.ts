import { z } from "zod";
import { parseConfig, type SandboxSettings } from "../../server/config.ts";
import { placeOf } from "../../server/store/postgres-errors.ts";
import { CommandFailed, print } from "../output.ts";
import { sandboxSecrets } from "../sandbox-secrets.ts";
import { type SandboxWorld, startSandboxWorld } from "../sandbox-world.ts";
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
  const running = parsed.kind === "live" ? await live(parsed.config) : await sandbox(parsed.settings);
  await untilStopped();
  print("Stopping: finishing what is in hand.");
  await running.close();
  print("Stopped.");
}

async function live(config: Extract<ReturnType<typeof parseConfig>, { kind: "live" }>["config"]) {
  const server = await serve(config, "live", () => config.PUBLIC_BASE_URL);
  print(`Flowella listens on ${server.url} and is reached at ${config.PUBLIC_BASE_URL}.`);
  print(`Install it in a HubSpot portal: ${config.PUBLIC_BASE_URL}/oauth/install`);
  return server;
}

async function sandbox(settings: SandboxSettings): Promise<SandboxWorld> {
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
