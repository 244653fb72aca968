/** The sandbox with a customer's phone in a real browser. Everything goes through the doors that people and vendors use. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { z } from "zod";
import { newSandboxSecrets } from "../../cli/sandbox-secrets.ts";
import { type SandboxWorld, startSandboxWorld } from "../../cli/sandbox-world.ts";
import { parseConfig } from "../../server/config.ts";
import { launchBrowser } from "../browser.ts";
import { generous, generousSettings } from "../e2e/generous.ts";
import { callLimit, within } from "../limited-calls.ts";
import { accountId, graph, phoneNumberId } from "../sandbox/whatsapp/graph-client.ts";

/** Time for a browser to be found or installed, and for a world to start. */
export const STARTING = 400_000;

export type Theme = "light" | "dark";
export interface Look {
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
  /** Text in the committed font, and no clock that moves. */
  readonly steady?: boolean;
  /** Of the customer's phone; English where it is left out. */
  readonly language?: string;
}

export interface PhoneWorld extends SandboxWorld {
  readonly browser: Browser;
  readonly waId: string;
  /** Opens the customer's phone. The page fails the test on any error that it logs. */
  openPhone(look?: Look): Promise<Page>;
  /** Moves the clock of the server and its outside world. */
  passTime(ms: number): void;
  /** Opens a preview's link in a browser of its own. */
  openPreview(url: string, look?: Look): Promise<Page>;
  /** Publishes the demo's form and sends it to the customer, who has written. Answers the message's id. */
  sendConsultation(key?: string): Promise<string>;
  /** Publishes a Flow without an endpoint and sends it with plain calls to the stand-in. Answers the message's id. */
  sendFlow(flowJson: unknown, message?: { header?: string; body?: string; footer?: string }): Promise<string>;
  /** Sends the demo's Flow with a token that the server does not know. */
  sendUnknownToken(): Promise<string>;
  /** From now on exchanges of the pages wait on their way to the endpoint. */
  holdAnswers(): void;
  releaseAnswers(): void;
}

const publishedSchema = z.object({ flowId: z.string() });

