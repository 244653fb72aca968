/** Whose contact the answers land on, and in which order HubSpot hears of it. */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { z } from "zod";
import type { CrmRecord } from "../../sandbox/hubspot/record.ts";
import { consultationAnswers, startWorld, type World } from "./world.ts";

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

const contacts = () => world.portal().contacts.list();
const contactCount = () => contacts().length;
const contact = (id: string): CrmRecord["properties"] => world.portal().contacts.need(id).properties;
const formSubmissions = () => world.portal().submissions.all();
const emailIn = (values: readonly { name: string; value: string }[]) =>
  values.find(({ name }) => name === "email")?.value;

function addContact(properties: Record<string, string>): string {
  return world.portal().contacts.create(properties).id;
}

/** A contact that search shows at once. */
async function seedContact(properties: Record<string, string>): Promise<string> {
  const id = addContact(properties);
  await world.settle();
  return id;
}

describe("a known person", () => {
  it("is the record that the Flow was sent from, whatever was typed", async () => {
    const customer = world.stranger();
    const id = await seedContact({ firstname: "S.", phone: `+${customer.waId}`, email: "own@ferrara.example" });
    await seedContact({ firstname: "Another", phone: `+${customer.waId}` });
    const flow = await world.publishForm("consultation");
    await world.fillIn(flow, customer, consultationAnswers, { contactId: id });
    await world.deliver();
    expect(await world.steps()).toEqual({
      identify: "done: found-by-record",
      contact: "done: kept-email",
      form_submission: "done",
    });
    expect(contact(id)).toMatchObject({
      firstname: "Stella",
      email: "own@ferrara.example",
      flowella_wa_id: customer.waId,
      consultation_topic: "kitchen",
      flowella_last_flow: "Request a consultation",
    });
    expect(formSubmissions().map(({ values }) => emailIn(values))).toEqual(["own@ferrara.example"]);
    expect(await world.submissions()).toMatchObject([{ rung: "record" }]);
  });

  it("is found by the WhatsApp id on the contact", async () => {
    const customer = world.stranger();
    const id = await seedContact({ firstname: "S.", flowella_wa_id: customer.waId });
    const flow = await world.publishForm("consultation");
    await world.fillIn(flow, customer, consultationAnswers);
    await world.deliver();
    expect(await world.submissions()).toMatchObject([{ rung: "wa_id" }]);
    expect(contact(id)).toMatchObject({ email: consultationAnswers.email, consultation_topic: "kitchen" });
    expect(contactCount()).toBe(201);
  });

  it("is found by the typed e-mail", async () => {
    const id = await seedContact({ firstname: "S.", email: consultationAnswers.email });
    const customer = world.stranger();
    const flow = await world.publishForm("consultation");
    await world.fillIn(flow, customer, consultationAnswers);
    await world.deliver();
    expect(await world.submissions()).toMatchObject([{ rung: "email" }]);
    expect(contact(id)).toMatchObject({ consultation_topic: "kitchen", flowella_wa_id: customer.waId });
    expect(contactCount()).toBe(201);
  });

  it("is found by a number in local spelling, and keeps that spelling and the own e-mail", async () => {
    const { customer } = world.facts;
    const flow = await world.publishForm("consultation");
    await world.fillIn(flow, world.whatsapp.person(customer.waId), consultationAnswers);
    await world.deliver();
    expect(await world.submissions()).toMatchObject([{ rung: "phone" }]);
    expect(contact(customer.contactId)).toMatchObject({
      phone: customer.phone,
      email: customer.email,
      consultation_topic: "kitchen",
      flowella_wa_id: customer.waId,
    });
    expect(formSubmissions().map(({ values }) => emailIn(values))).toEqual([customer.email]);
    expect(contactCount()).toBe(200);
  });

  it("is the same contact at the second time, however the CRM spells the number by then", async () => {
    const customer = world.stranger();
    const flow = await world.publishForm("consultation");
    await world.fillIn(flow, customer, consultationAnswers);
    await world.deliver();
    const [made] = contacts().filter(({ properties }) => properties["flowella_wa_id"] === customer.waId);
    world.portal().contacts.update(made?.id ?? "", { phone: "", flowella_wa_id: "" });
    await world.fillIn(flow, customer, { ...consultationAnswers, consultation_topic: "office", email: "x@y.example" });
    await world.deliver();
    expect(await world.submissions()).toMatchObject([{ rung: "identity" }, { rung: "made" }]);
    expect(contact(made?.id ?? "")).toMatchObject({ consultation_topic: "office", flowella_wa_id: customer.waId });
    expect(formSubmissions()).toHaveLength(2);
    expect(contactCount()).toBe(201);
  });

  it("gets everything but the typed e-mail when that is another contact's", async () => {
    const customer = world.stranger();
    const other = await seedContact({ firstname: "Other", email: consultationAnswers.email });
    const id = await seedContact({ firstname: "S.", flowella_wa_id: customer.waId });
    const flow = await world.publishForm("consultation");
    await world.fillIn(flow, customer, consultationAnswers);
    await world.deliver();
    expect(await world.steps()).toMatchObject({
      identify: "done: found-by-wa_id",
      contact: "done: email-belongs-to-another-contact",
    });
    expect(contact(id)).toMatchObject({ firstname: "Stella", consultation_topic: "kitchen" });
    expect(contact(id)["email"]).toBeUndefined();
    // HubSpot matches submissions by e-mail alone: with this one the answers would go to the other contact.
    expect(contact(other)).not.toHaveProperty("consultation_topic");
    expect(contact(other)["firstname"]).toBe("Other");
  });
});

