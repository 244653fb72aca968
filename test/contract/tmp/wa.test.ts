/** The connector, its wire and the conversation against the WhatsApp stand-in and a real phone, over HTTP. */

import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import {
  debugToken,
  getAccount,
  listAppSubscriptions,
  listPhoneNumbers,
  listSubscribedApps,
  subscribeApp,
  subscribeAppCallback,
  webhookFields,
} from "../../../connectors/whatsapp/accounts.ts";
import { appToken, type Graph, graphClient } from "../../../connectors/whatsapp/client.ts";
import {
  createFlow,
  getFlow,
  publishFlow,
  updateFlowMetadata,
  uploadFlowJson,
} from "../../../connectors/whatsapp/flows.ts";
import { sendFlowMessage, sendFlowTemplate } from "../../../connectors/whatsapp/messages.ts";
import { getPublicKey, setPublicKey } from "../../../connectors/whatsapp/public-key.ts";
import { createFlowTemplate, listTemplates } from "../../../connectors/whatsapp/templates.ts";
import type { WebhookUpdate } from "../../../connectors/whatsapp/webhook-types.ts";
import { parseWebhook } from "../../../connectors/whatsapp/webhooks.ts";
import {
  type DecryptionKey,
  generateKeyPair,
  importPrivateKey,
  type KeyPairPem,
  openEnvelope,
  publicKeyId,
  verifySignature,
} from "../../../connectors/whatsapp/wire/index.ts";
import {
  type ConversationFlow,
  decide,
  parseExchange,
  refuse,
  renderDecision,
  renderPing,
  type SessionView,
} from "../../../core/conversation/index.ts";
import { compile } from "../../../core/flow/index.ts";
import type { Answer } from "../../../core/submission/types.ts";
import { DEFAULT_WORLD, startWhatsApp, type WhatsAppStandIn } from "../../../sandbox/whatsapp/index.ts";
import { after, fresh } from "../../core/conversation/flow.ts";
import { choices, formOf } from "../../core/submission/screens.ts";

const { accountId, appId, appSecret, phoneNumberId, token } = DEFAULT_WORLD;

const form = formOf(
  { id: "email", kind: "email", title: "Your e-mail address", required: true },
  { id: "age", kind: "number", title: "Your age", min: 18 },
  {
    id: "likes",
    kind: "multiple_choice",
    title: "What do you like?",
    choices: choices("tea", "coffee"),
    required: true,
  },
  { id: "since", kind: "date", title: "Since when?" },
  { id: "agree", kind: "consent", title: "I agree", required: true },
);
const twoScreens = {
  ...form,
  sections: [
    { id: "a", items: ["email", "age"] },
    { id: "b", items: ["likes", "since", "agree"] },
  ],
};
const compiled = compile(twoScreens);
const flow: ConversationFlow = { form: twoScreens, screens: compiled.screens, dataApiVersion: "3.0" };

/** What the server does, with the parts under test and one session in memory. */
class TinyServer {
  readonly updates: WebhookUpdate[] = [];
  readonly sessions = new Map<string, SessionView>();
  accepted: Answer[][] = [];
  keys: DecryptionKey[] = [];
  url = "";
  readonly #http: Server = createServer((request, response) => void this.#serve(request, response));

