/**
 * Many conversations at once while the key is rotated three times and the server is killed once: the server is a process
 * of its own (`flowella start`, live configuration), the outside world and the customers' phones are here.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { FlowOnPhone } from "../../phone/index.ts";
import {
  demoPortal,
  type HubSpotStandIn,
  type SeedFacts,
  seedPortal,
  startHubSpot,
} from "../../sandbox/hubspot/index.ts";
import { DEFAULT_WORLD, startWhatsApp, type WhatsAppStandIn } from "../../sandbox/whatsapp/index.ts";
import { optionalScopes, requiredScopes } from "../../server/portals/install.ts";
import { createStore, openSqlite } from "../../server/store/index.ts";
import { createVault } from "../../server/vault/index.ts";
import { windowOpens } from "./window-opens.ts";
import { consultationAnswers } from "./world.ts";

export interface LoadOutcome {
  readonly conversations: number;
  readonly completed: number;
  readonly rotations: number;
  readonly kills: number;
  /** Exchanges that met a dropped key; the phone fetched the new one by itself. */
  readonly keyRefreshes: number;
  /** How often a person saw an error and pressed again. */
  readonly retries: number;
  readonly mostRetriesOfOne: number;
  /** What the database holds afterwards. */
  readonly acceptedSessions: number;
  readonly submissions: number;
  readonly submittedSessions: number;
  readonly submissionsWithPlan: number;
  /** Submissions whose answers are those that this customer typed. */
  readonly rightAnswers: number;
  readonly keys: readonly string[];
}

/** As many exchanges are under way at once. */
const together = 24;
const mostRetries = 3;

export async function conversationsUnderLoad(conversations: number): Promise<LoadOutcome> {
  const folder = await mkdtemp(path.join(tmpdir(), "flowella-load-"));
  const hubspot = await startHubSpot({ portals: [demoPortal] });
  const whatsapp = await startWhatsApp({ webhookRetryDelaysMs: [50, 200, 500, 1_000, 2_000, 5_000] });
  const facts = seedPortal(hubspot.portal(demoPortal.id));
  const server = await startProcess(folder, hubspot, whatsapp);
  try {
    const flowId = await prepare(server, hubspot, whatsapp, facts);
    const people = await sendToEverybody(server, whatsapp, flowId, conversations);
    const counts = await converse(server, whatsapp, people);
    await whatsapp.settled();
    await server.stop();
    return { ...counts, ...(await inDatabase(server, people)) };
  } finally {
    await server.stop();
    await Promise.all([hubspot.close(), whatsapp.close()]);
    await rm(folder, { recursive: true, force: true });
  }
}

interface ServerProcess {
  readonly url: string;
  readonly databaseFile: string;
  readonly masterKey: string;
  ask<Answer>(route: string, body: Record<string, unknown>, answer: z.ZodType<Answer>): Promise<Answer>;
  /** Resolves when it answers. */
  up(): Promise<void>;
  /** Without a word of warning, and started again on the same database. */
  killAndRestart(): Promise<void>;
  stop(): Promise<void>;
}

const clientId = "00000000-sandbox-client-id-0000000001";
const clientSecret = "sandbox-client-secret";

async function startProcess(
  folder: string,
  hubspot: HubSpotStandIn,
  whatsapp: WhatsAppStandIn,
): Promise<ServerProcess> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const databaseFile = path.join(folder, "load.db");
  const masterKey = randomBytes(32).toString("base64");
  const operatorToken = randomBytes(32).toString("hex");
  const { PATH = "", HOME = "" } = process.env;
  const env = {
    PATH,
    HOME,
    PORT: String(port),
    PUBLIC_BASE_URL: url,
    DATABASE_FILE: databaseFile,
    LOG_LEVEL: "error",
    FLOWELLA_MASTER_KEY: masterKey,
    FLOWELLA_OPERATOR_TOKEN: operatorToken,
    HUBSPOT_CLIENT_ID: clientId,
    HUBSPOT_CLIENT_SECRET: clientSecret,
    HUBSPOT_API_BASE: hubspot.apiUrl,
    HUBSPOT_FORMS_BASE: hubspot.formsUrl,
    HUBSPOT_AUTHORIZE_BASE: hubspot.apiUrl,
    META_GRAPH_BASE: whatsapp.url,
  };
  const main = path.resolve(import.meta.dirname, "../../cli/main.js");
  const start = (): ChildProcess => spawn(process.execPath, [main, "start"], { cwd: folder, env, stdio: "ignore" });
  let child = start();

  const up = async (): Promise<void> => {
    for (;;) {
      if (child.exitCode !== null) throw new Error(`The server ended by itself with ${child.exitCode}.`);
      const ready = await fetch(`${url}/ready`).catch(() => undefined);
      await ready?.body?.cancel();
      if (ready?.status === 200) return;
      await sleep(50);
    }
  };
  await up();
  return {
    url,
    databaseFile,
    masterKey,
    up,
    ask: async (route, body, answer) => {
      const response = await fetch(`${url}${route}`, {
        method: "POST",
        headers: { authorization: `Bearer ${operatorToken}`, "content-type": "application/json" },
        body: JSON.stringify({ portalId: String(demoPortal.id), ...body }),
      });
      return answer.parse(await response.json());
    },
    killAndRestart: async () => {
      child.kill("SIGKILL");
      await once(child, "exit");
      child = start();
      await up();
    },
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGTERM");
      await once(child, "exit");
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address ? address.port : 0;
}

