/** A customer writes something that is no answer: it is kept, shown, told, replied to, and can be answered. */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import Database from "better-sqlite3";
import { z } from "zod";
import { type PublishedFlow, startWorld, type World } from "./world.ts";

let world: World;
let flow: PublishedFlow;
beforeEach(async () => {
  world = await startWorld({ talks: true });
  flow = await world.publishForm("consultation");
});
afterEach(() => world.close());

const customer = () => world.facts.customer;
const person = () => world.whatsapp.person(customer().waId);
const hour = 3_600_000;
const question = "Do you come on Saturdays, too?";

const conversationSchema = z.object({
  messages: z.array(
    z.object({
      direction: z.enum(["in", "out"]),
      author: z.string(),
      kind: z.string(),
      text: z.string().optional(),
      state: z.string(),
    }),
  ),
  windowUntil: z.number().optional(),
});
const conversation = async (contactId = customer().contactId) =>
  conversationSchema.parse(await world.operator("/operator/messages", { contactId }));
const lines = async () =>
  (await conversation()).messages.map(({ author, kind, text = "" }) => `${author} ${kind} ${text}`);

let keys = 0;
const answer = (text: string, idempotencyKey = `messages-test-${++keys}`, contactId = customer().contactId) =>
  world.operator("/operator/messages/answer", { contactId, text, idempotencyKey });

async function says(text: string): Promise<void> {
  person().sendText(text);
  await world.settle();
}
const wish = (messages: Record<string, unknown>) =>
  world.operator("/operator/settings/change", { change: { messages } });
const fromBusiness = () =>
  person()
    .chat()
    .filter(({ from }) => from === "business")
    .map(({ text }) => text);
const tasks = () =>
  world
    .portal()
    .records.tasks.list()
    .map(({ properties }) => properties);
const reply = "Your message has arrived. Somebody from our team will read it and answer you here.";

function entries(): string[] {
  const portal = world.portal();
  return portal.associations
    .of({ kind: "contacts", id: customer().contactId }, "communications")
    .map(({ id }) => portal.records.communications.need(id).properties["hs_communication_body"] ?? "");
}

describe("a message that is no answer", () => {
  it("stands in the conversation and on the timeline, is told to the owner, and gets one reply", async () => {
    const [{ ownerId }] = world.portal().settings.users;
    world.portal().contacts.update(customer().contactId, { hubspot_owner_id: ownerId });
    await says(question);
    await says("It is about the kitchen");
    expect(await lines()).toEqual([
      `customer text ${question}`,
      `automatic text ${reply}`,
      "customer text It is about the kitchen",
    ]);
    expect((await conversation()).windowUntil).toBeGreaterThan(world.now() + 23 * hour);
    expect(fromBusiness()).toEqual([reply]);
    expect(tasks()).toHaveLength(1);
    const [task] = tasks();
    expect(task).toMatchObject({ hubspot_owner_id: ownerId, hs_task_status: "NOT_STARTED" });
    expect(JSON.stringify(task)).not.toContain("Saturdays");
    expect(entries()).toHaveLength(3);
    expect(entries().join()).toContain(`The customer wrote on WhatsApp:<br>${question}`);
  });

  it("may be a picture, a voice message or a file; a thumb up asks for nothing", async () => {
    person().sendMedia("image", "Like this one");
    person().sendMedia("audio");
    person().sendMedia("document");
    person().sendMedia("reaction");
    await world.settle();
    const written = (await lines()).filter((line) => line.startsWith("customer")).toSorted();
    expect(written).toEqual(["customer file ", "customer photo Like this one", "customer voice "]);
    expect(entries().join()).toContain("The customer sent a photo on WhatsApp.<br>Like this one");
  });

  it("is told again once somebody has answered, and after a day of silence", async () => {
    await says(question);
    expect(await answer("Yes, until noon.")).toEqual({ kind: "sent" });
    await world.settle();
    world.passTime(1_000);
    await says("And on Sundays?");
    expect(tasks()).toHaveLength(2);
    world.passTime(25 * hour);
    await says("Hello?");
    expect(tasks()).toHaveLength(3);
    expect(fromBusiness().filter((text) => text === reply)).toHaveLength(2);
  });

  it("gets no reply and no task where the business wants none, and names whom else to ask", async () => {
    await wish({ reply: false, tellOwner: false });
    await says(question);
    expect([fromBusiness(), tasks()]).toEqual([[], []]);
    await wish({ reply: true, person: "+39 02 555 0100" });
    await says("Hello?");
    expect(fromBusiness()).toEqual([`${reply}\nOr ask us: +39 02 555 0100`]);
  });

  it("that says STOP has its own answer, and nothing else", async () => {
    await says("STOP");
    expect(tasks()).toEqual([]);
    expect(fromBusiness()).toHaveLength(1);
    expect(await answer("But why?")).toMatchObject({ kind: "refused", code: "OPTED_OUT" });
  });

  it("lies in the database encrypted, and its card number stands in no timeline", async () => {
    await says("My card is 4242 4242 4242 4242");
    expect(entries().join()).toContain("My card is •••• 4242");
    expect(await lines()).toContain("customer text My card is 4242 4242 4242 4242");
    await world.stop();
    const database = new Database(world.databaseFile, { readonly: true });
    const kept = JSON.stringify(database.prepare("select * from chat_messages").all());
    database.close();
    await world.start();
    expect(kept).not.toContain("My card");
  });

  it("from somebody whom HubSpot does not know waits for their contact", async () => {
    const stranger = world.stranger();
    stranger.sendText(question);
    await world.settle();
    expect(tasks()).toEqual([]);
    const { id } = world.portal().contacts.create({ firstname: "Stella", phone: `+${stranger.waId}` });
    world.hubspot.settle();
    world.passTime(6 * 60_000);
    await world.settle();
    expect(tasks()).toHaveLength(1);
    expect((await conversation(id)).messages).toMatchObject([{ text: question }, { author: "automatic" }]);
  });
});

