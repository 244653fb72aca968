/** A number that 360dialog runs: connected by its key, a Flow published by hand, sent, answered, and landed. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { CDN_PREFIX } from "../../sandbox/whatsapp/cdn.ts";
import { flowella } from "./command-line.ts";
import { consultationAnswers, fillEveryScreen, startWorld, type World } from "./world.ts";

const number = {
  accountId: "204000000000360",
  numberId: "106000000000360",
  displayNumber: "+34 911 00 03 60",
  apiKey: "key-of-the-number",
} as const;
const pasted = { wabaId: number.accountId, number: "+34911000360", apiKey: number.apiKey };

const connectedSchema = z.object({
  kind: z.literal("connected"),
  connectionId: z.string(),
  senders: z.array(z.object({ id: z.string(), displayNumber: z.string(), key: z.string() })),
  byHand: z.array(z.object({ title: z.string(), instead: z.string() })),
});
const byHandSchema = z.object({
  kind: z.literal("by-hand"),
  flowId: z.string(),
  versionId: z.string(),
  metaFlowId: z.string().nullable(),
  steps: z.array(z.string()),
  compiled: z.object({ flow: z.record(z.string(), z.unknown()) }),
});
const publishedSchema = z.object({
  kind: z.literal("published"),
  flowId: z.string(),
  versionId: z.string(),
  metaFlowId: z.string(),
  template: z.object({ name: z.string(), language: z.string() }),
});
const accountsSchema = z.array(
  z.object({
    connectionId: z.string(),
    via: z.string(),
    readiness: z.object({
      state: z.string(),
      account: z.array(z.object({ name: z.string(), title: z.string(), state: z.string(), says: z.string() })),
      numbers: z.array(z.object({ items: z.array(z.object({ name: z.string(), state: z.string() })) })),
    }),
  }),
);

let world: World;

const connect = (change: object = {}) => world.operator("/operator/connect/360dialog", { ...pasted, ...change });
const accounts = async (ask = false) => accountsSchema.parse(await world.operator("/operator/whatsapp", { ask }));
const source = () => ({ tool: "hubspot", formId: world.facts.formIds.consultation });
const atD360 = (path: RegExp) => world.whatsapp.exchanges.filter((each) => path.test(each.path));

/** Connects the number and makes it the one for new Flows. */
async function connectAndPrefer(change: object = {}) {
  const connected = connectedSchema.parse(await connect(change));
  await world.operator("/operator/whatsapp/prefer", { senderId: connected.senders[0]?.id });
  return connected;
}

/** What the steps tell a person to do in WhatsApp Manager. */
async function doInManager({ steps, compiled }: z.infer<typeof byHandSchema>): Promise<string> {
  const endpoint = /endpoint to (\S+) /.exec(steps.join("\n"))?.[1] ?? "";
  const made = new FormData();
  made.set("name", /named “(.+)”/.exec(steps[0] ?? "")?.[1] ?? "");
  made.set("categories", '["SURVEY"]');
  made.set("endpoint_uri", endpoint);
  const created = await world.whatsapp.dialog360.asManager("POST", `/${number.accountId}/flows`, made);
  const { id } = z.object({ id: z.string() }).parse(await created.json());
  await replaceJson(id, compiled.flow);
  await release(id);
  return id;
}

async function replaceJson(id: string, flow: object): Promise<void> {
  const form = new FormData();
  form.set("name", "flow.json");
  form.set("asset_type", "FLOW_JSON");
  form.set("file", new Blob([JSON.stringify(flow)], { type: "application/json" }), "flow.json");
  const uploaded = await world.whatsapp.dialog360.asManager("POST", `/${id}/assets`, form);
  expect(await uploaded.json()).toEqual({ success: true, validation_errors: [] });
}

async function release(id: string): Promise<void> {
  const released = await world.whatsapp.dialog360.asManager("POST", `/${id}/publish`);
  expect(await released.json()).toEqual({ success: true });
}

