/** One human, several numbers: what goes along with whom, and what somebody has to decide. */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { consultationAnswers, type PublishedFlow, startWorld, type World } from "./world.ts";

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
const look = (contactId = customer().contactId) => world.operator("/operator/consent/person", { to: { contactId } });
const contact = (id = customer().contactId) => world.portal().contacts.find(id)?.properties ?? {};
const templates = () => [...world.whatsapp.state.sent.values()].filter(({ type }) => type === "template");

const conflictsSchema = z.array(
  z.object({ id: z.string(), kind: z.string(), choices: z.array(z.object({ use: z.string(), meaning: z.string() })) }),
);
const conflicts = async () => conflictsSchema.parse(await world.operator("/operator/people/conflicts"));
const decide = (conflictId: string, use: string) =>
  world.operator("/operator/people/conflicts/decide", { conflictId, use });

/** The customer answers once, so that the contact carries the WhatsApp id. */
async function answersOnce(): Promise<void> {
  await world.fillIn(flow, world.whatsapp.person(customer().waId), consultationAnswers, to());
  await world.deliver();
  expect(contact()["flowella_wa_id"]).toBe(customer().waId);
}

function newNumber(waId: string) {
  return world.whatsapp.person(waId, { name: "Giulia Bellandi", userId: `IT.${waId}` });
}

describe("which number is used is shown before anything is sent", () => {
  it("the phone by the portal's country, the WhatsApp id once it is known, and none", async () => {
    expect(await look()).toMatchObject({ number: `+${customer().waId}`, from: "phone" });
    await answersOnce();
    expect(await look()).toMatchObject({ number: `+${customer().waId}`, from: "whatsapp-id", otherNumbers: [] });
    expect(await look(world.facts.withoutPhone[0])).toEqual({ kind: "no-number", reason: "no-number" });
    expect(await look("999999")).toEqual({ kind: "no-number", reason: "no-contact" });
    await world.operator("/operator/settings", { settings: { defaultCountry: "FR" } });
    expect(await world.operator("/operator/consent/person", { to: { phone: "06 55 50 10 04" } })).toMatchObject({
      number: "+33655501004",
      from: "typed",
    });
  });
});

describe("a phone that is changed in HubSpot", () => {
  it("does not take the WhatsApp id along", async () => {
    await answersOnce();
    world.portal().contacts.update(customer().contactId, { phone: "+39 320 555 7777" });
    expect(await look()).toMatchObject({ number: `+${customer().waId}`, from: "whatsapp-id" });
    expect(await conflicts()).toEqual([]);
  });

  it("does not take consent along: nothing goes to the new number until somebody has decided", async () => {
    expect(await world.send(flow, to())).toMatchObject({ kind: "sent" });
    newNumber("393205557777");
    world.portal().contacts.update(customer().contactId, { phone: "+39 320 555 7777" });
    expect(await look()).toMatchObject({
      number: "+393205557777",
      otherNumbers: [`+${customer().waId}`],
      decision: { kind: "refuse", because: "no_consent" },
    });
    expect(await world.send(flow, to())).toMatchObject({ kind: "refused", code: "NO_CONSENT" });
    expect(await world.send(flow, { phone: "+393205557777" })).toMatchObject({ kind: "refused", code: "NO_CONSENT" });
    expect(await world.send(flow, to())).toMatchObject({ kind: "refused" });

    const [question, ...others] = await conflicts();
    expect(others).toEqual([]);
    expect(question).toMatchObject({ kind: "several_numbers" });
    const choice = question?.choices.find(({ meaning }) => meaning.includes("+393205557777"));
    expect(await decide(question?.id ?? "", "somebody-else")).toMatchObject({ kind: "refused" });
    expect(await decide(question?.id ?? "", choice?.use ?? "")).toEqual({ kind: "decided" });
    await world.settle();
    expect(await conflicts()).toEqual([]);
    expect(contact()["flowella_wa_id"]).toBe("393205557777");
    expect(await look()).toMatchObject({ number: "+393205557777", from: "decision" });
    expect(await world.send(flow, to())).toMatchObject({ kind: "sent", channel: "template" });
    expect(templates().map(({ waId }) => waId)).toEqual([customer().waId, "393205557777"]);
  });
});

