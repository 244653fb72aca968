/** What HubSpot tells by webhook: contacts that were merged, and people who asked to be forgotten. */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { sandboxAppId } from "../../cli/sandbox-world.ts";
import { demoPortal, type WebhookTarget } from "../../sandbox/hubspot/index.ts";
import { consultationAnswers, fillEveryScreen, type PublishedFlow, startWorld, type World } from "./world.ts";

let world: World;
let flow: PublishedFlow;
beforeEach(async () => {
  world = await startWorld({ talks: true });
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

describe("our properties on the contacts of somebody who is forgotten", () => {
  const oursOn = (contactId: string) =>
    Object.entries(world.portal().contacts.need(contactId).properties).filter(
      ([name, value]) => name.startsWith("flowella_") && value,
    );
  const contactOf = (waId: string) =>
    world
      .portal()
      .contacts.list()
      .find(({ properties }) => properties["flowella_wa_id"] === waId)?.id ?? "";
  const placesLeft = async () =>
    z
      .object({ erasures: z.array(z.object({ places: z.array(z.record(z.string(), z.unknown())) })) })
      .parse(await world.operator("/operator/person/erasures"))
      .erasures.flatMap(({ places }) => places.filter(({ status }) => status === "left"));

  it("are emptied on the one that HubSpot did not delete, too, and it is listed", async () => {
    await answered();
    const deleted = customer().contactId;
    world.portal().contacts.archive(deleted);
    await tell({ subscriptionType: "object.deletion", objectTypeId: "0-1", objectId: Number(deleted) });
    await world.fillIn(flow, world.whatsapp.person(customer().waId), consultationAnswers);
    await world.deliver();
    const other = contactOf(customer().waId);
    expect([other === deleted, oursOn(other).length > 0]).toEqual([false, true]);
    await forget();
    expect(oursOn(other)).toEqual([]);
    const places = await placesLeft();
    expect(places).toContainEqual(
      expect.objectContaining({ where: `HubSpot: contact ${other}`, code: "contact_stays" }),
    );
    expect(places.map(({ where }) => where)).not.toContain(`HubSpot: contact ${deleted}`);
  });

  it("stay where somebody else is known by the contact, too, and the admin is told why", async () => {
    await answered();
    const other = world.stranger();
    await world.fillIn(flow, other, { ...consultationAnswers, email: "other@ferrara.example" });
    await world.deliver();
    const [kept, merged] = [customer().contactId, contactOf(other.waId)];
    world.portal().contacts.merge(kept, merged, "primary");
    const ids = { primaryObjectId: Number(kept), mergedObjectIds: [Number(merged)], newObjectId: Number(kept) };
    await tell({ subscriptionType: "object.merge", objectTypeId: "0-1", objectId: Number(kept), ...ids });
    const before = oursOn(kept);
    expect(before).toContainEqual(["flowella_wa_id", customer().waId]);
    const erased = await world.operator("/operator/person/erase", { phone: `+${other.waId}` });
    expect(erased).toMatchObject({ kind: "erased" });
    await world.settle();
    expect(oursOn(kept)).toEqual(before);
    const left = await placesLeft();
    for (const id of [kept, merged])
      expect(left).toContainEqual(
        expect.objectContaining({
          where: `HubSpot: contact ${id}`,
          code: "contact_shared",
          why: expect.stringMatching(/Somebody else .* settle it\.$/),
        }),
      );
  });
});

/** What stands in HubSpot of what was written about the customer. */
function written(): string[] {
  const { communications, tasks } = world.portal().records;
  return [...communications.list(), ...tasks.list()].map(({ properties }) => JSON.stringify(properties));
}

describe("what was written into HubSpot about somebody who is forgotten", () => {
  async function talked(): Promise<void> {
    world.whatsapp.person(customer().waId).sendText("Do you come on Saturdays, too?");
    await world.settle();
    await answered();
    expect(written().length).toBeGreaterThanOrEqual(5);
  }
  const messages = async () =>
    Object(await world.operator("/operator/messages", { contactId: customer().contactId })).messages;

  it("is emptied and deleted there, and the conversation is gone here", async () => {
    await talked();
    expect(await messages()).toHaveLength(2);
    await forget();
    expect(written()).toEqual([]);
    const { communications, tasks } = world.portal().records;
    const inTheBin = [...communications.list(true), ...tasks.list(true)].map(({ properties }) => properties);
    expect(inTheBin.length).toBeGreaterThanOrEqual(5);
    expect(JSON.stringify(inTheBin)).not.toMatch(/Saturdays|Ferrara|customer wrote/);
    expect(await messages()).toEqual([]);
  });

  it("goes once HubSpot is there again", async () => {
    await talked();
    world.hubspot.api.failNext({
      method: "DELETE",
      path: /communications|tasks/,
      times: 8,
      answer: { kind: "status", status: 503 },
    });
    await forget();
    expect(written().length).toBeGreaterThanOrEqual(5);
    for (let tries = 0; tries < 12 && written().length > 0; tries += 1) {
      world.passTime(13 * 3_600_000);
      await world.settle();
    }
    expect(written()).toEqual([]);
  });

  it("goes although the contact was deleted first", async () => {
    await talked();
    await tell({ subscriptionType: "object.deletion", objectTypeId: "0-1", objectId: Number(customer().contactId) });
    await forget();
    expect(written()).toEqual([]);
    expect(Object((await world.submissions())[0])).not.toHaveProperty("results");
  });
});

describe("a contact that was deleted", () => {
  const about = () => ({ objectTypeId: "0-1", objectId: Number(customer().contactId) });

  it("gets nothing any more, and is who it was once it is restored", async () => {
    await answered();
    const { contacts } = world.portal();
    contacts.archive(customer().contactId);
    expect(await tell({ subscriptionType: "object.deletion", ...about() })).toBe(200);
    const asked = { contactId: customer().contactId };
    expect(await world.operator("/operator/messages", asked)).toEqual({ messages: [] });
    expect(await world.send(flow, to())).toMatchObject({ kind: "refused", code: "NO_NUMBER" });
    expect(await tell({ subscriptionType: "object.restore", ...about() })).toBe(200);
    world.whatsapp.person(customer().waId).sendText("Hello?");
    await world.settle();
    expect(Object(await world.operator("/operator/messages", asked)).messages).not.toEqual([]);
  });

  it("ends what waits to be sent to it", async () => {
    await answered();
    world.passTime(25 * 3_600_000);
    await world.consent({
      sources: [{ kind: "property", name: "company", values: ["Yes"], wording: "I agree." }],
      quietHours: { from: "00:00", to: "23:59" },
    });
    world.portal().contacts.update(customer().contactId, { company: "Yes" });
    const body = { flowId: flow.flowId, to: to(), idempotencyKey: "held-for-a-deleted-one" };
    expect(await world.operator("/operator/send", body)).toMatchObject({ kind: "held" });
    await tell({ subscriptionType: "object.deletion", ...about() });
    expect(await world.operator("/operator/consent/held")).toMatchObject([
      { status: "ended", reason: "contact_deleted" },
    ]);
  });

  it("twice, or nobody's, is no error", async () => {
    for (const objectId of [about().objectId, about().objectId, 99_999_999]) {
      for (const subscriptionType of ["object.deletion", "object.restore"])
        expect(await tell({ subscriptionType, objectTypeId: "0-1", objectId })).toBe(200);
    }
  });
});

describe("a contact that was changed", () => {
  const changed = (propertyName: string, objectId = customer().contactId) =>
    tell({ subscriptionType: "object.propertyChange", objectTypeId: "0-1", objectId: Number(objectId), propertyName });

  it("has another owner, who takes over that somebody waits", async () => {
    world.whatsapp.person(customer().waId).sendText("Do you come on Saturdays, too?");
    await world.settle();
    const { contacts, tasks } = world.portal().records;
    const [{ ownerId }] = world.portal().settings.users;
    contacts.update(customer().contactId, { hubspot_owner_id: ownerId });
    expect(await changed("hubspot_owner_id")).toBe(200);
    expect(tasks.list().map(({ properties }) => properties["hubspot_owner_id"])).toEqual([ownerId]);
  });

  it("has another phone: answers that waited because two contacts had the number land", async () => {
    const stranger = world.stranger();
    const { contacts } = world.portal();
    const [right, wrong] = ["Stella", "Reception"].map((firstname) =>
      contacts.create({ firstname, phone: `+${stranger.waId}` }),
    );
    world.hubspot.settle();
    await world.fillIn(flow, stranger, { ...consultationAnswers, email: "new@ferrara.example" });
    await world.deliver();
    expect((await world.steps())["identify"]).toMatch(/^waiting-for-person/);
    expect(await changed("phone", right?.id)).toBe(200);
    await world.deliver();
    expect((await world.steps())["identify"]).toMatch(/^waiting-for-person/);
    contacts.update(wrong?.id ?? "", { phone: "+39 02 555 0100" });
    world.hubspot.settle();
    expect(await changed("phone", wrong?.id)).toBe(200);
    await world.deliver();
    expect(await world.steps()).toMatchObject({ identify: "done: found-by-phone", timeline: "done" });
    expect(contacts.need(right?.id ?? "").properties["flowella_wa_id"]).toBe(stranger.waId);
    const tasks = world
      .portal()
      .records.tasks.list()
      .map(({ properties }) => properties["hs_task_subject"] ?? "");
    expect(tasks.filter((subject) => subject.startsWith("Whose WhatsApp answer"))).toHaveLength(1);
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
