/** A customer asks for a person: the business is told, nothing automatic goes, and ready answers wait on the card. */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { z } from "zod";
import type { Person } from "../../sandbox/whatsapp/people.ts";
import { cardConversation } from "../../src/app/packages/contract/index.ts";
import { type MailServer, startMailServer } from "./mail-server.ts";
import { consultationAnswers, fillEveryScreen, type PublishedFlow, startWorld, type World } from "./world.ts";

let world: World;
let mail: MailServer;
let flow: PublishedFlow;
beforeEach(async () => {
  mail = await startMailServer();
  world = await startWorld({ talks: true, settings: { SMTP_URL: mail.url, MAIL_FROM: "flowella@flowella.example" } });
  await world.operator("/operator/alerts/settings", { change: { mail: "team@business.example" } });
  flow = await world.publishForm("consultation");
});
afterEach(async () => {
  await world.close();
  await mail.close();
});

const hour = 3_600_000;
const edits = { version: 1, edits: [{ kind: "person_link" }, { kind: "unsent_notice" }] };
const contactId = () => world.facts.customer.contactId;
const person = () => world.whatsapp.person(world.facts.customer.waId);
const tasks = () =>
  world
    .portal()
    .records.tasks.list()
    .map(({ properties }) => `${properties["hs_task_subject"]} ${properties["hs_task_body"]}`);
const asks = () => tasks().filter((task) => task.startsWith("A customer asks to talk to somebody"));
const fromBusiness = (customer: Person) =>
  customer
    .chat()
    .filter(({ from }) => from === "business")
    .map(({ text }) => text);
const heard = "We have told a colleague.";

async function says(text: string): Promise<void> {
  person().sendText(text);
  await world.settle();
}

async function publishWithEdits(): Promise<void> {
  const source = { tool: "hubspot", formId: world.facts.formIds.consultation };
  expect(await world.operator("/operator/publish", { source, edits })).toMatchObject({ kind: "published" });
  await world.settle();
}

async function begin() {
  await says("Hello");
  expect(await world.send(flow, { contactId: contactId() })).toMatchObject({ kind: "sent" });
  return person().openFlow();
}

describe("asking for a person in the chat", () => {
  it("makes one task and one mail with the place in the Flow and no answer, and is confirmed once", async () => {
    const phone = await begin();
    const asked = phone.read().inputs.filter(({ name }) => Object.hasOwn(consultationAnswers, name));
    const answers: Readonly<Record<string, unknown>> = consultationAnswers;
    phone.fill(Object.fromEntries(asked.map(({ name }) => [name, answers[name]])));
    await phone.press();
    await says("I would like to talk to a person, please");
    await says("Person!");
    expect(asks()).toHaveLength(1);
    expect(asks()[0]).toMatch(/screen 2 of \d/);
    expect(asks()[0]).not.toContain("Ferrara");
    expect(fromBusiness(person()).filter((text) => text.startsWith(heard))).toHaveLength(1);
    expect(mail.mails).toHaveLength(1);
    expect(mail.mails[0]?.text).toContain(contactId());
    expect(mail.mails[0]?.text).not.toContain("Ferrara");
  });

  it("is written about once, though HubSpot fails from the first try on and knows no contact later either", async () => {
    const stranger = world.stranger();
    world.hubspot.api.failNext({ path: /./, answer: { kind: "status", status: 503 }, times: 200 });
    stranger.sendText("A person, please");
    await world.settle();
    const asked = () => mail.mails.filter(({ text }) => text.includes("asks to talk to somebody"));
    for (const minutes of [2, 10, 40, 180]) {
      world.passTime(minutes * 60_000);
      await world.settle();
      expect(asked()).toHaveLength(1);
    }
    expect(asked()[0]?.text).toContain("names no contact for them");
    expect(asks()).toEqual([]);
  });

  it("stops what is automatic until somebody answers, or a day is over", async () => {
    await world.operator("/operator/rescue/settings/save", { change: { afterMinutes: 60 } });
    await begin();
    await says("Operator");
    const before = fromBusiness(person()).length;
    world.passTime(5 * hour);
    await world.settle();
    await says("Is anybody there?");
    expect(fromBusiness(person())).toHaveLength(before);
    const answer = { contactId: contactId(), text: "Yes, I am.", idempotencyKey: "hand-over-answer" };
    expect(await world.operator("/operator/messages/answer", answer)).toEqual({ kind: "sent" });
    world.passTime(7 * hour);
    await world.settle();
    const said = fromBusiness(person());
    expect(said.filter((text) => text.includes("carry on where you stopped"))).toHaveLength(1);
  });

  it("counts as an ordinary message again after a day, and one that only mentions somebody always does", async () => {
    await says("Mitarbeiter");
    world.passTime(25 * hour);
    await says("A person from your team called me yesterday about the kitchen");
    expect(asks()).toHaveLength(1);
    expect(fromBusiness(person()).at(-1)).toContain("Your message has arrived");
    await says("Mitarbeiter");
    expect(asks()).toHaveLength(2);
  });
});