  async listen(): Promise<void> {
    this.#http.listen(0, "127.0.0.1");
    await once(this.#http, "listening");
    const address = this.#http.address();
    if (address && typeof address === "object") this.url = `http://127.0.0.1:${address.port}`;
  }

  async close(): Promise<void> {
    this.#http.closeAllConnections();
    this.#http.close();
    await once(this.#http, "close");
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request);
    const url = new URL(request.url ?? "", this.url);
    if (request.method === "GET") {
      response.end(url.searchParams.get("hub.challenge"));
      return;
    }
    const header = request.headers["x-hub-signature-256"];
    const signed = verifySignature(body, typeof header === "string" ? header : undefined, [appSecret]);
    if (url.pathname === "/hook") {
      if (signed) this.updates.push(...parseWebhook(JSON.parse(body.toString())));
      response.writeHead(signed ? 200 : 401).end();
      return;
    }
    if (!signed) {
      response.writeHead(432).end();
      return;
    }
    const opened = await openEnvelope(body, this.keys);
    if (!opened.ok) {
      response.writeHead(421).end();
      return;
    }
    const { status, body: clear } = this.#converse(opened.clear);
    response.writeHead(status, { "content-type": "text/plain" }).end(opened.reply.seal(clear));
  }

  #converse(clear: unknown) {
    const parsed = parseExchange(clear);
    const nobody = { version: "3.0", flowToken: "" };
    if (!parsed.ok) return renderDecision(refuse("unknown_token"), nobody);
    const { exchange } = parsed;
    if (exchange.kind === "ping") return renderPing();
    const flowToken = exchange.flowToken ?? "";
    const session = this.sessions.get(flowToken);
    if (!session) return renderDecision(refuse("unknown_token"), nobody);
    const decision = decide(flow, session, exchange);
    this.sessions.set(flowToken, after(session, decision, "sub_1"));
    if (decision.kind === "accept") this.accepted.push(decision.answers);
    return renderDecision(decision, { version: exchange.version ?? "3.0", flowToken, submissionId: "sub_1" });
  }
}

let whatsapp: WhatsAppStandIn;
let server: TinyServer;
let graph: Graph;
let appGraph: Graph;
let pair: KeyPairPem;
let flowId: string;

beforeAll(async () => {
  [whatsapp, pair] = await Promise.all([startWhatsApp(), generateKeyPair()]);
  server = new TinyServer();
  await server.listen();
  const client = (accessToken: string) => graphClient({ fetch, baseUrl: whatsapp.url, accessToken });
  graph = client(token);
  appGraph = client(appToken(appId, appSecret));
});

afterAll(async () => {
  await whatsapp.close();
  await server.close();
});

describe("connecting", () => {
  it("reads what the pasted values are good for", async () => {
    await expect(debugToken(appGraph, token)).resolves.toMatchObject({ app_id: appId, is_valid: true, expires_at: 0 });
    await expect(debugToken(appGraph, "somebody's")).resolves.toMatchObject({ is_valid: false });
    await expect(getAccount(graph, accountId)).resolves.toMatchObject({ id: accountId });
    await expect(listPhoneNumbers(graph, accountId)).resolves.toMatchObject([
      { id: phoneNumberId, status: "CONNECTED" },
    ]);
  });

  it("is told what is wrong", async () => {
    const stranger = graphClient({ fetch, baseUrl: whatsapp.url, accessToken: "nobody" });
    await expect(getAccount(stranger, accountId)).rejects.toMatchObject({
      remedy: "authorise",
      code: "whatsapp.token",
    });
    const wrongSecret = graphClient({ fetch, baseUrl: whatsapp.url, accessToken: appToken(appId, "x") });
    await expect(debugToken(wrongSecret, token)).rejects.toMatchObject({ code: "whatsapp.token" });
    await expect(getAccount(graph, "999")).rejects.toMatchObject({ code: "whatsapp.bad_request", remedy: "give-up" });
  });

  it("subscribes to webhooks, of the app and of the account", async () => {
    const callback = { url: `${server.url}/hook`, verifyToken: "verify-me" };
    await subscribeAppCallback(appGraph, appId, callback, webhookFields);
    await subscribeApp(graph, accountId, callback);
    await expect(listAppSubscriptions(appGraph, appId)).resolves.toMatchObject([{ callback_url: callback.url }]);
    await expect(listSubscribedApps(graph, accountId)).resolves.toMatchObject([
      { whatsapp_business_api_data: { id: appId }, override_callback_uri: callback.url },
    ]);
  });

  it("registers the public key", async () => {
    await expect(getPublicKey(graph, phoneNumberId)).resolves.toBeUndefined();
    await setPublicKey(graph, phoneNumberId, pair.publicPem);
    const registered = await getPublicKey(graph, phoneNumberId);
    expect(registered?.status).toBe("VALID");
    expect(publicKeyId(registered?.publicPem ?? "")).toBe(publicKeyId(pair.publicPem));
    server.keys = [await importPrivateKey(pair.privatePem)];
  });
});

