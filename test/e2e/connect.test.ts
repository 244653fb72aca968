/** Connecting a WhatsApp account by its pasted values: every wrong one has its own sentence, and nothing is half done. */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { DEFAULT_WORLD } from "../../sandbox/whatsapp/index.ts";
import { fillWorld } from "../../sandbox/whatsapp/world.ts";
import { addSecondBusiness, connectSecondPortal, installSecondPortal, second } from "./second-portal.ts";
import { consultationAnswers, startWorld, type World } from "./world.ts";

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

const good: Record<"wabaId" | "appId" | "appSecret" | "accessToken", string> = {
  wabaId: DEFAULT_WORLD.accountId,
  appId: DEFAULT_WORLD.appId,
  appSecret: DEFAULT_WORLD.appSecret,
  accessToken: DEFAULT_WORLD.token,
};
const connect = (values: Partial<typeof good> & { portalId?: string } = {}) =>
  world.operator("/operator/connect/whatsapp", { ...good, ...values });
const ours = () => {
  const { apps, accounts, numbers } = world.whatsapp.state;
  return {
    app: apps.get(good.appId),
    account: accounts.get(good.wabaId),
    number: numbers.get(DEFAULT_WORLD.phoneNumberId),
  };
};

/** The whole way of one customer's answers. */
async function goesRound(): Promise<void> {
  const flow = await world.publishForm("consultation");
  await world.fillIn(flow, world.whatsapp.person(world.facts.customer.waId), consultationAnswers);
  await world.deliver();
  expect(await world.steps()).toMatchObject({ contact: "done: kept-email", form_submission: "done" });
}

describe("a wrong value", () => {
  const token = (name: string, more: Partial<Parameters<typeof fillWorld>[1]> = {}, scopes?: string[]) => {
    const accountIds = [good.wabaId];
    const tokens = [{ token: name, appId: good.appId, accountIds, ...(scopes && { scopes }) }];
    fillWorld(world.whatsapp.state, { apps: [], accounts: [], tokens, ...more });
    return name;
  };
  const cases: [string, string, RegExp, () => Partial<typeof good>][] = [
    ["app secret", "whatsapp.app_secret", /app secret.*Basic settings/s, () => ({ appSecret: "wrong" })],
    ["app id", "whatsapp.app_secret", /app secret/, () => ({ appId: "90009" })],
    ["token, unknown to Meta", "whatsapp.token_invalid", /new one/, () => ({ accessToken: "made-up" })],
    [
      "token, expired",
      "whatsapp.token_invalid",
      /expired/,
      () => {
        const tokens = [{ token: "old", appId: good.appId, accountIds: [good.wabaId], expiresAt: 1 }];
        return { accessToken: token("old", { tokens }) };
      },
    ],
    [
      "token of another app",
      "whatsapp.token_of_other_app",
      /another Meta app/,
      () => {
        addSecondBusiness(world);
        return { accessToken: second.accessToken };
      },
    ],
    [
      "token without a permission",
      "whatsapp.scopes_missing",
      /lacks whatsapp_business_messaging\./,
      () => ({ accessToken: token("narrow", {}, ["whatsapp_business_management"]) }),
    ],
    [
      "token without the account",
      "whatsapp.account_not_visible",
      /assign the account/,
      () => ({
        accessToken: token("blind", { tokens: [{ token: "blind", appId: good.appId, accountIds: [] }] }),
      }),
    ],
    ["account that is none", "whatsapp.account_not_visible", /Check its id/, () => ({ wabaId: "204000000000777" })],
    [
      "account without a number",
      "whatsapp.no_numbers",
      /Add one in WhatsApp Manager/,
      () => {
        const wabaId = "204000000000003";
        const tokens = [{ token: "numberless", appId: good.appId, accountIds: [wabaId] }];
        fillWorld(world.whatsapp.state, { apps: [], accounts: [{ id: wabaId, numbers: [] }], tokens });
        return { wabaId, accessToken: "numberless" };
      },
    ],
  ];

  it.each(cases)("%s: %s, in words; what was connected goes on", async (_name, code, words, wrong) => {
    const before = structuredClone(ours());
    expect(await connect(wrong())).toMatchObject({ kind: "refused", code, message: expect.stringMatching(words) });
    expect(ours()).toEqual(before);
    await goesRound();
  });

  it("that is no value at all, and a portal that never installed, change nothing", async () => {
    expect(await connect({ wabaId: "not digits" })).toMatchObject({ kind: "refused", code: "bad_request" });
    expect(await connect({ portalId: "12345" })).toMatchObject({ kind: "refused", code: "unknown_portal" });
  });

  it("Meta's failing is no wrong value", async () => {
    world.whatsapp.failNext({ path: /\/debug_token$/, answer: { kind: "status", status: 503 } });
    expect(await connect()).toMatchObject({ code: "whatsapp.unavailable", message: expect.stringContaining("again") });
    expect(await connect()).toMatchObject({ kind: "connected" });
  });
});

