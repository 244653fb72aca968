/** What HubSpot tells by webhook: contacts that were merged, and people who asked to be forgotten. */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { sandboxAppId } from "../../cli/sandbox-world.ts";
import { demoPortal, type WebhookTarget } from "../../sandbox/hubspot/index.ts";
import { consultationAnswers, fillEveryScreen, type PublishedFlow, startWorld, type World } from "./world.ts";

let world: World;
let flow: PublishedFlow;
beforeEach(async () => {
  world = await startWorld();
  flow = await world.publishForm("consultation");
  world.approveTemplate(flow);
});
afterEach(() => world.close());

const customer = () => world.facts.customer;
const to = () => ({ contactId: customer().contactId });

async function tell(event: Record<string, unknown>, target: Partial<WebhookTarget> = {}): Promise<number> {
  const common = { portalId: demoPortal.id, occurredAt: world.now(), subscriptionType: "none" };
  const url = `${world.url}/webhooks/hubspot`;
  const response = await world.hubspot.tell(sandboxAppId, { url, ...target }, [{ ...common, ...event }]);
  await world.settle();
  return response.status;
}

const forget = (target?: Partial<WebhookTarget>) =>
  tell({ subscriptionType: "contact.privacyDeletion", objectId: Number(customer().contactId) }, target);

async function answered(): Promise<void> {
  await world.send(flow, to());
  const phone = await world.whatsapp.person(customer().waId).openFlow();
  await fillEveryScreen(phone, consultationAnswers);
  await world.deliver();
}

describe("a person asked HubSpot to forget them", () => {
  it("and nothing of theirs can be read any more, while the figures stay", async () => {
    await answered();
    expect(await world.operator("/operator/submissions", { results: true })).toMatchObject([{ results: {} }]);
    expect(await forget()).toBe(200);
    const [left] = await world.submissions();
    expect(left?.steps.every(({ status }) => status === "done" || status === "skipped")).toBe(true);
    const [opened] = Object(await world.operator("/operator/submissions", { results: true }));
    expect(opened).not.toHaveProperty("results");
    expect((await world.card(customer().contactId)).sends).toEqual([]);
  });

  it("while answers wait to be delivered: they are not", async () => {
    await world.send(flow, to());
    world.hubspot.api.failNext({ method: "PATCH", path: /contacts/, answer: { kind: "status", status: 503 } });
    const phone = await world.whatsapp.person(customer().waId).openFlow();
    await fillEveryScreen(phone, consultationAnswers);
    await world.settle();
    const before = world.portal().contacts.need(customer().contactId).properties["consultation_topic"];
    await forget();
    world.passTime(3_600_000);
    await world.deliver();
    const [left] = await world.submissions();
    expect(left?.steps.map(({ status, reason }) => `${status} ${reason}`)).toContain("skipped erased");
    expect(world.portal().contacts.need(customer().contactId).properties["consultation_topic"]).toBe(before);
  });

  it("with a Flow still open: it says that it is not valid any more, and a new message is a new beginning", async () => {
    await world.send(flow, to());
    const phone = await world.whatsapp.person(customer().waId).openFlow();
    await forget();
    await fillEveryScreen(phone, consultationAnswers);
    expect(phone.status).not.toBe("completed");
    expect(await world.submissions()).toEqual([]);
    await answered();
    expect(await world.submissions()).toHaveLength(1);
  });

  it("who had written STOP: they are still not written to", async () => {
    world.whatsapp.person(customer().waId).sendText("STOP");
    await world.settle();
    await forget();
    expect(await world.send(flow, to())).toMatchObject({ kind: "refused", code: "OPTED_OUT" });
  });

  it("twice, or unknown to us, is no error; another portal's person stays", async () => {
    await answered();
    await forget();
    expect(await forget()).toBe(200);
    expect(await tell({ subscriptionType: "contact.privacyDeletion", objectId: 99_999_999 })).toBe(200);
    expect(await tell({ subscriptionType: "contact.privacyDeletion", objectId: 1, portalId: 424_242 })).toBe(200);
  });
});

describe("contacts that were merged", () => {
  it("keep the person: the next answers land on the contact that is left", async () => {
    await answered();
    const { id } = world.portal().contacts.create({ firstname: "Giulia", email: "giulia@other.example" });
    const merged = {
      primaryObjectId: Number(id),
      mergedObjectIds: [Number(customer().contactId)],
      newObjectId: Number(id),
    };
    const event = { subscriptionType: "object.merge", objectTypeId: "0-1", objectId: Number(id), ...merged };
    expect(await tell(event)).toBe(200);
    expect((await world.card(id)).sends).toHaveLength(1);
  });
});

describe("a webhook that is not HubSpot's", () => {
  it("is refused: unsigned, of another shape, or by version 1 where that is switched off", async () => {
    const url = `${world.url}/webhooks/hubspot`;
    expect((await fetch(url, { method: "POST", body: "[]" })).status).toBe(401);
    expect((await world.hubspot.tell(sandboxAppId, { url }, [])).status).toBe(400);
    expect(await forget({ olderSignature: true })).toBe(200);
    await world.stop();
    await world.start({ HUBSPOT_OLDER_SIGNATURES: "refuse" });
    expect(await forget({ olderSignature: true })).toBe(401);
  });
});
