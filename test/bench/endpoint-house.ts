/**
 * What the benchmark's servers serve: a database that the sandbox filled the real way (installed, connected, published,
 * sent, answered once by a phone), and many copies of its two customers.
 */
import { randomBytes } from "node:crypto";
import { copyFile } from "node:fs/promises";
import path from "node:path";
import Database from "better-sqlite3";
import { z } from "zod";
import { newSandboxSecrets } from "../../cli/sandbox-secrets.ts";
import { type SandboxWorld, startSandboxWorld } from "../../cli/sandbox-world.ts";
import type { PhoneView } from "../../phone/index.ts";
import { DEFAULT_WORLD } from "../../sandbox/whatsapp/index.ts";
import { parseConfig } from "../../server/config.ts";
import { flowTokens } from "../../server/conversation/tokens.ts";
import { copyCustomer } from "./endpoint-customers.ts";

/** One exchange of the conversation as the phone had it: what it asked, and what it was told. */
export interface ScriptStep {
  readonly request: Readonly<Record<string, unknown>>;
  readonly response: unknown;
}

export interface House {
  /** Nothing waits here. */
  readonly quietDatabase: string;
  /** The same with deliveries that wait for HubSpot. */
  readonly busyDatabase: string;
  readonly masterKey: string;
  /** Of sessions that were sent and never opened. */
  readonly tokens: readonly string[];
  /** From opening to acceptance. The tokens in it are the copied customer's. */
  readonly script: readonly ScriptStep[];
  readonly endpointPath: string;
  readonly publicKey: string;
  readonly appSecret: string;
}

const answers: Readonly<Record<string, unknown>> = {
  firstname: "Giulia",
  lastname: "Bellandi",
  email: "giulia@bellandi.example",
  mobilephone: "+39 347 555 0142",
  consultation_topic: "kitchen",
  preferred_contact_method: "whatsapp",
  services_of_interest: ["design", "measuring"],
  preferred_consultation_date: "2027-03-15",
  number_of_rooms: "3",
  message: "A kitchen for two cooks, with light from the north.",
  existing_customer: true,
  consent_processing: true,
};

export async function buildHouse(folder: string, sessions: number, waiting: number): Promise<House> {
  const quietDatabase = path.join(folder, "quiet.db");
  const busyDatabase = path.join(folder, "busy.db");
  const parsed = parseConfig({ PORT: "0", DATABASE_FILE: quietDatabase, LOG_LEVEL: "silent" });
  if (parsed.kind !== "sandbox") throw new Error("The benchmark's own settings are wrong.");
  const secrets = newSandboxSecrets();
  const world = await startSandboxWorld(parsed.settings, secrets);
  const built = await fillIn(world).finally(() => world.close());

  const config = { ...parsed.settings, FLOWELLA_MASTER_KEY: secrets.masterKey };
  const signer = flowTokens({ config: { ...config, ...placeholders }, randomBytes });
  const tokens = Array.from({ length: sessions }, () => signer.issue());
  const hashes = tokens.map((token) => signer.hashOf(token) ?? "");
  inDatabase(quietDatabase, (database) => copyCustomer(database, built.openedBy, hashes));
  await copyFile(quietDatabase, busyDatabase);
  const others = Array.from({ length: waiting }, () => signer.hashOf(signer.issue()) ?? "");
  inDatabase(busyDatabase, (database) => copyCustomer(database, built.answeredBy, others));
  const { script, endpointPath, publicKey } = built;
  const { masterKey } = secrets;
  const { appSecret } = DEFAULT_WORLD;
  return { quietDatabase, busyDatabase, masterKey, tokens, script, endpointPath, publicKey, appSecret };
}

const placeholders = {
  PUBLIC_BASE_URL: "http://127.0.0.1",
  FLOWELLA_OPERATOR_TOKEN: "",
  HUBSPOT_CLIENT_ID: "",
  HUBSPOT_CLIENT_SECRET: "",
};

/** Sends the form to two customers; the first one answers it, the second one never opens it. */
async function fillIn(world: SandboxWorld) {
  const { facts, whatsapp } = world;
  const source = { tool: "hubspot", formId: facts.formIds.consultation };
  const { flowId } = await world.ask("/operator/publish", { source }, z.object({ flowId: z.string() }));
  await send(world, flowId, facts.customer.waId);
  await send(world, flowId, facts.shared.waId);
  const phone = await whatsapp.person(facts.customer.waId).openFlow();
  for (let screens = 0; phone.status === "open" && screens < 20; screens += 1) {
    phone.fill(answersTo(phone.read()));
    await phone.press();
  }
  if (phone.status !== "completed") throw new Error("The phone did not get through the form.");
  await world.server.idle();
  const [flow] = whatsapp.state.flows.values();
  const publicKey = [...whatsapp.state.numbers.values()].find((number) => number.publicKey)?.publicKey;
  if (!flow?.endpointUri || !publicKey) throw new Error("The form was not published with an endpoint and a key.");
  return {
    script: phone.exchanges.map(({ request, response }): ScriptStep => ({ request: { ...request }, response })),
    endpointPath: new URL(flow.endpointUri).pathname,
    publicKey,
    answeredBy: "accepted" as const,
    openedBy: "sent" as const,
  };
}

async function send({ ask, whatsapp, server }: SandboxWorld, flowId: string, waId: string): Promise<void> {
  whatsapp.person(waId).sendText("Hello");
  await whatsapp.settled();
  await server.idle();
  await ask("/operator/send", { flowId, to: { phone: `+${waId}` }, idempotencyKey: `bench-${waId}` }, z.unknown());
  await whatsapp.settled();
}

function answersTo({ inputs }: PhoneView): Record<string, unknown> {
  const known = inputs.filter(({ name }) => Object.hasOwn(answers, name));
  return Object.fromEntries(known.map(({ name }) => [name, answers[name]]));
}

function inDatabase(file: string, work: (database: Database.Database) => void): void {
  const database = new Database(file);
  try {
    database.transaction(() => work(database))();
    // Everything into the file itself, so that copying it takes all.
    database.pragma("wal_checkpoint(TRUNCATE)");
  } finally {
    database.close();
  }
}