export async function startPhoneWorld(): Promise<PhoneWorld> {
  const browser = await launchBrowser();
  const folder = await mkdtemp(path.join(tmpdir(), "flowella-phone-"));
  const DATABASE_FILE = path.join(folder, "phone.db");
  const parsed = parseConfig({ PORT: "0", DATABASE_FILE, LOG_LEVEL: "silent", ...generousSettings });
  if (parsed.kind !== "sandbox") throw new Error("The settings are wrong.");
  let shift = 0;
  const world = await startSandboxWorld(parsed.settings, newSandboxSecrets(), { now: () => Date.now() + shift });
  const { whatsapp, facts } = world;
  generous(world.hubspot);
  const server = {
    ...world.server,
    idle: () => within(callLimit, () => "The server's background work", world.server.idle()),
  };
  // The pictures are of the phone: nothing comes into a chat but what a test sends.
  await world.ask("/operator/settings/change", { change: { messages: { reply: false } } }, z.unknown());
  const { waId } = facts.customer;
  const customer = whatsapp.person(waId);
  const api = graph(whatsapp);
  const contexts: BrowserContext[] = [];
  let flowId: string | undefined;
  let held: (() => void)[] | undefined;

  const newest = async () => {
    await whatsapp.settled();
    const line = customer.chat().findLast(({ button }) => button !== undefined);
    if (!line) throw new Error("No Flow message came.");
    return line.id;
  };
  const publishConsultation = async () => {
    const source = { tool: "hubspot", formId: facts.formIds.consultation };
    flowId ??= (await world.ask("/operator/publish", { source }, publishedSchema)).flowId;
    return flowId;
  };
  const write = async () => {
    customer.sendText("Hello, I would like some advice.");
    await whatsapp.settled();
    await server.idle();
  };
  const sendMessage = async (parameters: object, { header, body, footer }: Record<string, string | undefined>) => {
    const interactive = {
      type: "flow",
      ...(header !== undefined && { header: { type: "text", text: header } }),
      body: { text: body ?? "Please fill this in." },
      ...(footer !== undefined && { footer: { text: footer } }),
      action: { name: "flow", parameters: { flow_message_version: "3", flow_cta: "Open form", ...parameters } },
    };
    const message = {
      messaging_product: "whatsapp",
      recipient_type: "individual",
      to: `+${waId}`,
      type: "interactive",
    };
    const sent = await api.post(`/${phoneNumberId}/messages`, { ...message, interactive });
    if (sent.status !== 200) throw new Error(JSON.stringify(sent.body));
    return newest();
  };

  return {
    ...world,
    server,
    browser,
    waId,
    passTime: (ms) => {
      shift += ms;
    },
    openPreview: async (url, look = {}) => {
      const context = await newContext(browser, look);
      contexts.push(context);
      const page = await context.newPage();
      await page.goto(url);
      return page;
    },
    openPhone: async (look = {}) => {
      const context = await newContext(browser, look);
      contexts.push(context);
      await context.route("**/exchange", async (route) => {
        if (held) await new Promise<void>((resolve) => held?.push(resolve));
        await route.continue();
      });
      const page = await context.newPage();
      await page.goto(whatsapp.phoneUrl(waId));
      await page.getByRole("heading", { level: 1 }).waitFor();
      return page;
    },
    sendConsultation: async (key = `phone-page-${Date.now()}`) => {
      const flow = await publishConsultation();
      await write();
      await world.ask("/operator/send", { flowId: flow, to: { phone: `+${waId}` }, idempotencyKey: key }, z.unknown());
      return newest();
    },
    sendFlow: async (flowJson, message = {}) => {
      await write();
      const name = `Flow ${whatsapp.state.flows.size + 1}`;
      const made = { name, categories: ["OTHER"], flow_json: JSON.stringify(flowJson) };
      const created = await api.post(`/${accountId}/flows`, made);
      const published = await api.post(`/${created.body.id}/publish`);
      if (!published.body.success) throw new Error(JSON.stringify([created.body, published.body]));
      return sendMessage({ flow_id: created.body.id, flow_token: "tok-showcase", flow_action: "navigate" }, message);
    },
    sendUnknownToken: async () => {
      await publishConsultation();
      await write();
      const [flow] = [...whatsapp.state.flows.values()].filter(({ endpointUri }) => endpointUri !== undefined);
      return sendMessage({ flow_id: flow?.id, flow_token: "f1.nobody-knows-this", flow_action: "data_exchange" }, {});
    },
    holdAnswers: () => {
      held ??= [];
    },
    releaseAnswers: () => {
      for (const release of held ?? []) release();
      held = undefined;
    },
    close: async () => {
      for (const context of contexts) await context.close();
      await browser.close();
      await world.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** A browser window of its own. */
export async function newContext(
  browser: Browser,
  { theme, width = 390, height = 844, steady = false, language = "en-GB" }: Look,
) {
  const context = await browser.newContext({
    viewport: { width, height },
    reducedMotion: "reduce",
    locale: language,
    timezoneId: "UTC",
    ...(theme && { colorScheme: theme }),
  });
  context.setDefaultTimeout(30_000);
  if (steady) await context.addInitScript(steadyPage, await committedFont());
  return context;
}

async function committedFont(): Promise<string> {
  const file = path.join(import.meta.dirname, "../fixtures/fonts/inter-latin-wght-normal.woff2");
  return (await readFile(file)).toString("base64");
}

/** Runs in the page, before its own script. */
function steadyPage(font: string): void {
  const bytes = Uint8Array.from(atob(font), (character) => character.charCodeAt(0));
  document.fonts.add(new FontFace("Committed", bytes, { weight: "100 900" }));
  const fix = () => document.documentElement.style.setProperty("--font", "Committed");
  if (document.documentElement) fix();
  document.addEventListener("DOMContentLoaded", fix);
  Object.defineProperty(Intl.DateTimeFormat.prototype, "format", { value: () => "09:41" });
}