/** Installs, connects, publishes, and gets the template approved. @returns our id of the Flow */
async function prepare(
  server: ServerProcess,
  hubspot: HubSpotStandIn,
  whatsapp: WhatsAppStandIn,
  facts: SeedFacts,
): Promise<string> {
  const redirectUris = [`${server.url}/oauth/callback`];
  hubspot.addApp({
    appId: 7_700_001,
    name: "Flowella",
    clientId,
    clientSecret,
    redirectUris,
    requiredScopes,
    optionalScopes,
  });
  const begun = await fetch(`${server.url}/oauth/install`, { redirect: "manual" });
  const cookie = begun.headers.get("set-cookie")?.split(";")[0] ?? "";
  const back = await hubspot.consent(begun.headers.get("location") ?? "", demoPortal.id);
  await fetch(back, { headers: { cookie } });
  const { appId, appSecret, accountId: wabaId, token: accessToken } = DEFAULT_WORLD;
  const connected = z.object({ kind: z.literal("connected") });
  await server.ask("/operator/connect/whatsapp", { wabaId, appId, appSecret, accessToken }, connected);
  const source = { tool: "hubspot", formId: facts.formIds.consultation };
  const { flowId } = await server.ask("/operator/publish", { source }, z.object({ flowId: z.string() }));
  for (const { name } of whatsapp.state.templates.values()) whatsapp.decideTemplate(name, "APPROVED");
  await whatsapp.settled();
  return flowId;
}

interface Customer {
  readonly waId: string;
  readonly answers: Readonly<Record<string, unknown>>;
}

async function sendToEverybody(
  server: ServerProcess,
  whatsapp: WhatsAppStandIn,
  flowId: string,
  count: number,
): Promise<Customer[]> {
  const customers = Array.from({ length: count }, (_, index): Customer => {
    const number = String(index).padStart(5, "0");
    const answers = { ...consultationAnswers, firstname: `Customer ${number}`, email: `c${number}@load.example` };
    return { waId: `3932055${number}`, answers };
  });
  const sent = z.object({ kind: z.literal("sent") });
  await inTurns(customers, async ({ waId }) => {
    whatsapp.person(waId, { name: waId }).sendText("Hello");
    await windowOpens((body) => server.ask("/operator/consent/person", body, z.unknown()), waId);
    await server.ask("/operator/send", { flowId, to: { phone: `+${waId}` }, idempotencyKey: `load-${waId}` }, sent);
  });
  await whatsapp.settled();
  return customers;
}

type Counts = Pick<
  LoadOutcome,
  "conversations" | "completed" | "rotations" | "kills" | "keyRefreshes" | "retries" | "mostRetriesOfOne"
>;