describe("publishing", () => {
  it("creates the Flow, and Meta's findings in its JSON are a value", async () => {
    flowId = (await createFlow(graph, accountId, { name: "Lead", categories: ["LEAD_GENERATION"] })).id;
    const broken = { ...compiled.flow, screens: compiled.flow.screens.map((screen) => ({ ...screen, id: "S1" })) };
    await expect(uploadFlowJson(graph, flowId, broken)).resolves.toMatchObject({ ok: false });
    await expect(publishFlow(graph, flowId)).rejects.toMatchObject({ code: "whatsapp.publish_refused" });
    await expect(uploadFlowJson(graph, flowId, compiled.flow)).resolves.toEqual({ ok: true });
  });

  it("is refused without an endpoint and goes through with one that answers the ping", async () => {
    await expect(publishFlow(graph, flowId)).rejects.toMatchObject({ code: "whatsapp.publish_refused" });
    await updateFlowMetadata(graph, flowId, { endpointUri: `${server.url}/flow/x` });
    await publishFlow(graph, flowId);
    await expect(getFlow(graph, flowId)).resolves.toMatchObject({ id: flowId, status: "PUBLISHED" });
  });

  it("hands in a template with a Flow button", async () => {
    await createFlowTemplate(graph, accountId, {
      name: "lead_form_invite",
      language: "en_US",
      category: "UTILITY",
      body: "Hello {{1}}, please complete the form you asked for.",
      bodyExamples: ["Ana"],
      button: { text: "Open form", flowId },
    });
    whatsapp.decideTemplate("lead_form_invite", "APPROVED");
    await expect(listTemplates(graph, accountId, "lead_form_invite")).resolves.toMatchObject([{ status: "APPROVED" }]);
  });
});