describe("a unique value that another contact has", () => {
  it("stays there, and the record that the Flow was sent from gets everything else", async () => {
    const customer = world.stranger();
    const holder = await seedContact({ firstname: "Holder", flowella_wa_id: customer.waId });
    const id = await seedContact({ firstname: "S.", phone: `+${customer.waId}` });
    const flow = await world.publishForm("consultation");
    await world.fillIn(flow, customer, consultationAnswers, { contactId: id });
    await world.deliver();
    expect(await world.steps()).toEqual({
      identify: "done: found-by-record",
      contact: "done: whatsapp-id-belongs-to-another-contact",
      form_submission: "done",
    });
    expect(contact(id)).toMatchObject({ consultation_topic: "kitchen", email: consultationAnswers.email });
    expect(contact(holder)).toMatchObject({ firstname: "Holder", flowella_wa_id: customer.waId });
  });
});

describe("an unknown person", () => {
  it("with an e-mail is made by the form, then found and marked: one contact, with the form as its source", async () => {
    const customer = world.stranger();
    const flow = await world.publishForm("consultation");
    await world.fillIn(flow, customer, consultationAnswers);
    await world.deliver();
    expect((await world.submissions())[0]?.steps.map(({ step }) => step)).toEqual([
      "identify",
      "form_submission",
      "contact",
    ]);
    expect(contactCount()).toBe(201);
    const made = contacts().at(-1);
    expect(made?.properties).toMatchObject({
      email: consultationAnswers.email,
      phone: `+${customer.waId}`,
      flowella_wa_id: customer.waId,
      consultation_topic: "kitchen",
      hs_analytics_source: "DIRECT_TRAFFIC",
    });
    expect(formSubmissions()).toMatchObject([{ outcome: "contact-created", contactId: made?.id }]);
    expect(await world.submissions()).toMatchObject([{ rung: "made" }]);
  });

  it("with an e-mail is made by API first where the portal wants that", async () => {
    await world.operator("/operator/settings/change", { change: { unknownPerson: "contact-first" } });
    const customer = world.stranger();
    const flow = await world.publishForm("consultation");
    await world.fillIn(flow, customer, consultationAnswers);
    await world.deliver();
    expect((await world.submissions())[0]?.steps.map(({ step }) => step)).toEqual([
      "identify",
      "contact",
      "form_submission",
    ]);
    expect(contactCount()).toBe(201);
    expect(formSubmissions()).toMatchObject([{ outcome: "contact-updated", contactId: contacts().at(-1)?.id }]);
  });

  it("is made once even when HubSpot takes its time with the form", async () => {
    world.hubspot.behaviour.formProcessingMs = 9_000;
    const flow = await world.publishForm("consultation");
    await world.fillIn(flow, world.stranger(), consultationAnswers);
    await world.whatsapp.settled();
    expect(contactCount()).toBe(200);
    await world.deliver();
    expect(contactCount()).toBe(201);
    expect(formSubmissions()).toMatchObject([{ outcome: "contact-created" }]);
  });

  it("whose typed e-mail is another contact's gets no form submission, and the card gives that reason", async () => {
    const customer = world.stranger();
    const own = await seedContact({ firstname: "S.", flowella_wa_id: customer.waId });
    await seedContact({ firstname: "Another", email: consultationAnswers.email });
    const flow = await world.publishForm("consultation");
    await world.fillIn(flow, customer, consultationAnswers);
    await world.deliver();
    expect(await world.steps()).toMatchObject({ form_submission: "skipped: email-of-another-contact" });
    expect(formSubmissions()).toHaveLength(0);
    const { sends } = await world.card(own);
    expect(sends).toMatchObject([{ reason: expect.stringContaining("another contact's") }]);
  });

  it("without an e-mail becomes a contact, no form submission, and the card says so", async () => {
    const customer = world.stranger();
    const flow = await world.publishForm("feedback");
    await world.fillIn(flow, customer, { firstname: "Stella", visit_rating: "good" });
    await world.deliver();
    expect(await world.steps()).toMatchObject({ contact: "done: made", form_submission: "skipped: no-email" });
    expect(formSubmissions()).toHaveLength(0);
    const made = contacts().at(-1);
    expect(made?.properties).toMatchObject({
      firstname: "Stella",
      visit_rating: "good",
      phone: `+${customer.waId}`,
      flowella_wa_id: customer.waId,
    });
    const card = await world.card(made?.id ?? "");
    expect(card.sends).toMatchObject([
      { status: "delivered-to-hubspot", reason: expect.stringContaining("no form submission") },
    ]);
  });

  it("without e-mail and name still becomes a contact that people can tell apart", async () => {
    const flow = await world.publishForm("feedback");
    await world.fillIn(flow, world.stranger(), { visit_rating: "good" });
    await world.deliver();
    expect(contacts().at(-1)?.properties).toMatchObject({ firstname: "WhatsApp contact", visit_rating: "good" });
  });

  it("with the e-mail of another WhatsApp user changes nothing of theirs, and a person is asked", async () => {
    const other = await seedContact({
      firstname: "Other",
      email: consultationAnswers.email,
      flowella_wa_id: "393289990000",
    });
    const before = contact(other);
    const flow = await world.publishForm("consultation");
    await world.fillIn(flow, world.stranger(), consultationAnswers);
    await world.deliver();
    expect(contact(other)).toEqual(before);
    expect(await world.steps()).toEqual({
      identify: "waiting-for-person: email-of-another-whatsapp-user",
      conflict_task: "done",
    });
    expect(formSubmissions()).toHaveLength(0);
    const [conflict] = await openConflicts();
    expect(conflict?.contactIds).toEqual([other]);
    await world.operator("/operator/conflicts/decide", { conflictId: conflict?.id, contactId: "new" });
    await world.deliver();
    expect(contact(other)).toEqual(before);
    expect(contactCount()).toBe(202);
    expect(contacts().at(-1)?.properties).toMatchObject({ firstname: "Stella", consultation_topic: "kitchen" });
    expect(await openConflicts()).toEqual([]);
  });
});

