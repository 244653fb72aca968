/**
 * The server with its full configuration, as the operator runs it, between stand-ins that this test holds: one round
 * with everything that can go wrong, after which nothing of the customers can be read anywhere.
 */
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { demoPortal, type HubSpotStandIn, seedPortal, startHubSpot } from "../../sandbox/hubspot/index.ts";
import { DEFAULT_WORLD, startWhatsApp, type WhatsAppStandIn } from "../../sandbox/whatsapp/index.ts";
import type { Person } from "../../sandbox/whatsapp/people.ts";
import { optionalScopes, requiredScopes } from "../../server/portals/install.ts";
import { bytesOf, readable } from "../e2e/database.ts";
import { consultationAnswers, fillEveryScreen } from "../e2e/world.ts";
import { folderPerTest } from "./folder.ts";
import { begin, type Finished, run } from "./process.ts";

const app = { appId: 7_700_002, name: "Flowella", clientId: "live-client-id", clientSecret: "live-client-secret" };
const operatorToken = "the-operators-own-token-0123456789abcdef";
const folder = folderPerTest();

let hubspot: HubSpotStandIn;
let whatsapp: WhatsAppStandIn;
beforeAll(async () => {
  hubspot = await startHubSpot({ portals: [demoPortal], behaviour: { formProcessingMs: 0, submissionListMs: 0 } });
  whatsapp = await startWhatsApp();
});
afterAll(() => Promise.all([hubspot.close(), whatsapp.close()]));

async function freePort(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return String(typeof address === "object" && address ? address.port : 0);
}

const stateSchema = z.array(
  z.object({ steps: z.array(z.object({ step: z.string(), status: z.string(), reason: z.string().nullable() })) }),
);

