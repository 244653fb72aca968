/**
 * For each kind of alert its real cause, through the doors that people and vendors use: silence while it is muted, one message
 * with words, no second while it lasts, and word that it is over. test/postgres/alerts-causes.all.test.ts runs the same there.
 */
import { generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { z } from "zod";
import { sandboxClientId } from "../../../cli/sandbox-world.ts";
import { demoPortal } from "../../../sandbox/hubspot/index.ts";
import { startWebhookReceiver, type WebhookReceiver } from "../../../sandbox/webhook-receiver/index.ts";
import { DEFAULT_WORLD } from "../../../sandbox/whatsapp/index.ts";
import type { Person } from "../../../sandbox/whatsapp/people.ts";
import { settleMs } from "../../../server/alerts/decide.ts";
import { type AlertEvent, alertEventSchema } from "../../../server/alerts/index.ts";
import { alertKinds } from "../../../server/alerts/types.ts";
import { pauseAfter } from "../../../server/delivery/destinations.ts";
import { connectTool } from "../../e2e/form-tool.ts";
import { consultationAnswers, fillEveryScreen, type PublishedFlow, startWorld, type World } from "../../e2e/world.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

let world: World;
let hooks: WebhookReceiver;
let flow: PublishedFlow;

beforeAll(async () => {
  world = await startWorld({ settings: { FLOW_KEY_ROTATION_DAYS: "1" } });
  hooks = await startWebhookReceiver({ now: world.now });
  const set = await ask("/operator/alerts/settings", { change: { webhook: { url: hooks.url } } });
  hooks.accept(z.object({ secret: z.string() }).parse(set).secret);
  flow = await world.publishForm("consultation");
  world.approveTemplate(flow);
  await world.settle();
}, 120_000);
afterAll(async () => {
  await world.close();
  for (const receiver of [hooks, ...receivers]) await receiver.close();
});

const ask = (route: string, body: Record<string, unknown> = {}) => world.operator(route, body);
const number = () => {
  const found = world.whatsapp.state.numbers.get(DEFAULT_WORLD.phoneNumberId);
  if (!found) throw new Error("The number is gone.");
  return found;
};
/** Asks Meta about the account now. */
const askMeta = () => ask("/operator/whatsapp", { ask: true });
const checkKeys = () => ask("/operator/keys/check");
const setToken = (change: { expiresAt?: number; valid?: boolean }) => {
  const token = world.whatsapp.state.tokens.get(DEFAULT_WORLD.token);
  if (token) world.whatsapp.state.tokens.set(DEFAULT_WORLD.token, { ...token, ...change });
};
const strangersKey = () =>
  generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  }).publicKey;

/** Somebody new, with an address of their own: one that another person has is a conflict. */
const answers = (waId: string) => ({ ...consultationAnswers, email: `${waId}@ferrara.example` });
const answered = () => {
  const somebody = world.stranger();
  return world.fillIn(flow, somebody, answers(somebody.waId));
};
const contactsFail = (status: number) => {
  world.hubspot.api.fate = ({ path }) =>
    /\/objects\/2026-03\/contacts/.test(path)
      ? { kind: "status", status, body: { category: "VALIDATION_ERROR" } }
      : undefined;
};
const hubspotWorks = () => {
  world.hubspot.api.fate = () => undefined;
};

async function later(ms: number): Promise<void> {
  world.passTime(ms);
  await world.settle();
}

/** So many people get the Flow; the answer says what each of them types, `undefined` for nothing. */
async function people(of: PublishedFlow, count: number, typed: string): Promise<void> {
  const crowd: Person[] = Array.from({ length: count }, () => world.stranger());
  for (const person of crowd) person.sendText("Hello");
  await world.settle();
  for (const { waId } of crowd) {
    const body = { flowId: of.flowId, to: { phone: `+${waId}` }, idempotencyKey: `crowd-${waId}` };
    z.object({ kind: z.literal("sent") }).parse(await ask("/operator/send", body));
  }
  await world.whatsapp.settled();
  for (const person of crowd) {
    const phone = await person.openFlow();
    const [input] = phone.read().inputs;
    phone.fill({ [input?.name ?? ""]: typed });
    await phone.press();
  }
  await later(2 * hour);
}

const guests = {
  id: "guests",
  title: "A table",
  fields: [
    {
      id: "f1",
      ref: "guests",
      title: "How many guests?",
      type: "number",
      validations: { required: true, min_value: 1, max_value: 10 },
    },
  ],
};
let table: PublishedFlow;

const changes = (what: string, more: Record<string, unknown> = {}) =>
  ask(`/operator/forms/changes${what}`, { flowId: flow.flowId, ...more });
const portal = () => world.hubspot.portal(demoPortal.id);
const consultation = () => world.facts.formIds.consultation;
let webhookId: string;
const receivers: WebhookReceiver[] = [];

