/** Links to previews: what they open, what they cannot reach, and that nothing comes of a preview. */
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { type FlowOnPhone, openFlow, sealExchange } from "../../phone/index.ts";
import { demoForms } from "../../sandbox/hubspot/index.ts";
import { flowella } from "./command-line.ts";
import { rowsOf } from "./database.ts";
import { installSecondPortal, second } from "./second-portal.ts";
import { consultationAnswers, fillEveryScreen, type PublishedFlow, startWorld, type World } from "./world.ts";

const linkSchema = z.object({ kind: z.literal("link"), url: z.string(), version: z.number(), until: z.string() });
const contentSchema = z.object({
  name: z.string(),
  version: z.number(),
  current: z.boolean(),
  flowJson: z.unknown(),
  flowToken: z.string(),
  mode: z.enum(["data_exchange", "navigate"]),
  firstScreen: z.string().optional(),
  data: z.record(z.string(), z.unknown()).optional(),
  publicKey: z.string(),
});
const answerSchema = z.object({ status: z.number(), body: z.string(), state: z.string() });

let world: World;
let flow: PublishedFlow;
beforeEach(async () => {
  world = await startWorld();
  flow = await world.publishForm("consultation");
});
afterEach(() => world.close());

const preview = async (wanted: object = {}) =>
  linkSchema.parse(await world.operator("/operator/preview", { flowId: flow.flowId, ...wanted }));
const contentOf = async (url: string) => contentSchema.parse(await (await fetch(`${url}/flow`)).json());

async function exchange(url: string, asked: { body: string; state?: string | undefined }) {
  const response = await fetch(`${url}/exchange`, { method: "POST", body: JSON.stringify(asked) });
  return answerSchema.parse(await response.json());
}

/** As the page does it. */
async function openLink(url: string): Promise<FlowOnPhone> {
  const { publicKey, ...content } = await contentOf(url);
  let state: string | undefined;
  return openFlow({
    ...content,
    publicKey: async () => publicKey,
    transport: async (body) => {
      const answer = await exchange(url, { body, state });
      ({ state } = answer);
      return answer;
    },
  });
}

/** One exchange with a token of the caller's choice. */
async function ask(url: string, token: string, state?: string) {
  const { publicKey } = await contentOf(url);
  const request = { version: "3.0", action: "INIT", screen: "", data: {}, flow_token: token };
  const sealed = await sealExchange(publicKey, request);
  const answer = await exchange(url, { body: sealed.body, state });
  return { ...answer, clear: await sealed.open(answer.body) };
}

describe("a preview", () => {
  it("validates, is filled in to its end, and leaves no trace", async () => {
    const seen = ["rejected", "accept", "show", "wrong_key", "preview"];
    const counts = () => Promise.all(seen.map((outcome) => world.metric("flowella_exchanges_total", { outcome })));
    const before = await counts();
    const { url, version } = await preview();
    expect(version).toBe(1);
    const phone = await openLink(url);
    expect(phone.read().title).toContain("1 of 3");
    phone.fill({ firstname: "Vera", lastname: "Vorschau", email: "vera@vorschau.example", mobilephone: "12345" });
    await phone.press();
    expect(phone.read().snackbar).toMatch(/^Mobile phone number: Please enter the phone number/);
    phone.fill({ mobilephone: "" });
    await fillEveryScreen(phone, consultationAnswers);
    expect(phone.status).toBe("completed");
    expect(phone.problems).toEqual([]);
    await world.deliver();
    expect(await world.submissions()).toEqual([]);
    expect(await counts()).toEqual(before);
    await world.stop();
    for (const table of ["sessions", "sends", "submissions", "steps", "people"]) {
      expect({ table, rows: rowsOf(world.databaseFile, `select * from ${table}`) }).toEqual({ table, rows: [] });
    }
    const told = rowsOf(world.databaseFile, "select kind from events");
    expect(told).toEqual([]);
    await world.start();
  });

  it("hears a phone's error notice without counting it", async () => {
    const { url } = await preview();
    const { publicKey, flowToken } = await contentOf(url);
    const data = { error: "payload-schema-error", error_message: "a made-up one" };
    const notice = { version: "3.0", action: "data_exchange", screen: "PAGE_A", data, flow_token: flowToken };
    const sealed = await sealExchange(publicKey, notice);
    expect(await sealed.open((await exchange(url, { body: sealed.body })).body)).toEqual({
      data: { acknowledged: true },
    });
    await world.stop();
    const kinds = rowsOf(world.databaseFile, "select kind from health_events where source = 'phone'");
    expect(kinds).toEqual([]);
    await world.start();
  });

  it("shows the newest version where it is asked for one that is not published yet", async () => {
    const [consultation] = demoForms;
    if (!consultation) throw new Error("The consultation form is not seeded.");
    const fieldGroups = structuredClone(consultation.fieldGroups);
    for (const field of fieldGroups[0]?.fields ?? []) field.label = `${field.label}!`;
    world.portal().putForm({ ...consultation, fieldGroups });
    const source = { tool: "hubspot", formId: world.facts.formIds.consultation };
    const drafted = await world.operator("/operator/draft", { source });
    expect(drafted).toMatchObject({ kind: "drafted", flowId: flow.flowId, version: 2 });

    const draft = await preview({ version: "newest" });
    expect(await contentOf(draft.url)).toMatchObject({ version: 2, current: false });
    expect((await openLink(draft.url)).read().inputs[0]?.label).toBe("First name!");
    const current = await preview();
    expect(await contentOf(current.url)).toMatchObject({ version: 1, current: true });
    expect((await openLink(current.url)).read().inputs[0]?.label).toBe("First name");
    expect(await preview({ version: 2 })).toMatchObject({ version: 2 });
    expect(await world.operator("/operator/preview", { flowId: flow.flowId, version: 3 })).toMatchObject({
      code: "flow.no_version",
    });
    // Customers still get the published one.
    const customer = world.stranger();
    await world.fillIn(flow, customer, consultationAnswers);
    expect(world.whatsapp.flow(flow.metaFlowId).published).toHaveLength(1);
  });

  it("shows a Flow that never was published", async () => {
    const source = { tool: "hubspot", formId: world.facts.formIds.feedback };
    const drafted = z.object({ flowId: z.string() }).parse(await world.operator("/operator/draft", { source }));
    const { url } = await preview({ flowId: drafted.flowId });
    expect((await openLink(url)).status).toBe("open");
    expect(world.whatsapp.state.flows.size).toBe(1);
  });

  it("opens although the Flow is held back, and as its messages do", async () => {
    const settings = { opensWith: "navigate" };
    await world.operator("/operator/flows/settings", { flowId: flow.flowId, settings });
    await world.operator("/operator/flows/pause", { flowId: flow.flowId });
    world.passTime(2_000);
    const { url } = await preview();
    expect(await contentOf(url)).toMatchObject({ mode: "navigate", firstScreen: "PAGE_A" });
    const phone = await openLink(url);
    expect(phone.exchanges).toEqual([]);
    await fillEveryScreen(phone, consultationAnswers);
    expect(phone.status).toBe("completed");
  });
});

