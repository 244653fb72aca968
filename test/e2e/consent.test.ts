/** Who is written to, who is not, and what they themselves say about it in the chat. */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { DEFAULT_WORLD } from "../../sandbox/whatsapp/index.ts";
import { sendFlow } from "../../src/app/packages/contract/index.ts";
import { consultationAnswers, type PublishedFlow, startWorld, type World } from "./world.ts";

let world: World;
let flow: PublishedFlow;
beforeEach(async () => {
  world = await startWorld();
  flow = await world.publishForm("consultation");
  world.approveTemplate(flow);
});
afterEach(() => world.close());

const day = 24 * 3_600_000;
const wording = "I agree that Casa Lume writes to me on WhatsApp.";
const property = { kind: "property", name: "whatsapp_opt_in", wording };
const customer = () => world.facts.customer;
const to = () => ({ contactId: customer().contactId });
const sent = () => [...world.whatsapp.state.sent.values()];
const texts = () => sent().flatMap(({ type, text }) => (type === "text" ? [text] : []));
const look = (flowId?: string) => world.operator("/operator/consent/person", { to: to(), ...(flowId && { flowId }) });
const templates = () => sent().filter(({ type }) => type === "template");

async function says(text: string, waId = customer().waId): Promise<void> {
  world.whatsapp.person(waId).sendText(text);
  await world.settle();
}

describe("a portal that never named a source of consent", () => {
  beforeEach(() => world.consent());

  it("sends nothing outside the 24 hours, says why, and an answer inside them", async () => {
    const refused = { kind: "refused", code: "NO_CONSENT", message: expect.stringMatching(/no agreement/) };
    expect(await world.send(flow, to())).toMatchObject(refused);
    expect(await world.send(flow, { phone: `+${customer().waId}` })).toMatchObject(refused);
    const body = { contactId: customer().contactId, flowId: flow.flowId, idempotencyKey: "0123456789abcdef" };
    const card = await (await world.cardCall(sendFlow.path, body)).json();
    expect(sendFlow.response.parse(card)).toMatchObject({ kind: "refused", code: "NO_CONSENT" });
    expect(sent()).toEqual([]);

    await says("Hello, I would like some advice.");
    expect(await world.send(flow, to())).toMatchObject({ kind: "sent", channel: "message" });
    world.passTime(day + 1_000);
    expect(await world.send(flow, to())).toMatchObject(refused);
  });

  it("sends no offer even as an answer", async () => {
    await world.consent({ marketingFlows: [flow.flowId] });
    await says("Hello");
    expect(await world.send(flow, to())).toMatchObject({ kind: "refused", code: "NO_CONSENT" });
  });
});

describe("a property of the contact", () => {
  it("counts, with its wording kept as evidence, and no longer once HubSpot says no", async () => {
    await world.consent({ sources: [property] });
    expect(await world.send(flow, to())).toMatchObject({ kind: "sent", channel: "template" });
    expect(await world.send(flow, to())).toMatchObject({ kind: "sent", channel: "template" });
    expect(await look()).toMatchObject({
      kind: "person",
      number: `+${customer().waId}`,
      from: "phone",
      consent: { state: "given", source: "property", covers: "everything" },
      decision: { kind: "send", because: "consent" },
      evidence: [{ source: "property", ref: "whatsapp_opt_in", state: "given", wording: { text: wording } }],
    });
    world.portal().contacts.update(customer().contactId, { whatsapp_opt_in: "false" });
    expect(await world.send(flow, to())).toMatchObject({ kind: "refused", code: "NO_CONSENT" });
  });

  it("is looked up for a number, too, where exactly one contact has it", async () => {
    expect(await world.send(flow, { phone: `+${customer().waId}` })).toMatchObject({ kind: "sent" });
    expect(await world.send(flow, { phone: `+${world.facts.shared.waId}` })).toMatchObject({ code: "NO_CONSENT" });
  });

  it("may cover requests only: then no offers", async () => {
    await world.consent({ sources: [{ ...property, covers: "utility" }], marketingFlows: [flow.flowId] });
    expect(await world.send(flow, to())).toMatchObject({
      code: "NO_CONSENT",
      message: expect.stringMatching(/is an offer/),
    });
    await world.consent({ sources: [{ ...property, covers: "utility" }] });
    expect(await world.send(flow, to())).toMatchObject({ kind: "sent" });
  });
});

