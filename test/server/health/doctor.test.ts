/**
 * The doctor on a deployment that works, and then with one thing broken at a time: exactly that must be named, with
 * who must act and how. Everything goes through the operator's route and the stand-ins.
 */
import { generateKeyPairSync } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { examinationSchema } from "../../../cli/doctor/finding.ts";
import { DEFAULT_WORLD } from "../../../sandbox/whatsapp/index.ts";
import { checkNames } from "../../../server/health/finding.ts";
import { consultationAnswers, fillEveryScreen, type PublishedFlow, startWorld, type World } from "../../e2e/world.ts";
import { bendingWire } from "./bending-wire.ts";

let clock = Date.now;
const wire = bendingWire(() => clock());
let world: World;
let flow: PublishedFlow;

beforeAll(async () => {
  world = await startWorld({ fetch: wire.fetch });
  clock = world.now;
  flow = await world.publishForm("consultation");
  world.approveTemplate(flow);
  await world.settle();
});
afterAll(() => world.close());

const examine = async () => examinationSchema.parse(await world.operator("/operator/doctor", {}));

/** Everything that is not in order, as `check: state`. */
async function complaints(): Promise<string[]> {
  const { findings } = await examine();
  const wrong = findings.filter(({ state }) => state === "broken" || state === "warn");
  for (const { says, who, fix } of wrong) {
    expect(who).toEqual(expect.stringMatching(/^(operator|hubspot-admin|whatsapp-admin|meta)$/));
    expect(says).toMatch(/\.$/);
    expect(fix).toMatch(/\S{3}/);
  }
  return [...new Set(wrong.map(({ check, state }) => `${check}: ${state}`))];
}

const meta = () => {
  const { state } = world.whatsapp;
  const [app] = [...state.apps.values()];
  const [account] = [...state.accounts.values()];
  const [number] = [...state.numbers.values()];
  const [token] = [...state.tokens.values()];
  const published = state.flows.get(flow.metaFlowId);
  if (!app || !account || !number || !token || !published) throw new Error("The stand-in lacks something.");
  return { app, account, number, token, published };
};

describe("a deployment that works", () => {
  it("passes every check there is", async () => {
    const { findings } = await examine();
    expect(findings.filter(({ state }) => state !== "ok")).toEqual([]);
    expect([...new Set(findings.map(({ check }) => check))].sort()).toEqual([...checkNames].sort());
  });
});

