/** A lead is handed over: how far the contact is, who takes over, and what that person is told. */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { takeTurn } from "../../server/lead/lead-owners.ts";
import { testContext } from "../server/context.ts";
import { addPortal } from "../server/rows.ts";
import { type MailServer, startMailServer } from "./mail-server.ts";
import { consultationAnswers, fillEveryScreen, type PublishedFlow, startWorld, type World } from "./world.ts";

let world: World;
let mail: MailServer;
let flow: PublishedFlow;
beforeEach(async () => {
  mail = await startMailServer();
  world = await startWorld({ settings: { SMTP_URL: mail.url, MAIL_FROM: "flowella@operator.example" } });
  flow = await world.publishForm("consultation");
});
afterEach(async () => {
  await world.close();
  await mail.close();
});

const [paola, tommaso, irene] = ["71020011", "71020012", "71020013"];
const everybody = { owners: [paola, tommaso, irene] };
const hour = 3_600_000;

async function leads(lead: Record<string, unknown>): Promise<void> {
  const said = await world.operator("/operator/flows/settings", {
    flowId: flow.flowId,
    settings: { reopen: { kind: "change", until: world.now() + 7 * 24 * hour }, lead },
  });
  expect(said).toMatchObject({ kind: "changed" });
}
let people = 0;
/** Somebody new fills it in. @returns their contact */
async function newLead(change: Record<string, unknown> = {}) {
  people += 1;
  const person = world.stranger();
  const email = `lead-${people}@leads.example`;
  await world.fillIn(flow, person, { ...consultationAnswers, email, ...change });
  await world.deliver();
  return contactWith(email);
}
function contactWith(email: string): { id: string; properties: Record<string, string | null | undefined> } {
  const found = world
    .portal()
    .contacts.list()
    .find(({ properties }) => properties["email"] === email);
  if (!found) throw new Error("The lead has no contact.");
  return found;
}
const ownerOf = ({ properties }: Awaited<ReturnType<typeof newLead>>) => properties["hubspot_owner_id"];
const tasks = () =>
  world
    .portal()
    .records.tasks.list()
    .map(({ properties }) => properties);

describe("who takes over", () => {
  it("is the next one of the circle, each as often as the others; a rule has turns of its own", async () => {
    await leads({
      owner: { ...everybody, rules: [{ question: "consultation_topic", is: ["bathroom"], owners: [tommaso, irene] }] },
    });
    const owners: unknown[] = [];
    for (const topic of ["kitchen", "bathroom", "kitchen", "bathroom", "kitchen", "kitchen"])
      owners.push(ownerOf(await newLead({ consultation_topic: topic })));
    expect(owners).toEqual([paola, tommaso, tommaso, irene, irene, paola]);
    expect((await world.steps())["lead_owner"]).toBe("done: owner-by-turn");
  });

  it("is whoever is in the team, and nobody who left the company or was never there", async () => {
    await leads({ owner: { teams: ["5302"], owners: ["79999999"] } });
    expect(ownerOf(await newLead())).toBe(irene);
    await leads({ owner: { owners: ["79999999"] } });
    expect(ownerOf(await newLead()) ?? "").toBe("");
    expect((await world.steps())["lead_owner"]).toBe("done: no-owner");
  });

  it("stays the owner whom the contact has, unless the business wants another one", async () => {
    await leads({ owner: { owners: [paola] }, task: {} });
    const { contactId, waId } = world.facts.customer;
    world.portal().contacts.update(contactId, { hubspot_owner_id: irene });
    await world.fillIn(flow, world.whatsapp.person(waId), consultationAnswers, { contactId });
    await world.deliver();
    expect(await world.steps()).toMatchObject({ lead_owner: "done: owner-by-kept", lead_task: "done: for-the-owner" });
    expect(tasks().at(-1)).toMatchObject({ hubspot_owner_id: irene });
    await leads({ owner: { owners: [paola], replace: true } });
    const other = world.portal().contacts.create({ email: "other@leads.example", hubspot_owner_id: irene });
    const person = world.stranger();
    world.portal().contacts.update(other.id, { phone: `+${person.waId}`, firstname: "Olga" });
    world.hubspot.settle();
    await world.fillIn(flow, person, { ...consultationAnswers, email: "other@leads.example" }, { contactId: other.id });
    await world.deliver();
    expect(ownerOf(contactWith("other@leads.example"))).toBe(paola);
  });

  it("is taken in a commit: of processes that hand out leads at once, each gives its own to another", async () => {
    const { context } = await testContext();
    await addPortal(context, "4417203");
    const given = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        takeTurn(
          context,
          "4417203",
          { submissionId: `sub_${index}`, personId: "per_1" },
          { circle: "flw_1/all", because: "turn", people: [paola, tommaso, irene] },
        ),
      ),
    );
    const counts = [paola, tommaso, irene].map((id) => given.filter((owner) => owner?.owner_id === id).length);
    expect(counts).toEqual([4, 4, 4]);
    // Asked again, as after a crash, it is the same one, and no turn is lost.
    const again = { submissionId: "sub_0", personId: "per_1" };
    const wish = { circle: "flw_1/all", because: "turn", people: [paola, tommaso, irene] } as const;
    expect(await takeTurn(context, "4417203", again, wish)).toEqual(given[0]);
    await context.store.close();
  });
});

