import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { type Business, changes, connect } from "./connected-business.ts";
import { accountId } from "./graph-client.ts";
import { newKeyPair, TinyEndpoint } from "./tiny-endpoint.ts";

let business: Business;
beforeEach(async () => {
  business = await connect();
});
afterEach(() => business.close());

const texts = () =>
  changes(business, "messages").flatMap(
    ({ value }) => JSON.stringify(value["messages"]).match(/"body":"([^"]*)"/)?.[1],
  );

describe("delivery", () => {
  it("repeats until the receiver answers 200, and keeps the order", async () => {
    business.endpoint.webhookAnswers.push(500, 302);
    business.ana.sendText("one");
    business.ana.sendText("two");
    await business.whatsapp.settled();
    expect(texts()).toEqual(["one", "one", "one", "two"]);
    expect(business.whatsapp.webhooks.deliveries).toMatchObject([
      { state: "delivered", attempts: [500, 302, 200] },
      { state: "delivered", attempts: [200] },
    ]);
    expect(new Set(business.endpoint.webhooks.slice(0, 3).map(({ raw }) => raw)).size).toBe(1);
  });

  it("gives up after its last attempt and goes on with the next event", async () => {
    business.endpoint.webhookAnswers.push(500, 500, 500, 500);
    business.ana.sendText("lost");
    business.ana.sendText("found");
    await business.whatsapp.settled();
    expect(business.whatsapp.webhooks.deliveries.map(({ state, attempts }) => [state, attempts.length])).toEqual([
      ["given up", 4],
      ["delivered", 1],
    ]);
  });

  it("comes twice when told to, or again later, with the same bytes", async () => {
    business.whatsapp.webhooks.duplicateNext();
    business.ana.sendText("one");
    business.ana.sendText("two");
    await business.whatsapp.settled();
    expect(texts()).toEqual(["one", "one", "two"]);
    const [first] = business.whatsapp.webhooks.deliveries;
    if (first) business.whatsapp.webhooks.repeat(first);
    await business.whatsapp.settled();
    expect(business.endpoint.webhooks.at(-1)).toEqual(business.endpoint.webhooks[0]);
  });

  it("can be held back and let out in another order", async () => {
    business.whatsapp.webhooks.hold();
    business.ana.sendText("one");
    business.ana.sendText("two");
    await business.whatsapp.settled();
    expect(texts()).toEqual([]);
    business.whatsapp.webhooks.release((held) => held.toReversed());
    await business.whatsapp.settled();
    expect(texts()).toEqual(["two", "one"]);
  });

  it("stops for good when the stand-in closes", async () => {
    await business.close();
    business = await connect({ webhookRetryDelaysMs: [1, 1, 1] });
    await business.endpoint.close();
    business.ana.sendText("nobody hears this");
    await business.whatsapp.close();
    expect(business.whatsapp.webhooks.deliveries.at(-1)).toMatchObject({ state: "given up" });
  });
});

describe("who hears what", () => {
  it("an override takes messages; Flow and template events stay with the app's callback", async () => {
    const other = new TinyEndpoint(newKeyPair());
    await other.listen();
    await business.api.post(`/${accountId}/subscribed_apps`, {
      override_callback_uri: `${other.url}/webhook`,
      verify_token: other.verifyToken,
    });
    business.ana.sendText("hi");
    await business.api.post(`/${accountId}/flows`, { name: "a", categories: ["OTHER"] });
    await business.whatsapp.settled();
    expect(other.webhooks).toMatchObject([{ signed: true }]);
    expect(changes(business).map(({ field }) => field)).toEqual(["flows"]);
    await other.close();
  });

  it("nobody, when the app is not subscribed to the account", async () => {
    await business.api.del(`/${accountId}/subscribed_apps`);
    business.ana.sendText("hi");
    await business.whatsapp.settled();
    expect(business.endpoint.webhooks).toEqual([]);
    expect(business.whatsapp.webhooks.unheard).toMatchObject([{ field: "messages" }]);
  });
});