/** Everybody goes on screen by screen, so that every conversation lives through all rotations and the restart. */
async function converse(
  server: ServerProcess,
  whatsapp: WhatsAppStandIn,
  customers: readonly Customer[],
): Promise<Counts> {
  const people = customers.map((customer) => ({ customer, phone: undefined as FlowOnPhone | undefined, retries: 0 }));
  let rotations = 0;
  let kills = 0;
  const rotate = async () => {
    const body = { atOnce: rotations > 0 };
    await server.ask("/operator/keys/rotate", body, z.object({ kind: z.literal("ring"), settled: z.literal(true) }));
    rotations += 1;
  };
  const kill = async () => {
    kills += 1;
    await server.killAndRestart();
  };
  const round = async (events: ReadonlyMap<number, () => Promise<void>>, act: (person: Person) => Promise<void>) => {
    // One after the other: an operator does not rotate while the server is down.
    let happening = Promise.resolve();
    let started = 0;
    await inTurns(people, async (person) => {
      started += 1;
      const event = events.get(started);
      if (event) happening = happening.then(event);
      await act(person);
    });
    await happening;
  };
  const at = (share: number) => Math.max(1, Math.floor(people.length * share));

  await round(new Map([[at(0.5), rotate]]), async (person) => {
    person.phone = await whatsapp.person(person.customer.waId).openFlow();
    await until(server, person, (phone) => phone.status !== "opening");
  });
  let screens = 0;
  while (people.some(({ phone }) => phone?.status === "open")) {
    screens += 1;
    // The last screen accepts: there the server dies in the middle, and the last rotation happens just before.
    const last = people.every(({ phone }) => phone?.status !== "open" || isLast(phone));
    const events = last
      ? new Map([
          [at(0.2), rotate],
          [at(0.6), kill],
        ])
      : new Map(screens === 1 ? [[at(0.5), rotate]] : []);
    await round(events, (person) => answerScreen(server, person));
    if (screens > 10) break;
  }
  const phones = people.flatMap(({ phone }) => phone ?? []);
  const statuses = phones.flatMap(({ exchanges }) => exchanges.map(({ status }) => status));
  return {
    conversations: people.length,
    completed: phones.filter(({ status }) => status === "completed").length,
    rotations,
    kills,
    keyRefreshes: statuses.filter((status) => status === 421).length,
    retries: people.reduce((sum, { retries }) => sum + retries, 0),
    mostRetriesOfOne: Math.max(...people.map(({ retries }) => retries)),
  };
}

interface Person {
  readonly customer: Customer;
  phone: FlowOnPhone | undefined;
  retries: number;
}

/** The consultation form ends with the consent. */
function isLast(phone: FlowOnPhone): boolean {
  return phone.read().inputs.some(({ name }) => name === "consent_processing");
}

async function answerScreen(server: ServerProcess, person: Person): Promise<void> {
  const { phone, customer } = person;
  if (phone?.status !== "open") return;
  const { screen, inputs } = phone.read();
  const asked = inputs.filter(({ name }) => Object.hasOwn(customer.answers, name));
  phone.fill(Object.fromEntries(asked.map(({ name }) => [name, customer.answers[name]])));
  await phone.press();
  await until(server, person, (now) => now.status !== "open" || now.read().screen !== screen);
}

/** A person who sees an error waits until the connection is back and presses again, three times at most. */
async function until(server: ServerProcess, person: Person, done: (phone: FlowOnPhone) => boolean): Promise<void> {
  const { phone } = person;
  if (!phone) return;
  for (let tries = 0; tries < mostRetries && !done(phone); tries += 1) {
    person.retries += 1;
    await server.up();
    await phone.press();
  }
}

/** Runs the work for each item, so many at a time. */
async function inTurns<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const waiting = items.values();
  const worker = async () => {
    for (const item of waiting) await work(item);
  };
  await Promise.all(Array.from({ length: together }, worker));
}

/** What the stopped server's file holds, opened with its master key. */
async function inDatabase({ databaseFile, masterKey }: ServerProcess, customers: readonly Customer[]) {
  const store = createStore(await openSqlite(databaseFile));
  const vault = createVault({ masterKey: Buffer.from(masterKey, "base64"), store, randomBytes, now: Date.now });
  const { db, all } = store.everyPortal();
  try {
    const sessions = await all(db.selectFrom("sessions").select(["id", "state"]));
    const submissions = await all(db.selectFrom("submissions").selectAll());
    const steps = await all(db.selectFrom("steps").select("submission_id"));
    const keys = await all(db.selectFrom("flow_keys").select("status").orderBy("created_at", "desc"));
    const planned = new Set(steps.map(({ submission_id }) => submission_id));
    const typed = new Set(customers.map(({ answers }) => JSON.stringify([answers["firstname"], answers["email"]])));
    for (const row of submissions) {
      const sealer = await vault.person(row.portal_id, row.person_id);
      const text = sealer.open(row.answers_sealed, "submissions.answers");
      for (const pair of typed) if (oneOf(pair).every((answer) => text.includes(answer))) typed.delete(pair);
    }
    return {
      acceptedSessions: sessions.filter(({ state }) => state === "accepted").length,
      submissions: submissions.length,
      submittedSessions: new Set(submissions.map(({ session_id }) => session_id)).size,
      submissionsWithPlan: submissions.filter(({ id }) => planned.has(id)).length,
      rightAnswers: customers.length - typed.size,
      keys: keys.map(({ status }) => status),
    };
  } finally {
    await store.close();
  }
}

function oneOf(pair: string): string[] {
  return z.array(z.string()).parse(JSON.parse(pair));
}