const conflictsSchema = z.array(
  z.object({ id: z.string(), contactIds: z.array(z.string()), submissionId: z.string() }),
);
const openConflicts = async () => conflictsSchema.parse(await world.operator("/operator/conflicts"));

describe("several contacts with one number", () => {
  beforeEach(async () => {
    const flow = await world.publishForm("consultation");
    await world.fillIn(flow, world.whatsapp.person(world.facts.shared.waId), consultationAnswers);
    await world.deliver();
  });

  it("nobody guesses: a task on both, a question for the operator, no answers anywhere", async () => {
    const ids = world.facts.shared.contactIds;
    expect(await world.steps()).toEqual({
      identify: "waiting-for-person: several-contacts-match",
      conflict_task: "done",
    });
    for (const id of ids) expect(contact(id)).not.toHaveProperty("consultation_topic");
    expect(formSubmissions()).toHaveLength(0);
    const tasks = world.portal().records.tasks.list();
    expect(tasks).toHaveLength(1);
    const text = JSON.stringify(tasks[0]?.properties);
    expect(text).toMatch(/Whose WhatsApp answer is this/);
    expect(text).not.toMatch(/kitchen|Stella|ferrara/i);
    expect((await openConflicts()).map(({ contactIds }) => [...contactIds].sort())).toEqual([[...ids].sort()]);
    for (const id of ids)
      expect((await world.card(id)).sends).toMatchObject([
        { status: "needs-attention", reason: expect.stringContaining("task") },
      ]);
  });

  it("goes on to the contact that somebody chose, and remembers the choice", async () => {
    const [chosen, other] = world.facts.shared.contactIds;
    const [conflict] = await openConflicts();
    const wrong = { conflictId: conflict?.id, contactId: world.facts.customer.contactId };
    expect(await world.operator("/operator/conflicts/decide", wrong)).toMatchObject({ kind: "refused" });
    const choice = { conflictId: conflict?.id, contactId: chosen };
    expect(await world.operator("/operator/conflicts/decide", choice)).toEqual({ kind: "decided" });
    expect(await world.operator("/operator/conflicts/decide", choice)).toMatchObject({ code: "unknown_conflict" });
    await world.deliver();
    expect(await world.submissions()).toMatchObject([{ rung: "decided" }]);
    expect(contact(chosen)).toMatchObject({
      consultation_topic: "kitchen",
      email: "marco.sartori@sartori-legno.example",
    });
    expect(contact(other)).not.toHaveProperty("consultation_topic");
    expect(formSubmissions().map(({ values }) => emailIn(values))).toEqual(["marco.sartori@sartori-legno.example"]);
    expect((await world.card(chosen)).sends).toMatchObject([{ status: "delivered-to-hubspot" }]);

    const flow = await world.publishForm("consultation");
    const again = { ...consultationAnswers, consultation_topic: "office" };
    await world.fillIn(flow, world.whatsapp.person(world.facts.shared.waId), again);
    await world.deliver();
    expect(await world.submissions()).toMatchObject([{ rung: "identity" }, { rung: "decided" }]);
    expect(contact(chosen)).toMatchObject({ consultation_topic: "office" });
    expect(world.portal().records.tasks.list()).toHaveLength(1);
  });
});