const noSurveys = { data: [], per_page: 50, page: 1, total: 0, links: {} };
const quota = (window: "Minute" | "Day", limit: number) => ({
  [`X-Ratelimit-App-Global-${window}-Limit`]: String(limit),
  [`X-Ratelimit-App-Global-${window}-Remaining`]: String(limit / 5),
  [`X-Ratelimit-App-Global-${window}-Reset`]: "3600",
});

interface Cause {
  readonly kinds: readonly (typeof alertKinds)[number][];
  make(): Promise<unknown>;
  end(): Promise<unknown>;
}

const causes: readonly Cause[] = [
  {
    kinds: ["flow_throttled"],
    make: async () => world.whatsapp.setFlowHealth(flow.metaFlowId, "THROTTLED"),
    end: async () => world.whatsapp.setFlowHealth(flow.metaFlowId, "PUBLISHED"),
  },
  {
    kinds: ["template_stopped"],
    make: async () => world.whatsapp.decideTemplate(flow.template.name, "PAUSED"),
    end: async () => world.whatsapp.decideTemplate(flow.template.name, "APPROVED"),
  },
  {
    kinds: ["number_quality"],
    make: () => {
      world.whatsapp.changeNumber(DEFAULT_WORLD.phoneNumberId, { quality: "RED" });
      return askMeta();
    },
    end: () => {
      world.whatsapp.changeNumber(DEFAULT_WORLD.phoneNumberId, { quality: "GREEN" });
      return askMeta();
    },
  },
  {
    kinds: ["token_expiring"],
    make: () => {
      setToken({ expiresAt: Math.floor((world.now() + 10 * day) / 1_000) });
      return askMeta();
    },
    end: () => {
      setToken({ expiresAt: 0 });
      return askMeta();
    },
  },
  {
    kinds: ["token_refused"],
    make: () => {
      setToken({ valid: false });
      return askMeta();
    },
    end: () => {
      setToken({ valid: true });
      return askMeta();
    },
  },
  {
    kinds: ["key_replaced"],
    make: () => {
      number().publicKey = strangersKey();
      return checkKeys();
    },
    end: () => ask("/operator/keys/take-back"),
  },
  {
    kinds: ["key_broken"],
    make: () => {
      number().signatureStatus = "MISMATCH";
      // Meta takes the key and goes on refusing it.
      world.whatsapp.fate = ({ method, path }) =>
        method === "POST" && path.endsWith("/whatsapp_business_encryption")
          ? { kind: "status", status: 200, body: { success: true } }
          : undefined;
      return checkKeys();
    },
    end: () => {
      world.whatsapp.fate = () => undefined;
      return checkKeys();
    },
  },
  {
    kinds: ["form_changed"],
    make: () => {
      const form = portal().forms.get(consultation());
      if (!form) throw new Error("The portal has no such form.");
      const fieldGroups = JSON.parse(
        JSON.stringify(form.fieldGroups).replace("What is it about?", "Which room is it?"),
      );
      portal().putForm({ ...form, fieldGroups });
      return changes("", { look: true });
    },
    end: () => changes("/dismiss"),
  },
  {
    kinds: ["form_unreadable"],
    make: async () => {
      world.hubspot.api.fate = ({ path }) =>
        path.includes("/marketing/")
          ? { kind: "status", status: 403, body: { category: "MISSING_SCOPES" } }
          : undefined;
      for (let times = 0; times < 3; times += 1) await changes("", { look: true });
    },
    end: () => {
      hubspotWorks();
      return changes("", { look: true });
    },
  },
  {
    kinds: ["dead_letters"],
    make: async () => {
      contactsFail(400);
      await answered();
      await world.deliver();
    },
    end: async () => {
      hubspotWorks();
      await ask("/operator/deliveries/replay");
      await world.deliver();
    },
  },
  {
    kinds: ["destination_paused"],
    make: async () => {
      contactsFail(503);
      for (let times = 0; times < pauseAfter; times += 1) await answered();
      await world.settle();
    },
    end: async () => {
      hubspotWorks();
      await later(hour);
      await world.deliver();
    },
  },
  {
    kinds: ["conflicts"],
    make: async () => {
      await world.fillIn(flow, world.whatsapp.person(world.facts.shared.waId), consultationAnswers);
      await world.deliver();
    },
    end: async () => {
      const [conflict] = z.array(z.object({ id: z.string() })).parse(await ask("/operator/conflicts"));
      await ask("/operator/conflicts/decide", {
        conflictId: conflict?.id,
        contactId: world.facts.shared.contactIds[0],
      });
      await world.deliver();
    },
  },
  {
    kinds: ["webhook_gone"],
    make: async () => {
      const receiver = await startWebhookReceiver({ now: world.now });
      receivers.push(receiver);
      const added = await ask("/operator/webhooks/add", { endpoint: { url: receiver.url } });
      const { id, secret } = z.object({ id: z.string(), secret: z.string() }).parse(added);
      webhookId = id;
      receiver.accept(secret);
      receiver.failNext({ kind: "status", status: 410 });
      await answered();
      await world.deliver();
    },
    end: () => ask("/operator/webhooks/remove", { id: webhookId }),
  },
  {
    kinds: ["daily_limit"],
    make: async () => {
      await connectTool(world, "surveymonkey");
      // One answer that says how little is left; 400 calls would say the same.
      world.formTools.surveymonkey.standIn.failNext({
        path: /\/v3\/surveys$/,
        answer: {
          kind: "status",
          status: 200,
          body: noSurveys,
          headers: { ...quota("Minute", 120), ...quota("Day", 500) },
        },
      });
      await ask("/operator/forms/list", { tool: "surveymonkey" });
    },
    end: () => later(day),
  },
  {
    kinds: ["flow_stopped", "field_errors"],
    make: async () => {
      table = await world.publish({ tool: "typeform", definition: guests });
      await people(table, 45, "4");
      await people(table, 20, "99");
    },
    end: () => people(table, 20, "5"),
  },
  {
    kinds: ["key_overdue"],
    make: async () => {
      world.whatsapp.fate = ({ path }) =>
        path.endsWith("/whatsapp_business_encryption") ? { kind: "status", status: 503, body: {} } : undefined;
      await later(9 * day);
      await world.chores();
    },
    end: async () => {
      world.whatsapp.fate = () => undefined;
      await world.chores();
    },
  },
  {
    kinds: ["departed"],
    make: async () => {
      const customer = world.stranger();
      customer.sendText("Hello");
      await world.settle();
      await world.send(flow, { phone: `+${customer.waId}` });
      world.hubspot.uninstall(sandboxClientId, demoPortal.id);
      world.passTime(31 * minute);
      await fillEveryScreen(await customer.openFlow(), answers(customer.waId));
      await world.settle();
    },
    end: async () => {
      await world.install();
      await world.deliver();
    },
  },
];

