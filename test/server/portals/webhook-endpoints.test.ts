/** Endpoints at rest and at the operator's door. */
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { startWebhookReceiver, type WebhookReceiver } from "../../../sandbox/webhook-receiver/index.ts";
import { type Harness, portalId, startHarness } from "../harness.ts";

let house: Harness;
let receiver: WebhookReceiver;
beforeAll(async () => {
  house = await startHarness();
  receiver = await startWebhookReceiver({ now: house.context.now });
});
afterAll(async () => {
  await house.close();
  await receiver.close();
});

async function ask(path: string, body: Record<string, unknown>): Promise<unknown> {
  const response = await fetch(`${house.url}${path}`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${house.context.config.FLOWELLA_OPERATOR_TOKEN}`,
      "content-type": "application/json",
    },
    body: JSON.stringify({ portalId, ...body }),
  });
  return response.json();
}

const added = z.object({ kind: z.literal("added"), id: z.string(), secret: z.string().startsWith("whsec_") });
const add = async (url: string, more: Record<string, unknown> = {}) =>
  added.parse(await ask("/operator/webhooks/add", { endpoint: { url, ...more } }));

describe("adding an endpoint", () => {
  it.each([
    ["a private address", "https://10.0.0.1/", "outbound.private_address"],
    ["metadata", "https://169.254.169.254/", "outbound.private_address"],
    ["credentials", "https://user:word@example.com/", "outbound.credentials"],
    ["no address", "example.com", "outbound.bad_url"],
    ["a mail server", "https://example.com:25/", "outbound.port"],
  ])("%s is refused in words, and nothing is kept", async (_name, url, code) => {
    const before = await ask("/operator/webhooks", {});
    const said = await ask("/operator/webhooks/add", { endpoint: { url } });
    expect(said).toMatchObject({ kind: "refused", code, message: expect.stringMatching(/\.$/) });
    expect(await ask("/operator/webhooks", {})).toEqual(before);
  });

  it("shows the secret once, and neither it nor the address's own secrets afterwards", async () => {
    const { id, secret } = await add(`${receiver.url}?key=very-secret`);
    const list = JSON.stringify(await ask("/operator/webhooks", {}));
    expect(list).toContain(id);
    expect(list).not.toContain(secret);
    expect(list).not.toContain("very-secret");
    const tenant = house.context.store.of(portalId);
    const rows = JSON.stringify(await tenant.all(tenant.db.selectFrom("webhook_endpoints").selectAll()));
    expect(rows).toContain(id);
    expect(rows).not.toMatch(/very-secret|whsec_|127\.0\.0\.1/);
  });

  it("takes a secret that the receiver has already, and refuses what is none", async () => {
    const secret = `whsec_${Buffer.alloc(24, 5).toString("base64")}`;
    expect((await add(receiver.url, { secret })).secret).toBe(secret);
    const refused = await ask("/operator/webhooks/add", { endpoint: { url: receiver.url, secret: "my-password" } });
    expect(refused).toMatchObject({ kind: "refused", code: "bad_request" });
    expect(JSON.stringify(refused)).not.toContain("my-password");
  });

  it("another portal's endpoints are nobody's here", async () => {
    const { id } = await add(receiver.url);
    const other = await ask("/operator/webhooks/test", { portalId: "999", id });
    expect(other).toMatchObject({ kind: "refused", code: "unknown_portal" });
  });

  it.each(["test", "rotate", "disable", "enable", "remove"])("%s of one that is not there says so", async (action) => {
    expect(await ask(`/operator/webhooks/${action}`, { id: "whk_none" })).toMatchObject({
      kind: "refused",
      code: "webhook.unknown",
    });
  });
});

describe("the test event", () => {
  it("is signed and explained", async () => {
    const { id, secret } = await add(receiver.url);
    receiver.accept(secret);
    expect(await ask("/operator/webhooks/test", { id })).toMatchObject({
      kind: "delivered",
      status: 200,
      message: "The receiver took the event (HTTP 200).",
    });
    const [event] = receiver.received;
    expect(event?.body).toMatchObject({ type: "webhook.test", data: { message: expect.any(String) } });
  });

  it("says what came back instead, and what to do", async () => {
    const { id, secret } = await add(receiver.url);
    receiver.accept(secret);
    receiver.failNext(
      { kind: "redirect", location: "https://elsewhere.example/" },
      { kind: "status", status: 500 },
      { kind: "cut" },
    );
    const tried = () => ask("/operator/webhooks/test", { id });
    expect(await tried()).toMatchObject({ kind: "not-delivered", code: "webhook.redirected", status: 302 });
    expect(await tried()).toMatchObject({ kind: "not-delivered", code: "webhook.unavailable", status: 500 });
    expect(await tried()).toMatchObject({
      kind: "not-delivered",
      code: "outbound.cut_off",
      status: null,
      message: expect.stringMatching(/closed the connection/),
    });
    receiver.drop(secret);
    expect(await tried()).toMatchObject({ kind: "not-delivered", code: "webhook.refused", status: 401 });
  });

  it("a 410 to a test disables nothing", async () => {
    const { id, secret } = await add(receiver.url);
    receiver.accept(secret);
    receiver.failNext({ kind: "status", status: 410 });
    expect(await ask("/operator/webhooks/test", { id })).toMatchObject({ kind: "not-delivered", code: "webhook.gone" });
    const list = z.array(z.object({ id: z.string(), status: z.string() })).parse(await ask("/operator/webhooks", {}));
    expect(list.find((each) => each.id === id)).toMatchObject({ status: "active" });
  });
});

it("a portal has at most twenty", async () => {
  const list = z.array(z.unknown()).parse(await ask("/operator/webhooks", {}));
  for (let more = list.length; more < 20; more += 1) await add(receiver.url);
  const refused = await ask("/operator/webhooks/add", { endpoint: { url: receiver.url } });
  expect(refused).toMatchObject({ kind: "refused", code: "webhook.too_many" });
});