it("only the operator may ask", async () => {
  for (const authorization of [undefined, "Bearer wrong", `bearer ${world.operatorToken}`, world.operatorToken]) {
    const response = await fetch(`${world.url}/operator/connect/whatsapp`, {
      method: "POST",
      headers: { "content-type": "application/json", ...(authorization && { authorization }) },
      body: JSON.stringify({ portalId: world.portalId, ...good }),
    });
    expect([response.status, await response.json()]).toEqual([401, expect.objectContaining({ code: "unauthorized" })]);
  }
});

describe("connecting again", () => {
  it("repairs the key, the app's callback and the subscription, as the same connection", async () => {
    const first = await connect();
    const [app, account, number] = [there(ours().app), there(ours().account), there(ours().number)];
    delete number.publicKey;
    delete app.subscription;
    account.subscribedApps.clear();
    const again = await connect();
    expect(again).toEqual(first);
    expect(again).toMatchObject({ kind: "connected", senders: [{ id: number.id, key: "valid" }] });
    await goesRound();
  });

  it("after the server moved, points the callback to its new address", async () => {
    const { app } = ours();
    const now = app?.subscription?.callbackUrl ?? "";
    if (app?.subscription) app.subscription.callbackUrl = `https://old.example.com${new URL(now).pathname}`;
    expect(await connect()).not.toHaveProperty("notice");
    expect(app?.subscription?.callbackUrl).toBe(now);
  });

  it("with a renewed token uses that one", async () => {
    const { tokens } = world.whatsapp.state;
    tokens.set("renewed", { ...there(tokens.get(good.accessToken)), token: "renewed" });
    tokens.delete(good.accessToken);
    const source = { tool: "hubspot", formId: world.facts.formIds.consultation };
    expect(await world.operator("/operator/publish", { source })).toMatchObject({
      kind: "refused",
      code: "whatsapp.token",
    });
    expect(await connect({ accessToken: "renewed" })).toMatchObject({ kind: "connected" });
    await goesRound();
  });
});

function there<T>(found: T | undefined): T {
  if (found === undefined) throw new Error("The default world does not hold it.");
  return found;
}

describe("an app that delivers to another tool", () => {
  it("keeps its callback; messages of this account come here, and the notice says what does not", async () => {
    const { app } = ours();
    const theirs = {
      callbackUrl: "https://other-tool.example/hook",
      verifyToken: "theirs",
      fields: ["messages", "flows"],
    };
    if (app) app.subscription = structuredClone(theirs);
    const connected = await connect();
    expect(connected).toMatchObject({
      kind: "connected",
      notice: expect.stringMatching(/another tool.*address above/s),
    });
    expect(app?.subscription).toEqual(theirs);
    const { webhook } = Object(connected);
    expect(ours().account?.subscribedApps.get(good.appId)).toEqual({ overrideUrl: webhook.url });
    world.whatsapp.person(world.facts.customer.waId).sendText("Hello");
    await world.settle();
    expect((await world.card(world.facts.customer.contactId)).contact.window).toBe("open");
  });
});

describe("another portal", () => {
  it("cannot take an account that is connected, and nothing of it changes", async () => {
    await installSecondPortal(world);
    const before = structuredClone(ours());
    expect(await connect({ portalId: String(second.portalId) })).toEqual({
      kind: "refused",
      code: "whatsapp.owned_elsewhere",
      message: expect.stringContaining("another HubSpot portal"),
    });
    expect(ours()).toEqual(before);
    await goesRound();
  });

  it("has its own: senders, keys, addresses, and nothing of the first", async () => {
    const connected = Object(await connectSecondPortal(world));
    expect(connected).toMatchObject({ kind: "connected", senders: [{ id: second.phoneNumberId, key: "valid" }] });
    expect(connected.webhook.url).not.toBe(ours().app?.subscription?.callbackUrl);
    const { numbers } = world.whatsapp.state;
    expect(numbers.get(second.phoneNumberId)?.publicKey).not.toBe(ours().number?.publicKey);
    await goesRound();
    expect(await world.operator("/operator/submissions", { portalId: String(second.portalId) })).toEqual([]);
  });
});