async function publishByHand(of: object = source()): Promise<z.infer<typeof publishedSchema>> {
  const handed = byHandSchema.parse(await world.operator("/operator/publish", { source: of }));
  const metaFlowId = await doInManager(handed);
  const { versionId } = handed;
  return publishedSchema.parse(await world.operator("/operator/flows/by-hand", { versionId, metaFlowId }));
}

describe("connecting", () => {
  beforeAll(async () => {
    world = await startWorld();
    world.whatsapp.dialog360.add(number);
  }, 60_000);
  afterAll(() => world.close());

  it("says which value is wrong, and stores nothing", async () => {
    expect(await connect({ apiKey: "another" })).toMatchObject({
      kind: "refused",
      code: "360dialog.key",
      message: expect.stringMatching(/does not accept this API key/),
      checks: [{ state: "wrong" }, { state: "untried" }, { state: "untried" }, { state: "untried" }],
    });
    expect(await connect({ number: "911" })).toMatchObject({ kind: "refused", code: "bad_request" });
    expect(await connect({ partnerAccountId: "abc" })).toMatchObject({ code: "360dialog.no_partner" });
    expect(await accounts()).toHaveLength(1);
  });

  it("says in words when 360dialog is down, and calls no value wrong", async () => {
    world.whatsapp.failNext({ path: /configs\/webhook/, answer: { kind: "status", status: 503 } });
    expect(await connect()).toMatchObject({ kind: "refused", code: "whatsapp.unavailable" });
  });

  it("takes a number's messages from another tool only when that is meant", async () => {
    const other = { url: "https://other-tool.example/hook", headers: { token: "theirs" } };
    world.whatsapp.dialog360.hooks.set(number.numberId, other);
    expect(await connect()).toMatchObject({
      code: "360dialog.hook_taken",
      message: expect.stringMatching(/other-tool\.example/),
    });
    expect(world.whatsapp.dialog360.hooks.get(number.numberId)).toEqual(other);
  });

  it("connects the number: its events come here with a secret, and it has our key", async () => {
    const connected = connectedSchema.parse(await connect({ takeOver: true }));
    expect(connected.senders).toMatchObject([{ displayNumber: "+34 911 00 03 60", key: "valid" }]);
    expect(connected.byHand.map(({ title }) => title)).toContain("Managing Flows");
    const hook = world.whatsapp.dialog360.hooks.get(number.numberId);
    expect(hook?.url).toBe(`${world.url}/webhooks/360dialog/${connected.connectionId}/${connected.senders[0]?.id}`);
    expect(hook?.headers["X-Flowella-Secret"]).toMatch(/^[\w-]{43}$/);
  });

  it("lists what is ready, and what has to be done by hand", async () => {
    const account = (await accounts()).find(({ via }) => via === "360dialog");
    expect(account?.readiness.state).toBe("ready");
    const items = account?.readiness.account ?? [];
    expect(items.map(({ name, state }) => `${name} ${state}`).slice(0, 2)).toEqual(["token ready", "webhooks ready"]);
    expect(items.filter(({ name }) => name === "by_hand").map(({ title }) => title)).toEqual([
      "Managing Flows",
      "Editing message templates",
      "Business, payment, display name, limits",
      "Registering the number",
      "Who signs what customers fill in",
    ]);
    expect(account?.readiness.numbers).toMatchObject([{ items: [{ name: "key", state: "ready" }] }]);
  });

  it("notices that the events go elsewhere, and repairs it; and that the key was replaced", async () => {
    const { connectionId } = (await accounts()).find(({ via }) => via === "360dialog") ?? { connectionId: "" };
    world.whatsapp.dialog360.hooks.set(number.numberId, { url: "https://other-tool.example/hook", headers: {} });
    const item = async (name: string) =>
      (await accounts(true))
        .find(({ via }) => via === "360dialog")
        ?.readiness.account.find((each) => each.name === name);
    expect(await item("webhooks")).toMatchObject({ state: "act" });
    expect(await world.operator("/operator/whatsapp/repair", { connectionId })).toEqual({ kind: "repaired" });
    expect(await item("webhooks")).toMatchObject({ state: "ready" });

    world.whatsapp.dialog360.add({ ...number, apiKey: "a-newer-key" });
    expect(await item("token")).toMatchObject({ state: "act", says: expect.stringMatching(/\+34 911 00 03 60/) });
    const again = connectedSchema.parse(await connect({ apiKey: "a-newer-key" }));
    expect(again.connectionId).toBe(connectionId);
    expect(again.senders).toHaveLength(1);
    expect(await item("token")).toMatchObject({ state: "ready" });
  });

  it("leaves registering the number to 360dialog, and says so", async () => {
    const connected = connectedSchema.parse(await connect({ apiKey: "a-newer-key" }));
    expect(await world.operator("/operator/whatsapp/register", { numberId: connected.senders[0]?.id })).toMatchObject({
      code: "whatsapp.route_cannot",
      message: expect.stringMatching(/360dialog's hub/),
    });
  });

  it("leaves an account alone that is connected with a Meta app", async () => {
    expect(await connect({ wabaId: "204000000000001" })).toMatchObject({ code: "whatsapp.owned_elsewhere" });
  });
});

describe("a Flow", () => {
  let flow: z.infer<typeof publishedSchema>;
  beforeAll(async () => {
    world = await startWorld();
    world.whatsapp.dialog360.add(number);
    await connectAndPrefer();
    flow = await publishByHand();
  }, 60_000);
  afterAll(() => world.close());

  it("says what to do in WhatsApp Manager, and goes on once that is done", async () => {
    expect(world.whatsapp.flow(flow.metaFlowId)).toMatchObject({ status: "PUBLISHED", accountId: number.accountId });
    expect(await world.operator("/operator/flows")).toMatchObject([
      { id: flow.flowId, status: "published", metaFlowId: flow.metaFlowId },
    ]);
    const handed = byHandSchema.parse(await world.operator("/operator/publish", { source: source() }));
    expect(handed).toMatchObject({ flowId: flow.flowId, metaFlowId: flow.metaFlowId });
    expect(handed.steps.join(" ")).toContain(`open the Flow ${flow.metaFlowId}`);
    await replaceJson(flow.metaFlowId, handed.compiled.flow);
    await release(flow.metaFlowId);
    const { versionId } = handed;
    expect(await world.operator("/operator/flows/by-hand", { versionId })).toMatchObject({
      kind: "published",
      versionId,
      template: flow.template,
    });
  });

  it("hands its template in through 360dialog, and hears of its approval", async () => {
    const [made] = atD360(/configs\/templates$/).filter(({ method }) => method === "POST");
    expect(made?.requestHeaders).toMatchObject({ "d360-api-key": number.apiKey });
    world.whatsapp.decideTemplate(flow.template.name, "APPROVED");
    await accounts(true);
    expect(await world.operator("/operator/templates")).toMatchObject([
      { name: flow.template.name, status: "approved" },
    ]);
    const [template] = z.array(z.object({ id: z.string() })).parse(await world.operator("/operator/templates"));
    const body = "Here is the form that you asked us for. It opens right here in the chat.";
    world.passTime(25 * 3_600_000);
    expect(await world.operator("/operator/templates/edit", { templateId: template?.id, body })).toMatchObject({
      code: "whatsapp.route_cannot",
      message: expect.stringMatching(/WhatsApp Manager/),
    });
  });

  it("is sent in an open chat, answered, and lands once", async () => {
    const customer = world.stranger();
    customer.sendText("Hello", number.numberId);
    await world.settle();
    const sent = await world.operator("/operator/send", {
      flowId: flow.flowId,
      to: { phone: `+${customer.waId}` },
      idempotencyKey: "through-360dialog",
    });
    expect(sent).toMatchObject({ kind: "sent", channel: "message" });
    await world.settle();
    const messages = atD360(/360dialog\.io\/messages$/);
    expect(messages.at(-1)).toMatchObject({ status: 200, requestHeaders: { "d360-api-key": number.apiKey } });
    expect(messages.at(-1)?.requestHeaders["authorization"]).toBeUndefined();
    const phone = await customer.openFlow();
    await fillEveryScreen(phone, consultationAnswers);
    expect(phone.status).toBe("completed");
    await world.deliver();
    const [submission] = await world.submissions();
    expect(submission?.steps.filter(({ status }) => status === "dead")).toEqual([]);
    expect(submission?.steps.find(({ step }) => step === "contact")?.status).toBe("done");
    expect(await world.submissions()).toHaveLength(1);
  });

  it("brings files from WhatsApp's own servers, where no key goes along", async () => {
    const fields = [{ id: "f1", ref: "photo", title: "A photo", type: "file_upload", validations: { required: true } }];
    const definition = { id: "D4mage", title: "Report a damage", fields };
    const { flowId } = await publishByHand({ tool: "typeform", definition });
    const customer = world.stranger();
    customer.sendText("Hello", number.numberId);
    await world.settle();
    const to = { phone: `+${customer.waId}` };
    await world.operator("/operator/send", { flowId, to, idempotencyKey: "with-a-photo" });
    await world.settle();
    const bytes = Uint8Array.from(Buffer.from("ffd8ffe000104a46494600", "hex"));
    await fillEveryScreen(await customer.openFlow(), { photo: [{ name: "a.jpg", type: "image/jpeg", bytes }] });
    await world.deliver();
    const stored = z.array(z.object({ files: z.array(z.object({ status: z.string() })) }));
    const [newest] = stored.parse(await world.operator("/operator/submissions"));
    expect(newest?.files).toMatchObject([{ status: "stored" }]);
    const fetched = atD360(new RegExp(`^${CDN_PREFIX}/`)).filter(({ method }) => method === "GET");
    expect(fetched.length).toBeGreaterThan(0);
    for (const { requestHeaders } of fetched) {
      expect(Object.keys(requestHeaders)).not.toContain("d360-api-key");
      expect(Object.keys(requestHeaders)).not.toContain("authorization");
    }
  });

  it("goes out as a template outside the 24 hours, from this account's number", async () => {
    const { contactId } = world.facts.customer;
    const to = { contactId };
    expect(
      await world.operator("/operator/send", { flowId: flow.flowId, to, idempotencyKey: "as-a-template" }),
    ).toMatchObject({ kind: "sent", channel: "template" });
    await world.settle();
    expect([...world.whatsapp.state.sent.values()].at(-1)).toMatchObject({
      type: "template",
      phoneNumberId: number.numberId,
      statuses: ["sent", "delivered"],
    });
    expect((await world.card(contactId)).sends[0]).toMatchObject({ status: "delivered" });
  });
});

describe("what comes in", () => {
  let hook: { url: string; headers: Record<string, string> };
  let cloudFlow: string;
  let flow: z.infer<typeof publishedSchema>;
  beforeAll(async () => {
    world = await startWorld();
    cloudFlow = (await world.publishForm("feedback")).metaFlowId;
    world.whatsapp.dialog360.add(number);
    await connectAndPrefer();
    flow = await publishByHand();
    hook = world.whatsapp.dialog360.hooks.get(number.numberId) ?? { url: "", headers: {} };
  }, 60_000);
  afterAll(() => world.close());

  const event = (accountId: string, from = "393205550999") => ({
    object: "whatsapp_business_account",
    entry: [
      {
        id: accountId,
        changes: [
          {
            field: "messages",
            value: {
              messaging_product: "whatsapp",
              metadata: { display_phone_number: "34911000360", phone_number_id: number.numberId },
              messages: [{ from, id: `wamid.${from}`, timestamp: "1789000000", type: "text", text: { body: "Hi" } }],
            },
          },
        ],
      },
    ],
  });
  const post = (url: string, headers: Record<string, string>, body: unknown) =>
    fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    }).then(({ status }) => status);

  it("needs the secret that we set, at the number's own address", async () => {
    const stored = () => world.metric("flowella_webhook_updates_total", { outcome: "stored" });
    const before = await stored();
    expect(await post(hook.url, {}, event(number.accountId))).toBe(401);
    expect(await post(hook.url, { "x-flowella-secret": "guessed" }, event(number.accountId))).toBe(401);
    const other = hook.url.replace(/[^/]+$/, "num_other");
    expect(await post(other, hook.headers, event(number.accountId))).toBe(404);
    expect(await stored()).toBe(before);
    expect(await post(hook.url, hook.headers, event(number.accountId))).toBe(200);
    expect(await stored()).toBe(before + 1);
    expect(await post(hook.url, hook.headers, [])).toBe(200);
    expect((await fetch(hook.url, { method: "POST", headers: hook.headers, body: "{" })).status).toBe(400);
  });

  it("does not let 360dialog speak for an account with a Meta app", async () => {
    const unknown = () => world.metric("flowella_webhook_updates_total", { outcome: "unknown_account" });
    const before = await unknown();
    expect(await post(hook.url, hook.headers, event("204000000000001", "393205550998"))).toBe(200);
    expect(await unknown()).toBe(before + 1);
  });

  it("counts an exchange that 360dialog's app signed, as its secret is not ours; others' apps must sign", async () => {
    const endpointOf = (id: string) => world.whatsapp.flow(id).endpointUri ?? "";
    const notSealed = JSON.stringify({
      encrypted_flow_data: "AAAA",
      encrypted_aes_key: "AAAA",
      initial_vector: "AAAA",
    });
    const ask = (url: string) => fetch(url, { method: "POST", body: notSealed }).then(({ status }) => status);
    // Without a signature: there it is the encryption that does not fit, here the signature that is missing.
    expect(await ask(endpointOf(flow.metaFlowId))).toBe(421);
    expect(await ask(endpointOf(cloudFlow))).toBe(432);
  });

  it("goes on needing Meta's signature for an account with a Meta app, whatever is connected beside it", async () => {
    await world.operator("/operator/connect/360dialog", { ...pasted, wabaId: "204000000000001" });
    world.passTime(2_000);
    const endpoint = world.whatsapp.flow(cloudFlow).endpointUri ?? "";
    expect((await fetch(endpoint, { method: "POST", body: "{}" })).status).toBe(432);
    const customer = world.stranger();
    customer.sendText("Hello");
    await world.settle();
    const flows = z
      .array(z.object({ id: z.string(), metaFlowId: z.string() }))
      .parse(await world.operator("/operator/flows"));
    const flowId = flows.find(({ metaFlowId }) => metaFlowId === cloudFlow)?.id;
    const to = { phone: `+${customer.waId}` };
    await world.operator("/operator/send", { flowId, to, idempotencyKey: "by-the-cloud-api" });
    await world.settle();
    world.whatsapp.proxy.failNext("wrong secret");
    expect((await customer.openFlow()).status).not.toBe("open");
    expect(world.whatsapp.proxy.exchanges.at(-1)).toMatchObject({ flowId: cloudFlow, status: 432 });
  });

  it("is examined by the doctor without asking what 360dialog does not tell", async () => {
    const { findings } = z
      .object({ findings: z.array(z.object({ check: z.string().optional(), state: z.string(), says: z.string() })) })
      .parse(await world.operator("/operator/doctor"));
    expect(findings.filter(({ state }) => state === "broken").map(({ says }) => says)).toEqual([]);
  });

  it("is nobody's once the account was given up", async () => {
    const account = (await accounts()).find(({ via }) => via === "360dialog");
    await world.operator("/operator/whatsapp/disconnect", { connectionId: account?.connectionId });
    expect(await post(hook.url, hook.headers, event(number.accountId))).toBe(404);
    expect(connectedSchema.parse(await connect()).connectionId).toBe(account?.connectionId);
  });
});