describe("an answer", () => {
  it("goes once per key, stands on the timeline, and says who wrote it", async () => {
    await says(question);
    for (let times = 0; times < 3; times += 1) expect(await answer("Yes.", "the-same-key")).toEqual({ kind: "sent" });
    await world.settle();
    expect(fromBusiness()).toEqual([reply, "Yes."]);
    expect((await conversation()).messages.at(-1)).toMatchObject({ direction: "out", author: "user", state: "sent" });
    expect(entries().filter((html) => html.startsWith("Answered on WhatsApp:<br>Yes."))).toHaveLength(1);
  });

  it("is refused when the 24 hours are over, when nobody wrote, and without a text", async () => {
    expect(await answer("Hello")).toMatchObject({ kind: "refused", code: "NO_CONVERSATION" });
    await says(question);
    expect(await answer(" ")).toMatchObject({ kind: "refused", code: "WRONG_TEXT" });
    world.passTime(25 * hour);
    expect(await answer("Yes.")).toMatchObject({ kind: "refused", code: "WINDOW_CLOSED" });
    expect(await conversation()).not.toHaveProperty("windowUntil");
  });

  it("that WhatsApp did not confirm is not sent twice; its status tells what became of it", async () => {
    await says(question);
    const cut = { method: "POST", path: /\/messages$/, answer: { kind: "cut", landed: true } } as const;
    world.whatsapp.failNext(cut);
    expect(await answer("Yes.", "unconfirmed-key")).toMatchObject({ kind: "refused", code: "UNCONFIRMED" });
    await world.settle();
    expect(await answer("Yes.", "unconfirmed-key")).toEqual({ kind: "sent" });
    expect(fromBusiness()).toEqual([reply, "Yes."]);
    expect(entries().filter((html) => html.includes("Answered on WhatsApp"))).toHaveLength(1);
  });

  it("that surely did not go may be tried again with the same key", async () => {
    await says(question);
    world.whatsapp.failNext({ method: "POST", path: /\/messages$/, answer: { kind: "status", status: 429 } });
    expect(await answer("Yes.", "a-second-try")).toMatchObject({ kind: "refused" });
    expect(await answer("Yes.", "a-second-try")).toEqual({ kind: "sent" });
    expect(fromBusiness()).toEqual([reply, "Yes."]);
  });

  it("to another portal's contact reaches nobody", async () => {
    await says(question);
    const asked = { portalId: "999", contactId: customer().contactId };
    const body = { ...asked, text: "Hello", idempotencyKey: "another-portal" };
    expect(await world.operator("/operator/messages/answer", body)).toMatchObject({ code: "unknown_portal" });
    expect(await world.operator("/operator/messages", asked)).toMatchObject({ code: "unknown_portal" });
  });
});

it("a Flow sent from the card counts as an answer", async () => {
  await says(question);
  world.passTime(1_000);
  const body = {
    contactId: customer().contactId,
    flowId: flow.flowId,
    idempotencyKey: "7d9f8f3e-5c1b-4a53-9a30-7a4d1f0c2b11",
  };
  const sent = await world.cardCall("/hubspot/card/send", body);
  expect(await sent.json()).toMatchObject({ kind: "sent" });
  await world.settle();
  world.passTime(1_000);
  await says("Thank you");
  expect(tasks()).toHaveLength(2);
});