describe("a number that its owner changed, as WhatsApp tells", () => {
  it("is followed: consent, the contact, an open form; HubSpot gets the new number", async () => {
    await world.consent({ sources: [{ kind: "question" }] });
    flow = await world.publishForm("consultation");
    await world.fillIn(
      flow,
      world.whatsapp.person(customer().waId),
      { ...consultationAnswers, flowella_opt_in: true },
      to(),
    );
    await world.deliver();
    const next = newNumber("393205558888");
    world.whatsapp.person(customer().waId).changeNumber(next);
    await world.settle();

    expect(contact()["flowella_wa_id"]).toBe("393205558888");
    expect(contact()["phone"]).toBe(customer().phone);
    expect(await look()).toMatchObject({ number: "+393205558888", consent: { state: "given", source: "question" } });
    expect(await world.send(flow, to())).toMatchObject({ kind: "sent", channel: "template" });
    expect(templates().map(({ waId }) => waId)).toEqual(["393205558888"]);
    // Whoever gets the old number from the telephone company is somebody else.
    world.whatsapp.person(customer().waId).sendText("Hello, who is this?");
    await world.settle();
    expect(await world.operator("/operator/consent/person", { to: { phone: `+${customer().waId}` } })).toMatchObject({
      consent: { state: "none" },
      window: "open",
    });
  });

  it("takes a STOP along", async () => {
    await answersOnce();
    world.whatsapp.person(customer().waId).sendText("stop");
    await world.settle();
    world.whatsapp.person(customer().waId).changeNumber(newNumber("393205558888"));
    await world.settle();
    expect(await world.send(flow, to())).toMatchObject({ code: "OPTED_OUT" });
    expect(await world.send(flow, { phone: "+393205558888" })).toMatchObject({ code: "OPTED_OUT" });
  });

  it("that is not shared leaves no number: the old one may be a stranger's by now", async () => {
    await answersOnce();
    world.whatsapp.person(customer().waId).changeNumber(newNumber("393205558888"), { shared: false });
    await world.settle();
    expect(await look()).toEqual({ kind: "no-number", reason: "number-changed" });
    expect(await world.send(flow, to())).toMatchObject({
      code: "NO_NUMBER",
      message: expect.stringMatching(/new number/),
    });
    // They write from the new one: the same id of WhatsApp's, so the same person.
    world.whatsapp.person("393205558888").sendText("It is me");
    await world.settle();
    expect(await look()).toMatchObject({ number: "+393205558888", from: "whatsapp-id", window: "open" });
  });

  it("onto a number that is known already waits for somebody: same human, or the number changed hands", async () => {
    await answersOnce();
    const next = newNumber("393205558888");
    next.sendText("Hello from my other phone");
    await world.settle();
    world.whatsapp.person(customer().waId).changeNumber(next);
    await world.settle();
    expect(await look()).toMatchObject({ number: `+${customer().waId}` });
    const [question] = await conflicts();
    expect(question).toMatchObject({ kind: "number_taken" });
    expect(question?.choices.map(({ use }) => use)).toEqual(["same-person", "other-person", "keep"]);
    expect(await decide(question?.id ?? "", "same-person")).toEqual({ kind: "decided" });
    await world.settle();
    expect(await look()).toMatchObject({ number: "+393205558888" });
    expect(contact()["flowella_wa_id"]).toBe("393205558888");
    expect(await decide(question?.id ?? "", "keep")).toMatchObject({
      kind: "refused",
      code: "person.unknown_conflict",
    });
  });
});

describe("contacts that are merged in HubSpot", () => {
  it("keep both ids: the contact's own is used, the other is shown, and somebody may decide", async () => {
    await answersOnce();
    const other = world.portal().contacts.create({
      firstname: "G.",
      lastname: "Bellandi",
      phone: "+39 320 555 6666",
      whatsapp_opt_in: "true",
    }).id;
    newNumber("393205556666");
    expect(await world.send(flow, { contactId: other })).toMatchObject({ kind: "sent" });
    world.portal().contacts.merge(customer().contactId, other, "primary");

    expect(await world.send(flow, { contactId: other })).toMatchObject({ kind: "sent" });
    expect(await look()).toMatchObject({ number: `+${customer().waId}`, otherNumbers: ["+393205556666"] });
    const [question] = await conflicts();
    expect(question?.choices.map(({ meaning }) => meaning).join()).toContain("+393205556666");
    const choice = question?.choices.find(({ meaning }) => meaning.includes("+393205556666"));
    expect(await decide(question?.id ?? "", choice?.use ?? "")).toEqual({ kind: "decided" });
    await world.settle();
    expect(await look()).toMatchObject({
      number: "+393205556666",
      from: "decision",
      otherNumbers: [`+${customer().waId}`],
    });
  });
});