it("works from the command line: the key from standard input, the Flow JSON into a file, going on by hand", async () => {
  world = await startWorld();
  try {
    world.whatsapp.dialog360.add(number);
    const cwd = path.dirname(world.databaseFile);
    const env = { FLOWELLA_OPERATOR_TOKEN: world.operatorToken, PUBLIC_BASE_URL: world.url };
    const run = async (line: string, input = "") => {
      const { code, out, err } = await flowella([...line.split(" "), "--portal", world.portalId], { cwd, env, input });
      return { code, out, err };
    };
    const connecting = `connect 360dialog --account ${number.accountId} --number ${pasted.number} --api-key-file -`;
    const wrong = await run(connecting, "another");
    expect(wrong).toMatchObject({ code: 1, err: expect.stringMatching(/does not accept this API key/) });
    const connected = connectedSchema.parse(JSON.parse((await run(connecting, number.apiKey)).out));
    await world.operator("/operator/whatsapp/prefer", { senderId: connected.senders[0]?.id });
    const published = await run(`publish --form ${world.facts.formIds.consultation} --flow-json flow.json`);
    const flowJson = z.record(z.string(), z.unknown()).parse(JSON.parse(await readFile(`${cwd}/flow.json`, "utf8")));
    const handed = byHandSchema.omit({ compiled: true }).parse(JSON.parse(published.out));
    const metaFlowId = await doInManager({ ...handed, compiled: { flow: flowJson } });
    const told = /flowella (flow by-hand .*)$/.exec(handed.steps.at(-1) ?? "")?.[1]?.replace(/ --portal \S+/, "") ?? "";
    expect((await run(told.replace("ID", metaFlowId))).out).toContain('"kind": "published"');
  } finally {
    await world.close();
  }
}, 60_000);