describe("a contact that is gone", () => {
  it("before the answers came is nobody any more: the person gets a new one, with everything in it", async () => {
    const customer = world.stranger();
    const flow = await world.publishForm("feedback");
    await world.fillIn(flow, customer, { firstname: "Stella", visit_rating: "good" });
    await world.deliver();
    const first = contacts().at(-1)?.id ?? "";
    world.portal().contacts.archive(first);
    await world.settle();
    await world.fillIn(flow, customer, { firstname: "Stella", visit_rating: "very_good" });
    await world.deliver();
    expect(contactCount()).toBe(201);
    expect(contacts().at(-1)?.properties).toMatchObject({ visit_rating: "very_good", flowella_wa_id: customer.waId });
    expect(await world.steps()).toMatchObject({ identify: "done: unknown-person", contact: "done: made" });
  });

  it("between finding and writing is made again", async () => {
    const customer = world.stranger();
    const id = await seedContact({ firstname: "S.", phone: `+${customer.waId}` });
    const flow = await world.publishForm("feedback");
    // The first look finds it, the write comes too late.
    world.hubspot.api.failNext({ method: "PATCH", path: /contacts/, answer: { kind: "status", status: 500 } });
    await world.fillIn(flow, customer, { firstname: "Stella", visit_rating: "good" });
    await world.settle();
    expect(await world.steps()).toMatchObject({ identify: "done: found-by-phone" });
    world.portal().contacts.archive(id);
    await world.deliver();
    expect(contactCount()).toBe(201);
    expect(contacts().at(-1)?.properties).toMatchObject({ visit_rating: "good", flowella_wa_id: customer.waId });
  });

  it("by merging lives on in the other one", async () => {
    const customer = world.stranger();
    const flow = await world.publishForm("feedback");
    await world.fillIn(flow, customer, { firstname: "Stella", visit_rating: "good" });
    await world.deliver();
    const first = contacts().at(-1)?.id ?? "";
    const kept = addContact({ firstname: "Stella", lastname: "Ferrara" });
    world.portal().contacts.merge(kept, first, "primary");
    await world.fillIn(flow, customer, { firstname: "Stella", visit_rating: "very_good" });
    await world.deliver();
    expect(contact(kept)).toMatchObject({ visit_rating: "very_good", lastname: "Ferrara" });
    expect(contactCount()).toBe(201);
  });
});

it("a form of another tool lands on the contact, and its form submission is skipped with the reason", async () => {
  const definition = {
    id: "Wr1teToUs",
    title: "Write to us",
    fields: [
      { id: "fld1", ref: "first", title: "First name", type: "short_text", properties: {} },
      { id: "fld2", ref: "mail", title: "Your e-mail", type: "email", properties: {} },
    ],
  };
  const flow = await world.publish({ tool: "typeform", definition });
  const customer = world.stranger();
  await world.fillIn(flow, customer, { first: "Stella", mail: consultationAnswers.email });
  await world.deliver();
  expect(await world.steps()).toEqual({
    identify: "done: unknown-person",
    contact: "done: made",
    form_submission: "skipped: not-a-hubspot-form",
  });
  expect(contacts().at(-1)?.properties).toMatchObject({
    firstname: "Stella",
    email: consultationAnswers.email,
    flowella_wa_id: customer.waId,
    flowella_last_flow: "Write to us",
  });
  expect(formSubmissions()).toHaveLength(0);
});