describe("live", () => {
  it("a whole round with failures leaves nothing of the customers in file, log and metrics", async () => {
    const PORT = await freePort();
    const url = `http://127.0.0.1:${PORT}`;
    const database = path.join(folder(), "live.db");
    const env = {
      PORT,
      PUBLIC_BASE_URL: url,
      DATABASE_FILE: database,
      LOG_LEVEL: "info",
      FLOWELLA_MASTER_KEY: Buffer.alloc(32, 9).toString("base64"),
      FLOWELLA_OPERATOR_TOKEN: operatorToken,
      HUBSPOT_CLIENT_ID: app.clientId,
      HUBSPOT_CLIENT_SECRET: app.clientSecret,
      HUBSPOT_API_BASE: hubspot.apiUrl,
      HUBSPOT_FORMS_BASE: hubspot.formsUrl,
      HUBSPOT_AUTHORIZE_BASE: hubspot.apiUrl,
      META_GRAPH_BASE: whatsapp.url,
    };
    const server = begin(["start"], { cwd: folder(), env });
    await server.until(/Install it in a HubSpot portal: http\S+\/oauth\/install/);

    const portalId = String(demoPortal.id);
    const ask = async (route: string, body: Record<string, unknown>): Promise<unknown> => {
      const headers = { authorization: `Bearer ${operatorToken}`, "content-type": "application/json" };
      const response = await fetch(`${url}${route}`, {
        method: "POST",
        headers,
        body: JSON.stringify({ portalId, ...body }),
      });
      return response.json();
    };
    const facts = seedPortal(hubspot.portal(demoPortal.id));
    hubspot.addApp({ ...app, redirectUris: [`${url}/oauth/callback`], requiredScopes, optionalScopes });
    const begun = await fetch(`${url}/oauth/install`, { redirect: "manual" });
    const cookie = begun.headers.get("set-cookie")?.split(";")[0] ?? "";
    const installed = await fetch(await hubspot.consent(begun.headers.get("location") ?? "", demoPortal.id), {
      headers: { cookie },
    });
    expect(installed.status).toBe(200);

    const secrets = await Promise.all([write("secret", DEFAULT_WORLD.appSecret), write("token", DEFAULT_WORLD.token)]);
    const files = ["--app-secret-file", secrets[0], "--access-token-file", secrets[1]];
    const ids = ["--portal", portalId, "--account", DEFAULT_WORLD.accountId, "--app", DEFAULT_WORLD.appId];
    const connected = await run(["connect", "whatsapp", ...ids, ...files], { cwd: folder(), env });
    expect({ ...connected, stdout: JSON.parse(connected.stdout) }).toMatchObject({
      code: 0,
      stdout: { kind: "connected" },
    });
    await ask("/operator/settings", { settings: { defaultCountry: "IT" } });
    const form = ["--portal", portalId, "--form", facts.formIds.consultation];
    const published = await run(["publish", ...form], { cwd: folder(), env });
    const { flowId } = z.object({ flowId: z.string() }).parse(JSON.parse(published.stdout));

    let keys = 0;
    const send = (to: Record<string, string>) => {
      keys += 1;
      return ask("/operator/send", { flowId, to, idempotencyKey: `live-send-${keys}` });
    };
    const finished = async (): Promise<z.infer<typeof stateSchema>> => {
      for (;;) {
        await whatsapp.settled();
        hubspot.settle();
        const state = stateSchema.parse(await ask("/operator/submissions", {}));
        if (!state.some(({ steps }) => steps.some(({ status }) => status === "ready"))) return state;
      }
    };
    const fillIn = async (customer: Person, answers: Record<string, unknown>) => {
      customer.sendText("Buongiorno, sono Quirinalda Zampogna");
      await whatsapp.settled();
      // Until the inbox has read that message, only the template may go, which nobody approved.
      while (!["sent", "delivered"].includes(Object(await send({ phone: `+${customer.waId}` })).status));
      await whatsapp.settled();
      await fillEveryScreen(await customer.openFlow(), answers);
      await finished();
    };

    const answers = {
      ...consultationAnswers,
      firstname: "Quirinalda",
      lastname: "Zampogna",
      email: "quirinalda.zampogna@segreta.example",
      mobilephone: "+39 347 999 8877",
      message: "Vorrei una cucina color zafferano",
    };
    const quirinalda = whatsapp.person("393201234567", { name: "Quirinalda Z." });
    const busy = { kind: "status", status: 429, headers: { "retry-after": "0" } } as const;
    hubspot.api.failNext({ method: "POST", path: /batch\/read$/, answer: busy });
    hubspot.forms.failNext({ path: /\/submit\//, answer: busy });
    await fillIn(quirinalda, answers);
    // Several contacts, a dead letter, an e-mail that is somebody else's, a message that nobody gets.
    await fillIn(whatsapp.person(facts.shared.waId, { name: "Elena Sartori" }), {
      ...answers,
      email: "elena@altrove.example",
    });
    const invalid = {
      kind: "status",
      status: 400,
      body: { category: "VALIDATION_ERROR", message: answers.email },
    } as const;
    hubspot.api.failNext({ method: "PATCH", path: /contacts/, answer: invalid });
    await fillIn(whatsapp.person(facts.customer.waId, { name: "Giulia Bellandi" }), answers);
    await send({ phone: "+39 320 765 4321" });
    await send({ contactId: facts.customer.contactId });
    whatsapp.proxy.failNext("tamper", "wrong secret", "cut");
    for (const _ of [1, 2, 3]) await quirinalda.openFlow().catch(() => undefined);
    await fetch(`${url}/webhooks/meta/app_x`, { method: "POST", body: JSON.stringify(answers) });
    await fetch(`${url}/hubspot/card/contact?userEmail=${answers.email}`, {
      method: "POST",
      body: JSON.stringify(answers),
    });

    const state = (await finished()).flatMap(({ steps }) => steps.map(({ status, reason }) => `${status}: ${reason}`));
    expect(state).toContain("waiting-for-person: several-contacts-match");
    expect(state).toContain("dead: hubspot.invalid");
    expect(hubspot.portal(demoPortal.id).submissions.all()).not.toHaveLength(0);
    const headers = { authorization: `Bearer ${operatorToken}` };
    const metrics = await (await fetch(`${url}/metrics`, { headers })).text();
    const ended = await server.stop("SIGTERM");
    expect(ended.code).toBe(0);

    const hidden = [
      ...[
        "Quirinalda",
        "Zampogna",
        "zafferano",
        "segreta.example",
        "altrove.example",
        "Bellandi",
        "Sartori",
        "Buongiorno",
      ],
      ...["3201234567", "3479998877", "347 999 8877", "3475550142", "3335550188", "3207654321"],
      ...["studio-bellandi.example", "paola.bassi@"],
      ...[DEFAULT_WORLD.token, DEFAULT_WORLD.appSecret, app.clientSecret, operatorToken, env.FLOWELLA_MASTER_KEY],
    ];
    const log = logOf(ended);
    expect(log).toMatch(/"submission.accepted"[\s\S]*"delivery.attempt"/);
    expect(metrics).toMatch(/flowella_delivery_attempts_total\{step="contact",outcome="dead"\} 1/);
    expect(readable(Buffer.from(log), hidden)).toEqual([]);
    expect(readable(Buffer.from(metrics), hidden)).toEqual([]);
    expect(readable(await bytesOf(database), hidden)).toEqual([]);
    expect(readable(await bytesOf(database), ["Request a consultation"])).toHaveLength(1);

    // And now that the file holds a real portal, the sandbox keeps its hands off it.
    const empty = await run(["start"], { cwd: folder(), env: { PORT: "0", DATABASE_FILE: database } });
    expect([empty.code, empty.stdout]).toEqual([1, ""]);
    expect(empty.stderr).toMatch(/live\.db holds a real portal, and the configuration is empty\..*real customers/s);
  });
});

async function write(name: string, text: string): Promise<string> {
  const file = path.join(folder(), name);
  await writeFile(file, `${text}\n`);
  return file;
}

/** Everything that the process printed: what people keep of it may be any of it. */
function logOf({ stdout, stderr }: Finished): string {
  return `${stdout}\n${stderr}`;
}
