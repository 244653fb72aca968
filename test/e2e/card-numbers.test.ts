/** From the contact card: which number sends, and what waits for its hour and can be taken back. */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { z } from "zod";
import { DEFAULT_WORLD } from "../../sandbox/whatsapp/index.ts";
import { type Call, cancelHeld, contactCard, sendFlow } from "../../src/app/packages/contract/index.ts";
import { connectSecondPortal, second } from "./second-portal.ts";
import { type PublishedFlow, startWorld, type World } from "./world.ts";

const other = "106000000000009";
let world: World;
let flow: PublishedFlow;
beforeEach(async () => {
  world = await startWorld();
  const { accountId, appId, appSecret, token, phoneNumberId } = DEFAULT_WORLD;
  const first = world.whatsapp.state.numbers.get(phoneNumberId);
  if (!first) throw new Error("The sandbox has no number.");
  world.whatsapp.state.numbers.set(other, { ...first, id: other, displayNumber: "+39 02 1234 5678" });
  await world.operator("/operator/connect/whatsapp", { wabaId: accountId, appId, appSecret, accessToken: token });
  flow = await world.publishForm("consultation");
  world.approveTemplate(flow);
  await world.settle();
});
afterEach(() => world.close());

const contactId = () => world.facts.customer.contactId;
const sent = () => [...world.whatsapp.state.sent.values()];
let keys = 0;

async function ask<Request extends Record<string, unknown>, Answer>(
  { path, response }: Call<Request, Answer>,
  body: Request,
): Promise<z.infer<typeof response>> {
  const answer = await world.cardCall(path, body);
  const said = response.parse(await answer.json());
  await world.settle();
  return said;
}

function send(more: { senderId?: string; mayWait?: boolean } = {}) {
  keys += 1;
  const idempotencyKey = `card-numbers-${String(keys).padStart(8, "0")}`;
  return ask(sendFlow, { contactId: contactId(), flowId: flow.flowId, idempotencyKey, ...more });
}

describe("the number that sends", () => {
  const { phoneNumberId } = DEFAULT_WORLD;

  it("is the one that the rule chooses for this person, shown before and used", async () => {
    expect(await world.card(contactId())).toMatchObject({
      sender: { displayNumber: DEFAULT_WORLD.displayNumber },
      flows: expect.arrayContaining([expect.objectContaining({ id: flow.flowId, senders: [phoneNumberId, other] })]),
    });
    await world.operator("/operator/whatsapp/prefer", { senderId: other, country: "IT" });
    const card = await world.card(contactId());
    expect(card.sender).toEqual({ displayNumber: "+39 02 1234 5678" });
    expect(card.flows.find(({ id }) => id === flow.flowId)?.senders).toEqual([other, phoneNumberId]);
    expect(await send()).toMatchObject({ kind: "sent" });
    expect(sent().map((message) => message.phoneNumberId)).toEqual([other]);
  });

  it("can be another of the Flow's account, with its own 24 hours", async () => {
    world.whatsapp.person(world.facts.customer.waId).sendText("Hello", other);
    await world.settle();
    const { senders = [], contact } = await world.card(contactId());
    expect(contact.window).toBe("closed");
    expect(senders).toEqual([
      { id: phoneNumberId, displayNumber: DEFAULT_WORLD.displayNumber, window: "closed" },
      { id: other, displayNumber: "+39 02 1234 5678", window: "open", windowUntil: expect.any(String) },
    ]);
    expect(await send()).toMatchObject({ kind: "sent", channel: "template" });
    expect(await send({ senderId: other })).toMatchObject({ kind: "sent", channel: "message" });
    expect(sent().map((message) => message.phoneNumberId)).toEqual([phoneNumberId, other]);
  });

  it("must be able to carry the Flow: neither another portal's number nor one that left", async () => {
    await connectSecondPortal(world);
    for (const senderId of [second.phoneNumberId, "1"]) {
      expect(await send({ senderId })).toMatchObject({
        kind: "refused",
        code: "NOT_CONNECTED",
        message: expect.stringMatching(/Choose another/),
      });
    }
    world.whatsapp.changePhoneApp(other, "removed");
    await world.settle();
    expect((await world.card(contactId())).senders?.map(({ id }) => id)).toEqual([phoneNumberId]);
    expect(await send({ senderId: other })).toMatchObject({ kind: "refused", code: "NOT_CONNECTED" });
    world.whatsapp.changePhoneApp(phoneNumberId, "removed");
    await world.settle();
    expect(await send()).toMatchObject({ code: "NOT_CONNECTED", message: expect.stringMatching(/can send now/) });
    const card = await world.cardCall(contactCard.path, { contactId: contactId() });
    expect(await card.json()).toMatchObject({
      kind: "not-connected",
      reason: expect.stringMatching(/says what has to happen/),
    });
    expect(sent()).toEqual([]);
  });
});