describe("a list of HubSpot's", () => {
  const list = { kind: "list", listId: "77", wording };
  const fill = (...members: string[]) =>
    world.portal().lists.set("77", { listId: "77", name: "May write", members: new Map(members.map((id) => [id, 0])) });

  it("counts for who is in it", async () => {
    await world.consent({ sources: [{ ...list, listId: "78" }, list] });
    fill(customer().contactId);
    expect(await world.send(flow, to())).toMatchObject({ kind: "sent", channel: "template" });
    expect(await look()).toMatchObject({ consent: { source: "list" }, evidence: [{ source: "list", ref: "77" }] });
    fill();
    expect(await world.send(flow, to())).toMatchObject({ code: "NO_CONSENT" });
  });

  it("says which scope is missing where the app may not read lists", async () => {
    await world.consent({ sources: [list] });
    fill(customer().contactId);
    const body = { status: "error", category: "MISSING_SCOPES", message: "requires crm.lists.read" };
    world.hubspot.api.failNext({ path: /memberships/, answer: { kind: "status", status: 403, body } });
    expect(await world.send(flow, to())).toMatchObject({
      kind: "refused",
      code: "NO_CONSENT",
      message: expect.stringMatching(/crm\.lists\.read/),
    });
  });
});

describe("STOP in the chat", () => {
  it("is confirmed once, in its language, and nothing is sent any more, not even an answer", async () => {
    await says("Basta messaggi, per favore");
    await says("stop!!");
    expect(texts()).toEqual(["Non riceverà più messaggi da noi in questa chat. Se cambia idea, scriva START."]);
    const refused = { kind: "refused", code: "OPTED_OUT" };
    expect(await world.send(flow, to())).toMatchObject(refused);
    expect(await world.send(flow, { phone: `+${customer().waId}` })).toMatchObject(refused);
    world.passTime(2 * day);
    expect(await world.send(flow, to())).toMatchObject(refused);
    expect(await look()).toMatchObject({ optOut: "everything", decision: { kind: "refuse", because: "opted_out" } });
  });

  it("is taken back by START, which is confirmed, too", async () => {
    await says("STOP");
    world.passTime(1_000);
    await says("start");
    expect(texts()).toHaveLength(2);
    expect(texts()[1]).toMatch(/^Thank you/);
    expect(await world.send(flow, to())).toMatchObject({ kind: "sent" });
    expect(await look()).toMatchObject({
      evidence: [
        { source: "word", state: "resumed" },
        { source: "word", state: "withdrawn" },
      ],
    });
  });

  it("START without a STOP before means nothing", async () => {
    await says("start");
    expect(texts()).toEqual([]);
  });

  it("does not hide in a sentence about something else, nor in an answer of a Flow", async () => {
    await says("Can I stop by tomorrow at five?");
    const { status } = await world.fillIn(flow, world.whatsapp.person(customer().waId), {
      ...consultationAnswers,
      message: "STOP",
    });
    expect(status).toBe("completed");
    await world.deliver();
    expect(await world.send(flow, to())).toMatchObject({ kind: "sent" });
    expect(texts()).toEqual([]);
  });

  it("wins while a send is held for the night", async () => {
    await world.operator("/operator/settings", { settings: { defaultCountry: "IT", timeZone: "Europe/Rome" } });
    // Whatever the time is: it is quiet until the hour before this one.
    const hour = (shift: number) =>
      new Date(world.now() + shift * 3_600_000).toLocaleTimeString("en-GB", { timeZone: "Europe/Rome" }).slice(0, 3);
    await world.consent({ sources: [property], quietHours: { from: `${hour(-1)}00`, to: `${hour(2)}00` } });
    const key = "held-for-the-night";
    const held = await world.send(flow, to(), key);
    expect(held).toMatchObject({ kind: "held", because: "quiet_hours", until: expect.any(String) });
    expect(await world.send(flow, to(), key)).toMatchObject({ kind: "held", heldId: Object(held).heldId });
    const [, other = ""] = world
      .portal()
      .contacts.list()
      .map(({ id }) => id);
    expect(await world.send(flow, { contactId: other }, "held-and-not-stopped")).toMatchObject({ kind: "held" });
    // Who waits for the answer, such as somebody at the card, is told from when on it may go.
    const body = { contactId: customer().contactId, flowId: flow.flowId, idempotencyKey: "0123456789abcdef" };
    const card = await (await world.cardCall(sendFlow.path, body)).json();
    expect(card).toMatchObject({
      kind: "refused",
      message: expect.stringMatching(/It can go from .* \(Europe\/Rome\)/),
    });

    await says("please stop");
    world.passTime(Date.parse(Object(held).until) - world.now() + 1_000);
    await world.settle();
    expect(templates().map(({ waId }) => waId === customer().waId)).toEqual([false]);
    expect(await world.send(flow, to(), key)).toMatchObject({ kind: "refused", code: "OPTED_OUT" });
    expect(await world.operator("/operator/consent/held")).toEqual([
      expect.objectContaining({ key: "held-and-not-stopped", status: "done", reason: "sent" }),
      expect.objectContaining({ key, status: "ended", reason: "opted_out" }),
    ]);
  });

  it("wins over a receipt that is on its way", async () => {
    const { flowId } = flow;
    await world.operator("/operator/flows/settings", {
      flowId,
      settings: { receipt: { text: "We have your answers." } },
    });
    await world.fillIn(flow, world.whatsapp.person(customer().waId), consultationAnswers);
    world.whatsapp.person(customer().waId).sendText("stop");
    await world.whatsapp.settled();
    await world.deliver();
    expect((await world.steps())["receipt"]).toBe("skipped: opted-out");
    expect(texts()).not.toContain("We have your answers.");
  });

  it("said elsewhere, entered by the operator, counts the same", async () => {
    expect(await world.operator("/operator/consent/opt-out", { to: to() })).toMatchObject({ kind: "opted-out" });
    expect(await world.send(flow, to())).toMatchObject({ code: "OPTED_OUT" });
    await says("START");
    expect(await world.send(flow, to())).toMatchObject({ kind: "sent" });
  });

  const anOffer = async (): Promise<PublishedFlow> => {
    const offer = await world.publishForm("feedback");
    world.approveTemplate(offer);
    await world.consent({ sources: [property], marketingFlows: [offer.flowId] });
    return offer;
  };

  it("of offers only, by the switch in WhatsApp, until it is switched on again", async () => {
    const offer = await anOffer();
    const person = world.whatsapp.person(customer().waId);
    expect(await world.send(offer, to())).toMatchObject({ kind: "sent" });
    person.switchOffers("stop");
    await world.settle();
    expect(await look(offer.flowId)).toMatchObject({
      optOut: "marketing",
      evidence: expect.arrayContaining([
        expect.objectContaining({ source: "whatsapp", ref: "marketing_messages", state: "withdrawn" }),
      ]),
    });
    expect(await world.send(offer, to())).toMatchObject({ code: "OPTED_OUT" });
    expect(await world.send(flow, to())).toMatchObject({ kind: "sent" });
    person.switchOffers("resume");
    await world.settle();
    expect(await world.send(offer, to())).toMatchObject({ kind: "sent" });
  });

  it("where that was never told, WhatsApp's refusal of the first offer (131050) says it", async () => {
    const offer = await anOffer();
    world.whatsapp.recategorise(offer.template.name, "MARKETING");
    world.whatsapp.state.marketingOff.add(`${DEFAULT_WORLD.accountId}:${customer().waId}`);
    await world.settle();
    await world.send(offer, to());
    expect(sent().at(-1)).toMatchObject({ statuses: ["failed"] });
    expect(await world.send(offer, to())).toMatchObject({ code: "OPTED_OUT" });
    expect(templates()).toHaveLength(1);
  });

  it("of offers only, entered by the operator: what is about the own request still goes", async () => {
    const [, offer] = [flow, await world.publishForm("feedback")];
    world.approveTemplate(offer);
    await world.operator("/operator/consent/opt-out", { to: to(), scope: "marketing" });
    await world.consent({ sources: [property], marketingFlows: [offer.flowId] });
    expect(await world.send(offer, to())).toMatchObject({
      code: "OPTED_OUT",
      message: expect.stringMatching(/offers/),
    });
    expect(await world.send(flow, to())).toMatchObject({ kind: "sent" });
  });
});

describe("the frequency cap", () => {
  it("holds what is too much until the oldest no longer counts; an answer is never too much", async () => {
    await world.consent({ sources: [property], cap: { messages: 2, days: 7 } });
    expect(await world.send(flow, to())).toMatchObject({ kind: "sent" });
    world.passTime(day);
    expect(await world.send(flow, to())).toMatchObject({ kind: "sent" });
    const third = await world.send(flow, to());
    expect(third).toMatchObject({ kind: "held", because: "frequency_cap" });
    expect(Math.abs(Date.parse(Object(third).until) - world.now() - 6 * day)).toBeLessThan(60_000);
    await says("Hello");
    expect(await world.send(flow, to())).toMatchObject({ kind: "sent", channel: "message" });
    world.passTime(6 * day + 1_000);
    await world.settle();
    expect(templates()).toHaveLength(3);
  });

  it("counts sends that are asked for at once", async () => {
    await world.consent({ sources: [property], cap: { messages: 1, days: 1 } });
    const answers = await Promise.all([1, 2, 3, 4].map(() => world.send(flow, to())));
    expect(answers.map((answer) => Object(answer).kind).sort()).toEqual(["held", "held", "held", "sent"]);
    expect(templates()).toHaveLength(1);
  });
});