describe("the contact's lifecycle stage", () => {
  it("moves forward and never back, by the account's own order", async () => {
    await leads({ stage: "marketingqualifiedlead" });
    expect((await newLead()).properties["lifecyclestage"]).toBe("marketingqualifiedlead");
    const person = world.stranger();
    const phone = `+${person.waId}`;
    const customer = world
      .portal()
      .contacts.create({ email: "loyal@leads.example", firstname: "Stella", phone, lifecyclestage: "customer" });
    await world.fillIn(
      flow,
      person,
      { ...consultationAnswers, email: "loyal@leads.example" },
      { contactId: customer.id },
    );
    await world.deliver();
    expect(contactWith("loyal@leads.example").properties["lifecyclestage"]).toBe("customer");
    expect((await world.steps())["lead_owner"]).toBe("done: no-owner,stage-kept");
    await leads({ stage: "no_such_stage" });
    expect((await newLead()).properties["lifecyclestage"] ?? "").not.toBe("no_such_stage");
  });
});

describe("the one who takes over", () => {
  it("gets one task with the time, and an e-mail with nothing about the customer, however often HubSpot fails", async () => {
    await leads({ owner: { owners: [tommaso] }, task: { withinHours: 2 }, message: {} });
    const making = { method: "POST", path: /\/objects\/2026-03\/tasks$/ };
    world.hubspot.api.failNext({ ...making, answer: { kind: "cut", landed: true } });
    const before = world.now();
    const lead = await newLead();
    expect(tasks()).toHaveLength(1);
    const [task] = tasks();
    expect(task).toMatchObject({ hs_task_subject: "Get in touch: Request a consultation", hubspot_owner_id: tommaso });
    expect(Math.abs(Date.parse(task?.["hs_timestamp"] ?? "") - before - 2 * hour)).toBeLessThan(10 * 60_000);
    expect(mail.mails).toHaveLength(1);
    const [told] = mail.mails;
    expect(told?.to).toBe("tommaso.neri@casa-lume.example");
    expect(told?.text).toContain(`/record/0-1/${lead.id}`);
    for (const secret of ["Stella", "Ferrara", "leads.example", "39320555"]) {
      expect(`${told?.text}${JSON.stringify(task)}`.replace(/^To:.*$/m, "")).not.toContain(secret);
    }
    expect((await world.steps())["lead_message"]).toBe("done: by-mail");
  });

  it("is told on WhatsApp where they wrote within a day, and by e-mail a day later", async () => {
    await leads({ owner: { owners: [irene] }, message: { numbers: { [irene]: "+393205557013" } } });
    const colleague = world.whatsapp.person("393205557013", { name: "Irene Galli" });
    colleague.sendText("I am here today");
    await world.settle();
    const lead = await newLead();
    const told = () => colleague.chat().filter(({ from }) => from === "business");
    expect(told().map(({ text }) => text)).toEqual([expect.stringContaining(`/record/0-1/${lead.id}`)]);
    expect([mail.mails.length, (await world.steps())["lead_message"]]).toEqual([0, "done: by-whatsapp"]);
    world.passTime(25 * hour);
    await newLead();
    expect([told().length, mail.mails.length]).toEqual([1, 1]);
  });

  it("hears of it once: a correction changes the answers and hands nothing over again", async () => {
    await leads({ owner: everybody, task: {}, message: {} });
    const person = world.stranger();
    const phone = await world.fillIn(flow, person, { ...consultationAnswers, email: "once@leads.example" });
    expect(phone.status).toBe("completed");
    await world.deliver();
    const owner = ownerOf(contactWith("once@leads.example"));
    const again = await person.openFlow();
    await fillEveryScreen(again, { ...consultationAnswers, email: "once@leads.example", firstname: "Estella" });
    await world.deliver();
    const contact = contactWith("once@leads.example");
    expect([contact.properties["firstname"], ownerOf(contact)]).toEqual(["Estella", owner]);
    expect([tasks().length, mail.mails.length]).toEqual([1, 1]);
    expect((await world.submissions())[0]?.steps.filter(({ step }) => step.startsWith("lead_"))).toMatchObject([
      { status: "done" },
      { status: "done" },
      { status: "done" },
      { status: "skipped", reason: "correction" },
      { status: "skipped", reason: "correction" },
      { status: "skipped", reason: "correction" },
    ]);
  });
});