describe("a customer", () => {
  const ana = () => whatsapp.person("34600000000");
  const send = { to: "+34600000000", callbackData: "snd_1" };

  it("gets the Flow as a template, goes back, is corrected, and hands it in", async () => {
    whatsapp.person("34600000000", { name: "Ana" });
    server.sessions.set("tok-1", fresh);
    const template = { template: "lead_form_invite", language: "en_US", bodyTexts: ["Ana"] };
    const sent = await sendFlowTemplate(graph, phoneNumberId, { ...send, ...template, flowToken: "tok-1" });
    const phone = await ana().openFlow(sent.messageId);
    const [first, second] = compiled.screens.map(({ id }) => id);
    expect(phone.read()).toMatchObject({ status: "open", screen: first });

    const [emailInput, ageInput] = compiled.screens[0]?.inputs.map(({ name }) => name) ?? [];
    phone.fill({ [String(emailInput)]: "ana@example.org", [String(ageInput)]: 17 });
    await phone.press();
    expect(phone.read()).toMatchObject({ screen: first, snackbar: "Your age: Please enter 18 or more." });
    phone.fill({ [String(ageInput)]: 30 });
    await phone.press();
    expect(phone.read()).toMatchObject({ screen: second });
    await phone.back();
    phone.fill({ [String(ageInput)]: 31 });
    await phone.press();

    const [likes, since, agree] = compiled.screens[1]?.inputs.map(({ name }) => name) ?? [];
    phone.fill({ [String(likes)]: ["coffee"], [String(since)]: "2020-01-31", [String(agree)]: true });
    whatsapp.proxy.failNext("lose answer");
    await phone.press();
    expect(phone.status).toBe("open");
    await phone.press();
    expect(phone.status).toBe("completed");
    expect(phone.problems.map(({ code }) => code)).toEqual(["no_http_response_error"]);
    expect(server.accepted).toEqual([
      [
        { fieldId: "email", value: "ana@example.org" },
        { fieldId: "age", value: 31 },
        { fieldId: "likes", value: ["coffee"] },
        { fieldId: "since", value: "2020-01-31" },
        { fieldId: "agree", value: true },
      ],
    ]);
  });

  it("is told when it is opened a second time, and its button goes", async () => {
    const phone = await ana().openFlow();
    expect(phone.read().error).toBe("We already have your answers. To change them, write to us in the chat.");
    await expect(ana().openFlow()).rejects.toThrow("disabled");
  });

  it("is heard in our webhooks: its reply, and what became of our message", async () => {
    await whatsapp.settled();
    const replies = server.updates.flatMap((update) => (update.kind === "message" ? [update] : []));
    expect(replies).toMatchObject([
      {
        wabaId: accountId,
        phoneNumberId,
        from: "34600000000",
        profileName: "Ana",
        content: { type: "flow_reply", flowToken: "tok-1", response: { submission_id: "sub_1" } },
      },
    ]);
    const statuses = server.updates.flatMap((update) => (update.kind === "status" ? [update] : []));
    expect(statuses.map(({ status }) => status)).toEqual(expect.arrayContaining(["sent", "delivered", "read"]));
    expect(new Set(statuses.map(({ callbackData }) => callbackData))).toEqual(new Set(["snd_1"]));
    expect(server.updates).toContainEqual(expect.objectContaining({ kind: "flow", newStatus: "PUBLISHED" }));
    expect(server.updates).toContainEqual(expect.objectContaining({ kind: "template", event: "APPROVED" }));
  });

  it("gets a free-form message inside the window, and a rotated key costs one 421", async () => {
    server.sessions.set("tok-2", fresh);
    const message = { flowId, body: "It takes one minute.", cta: "Open form", flowToken: "tok-2" };
    await sendFlowMessage(graph, phoneNumberId, { ...send, ...message });
    const rotated = await generateKeyPair();
    await setPublicKey(graph, phoneNumberId, rotated.publicPem);
    server.keys = [await importPrivateKey(rotated.privatePem)];
    const before = whatsapp.proxy.exchanges.length;
    expect((await ana().openFlow()).read()).toMatchObject({ status: "open", screen: compiled.screens[0]?.id });
    expect(whatsapp.proxy.exchanges.slice(before).map(({ status }) => status)).toEqual([421, 200]);
  });

  it("meets the protocol's answers when somebody tampers", async () => {
    // After a 421 a phone fetches the key and tries once more (WhatsApp reference 3.6).
    for (const [fault, statuses] of [
      ["tamper", [421, 421]],
      ["cut", [421, 421]],
      ["tamper after signing", [432]],
      ["wrong secret", [432]],
      ["unsigned", [432]],
    ] as const) {
      const before = whatsapp.proxy.exchanges.length;
      whatsapp.proxy.failNext(...statuses.map(() => fault));
      await ana().openFlow();
      expect([fault, whatsapp.proxy.exchanges.slice(before).map(({ status }) => status)]).toEqual([fault, statuses]);
    }
    expect(server.accepted).toHaveLength(1);
  });

  it("is refused with a token that we never gave", async () => {
    const message = { flowId, body: "Hello", cta: "Open form", flowToken: "stranger" };
    await sendFlowMessage(graph, phoneNumberId, { ...send, ...message });
    expect((await ana().openFlow()).read()).toMatchObject({ error: expect.stringContaining("no longer available") });
  });

  it("does not get what may not have been sent twice without our knowing", async () => {
    const path = /\/messages$/;
    whatsapp.failNext({ method: "POST", path, answer: { kind: "status", status: 500, landed: true } });
    const message = { flowId, body: "Hello", cta: "Open form", flowToken: "tok-3" };
    await expect(sendFlowMessage(graph, phoneNumberId, { ...send, ...message })).rejects.toMatchObject({
      remedy: "retry",
      mayHaveLanded: true,
    });
    whatsapp.failNext({ method: "POST", path, answer: { kind: "cut" } });
    await expect(sendFlowMessage(graph, phoneNumberId, { ...send, ...message })).rejects.toMatchObject({
      code: "whatsapp.unreachable",
      mayHaveLanded: true,
    });
  });
});
