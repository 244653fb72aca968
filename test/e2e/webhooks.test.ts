/** Meta's webhooks at the door: who may speak, for whom, and what a body may hold. */
import { createHmac } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { DEFAULT_WORLD } from "../../sandbox/whatsapp/index.ts";
import { rowsOf } from "./database.ts";
import { connectSecondPortal, second } from "./second-portal.ts";
import { consultationAnswers, startWorld, type World } from "./world.ts";

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

const subscription = (appId: string = DEFAULT_WORLD.appId) => world.whatsapp.state.apps.get(appId)?.subscription;
const signatureOf = (body: string, secret: string = DEFAULT_WORLD.appSecret) =>
  `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
const counted = (outcome: string) => world.metric("flowella_webhook_updates_total", { outcome });

async function post(
  body: string,
  signature: string | undefined,
  url = subscription()?.callbackUrl ?? "",
): Promise<number> {
  const headers = { "content-type": "application/json", ...(signature && { "x-hub-signature-256": signature }) };
  const { status } = await fetch(url, { method: "POST", headers, body });
  await world.idle();
  return status;
}

/** A word of the customer, which opens the 24 hours. */
function messageBody(wabaId: string = DEFAULT_WORLD.accountId, changes: unknown[] = []): string {
  const message = {
    from: world.facts.customer.waId,
    id: "wamid.by-hand",
    timestamp: String(Math.floor(world.now() / 1000)),
    type: "text",
    text: { body: "Hello" },
    later_field: { nobody: ["knows"] },
  };
  const value = {
    messaging_product: "whatsapp",
    metadata: { phone_number_id: DEFAULT_WORLD.phoneNumberId },
    messages: [message],
    something_new: true,
  };
  const entry = { id: wabaId, changes: [...changes, { field: "messages", value }], and_this: 1 };
  return JSON.stringify({ object: "whatsapp_business_account", entry: [entry], extra: {} });
}

const window = async () => (await world.card(world.facts.customer.contactId)).contact.window;

describe("the signature", () => {
  it("lets Meta in: the message opens the window", async () => {
    const body = messageBody();
    expect(await post(body, signatureOf(body))).toBe(200);
    expect(await window()).toBe("open");
  });

  it.each([
    ["none", () => undefined],
    ["one of another secret", (body: string) => signatureOf(body, "another-secret")],
    ["one of another body", (body: string) => signatureOf(`${body} `)],
    ["one without its scheme", (body: string) => signatureOf(body).slice("sha256=".length)],
    ["an empty one", () => "sha256="],
  ])("%s: 401, counted, and nothing changes", async (_name, sign) => {
    const body = messageBody();
    expect(await post(body, sign(body))).toBe(401);
    expect(await counted("bad_signature")).toBe(1);
    expect(await window()).toBe("closed");
    await world.stop();
    expect(rowsOf(world.databaseFile, "select id from inbox where kind = 'message'")).toEqual([]);
    await world.start();
  });
});

describe("the address", () => {
  it("of an app that we do not know is nowhere, for bodies and for handshakes", async () => {
    const body = messageBody();
    const url = `${world.url}/webhooks/meta/app_unknown`;
    expect(await post(body, signatureOf(body), url)).toBe(404);
    expect((await fetch(`${url}?hub.mode=subscribe&hub.challenge=1&hub.verify_token=x`)).status).toBe(403);
  });

  it("shakes hands with whoever has the verify token, and only with them", async () => {
    const { callbackUrl = "", verifyToken = "" } = subscription() ?? {};
    const shake = (query: Record<string, string>) =>
      fetch(`${callbackUrl}?${new URLSearchParams({ "hub.mode": "subscribe", "hub.challenge": "77", ...query })}`);
    const right = await shake({ "hub.verify_token": verifyToken });
    expect([right.status, await right.text()]).toEqual([200, "77"]);
    expect((await shake({ "hub.verify_token": `${verifyToken}x` })).status).toBe(403);
    expect((await shake({})).status).toBe(403);
    expect((await shake({ "hub.verify_token": verifyToken, "hub.mode": "unsubscribe" })).status).toBe(403);
  });
});

describe("an app", () => {
  it("cannot speak for an account that is not its own", async () => {
    expect(await connectSecondPortal(world)).toMatchObject({ kind: "connected" });
    const { callbackUrl = "" } = subscription(second.appId) ?? {};
    const body = messageBody(DEFAULT_WORLD.accountId);
    expect(await post(body, signatureOf(body, second.appSecret), callbackUrl)).toBe(200);
    expect(await counted("unknown_account")).toBe(1);
    expect(await window()).toBe("closed");
    // Nor may it sign for the other app's address.
    expect(await post(body, signatureOf(body, second.appSecret))).toBe(401);
    expect(await window()).toBe("closed");
  });

  it("that speaks for an account nobody connected is heard by nobody", async () => {
    const body = messageBody("204000000000999");
    expect(await post(body, signatureOf(body))).toBe(200);
    expect(await counted("unknown_account")).toBe(1);
    expect(await window()).toBe("closed");
  });
});

describe("the body", () => {
  it.each(["{", "", "not json"])("%p, signed, is 400", async (body) => {
    expect(await post(body, signatureOf(body))).toBe(400);
  });

  it.each(["null", "[]", "{}", '{"entry":[null,{"id":1}]}', '{"entry":[{"id":"204000000000001","changes":[1]}]}'])(
    "%s, signed, is taken and changes nothing",
    async (body) => {
      expect(await post(body, signatureOf(body))).toBe(200);
      expect(await window()).toBe("closed");
    },
  );

  it("larger than Meta sends is refused unread", async () => {
    const body = JSON.stringify({ entry: [], padding: "x".repeat(5 * 1024 * 1024) });
    expect(await post(body, signatureOf(body))).toBe(413);
  });

  it("may hold what nobody knows yet: the rest of it counts", async () => {
    const strange = [{ field: "brand_new_field", value: { a: 1 } }, "nonsense", { field: "messages", value: {} }];
    const body = messageBody(DEFAULT_WORLD.accountId, strange);
    expect(await post(body, signatureOf(body))).toBe(200);
    expect(await window()).toBe("open");
  });

  it("that comes twice, as Meta's do, has one effect", async () => {
    const flow = await world.publishForm("consultation");
    world.whatsapp.webhooks.duplicateNext(20);
    await world.fillIn(flow, world.whatsapp.person(world.facts.customer.waId), consultationAnswers);
    await world.deliver();
    for (const delivery of [...world.whatsapp.webhooks.deliveries]) world.whatsapp.webhooks.repeat(delivery);
    await world.settle();
    expect(world.whatsapp.webhooks.deliveries.every(({ state }) => state === "delivered")).toBe(true);
    expect(await world.submissions()).toHaveLength(1);
    expect(world.portal().submissions.all()).toHaveLength(1);
    expect((await world.card(world.facts.customer.contactId)).sends).toMatchObject([
      { status: "delivered-to-hubspot" },
    ]);
    await world.stop();
    const twice = "select dedupe_key from inbox group by dedupe_key having count(*) > 1";
    expect(rowsOf(world.databaseFile, twice)).toEqual([]);
    const unfinished = "select kind from inbox where status <> 'done' or attempts <> 1";
    expect(rowsOf(world.databaseFile, unfinished)).toEqual([]);
    // Whatever is about a person is sealed by that person's key.
    const nobodys = "select kind from inbox where person_id is null and kind in ('message', 'status')";
    expect(rowsOf(world.databaseFile, nobodys)).toEqual([]);
    await world.start();
  });
});