describe("in the quiet hours of the contact", () => {
  const wording = "I agree that Casa Lume writes to me on WhatsApp.";
  const day = 24 * 3_600_000;
  beforeEach(async () => {
    // From an hour ago until an hour from now, by the contact's clock.
    const clock = (ms: number) =>
      new Intl.DateTimeFormat("en-GB", { timeStyle: "short", timeZone: "Europe/Rome" }).format(world.now() + ms);
    const quietHours = { from: clock(-3_600_000), to: clock(3_600_000) };
    await world.consent({ sources: [{ kind: "property", name: "whatsapp_opt_in", wording }], quietHours });
  });

  it("a card that does not know of waiting is refused with the hour", async () => {
    expect(await send()).toMatchObject({ kind: "refused", message: expect.stringMatching(/can go from/) });
    expect((await world.card(contactId())).waiting).toEqual([]);
  });

  it("it waits with its hour, from the number that was chosen, and goes by itself", async () => {
    const held = await send({ mayWait: true, senderId: other });
    expect(held).toMatchObject({ kind: "held", because: "quiet-hours" });
    const { waiting = [], sends } = await world.card(contactId());
    expect(waiting).toEqual([
      { id: Object(held).heldId, flowName: expect.any(String), because: "quiet-hours", until: Object(held).until },
    ]);
    expect(sends).toEqual([]);
    expect(Date.parse(Object(held).until)).toBeGreaterThan(world.now());
    expect(sent()).toEqual([]);
    world.passTime(2 * 3_600_000);
    await world.settle();
    expect(sent().map((message) => message.phoneNumberId)).toEqual([other]);
    expect(await world.card(contactId())).toMatchObject({ waiting: [], sends: [{ flowName: waiting[0]?.flowName }] });
    expect(await ask(cancelHeld, { heldId: Object(held).heldId })).toEqual({ kind: "too-late" });
  });

  it("is taken back, and never goes", async () => {
    const { heldId } = Object(await send({ mayWait: true }));
    await connectSecondPortal(world);
    const foreign = await world.cardCall(cancelHeld.path, { heldId }, { portalId: second.portalId });
    expect(await foreign.json()).toEqual({ kind: "too-late" });
    expect((await world.card(contactId())).waiting).toHaveLength(1);

    // HubSpot's proxy may repeat it.
    expect(await ask(cancelHeld, { heldId })).toEqual({ kind: "cancelled" });
    expect(await ask(cancelHeld, { heldId })).toEqual({ kind: "cancelled" });
    expect(await ask(cancelHeld, { heldId: "out_nothing" })).toEqual({ kind: "too-late" });
    expect((await world.card(contactId())).waiting).toEqual([]);
    world.passTime(day);
    await world.settle();
    expect(sent()).toEqual([]);
  });

  it("the operator can take it back, too", async () => {
    const { heldId } = Object(await send({ mayWait: true }));
    expect(await world.operator("/operator/consent/held/cancel", { heldId })).toEqual({ kind: "cancelled", heldId });
    const other = { heldId: "out_nothing" };
    expect(await world.operator("/operator/consent/held/cancel", other)).toMatchObject({ code: "send.not_held" });
    expect(await world.operator("/operator/consent/held")).toMatchObject([{ status: "ended", reason: "cancelled" }]);
  });
});