describe("a preview's link", () => {
  it("opens nothing when it is forged, cut, lengthened or over", async () => {
    const { url, until } = await preview({ hours: 2 });
    const at = url.lastIndexOf("/") + 1;
    const token = url.slice(at);
    const middle = token.indexOf(".");
    const other = (text: string, place: number) =>
      `${text.slice(0, place)}${text[place] === "A" ? "B" : "A"}${text.slice(place + 1)}`;
    const bent = [
      ...[0, 5, middle - 1, middle + 1, token.length - 2].map((place) => other(token, place)),
      token.slice(0, -1),
      token.slice(0, middle),
      `${token}A`,
      `${token}.`,
      `${token}.${token}`,
      "x",
    ];
    for (const each of bent) {
      const page = await fetch(`${url.slice(0, at)}${each}`);
      expect({ each, status: page.status, text: await page.text() }).toMatchObject({
        status: 404,
        text: expect.stringMatching(/<h1>No preview here<\/h1>.*Copy the whole link/s),
      });
      for (const [path, init] of [
        ["flow", {}],
        ["exchange", { method: "POST", body: "{}" }],
      ] as const) {
        expect((await fetch(`${url.slice(0, at)}${each}/${path}`, init)).status).toBe(404);
      }
    }
    expect((await fetch(url)).status).toBe(200);
    expect(Date.parse(until)).toBeGreaterThan(world.now());
    world.passTime(2 * 3_600_000);
    const over = await fetch(url);
    expect([over.status, await over.text()]).toEqual([410, expect.stringContaining("This preview link has expired.")]);
    expect((await fetch(`${url}/flow`)).status).toBe(410);
    expect((await fetch(`${url}/exchange`, { method: "POST", body: "{}" })).status).toBe(410);
  });

  it("is made for the portal's own Flows only, and for a week at most", async () => {
    await installSecondPortal(world);
    const portalId = String(second.portalId);
    const refused = { kind: "refused", code: "flow.unknown" };
    expect(await world.operator("/operator/preview", { portalId, flowId: flow.flowId })).toMatchObject(refused);
    expect(await world.operator("/operator/preview", { portalId: "99", flowId: flow.flowId })).toMatchObject({
      code: "unknown_portal",
    });
    expect(await world.operator("/operator/preview", { flowId: flow.flowId, hours: 169 })).toMatchObject({
      code: "bad_request",
    });
    const unasked = await fetch(`${world.url}/operator/preview`, { method: "POST", body: "{}" });
    expect(unasked.status).toBe(401);
  });

  it("carries another portal's name for nobody: what it says is signed", async () => {
    await installSecondPortal(world);
    const { url } = await preview();
    const [text = "", signature = ""] = url.slice(url.lastIndexOf("/") + 1).split(".");
    const said = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
    const bent = Buffer.from(JSON.stringify({ ...said, portalId: String(second.portalId) })).toString("base64url");
    expect((await fetch(`${world.url}/preview/${bent}.${signature}`)).status).toBe(404);
  });

  it("opens in HubSpot's frames and keeps itself to itself", async () => {
    const { url } = await preview();
    const { headers } = await fetch(url);
    const policy = headers.get("content-security-policy") ?? "";
    // The stand-in's page of an account is in HubSpot's place here.
    const framing = `frame-ancestors 'self' https://*.hubspot.com ${new URL(world.hubspot.apiUrl).origin}`;
    expect(policy.split(";")).toContain(framing);
    expect(policy).not.toMatch(/unsafe/);
    expect(Object.fromEntries(headers)).toMatchObject({
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
    });
    expect(headers.has("x-frame-options")).toBe(false);
    // Every other page of the server is in nobody's frame.
    expect((await fetch(`${world.url}/oauth/callback`)).headers.get("x-frame-options")).toBe("DENY");
  });

  it("gives away no secret", async () => {
    const { url } = await preview();
    const page = await (await fetch(url)).text();
    const script = await (await fetch(`${world.url}${/src="([^"]+)"/.exec(page)?.[1]}`)).text();
    const content = await (await fetch(`${url}/flow`)).text();
    expect(script.length).toBeGreaterThan(10_000);
    const [app] = world.whatsapp.state.apps.values();
    const secrets = [app?.secret, world.operatorToken, world.config.FLOWELLA_MASTER_KEY, "PRIVATE KEY"];
    for (const secret of secrets) {
      expect(secret).toMatch(/.{8}/);
      expect(`${page}${script}${content}${url}`).not.toContain(secret);
    }
  });
});

