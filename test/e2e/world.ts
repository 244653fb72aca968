/**
 * One world per test: HubSpot, WhatsApp and the server on loopback, a clock that can be moved, a database in a folder
 * of its own. Everything goes through the doors that people and vendors use.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { z } from "zod";
import { newSandboxSecrets } from "../../cli/sandbox-secrets.ts";
import { type SandboxWorld, sandboxAppId, startSandboxWorld } from "../../cli/sandbox-world.ts";
import { serve } from "../../cli/serve.ts";
import type { FlowOnPhone } from "../../phone/index.ts";
import { type CardCall, demoPortal, type Portal } from "../../sandbox/hubspot/index.ts";
import type { Person } from "../../sandbox/whatsapp/people.ts";
import { type Config, parseConfig } from "../../server/config.ts";
import { type ContactCardReady, contactCard } from "../../src/app/packages/contract/index.ts";
import { chosenDatabase, migratedSqlite } from "../databases/index.ts";
import { generous, generousSettings } from "./generous.ts";

type To = { readonly phone: string } | { readonly contactId: string };
type Body = Record<string, unknown>;

export interface World
  extends Pick<SandboxWorld, "hubspot" | "whatsapp" | "formTools" | "facts" | "portalId" | "config"> {
  readonly url: string;
  readonly operatorToken: string;
  readonly databaseFile: string;
  /** Moves everybody's clock. */
  passTime(ms: number): void;
  now(): number;
  /** The portal as HubSpot holds it, with its own delayed work done. */
  portal(): Portal;
  /** Inbox and every step that is due; nothing else moves. */
  idle(): Promise<void>;
  /** What the server does by the clock. */
  chores(): Promise<void>;
  /** Webhooks, inbox and every step that is due; no time passes. */
  settle(): Promise<void>;
  /** Lets time pass until no step waits for it; ten minutes at most. */
  deliver(): Promise<void>;
  /** An admin's browser: our install link, HubSpot's consent page, and the page it ends on. */
  install(hubspotPortal?: number): Promise<Response>;
  /** Asks as the operator; for this world's portal unless the body names another. */
  operator(path: string, body?: Body): Promise<unknown>;
  publish(source: Body): Promise<PublishedFlow>;
  publishForm(form: "consultation" | "feedback"): Promise<PublishedFlow>;
  approveTemplate(flow: PublishedFlow): void;
  send(flow: PublishedFlow, to: To, idempotencyKey?: string): Promise<unknown>;
  /** Where agreements come from, and when messages wait; without settings, as a portal has them that never chose. */
  consent(settings?: Body): Promise<void>;
  /** A customer whom HubSpot does not know. */
  stranger(): Person;
  /** The customer writes, gets the Flow, and fills it in. */
  fillIn(flow: PublishedFlow, customer: Person, answers: Body, to?: To): Promise<FlowOnPhone>;
  /** Newest first. */
  submissions(): Promise<SubmissionSeen[]>;
  /** The newest submission's steps as `status: reason`. */
  steps(): Promise<Record<string, string>>;
  /** A call that HubSpot's proxy signs; `change` bends it first. */
  cardCall(path: string, body: Body, change?: Partial<CardCall>): Promise<Response>;
  card(contactId: string): Promise<ContactCardReady>;
  metric(name: string, labels: Record<string, string>): Promise<number>;
  stop(): Promise<void>;
  /** A new process, as far as anybody can tell: same database, same address; with other settings, if any are named. */
  start(change?: Partial<Config>): Promise<void>;
  close(): Promise<void>;
}

const publishedSchema = z.object({
  kind: z.literal("published"),
  flowId: z.string(),
  versionId: z.string(),
  metaFlowId: z.string(),
  template: z.object({ name: z.string(), language: z.string() }),
  notice: z.string().optional(),
});
export type PublishedFlow = z.infer<typeof publishedSchema>;

