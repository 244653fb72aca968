/**
 * Two servers on one PostgreSQL behind a balancer, restarted one after the other while customers fill forms in without a
 * pause: no exchange fails, no answer is lost, and each process ends by itself.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, it } from "@jest/globals";
import { z } from "zod";
import { demoPortal, seedPortal, startHubSpot } from "../../sandbox/hubspot/index.ts";
import { DEFAULT_WORLD, startWhatsApp } from "../../sandbox/whatsapp/index.ts";
import { optionalScopes, requiredScopes } from "../../server/portals/install.ts";
import { createStore } from "../../server/store/index.ts";
import { onPostgres } from "../databases/index.ts";
import { windowOpens } from "../e2e/window-opens.ts";
import { consultationAnswers, fillEveryScreen } from "../e2e/world.ts";
import { startReadyBalancer } from "./ready-balancer.ts";

const main = path.resolve(import.meta.dirname, "../../cli/main.js");
const clientId = "00000000-sandbox-client-id-0000000001";
const clientSecret = "sandbox-client-secret";
const masterKey = randomBytes(32).toString("base64");
const operatorToken = randomBytes(32).toString("hex");
const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

onPostgres("two servers behind a balancer", ({ make }) => {
  it("are restarted one after the other, and nobody notices", async () => {
    const database = await make();
    endings.push(() => database.remove());
    const folder = await mkdtemp(path.join(tmpdir(), "flowella-rolling-"));
    endings.push(() => rm(folder, { recursive: true, force: true }));
    const hubspot = await startHubSpot({ portals: [demoPortal] });
    const whatsapp = await startWhatsApp({ webhookRetryDelaysMs: [50, 200, 1_000, 5_000] });
    endings.push(() => Promise.all([hubspot.close(), whatsapp.close()]));
    const ports = [await freePort(), await freePort()] as const;
    const balancer = await startReadyBalancer(ports);
    endings.push(() => balancer.close());
    const publicUrl = `http://127.0.0.1:${balancer.port}`;
    const { PATH = "", HOME = "" } = process.env;
    const environment = {
      PATH,
      HOME,
      ...database.settings,
      BLOB_FOLDER: path.join(folder, "files"),
      PUBLIC_BASE_URL: publicUrl,
      DRAIN_SECONDS: "1",
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
    const running = new Map<number, ChildProcess>();
    const start = async (port: number): Promise<void> => {
      const env = { ...environment, PORT: String(port) };
      const child = spawn(process.execPath, [main, "start"], { cwd: folder, env, stdio: "ignore" });
      running.set(port, child);
      await Promise.race([
        balancer.seen(port, true),
        once(child, "exit").then(([code]) => Promise.reject(new Error(`The server ended by itself with ${code}.`))),
      ]);
    };
    endings.push(async () => {
      for (const child of running.values()) child.kill("SIGKILL");
    });
    for (const port of ports) await start(port);

    const ask = async <Answer>(route: string, body: object, answer: z.ZodType<Answer>): Promise<Answer> => {
      const response = await fetch(`${publicUrl}${route}`, {
        method: "POST",
        headers: { authorization: `Bearer ${operatorToken}`, "content-type": "application/json" },
        body: JSON.stringify({ portalId: String(demoPortal.id), ...body }),
      });
      return answer.parse(await response.json());
    };
    const facts = seedPortal(hubspot.portal(demoPortal.id));
    hubspot.addApp({
      appId: 7_700_001,
      name: "Flowella",
      clientId,
      clientSecret,
      redirectUris: [`${publicUrl}/oauth/callback`],
      requiredScopes,
      optionalScopes,
    });
    const begun = await fetch(`${publicUrl}/oauth/install`, { redirect: "manual" });
    const cookie = begun.headers.get("set-cookie")?.split(";")[0] ?? "";
    await fetch(await hubspot.consent(begun.headers.get("location") ?? "", demoPortal.id), { headers: { cookie } });
    const { appId, appSecret, accountId: wabaId, token: accessToken } = DEFAULT_WORLD;
    await ask(
      "/operator/connect/whatsapp",
      { wabaId, appId, appSecret, accessToken },
      z.object({ kind: z.literal("connected") }),
    );
    const source = { tool: "hubspot", formId: facts.formIds.consultation };
    const { flowId } = await ask("/operator/publish", { source }, z.object({ flowId: z.string() }));
    await whatsapp.settled();

    let customers = 0;
    let restarting = true;
    /** One customer after the other, each from the first message to the last screen. */
    const line = async (): Promise<void> => {
      while (restarting) {
        customers += 1;
        const waId = `3932066${String(customers).padStart(5, "0")}`;
        const person = whatsapp.person(waId, { name: waId });
        person.sendText("Hello");
        await windowOpens((body) => ask("/operator/consent/person", body, z.unknown()), waId);
        const send = { flowId, to: { phone: `+${waId}` }, idempotencyKey: `rolling-${waId}` };
        await ask("/operator/send", send, z.object({ kind: z.literal("sent") }));
        const phone = await person.openFlow();
        await fillEveryScreen(phone, { ...consultationAnswers, email: `c${waId}@rolling.example` });
        expect(phone).toMatchObject({ status: "completed", problems: [] });
      }
    };
    const restarts = async (): Promise<void> => {
      try {
        for (const port of ports) {
          const served = () =>
            balancer.answered.filter(({ by, path: where }) => by === port && where === "flow").length;
          const child = running.get(port);
          if (!child) throw new Error("There is no such server.");
          const before = served();
          while (served() < before + 3) await sleep(10);
          const exited = once(child, "exit");
          child.kill("SIGTERM");
          expect((await exited)[0]).toBe(0);
          await start(port);
          const anew = served();
          while (served() < anew + 3) await sleep(10);
        }
      } finally {
        restarting = false;
      }
    };
    await Promise.all([restarts(), ...Array.from({ length: 4 }, line)]);

    const failed = balancer.answered.filter(({ status }) => status >= 500);
    expect(failed).toEqual([]);
    const exchanges = balancer.answered.filter(({ path: where }) => where === "flow");
    expect(exchanges.length).toBeGreaterThan(20);
    expect(new Set(exchanges.map(({ by }) => by))).toEqual(new Set(ports));
    for (const port of ports) {
      const child = running.get(port);
      if (!child) continue;
      const exited = once(child, "exit");
      child.kill("SIGTERM");
      await exited;
    }
    const store = createStore(await database.open());
    const every = store.everyPortal();
    const rows = await every.all(every.db.selectFrom("submissions").select("id"));
    await store.close();
    expect(rows).toHaveLength(customers);
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address ? address.port : 0;
}