describe("a preview's door", () => {
  it("reaches nobody's session, and a preview's token opens nothing elsewhere", async () => {
    const { url } = await preview();
    const customer = world.stranger();
    customer.sendText("Hello");
    await world.settle();
    await world.send(flow, { phone: `+${customer.waId}` });
    const real = customer.openMessage();
    const through = await ask(url, real.flowToken);
    expect(through).toMatchObject({
      status: 427,
      clear: { error_msg: expect.stringContaining("no longer available") },
    });
    const { flowToken } = await contentOf(url);
    const sealed = await sealExchange(real.publicKey("cached"), {
      version: "3.0",
      action: "INIT",
      screen: "",
      data: {},
      flow_token: flowToken,
    });
    expect((await real.exchange(sealed.body)).status).toBe(427);
    // The customer's own session was not touched by any of it.
    await fillEveryScreen(await customer.openFlow(), consultationAnswers);
    expect(await world.submissions()).toHaveLength(1);
  });

  it("takes no session from another link, and none that was bent", async () => {
    const [mine, other] = [await preview(), await preview()];
    const phone = await openLink(mine.url);
    const { flowToken } = await contentOf(mine.url);
    phone.fill({ firstname: "Vera", lastname: "Vorschau", email: "vera@vorschau.example" });
    const request = { version: "3.0", action: "data_exchange", screen: "PAGE_A", flow_token: flowToken };
    const data = { firstname: "Vera", lastname: "Vorschau", email: "vera@vorschau.example" };
    const { publicKey } = await contentOf(mine.url);
    const sealed = await sealExchange(publicKey, { ...request, data });
    const { state } = await exchange(mine.url, { body: sealed.body });
    expect(Buffer.from(state, "base64url").toString("latin1")).not.toContain("Vera");
    const filled = async (link: string, token: string, given: string) =>
      JSON.stringify((await ask(link, token, given)).clear).includes("Vera");
    expect(await filled(mine.url, flowToken, state)).toBe(true);
    expect(await filled(mine.url, flowToken, `${state.slice(0, -2)}AA`)).toBe(false);
    expect(await filled(mine.url, flowToken, "AAAA")).toBe(false);
    expect(await filled(other.url, (await contentOf(other.url)).flowToken, state)).toBe(false);
  });

  it("answers nonsense with words and stays alive", async () => {
    const { url } = await preview();
    for (const body of ["", "{", "[]", '{"body":7}', "null"]) {
      expect((await fetch(`${url}/exchange`, { method: "POST", body })).status).toBe(400);
    }
    expect(await exchange(url, { body: "no envelope" })).toMatchObject({ status: 421, body: "" });
    expect((await openLink(url)).status).toBe("open");
  });
});

it("the command line prints the link", async () => {
  const cwd = await mkdtemp(path.join(tmpdir(), "flowella-preview-"));
  const env = { FLOWELLA_OPERATOR_TOKEN: world.operatorToken };
  const shared = ["--portal", world.portalId, "--server", world.url];
  const ran = await flowella(["preview", flow.flowId, ...shared], { cwd, env });
  expect(ran).toMatchObject({ code: 0, err: "" });
  expect((await fetch(ran.out.trim())).status).toBe(200);
  const json = await flowella(["preview", flow.flowId, "--version", "1", "--json", ...shared], { cwd, env });
  expect(JSON.parse(json.out)).toMatchObject({ kind: "link", version: 1 });
  const both = await flowella(["preview", flow.flowId, "--draft", "--version", "1", ...shared], { cwd, env });
  expect(both).toMatchObject({ code: 1, err: expect.stringContaining("either --draft or --version") });
});