/** What is bent on the wire, and mended by straightening it. */
const bent: [breaks: string, call: RegExp, how: Parameters<typeof wire.bend>[1], expected: string[]][] = [
  [
    "the public address redirects",
    /GET .*\/health$/,
    { answer: () => new Response(null, { status: 301, headers: { location: "https://www.example.com/health?a=b" } }) },
    ["public_address: broken"],
  ],
  ["the certificate has expired", /GET .*\/health$/, { fails: "CERT_HAS_EXPIRED" }, ["public_address: broken"]],
  ["the name is not known", /GET .*\/health$/, { fails: "ENOTFOUND" }, ["public_address: broken"]],
  [
    "something else answers",
    /GET .*\/health$/,
    { answer: () => new Response("<h1>It works!</h1>") },
    ["public_address: broken"],
  ],
  ["the clock is ahead", /\/me$/, { dateShiftMs: -90_000 }, ["clock: broken"]],
  ["the clock is behind", /\/me$/, { dateShiftMs: 3_600_000 }, ["clock: broken"]],
  ["Meta cannot be reached", /\/v25\.0\//, { fails: "ECONNREFUSED" }, ["meta: broken"]],
  [
    "the Graph API version has died",
    /\/me$/,
    { json: () => ({ error: { message: "Unknown path components: /v25.0/me", code: 2500 } }) },
    ["meta: broken"],
  ],
  [
    "the token ends soon",
    /debug_token/,
    { json: ({ data }) => ({ data: { ...record(data), expires_at: Math.floor(world.now() / 1_000) + 3 * 86_400 } }) },
    ["whatsapp_token: warn"],
  ],
  [
    "the token lacks a permission",
    /debug_token/,
    { json: ({ data }) => ({ data: { ...record(data), scopes: ["whatsapp_business_messaging"] } }) },
    ["whatsapp_token: broken"],
  ],
  [
    "the token does not cover the account",
    /debug_token/,
    {
      json: ({ data }) => ({
        data: {
          ...record(data),
          granular_scopes: [{ scope: "whatsapp_business_management", target_ids: ["204000000000009"] }],
        },
      }),
    },
    ["whatsapp_token: broken"],
  ],
  [
    "the account was rejected",
    /account_review_status/,
    { json: (account) => ({ ...account, account_review_status: "REJECTED" }) },
    ["whatsapp_account: broken"],
  ],
  [
    "Meta blocks the account",
    /account_review_status/,
    {
      json: (account) => ({
        ...account,
        health_status: {
          can_send_message: "BLOCKED",
          entities: [
            {
              entity_type: "WABA",
              can_send_message: "BLOCKED",
              errors: [{ error_code: 141006, error_description: "There is an error with the payment method." }],
            },
          ],
        },
      }),
    },
    ["whatsapp_account: broken"],
  ],
  [
    "Meta blocks the Flow",
    /health_status/,
    { json: (answer) => (answer["status"] === "PUBLISHED" ? { ...answer, status: "BLOCKED" } : answer) },
    ["flow_status: broken"],
  ],
  [
    "Meta throttles the Flow",
    /health_status/,
    { json: (answer) => (answer["status"] === "PUBLISHED" ? { ...answer, status: "THROTTLED" } : answer) },
    ["flow_status: broken"],
  ],
  [
    "another server answers the ping",
    /POST .*\/flow\//,
    { answer: () => new Response("", { status: 404 }) },
    ["flow_ping: broken"],
  ],
  [
    "a proxy changes the body",
    /POST .*\/flow\//,
    { answer: () => new Response("", { status: 432 }) },
    ["flow_ping: broken"],
  ],
  ["a proxy changes the answer", /POST .*\/flow\//, { answer: () => new Response("<html>") }, ["flow_ping: broken"]],
  ["the endpoint is cut off", /POST .*\/flow\//, { fails: "ECONNRESET" }, ["flow_ping: broken"]],
];

function record(value: unknown): Record<string, unknown> {
  return z.record(z.string(), z.unknown()).parse(value);
}

describe("names exactly what is wrong when", () => {
  afterEach(() => wire.straighten());

  it.each(bent)("%s", async (_breaks, call, how, expected) => {
    wire.bend(call, how);
    expect(await complaints()).toEqual(expected);
    wire.straighten();
    expect(await complaints()).toEqual([]);
  });

  /** What is changed at Meta, and how it is put back. */
  const changed: [breaks: string, change: () => () => void, expected: string[]][] = [
    [
      "the app's secret was reset",
      () => {
        meta().app.secret = "reset";
        return () => {
          meta().app.secret = DEFAULT_WORLD.appSecret;
        };
      },
      ["whatsapp_app_secret: broken"],
    ],
    [
      "the token was revoked",
      () => {
        meta().token.valid = false;
        return () => {
          meta().token.valid = true;
        };
      },
      ["whatsapp_token: broken"],
    ],
    [
      "the business lost its verification",
      () => {
        meta().account.businessVerification = "UNVERIFIED";
        return () => {
          meta().account.businessVerification = "VERIFIED";
        };
      },
      ["whatsapp_account: broken"],
    ],
    [
      "a number was flagged",
      () => {
        meta().number.status = "FLAGGED";
        return () => {
          meta().number.status = "CONNECTED";
        };
      },
      ["whatsapp_number: broken"],
    ],
    [
      "the webhook lost a field",
      () => {
        const { subscription } = meta().app;
        const fields = subscription?.fields ?? [];
        if (subscription) subscription.fields = fields.filter((field) => field !== "flows");
        return () => {
          if (subscription) subscription.fields = fields;
        };
      },
      ["whatsapp_webhook: broken"],
    ],
    [
      "the webhook leads to an earlier address",
      () => {
        const { subscription } = meta().app;
        const url = subscription?.callbackUrl ?? "";
        if (subscription) subscription.callbackUrl = url.replace(/^http:\/\/[^/]+/, "https://old.example.com");
        return () => {
          if (subscription) subscription.callbackUrl = url;
        };
      },
      ["whatsapp_webhook: broken"],
    ],
    [
      "the webhook leads to another tool",
      () => {
        const { subscription } = meta().app;
        const url = subscription?.callbackUrl ?? "";
        if (subscription) subscription.callbackUrl = "https://other.example.com/hook";
        return () => {
          if (subscription) subscription.callbackUrl = url;
        };
      },
      ["whatsapp_webhook: warn"],
    ],
    [
      "the app was unsubscribed from the account",
      () => {
        meta().account.subscribedApps.clear();
        return () => meta().account.subscribedApps.set(DEFAULT_WORLD.appId, {});
      },
      ["whatsapp_subscription: broken"],
    ],
    [
      "the account redirects its messages",
      () => {
        meta().account.subscribedApps.set(DEFAULT_WORLD.appId, { overrideUrl: "https://other.example.com/hook" });
        return () => meta().account.subscribedApps.set(DEFAULT_WORLD.appId, {});
      },
      ["whatsapp_subscription: broken"],
    ],
    [
      "a number's key lost Meta's signature",
      () => {
        meta().number.signatureStatus = "MISMATCH";
        return () => {
          meta().number.signatureStatus = "VALID";
        };
      },
      ["key_registered: broken"],
    ],
    [
      "a number lost its key",
      () => {
        const { number } = meta();
        const { publicKey } = number;
        delete number.publicKey;
        return () => {
          if (publicKey !== undefined) number.publicKey = publicKey;
        };
      },
      ["key_registered: broken"],
    ],
    [
      "Meta sends the Flow's exchanges elsewhere",
      () => {
        const { endpointUri } = meta().published;
        meta().published.endpointUri = "https://old.example.com/flow/ep_1";
        return () => {
          if (endpointUri !== undefined) meta().published.endpointUri = endpointUri;
        };
      },
      ["flow_endpoint: broken"],
    ],
    [
      "Meta still reviews the template",
      () => {
        world.whatsapp.decideTemplate(flow.template.name, "PENDING");
        return () => world.approveTemplate(flow);
      },
      ["flow_template: warn"],
    ],
    [
      "the template was rejected",
      () => {
        world.whatsapp.decideTemplate(flow.template.name, "REJECTED", "PROMOTIONAL");
        return () => world.approveTemplate(flow);
      },
      ["flow_template: broken"],
    ],
  ];

  it.each(changed)("%s", async (_breaks, change, expected) => {
    const back = change();
    await world.settle();
    expect(await complaints()).toEqual(expected);
    back();
    await world.settle();
    expect(await complaints()).toEqual([]);
  });

  it("another tool's key is at a number; taking it back mends it", async () => {
    const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    meta().number.publicKey = publicKey.export({ type: "spki", format: "pem" }).toString();
    expect(await complaints()).toEqual(["key_registered: broken"]);
    const { findings, events } = await examine();
    const about = findings.find(({ check }) => check === "key_registered");
    expect(about).toMatchObject({ about: DEFAULT_WORLD.displayNumber, fix: expect.stringContaining("take-back") });
    expect(findings.find(({ check }) => check === "flow_ping")?.state).toBe("skipped");
    expect(events[0]).toMatchObject({ kind: "foreign_key", subjectId: DEFAULT_WORLD.phoneNumberId, state: "active" });
    await world.operator("/operator/keys/take-back");
    expect(await complaints()).toEqual([]);
  });

  it("HubSpot does not accept the token", async () => {
    const refused = { kind: "status", status: 403, body: { status: "error", message: "no" } } as const;
    world.hubspot.api.failNext({ path: /account-info/, answer: refused });
    expect(await complaints()).toEqual(["hubspot_token: broken"]);
    expect(await complaints()).toEqual([]);
  });

  it("HubSpot granted too little", async () => {
    const scopes = ["oauth", "crm.objects.contacts.read"];
    const body = { active: true, hub_id: 1, scopes };
    world.hubspot.api.failNext({ path: /introspect/, answer: { kind: "status", status: 200, body } });
    const { findings } = await examine();
    const wrong = findings.filter(({ state }) => state !== "ok");
    expect(wrong).toMatchObject([{ check: "hubspot_scopes", state: "broken", who: "hubspot-admin" }]);
    expect(wrong[0]?.says).toContain("forms");
    expect(await complaints()).toEqual([]);
  });
});

describe("what Meta and phones told", () => {
  const alert = (change: Record<string, unknown>) => {
    const value = {
      event: "ENDPOINT_LATENCY",
      flow_id: flow.metaFlowId,
      message: "p90 above threshold",
      p90_latency: 5400,
      threshold: 5000,
      alert_state: "ACTIVATED",
      ...change,
    };
    world.whatsapp.webhooks.emit(meta().account, "flows", value, true);
    return world.settle();
  };

  it("is an alert until Meta ends it, each threshold by itself", async () => {
    await alert({});
    world.passTime(1_000);
    await alert({ threshold: 1000, p90_latency: 1200 });
    world.passTime(1_000);
    expect(await complaints()).toEqual(["flow_alerts: broken"]);
    const { events } = await examine();
    expect(events.filter(({ kind }) => kind === "ENDPOINT_LATENCY")).toMatchObject([
      { subject: "flow", subjectId: flow.flowId, state: "active", details: { threshold: 1000, p90_latency: 1200 } },
      { subject: "flow", subjectId: flow.flowId, state: "active", details: { threshold: 5000, p90_latency: 5400 } },
    ]);
    await alert({ alert_state: "DEACTIVATED" });
    world.passTime(1_000);
    expect(await complaints()).toEqual(["flow_alerts: broken"]);
    await alert({ alert_state: "DEACTIVATED", threshold: 1000 });
    world.passTime(1_000);
    expect(await complaints()).toEqual([]);
  });

  it("is a Flow that Meta throttles, and frees again", async () => {
    world.whatsapp.setFlowHealth(flow.metaFlowId, "THROTTLED");
    await world.settle();
    world.passTime(1_000);
    expect(await complaints()).toEqual(["flow_status: broken", "flow_alerts: broken"]);
    world.whatsapp.setFlowHealth(flow.metaFlowId, "PUBLISHED");
    await world.settle();
    world.passTime(1_000);
    expect(await complaints()).toEqual([]);
    const changes = (await examine()).events.filter(({ kind }) => kind === "FLOW_STATUS_CHANGE");
    expect(changes.slice(0, 2)).toMatchObject([
      { state: "over", details: { from: "THROTTLED", to: "PUBLISHED" } },
      { state: "active", details: { from: "PUBLISHED", to: "THROTTLED" } },
    ]);
  });

  it("is kept of accounts and numbers, in code words", async () => {
    const { account } = meta();
    world.whatsapp.webhooks.emit(account, "account_update", {
      event: "ACCOUNT_VIOLATION",
      violation_info: { violation_type: "SPAM" },
    });
    const named = { display_phone_number: "34911000000", decision: "REJECTED", requested_verified_name: "Ana's shop" };
    world.whatsapp.webhooks.emit(account, "phone_number_name_update", named);
    await world.settle();
    const { events } = await examine();
    expect(events).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: "ACCOUNT_VIOLATION", subject: "account", details: { violation_type: "SPAM" } }),
        expect.objectContaining({ kind: "REJECTED", subject: "number", subjectId: DEFAULT_WORLD.phoneNumberId }),
      ]),
    );
    expect(JSON.stringify(events)).not.toContain("Ana");
  });

  it("is pings, counted", async () => {
    const pings = async () =>
      (await examine()).events.filter(({ kind }) => kind === "ping").reduce((sum, { count }) => sum + count, 0);
    const before = await pings();
    expect(await pings()).toBe(before + 1);
  });

  it("is a phone's error, by its code and screen and without its words", async () => {
    const customer = world.stranger();
    customer.sendText("Hello");
    await world.settle();
    await world.send(flow, { phone: `+${customer.waId}` });
    const phone = await customer.openFlow();
    const asked = phone.read().inputs.filter(({ name }) => Object.hasOwn(consultationAnswers, name));
    phone.fill(
      Object.fromEntries(
        Object.entries(consultationAnswers).filter(([name]) => asked.some((input) => input.name === name)),
      ),
    );
    world.whatsapp.proxy.failNext("garble answer");
    await phone.press();
    expect(await complaints()).toEqual(["phone_errors: warn"]);
    const { events } = await examine();
    expect(events.find(({ kind }) => kind === "client_error")).toMatchObject({
      source: "phone",
      subjectId: flow.flowId,
      details: { error: "response-decryption-error", screen: expect.any(String) },
    });
    await fillEveryScreen(phone, consultationAnswers);
    await world.deliver();
    world.passTime(25 * 3_600_000);
    expect(await complaints()).toEqual([]);
  });
});