/** Their rows are planted in alerts.test.ts: a DNS record that changes and an update that never can be handled. */
const plantedElsewhere = ["inbox_dead", "private_address"];

it("every kind has its cause here", () => {
  expect([...causes.flatMap(({ kinds }) => kinds), ...plantedElsewhere].toSorted()).toEqual([...alertKinds].toSorted());
});

const listSchema = z.object({
  alerts: z.array(z.object({ kind: z.string(), status: z.string(), mutedUntil: z.number().nullable() })),
});

/** Looks, sends what is to be sent. @returns the kinds that are open, with whether each is muted */
async function look(): Promise<Record<string, "told" | "muted">> {
  await world.settle();
  const { alerts } = listSchema.parse(await ask("/operator/alerts", { look: true }));
  await world.settle();
  const open = alerts.filter(({ status }) => status === "open");
  return Object.fromEntries(open.map(({ kind, mutedUntil }) => [kind, mutedUntil === null ? "told" : "muted"]));
}

/** What is as it was is not written again. Whatever else the server does by the clock may fall into one look, not into each. */
async function looksThatWrite(looks: number): Promise<number> {
  const commits = () => world.metric("flowella_commit_duration_seconds_count", { outcome: "done" });
  let writing = 0;
  for (let times = 0; times < looks; times += 1) {
    const before = await commits();
    await ask("/operator/alerts", { look: true });
    if ((await commits()) > before) writing += 1;
  }
  return writing;
}

const events = (kind: string): AlertEvent[] =>
  [...hooks.kept().values()].map((body) => alertEventSchema.parse(body)).filter(({ data }) => data.alert.kind === kind);
const told = (kind: string) => events(kind).map(({ type }) => type);

it.each(causes.map((cause) => [cause.kinds.join(" and "), cause] as const))(
  "%s: silent while muted, told once, and over by itself",
  async (_, { kinds, make, end }) => {
    const mute = async (until: string) => {
      for (const kind of kinds) await ask("/operator/alerts/mute", { kind, until });
    };
    await mute("2999-01-01T00:00:00Z");
    await make();
    expect(await look()).toMatchObject(Object.fromEntries(kinds.map((kind) => [kind, "muted"])));
    for (const kind of kinds) expect(told(kind)).toEqual([]);

    await mute("2000-01-01T00:00:00Z");
    expect(await look()).toMatchObject(Object.fromEntries(kinds.map((kind) => [kind, "told"])));
    await look();
    expect(await looksThatWrite(3)).toBeLessThan(3);
    for (const kind of kinds) {
      expect(told(kind)).toEqual(["alert.opened"]);
      const { title, says, affected, fix } = events(kind)[0]?.data ?? {};
      for (const words of [title, says, affected, fix]) expect(words).toMatch(/\w+ \w+ \w+/);
      expect([title, says, affected, fix].join(" ")).not.toMatch(/undefined|NaN|Invalid|\[object|Stella|39320/);
    }

    await end();
    await look();
    world.passTime(settleMs + minute);
    expect(Object.keys(await look())).not.toEqual(expect.arrayContaining([...kinds]));
    for (const kind of kinds) expect(told(kind)).toEqual(["alert.opened", "alert.resolved"]);
  },
  300_000,
);