describe("for a partner of 360dialog", () => {
  const partner = { partnerId: "partner1", apiKey: "key-of-the-partner" };
  beforeAll(async () => {
    world = await startWorld({
      settings: { D360_PARTNER_ID: partner.partnerId, D360_PARTNER_API_KEY: partner.apiKey },
    });
    world.whatsapp.dialog360.partner = partner;
    world.whatsapp.dialog360.add({ ...number, partnerAccountId: "waba1" });
  }, 60_000);
  afterAll(() => world.close());

  it("refuses an account that is not the partner's", async () => {
    expect(await connect({ partnerAccountId: "waba2" })).toMatchObject({ kind: "refused", code: "360dialog.partner" });
  });

  it("makes the Flow as a draft, and only releasing it is left to a person", async () => {
    await connectAndPrefer({ partnerAccountId: "waba1" });
    const handed = byHandSchema.parse(await world.operator("/operator/publish", { source: source() }));
    const metaFlowId = handed.metaFlowId ?? "";
    expect(world.whatsapp.flow(metaFlowId)).toMatchObject({ status: "DRAFT", accountId: number.accountId });
    const { versionId } = handed;
    expect(await world.operator("/operator/flows/by-hand", { versionId })).toMatchObject({ code: "flow.not_released" });
    await release(metaFlowId);
    expect(await world.operator("/operator/flows/by-hand", { versionId })).toMatchObject({
      kind: "published",
      metaFlowId,
    });
    const hub = atD360(/^\/hub\.360dialog\.io/);
    expect(hub.length).toBeGreaterThan(3);
    for (const { requestHeaders } of hub) {
      expect(requestHeaders["x-api-key"]).toBe(partner.apiKey);
      expect(requestHeaders["d360-api-key"]).toBeUndefined();
    }
  });
});