/** Two people with one address would wait for somebody to say who they are. */
const answersOf = (name: string) => ({ ...consultationAnswers, email: `${name}@ferrara.example` });

describe("deliveries", () => {
  it("that wait for hours are broken", async () => {
    const outage = { kind: "status", status: 503 } as const;
    world.hubspot.api.failNext({ path: /contacts/, times: 3, answer: outage });
    await world.fillIn(flow, world.stranger(), answersOf("first"));
    await world.idle();
    expect(await complaints()).toEqual([]);
    world.passTime(20 * 60_000);
    expect(await complaints()).toEqual(["deliveries_waiting: warn"]);
    world.passTime(6 * 3_600_000);
    expect(await complaints()).toEqual(["deliveries_waiting: broken"]);
    await world.deliver();
    expect(await complaints()).toEqual([]);
  });

  it("that were given up are broken until they are replayed", async () => {
    const refused = { kind: "status", status: 400, body: { status: "error", category: "VALIDATION_ERROR" } } as const;
    world.hubspot.api.failNext({ path: /contacts\/search/, times: 1, answer: refused });
    await world.fillIn(flow, world.stranger(), answersOf("second"));
    await world.deliver();
    const { findings } = await examine();
    expect(findings.filter(({ state }) => state !== "ok")).toMatchObject([
      { check: "dead_letters", state: "broken", who: "operator", says: expect.stringContaining("identify") },
    ]);
  });
});

describe("a key ring", () => {
  it("whose rotation is long overdue is to be looked at, and a rotation mends it", async () => {
    await world.operator("/operator/replay");
    await world.deliver();
    world.passTime(98 * 24 * 3_600_000);
    expect(await complaints()).toEqual(["key_age: warn"]);
    await world.operator("/operator/keys/rotate");
    expect(await complaints()).toEqual([]);
  });
});