describe("asking for a person inside a Flow", () => {
  it("is a link on every screen, which keeps what was typed and tells the business where", async () => {
    await publishWithEdits();
    const phone = await begin();
    const [input] = phone.read().inputs.filter(({ name }) => name === "firstname");
    if (input) phone.fill({ firstname: "Stella" });
    await phone.tap("Talk to a person");
    expect(phone.read().snackbar).toContain(heard);
    if (input) expect(phone.read().inputs.find(({ name }) => name === "firstname")?.value).toBe("Stella");
    await world.settle();
    expect(asks()).toHaveLength(1);
    expect(asks()[0]).toMatch(/screen 1 of \d/);
    await fillEveryScreen(phone, consultationAnswers);
    expect(phone.status).toBe("completed");
  });

  it("is said on refusals, too", async () => {
    await publishWithEdits();
    const phone = await begin();
    await fillEveryScreen(phone, consultationAnswers);
    await world.settle();
    const again = await person().openFlow();
    expect(`${again.read().error ?? ""}${again.read().snackbar ?? ""}`).toContain("Write PERSON in this chat");
  });
});

describe("answers that were not sent", () => {
  const entries = () => {
    const portal = world.portal();
    return portal.associations
      .of({ kind: "contacts", id: contactId() }, "communications")
      .map(({ id }) => portal.records.communications.need(id).properties["hs_communication_body"] ?? "")
      .filter((body) => body.startsWith("Form left unfinished"));
  };
  const change = (settings: Record<string, unknown>) =>
    world.operator("/operator/flows/settings", { flowId: flow.flowId, settings });

  it("reach the timeline only where the first screen says so, and only as the Flow's settings want", async () => {
    expect(await change({ unfinished: "timeline" })).toMatchObject({
      kind: "refused",
      message: expect.stringContaining("unsent_notice"),
    });
    await publishWithEdits();
    expect(await change({ unfinished: "timeline" })).toMatchObject({ kind: "changed" });
    const phone = await begin();
    expect(JSON.stringify(phone.read())).toContain("even if you do not send the form");
    const answers: Readonly<Record<string, unknown>> = { ...consultationAnswers, firstname: "Stellina" };
    const asked = phone.read().inputs.filter(({ name }) => Object.hasOwn(answers, name));
    phone.fill(Object.fromEntries(asked.map(({ name }) => [name, answers[name]])));
    await phone.press();
    world.passTime(4 * hour);
    await world.settle();
    world.passTime(2 * 60_000);
    await world.settle();
    expect(entries()).toHaveLength(1);
  });

  it("stay here otherwise", async () => {
    await publishWithEdits();
    await (await begin()).press().catch(() => undefined);
    world.passTime(5 * hour);
    await world.settle();
    world.passTime(2 * 60_000);
    await world.settle();
    expect(entries()).toEqual([]);
  });
});

describe("ready answers", () => {
  const offered = async () => {
    const response = await world.cardCall(cardConversation.path, { contactId: contactId() });
    const card = cardConversation.response.parse(await response.json());
    return card.kind === "ready" ? (card.ownAnswers ?? []) : card;
  };
  const save = (answers: unknown) => world.operator("/operator/ready-answers/save", { answers });
  const hours = { name: "Opening hours", texts: { de: "Guten Tag", en: "Hello {firstname}, about {flow}: {link}" } };

  it("of the portal stand on the card, in the customer's language and with what is known", async () => {
    expect(await save([hours])).toMatchObject({ kind: "saved" });
    expect(await offered()).toEqual([{ name: "Opening hours", text: expect.stringMatching(/^Hello .+, about …: …$/) }]);
    await begin();
    const [answer] = z.array(z.object({ text: z.string() })).parse(await offered());
    expect(answer?.text).toMatch(/^Hello [A-Z]\w+, about [^…]+: /);
  });

  it("are refused where one is empty or two have one name, and nothing is saved", async () => {
    expect(await save([hours, hours])).toMatchObject({ kind: "refused" });
    expect(await save([{ name: "Empty", texts: { en: " " } }])).toMatchObject({ kind: "refused" });
    expect(await offered()).toEqual([]);
  });
});