const submissionSchema = z.object({
  id: z.string(),
  sendId: z.string(),
  rung: z.string().nullable(),
  steps: z.array(
    z.object({ step: z.string(), status: z.string(), reason: z.string().nullable(), attempts: z.number() }),
  ),
});
export type SubmissionSeen = z.infer<typeof submissionSchema>;

export interface WorldOptions {
  /** The server's wire to WhatsApp. */
  readonly fetch?: typeof globalThis.fetch;
  /** Variables of the configuration. */
  readonly settings?: Readonly<Record<string, string>>;
  /**
   * The portal as it is at first, with its timeline, tasks for owners, and the automatic reply. Most tests are about
   * something else, and have them switched off: what they count, and the calls they let fail, are then their own.
   */
  readonly talks?: boolean;
  /** What the clock says at first, for what depends on the hour or the day of the week; else the time it is. */
  readonly startsAt?: number;
}

export async function startWorld({
  fetch: wire,
  settings = {},
  talks = false,
  startsAt,
}: WorldOptions = {}): Promise<World> {
  const folder = await mkdtemp(path.join(tmpdir(), "flowella-e2e-"));
  const databaseFile = path.join(folder, "world.db");
  const database = await chosenDatabase();
  if (!database) await migratedSqlite(databaseFile);
  const where = database
    ? { ...database.settings, BLOB_FOLDER: path.join(folder, "blobs") }
    : { DATABASE_FILE: databaseFile };
  const parsed = parseConfig({ PORT: "0", ...where, LOG_LEVEL: "silent", ...generousSettings, ...settings });
  if (parsed.kind !== "sandbox") throw new Error("The settings of this world are wrong.");
  const secrets = newSandboxSecrets();
  let shift = startsAt === undefined ? 0 : startsAt - Date.now();
  const now = () => Date.now() + shift;
  const surroundings = { now, ...(wire && { fetch: wire }) };
  const sandbox = await startSandboxWorld(parsed.settings, secrets, surroundings);
  const { hubspot, whatsapp, formTools, facts, portalId, config } = sandbox;
  generous(hubspot);
  const { url } = sandbox.server;
  let server = sandbox.server;
  let strangers = 0;
  let keys = 0;

  const operator: World["operator"] = async (route, body = {}) => {
    const response = await fetch(`${url}${route}`, {
      method: "POST",
      headers: { authorization: `Bearer ${secrets.operatorToken}`, "content-type": "application/json" },
      body: JSON.stringify({ portalId, ...body }),
    });
    return response.json();
  };
  const settle: World["settle"] = async () => {
    await whatsapp.settled();
    await server.idle();
    hubspot.settle();
    await whatsapp.settled();
    await server.idle();
  };
  const submissions: World["submissions"] = async () =>
    z.array(submissionSchema).parse(await operator("/operator/submissions"));
  const passTime: World["passTime"] = (ms) => {
    shift += ms;
  };
  const cardCall: World["cardCall"] = (route, body, change) => {
    const [user] = demoPortal.users;
    const caller = { portalId: demoPortal.id, userId: user.userId, userEmail: user.email, appId: sandboxAppId };
    return hubspot.signedFetch({ method: "POST", url: `${url}${route}`, body, ...caller, ...change });
  };
  const publish: World["publish"] = async (source) => {
    const said = await operator("/operator/publish", { source });
    // Flow and template events come by webhook.
    await settle();
    return publishedSchema.parse(said);
  };
  const send: World["send"] = async (flow, to, idempotencyKey) => {
    keys += 1;
    const body = { flowId: flow.flowId, to, idempotencyKey: idempotencyKey ?? `e2e-send-${keys}` };
    const said = await operator("/operator/send", body);
    await settle();
    return said;
  };

  if (!talks) {
    const change = { timeline: false, messages: { tellOwner: false, reply: false }, rescue: { reminder: "off" } };
    await operator("/operator/settings/change", { change });
  }

  return {
    hubspot,
    whatsapp,
    formTools,
    facts,
    portalId,
    config,
    url,
    operatorToken: secrets.operatorToken,
    databaseFile,
    passTime,
    now,
    portal: () => hubspot.portal(demoPortal.id),
    idle: () => server.idle(),
    chores: () => server.chores(),
    settle,
    deliver: async () => {
      for (let minutes = 0; minutes < 10; minutes += 1) {
        await settle();
        const steps = (await submissions()).flatMap((submission) => submission.steps);
        if (!steps.some(({ status }) => status === "ready")) return;
        passTime(60_000);
      }
    },
    install: async (hubspotPortal = demoPortal.id) => {
      const begun = await fetch(`${url}/oauth/install`, { redirect: "manual" });
      const cookie = begun.headers.get("set-cookie")?.split(";")[0] ?? "";
      const back = await hubspot.consent(begun.headers.get("location") ?? "", hubspotPortal);
      return fetch(back, { headers: { cookie } });
    },
    operator,
    publish,
    publishForm: (form) => publish({ tool: "hubspot", formId: facts.formIds[form] }),
    approveTemplate: ({ template }) => whatsapp.decideTemplate(template.name, "APPROVED"),
    send,
    consent: async (settings = {}) => {
      z.object({ kind: z.literal("saved") }).parse(await operator("/operator/consent/settings/save", { settings }));
    },
    stranger: () => {
      strangers += 1;
      return whatsapp.person(`39320555${String(strangers).padStart(4, "0")}`, { name: "Stella Ferrara" });
    },
    fillIn: async (flow, customer, answers, to = { phone: `+${customer.waId}` }) => {
      customer.sendText("Hello");
      await settle();
      z.object({ kind: z.literal("sent"), channel: z.literal("message") }).parse(await send(flow, to));
      const phone = await customer.openFlow();
      await fillEveryScreen(phone, answers);
      return phone;
    },
    submissions,
    steps: async () => {
      const [newest] = await submissions();
      const lines = (newest?.steps ?? []).map(({ step, status, reason }) => [
        step,
        reason === null ? status : `${status}: ${reason}`,
      ]);
      return Object.fromEntries(lines);
    },
    cardCall,
    card: async (contactId) => {
      const response = await cardCall(contactCard.path, { contactId });
      const card = contactCard.response.parse(await response.json());
      if (card.kind !== "ready") throw new Error(`The card is ${card.kind}.`);
      return card;
    },
    metric: async (name, labels) => {
      const text = await (await fetch(`${url}/metrics`)).text();
      const wanted = Object.entries(labels).map(([key, value]) => `${key}="${value}"`);
      const line = text
        .split("\n")
        .find((each) => each.startsWith(`${name}{`) && wanted.every((w) => each.includes(w)));
      return Number(line?.split(" ")[1] ?? 0);
    },
    stop: () => server.close(),
    start: async (change) => {
      const PORT = Number(new URL(url).port);
      server = await serve({ ...config, ...change, PORT }, "sandbox", (listening) => listening, surroundings);
    },
    close: async () => {
      await server.close();
      await sandbox.close();
      await database?.remove();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Types what the screens ask for and presses the button, until the Flow ends. */
export async function fillEveryScreen(phone: FlowOnPhone, answers: Body): Promise<void> {
  for (let screens = 0; phone.status === "open" && screens < 20; screens += 1) {
    const asked = phone.read().inputs.filter(({ name }) => Object.hasOwn(answers, name));
    phone.fill(Object.fromEntries(asked.map(({ name }) => [name, answers[name]])));
    await phone.press();
  }
}

/** A good answer to everything that the consultation form requires. */
export const consultationAnswers = {
  firstname: "Stella",
  lastname: "Ferrara",
  email: "stella.ferrara@ferrara.example",
  consultation_topic: "kitchen",
  preferred_contact_method: "whatsapp",
  consent_processing: true,
} as const;
