/** What becomes of Flows and messages over time: expiry, corrections, holding back, going back a version. */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { demoForms } from "../../sandbox/hubspot/index.ts";
import type { Person } from "../../sandbox/whatsapp/people.ts";
import { consultationAnswers, fillEveryScreen, type PublishedFlow, startWorld, type World } from "./world.ts";

const day = 24 * 3_600_000;
let world: World;
let flow: PublishedFlow;
beforeEach(async () => {
  world = await startWorld();
  flow = await world.publishForm("consultation");
});
afterEach(() => world.close());

const set = (settings: Record<string, unknown>) =>
  world.operator("/operator/flows/settings", { flowId: flow.flowId, settings });
const flowMessages = (customer: Person) => customer.chat().filter(({ button }) => button);

async function sendTo(customer: Person) {
  customer.sendText("Hello");
  await world.settle();
  expect(await world.send(flow, { phone: `+${customer.waId}` })).toMatchObject({ kind: "sent", channel: "message" });
}

describe("a message whose time is over", () => {
  it("brings a fresh one inside the 24 hours, once, and that one works", async () => {
    const customer = world.stranger();
    await sendTo(customer);
    world.passTime(3 * day + 1);
    customer.sendText("Sorry, I am late");
    await world.settle();
    const phone = await customer.openFlow();
    expect(phone.read()).toMatchObject({ status: "closed", error: expect.stringMatching(/expired/i) });
    await world.settle();
    expect(flowMessages(customer).map(({ button }) => button?.state)).toEqual(["disabled", "ready"]);
    await fillEveryScreen(await customer.openFlow(), consultationAnswers);
    await world.deliver();
    expect(await world.submissions()).toHaveLength(1);
  });

  it("brings nothing once the 24 hours are over as well", async () => {
    const customer = world.stranger();
    await sendTo(customer);
    world.passTime(3 * day + 1);
    await customer.openFlow();
    await world.settle();
    expect(flowMessages(customer)).toHaveLength(1);
  });

  it("lives as many days as the Flow is set to", async () => {
    await set({ tokenDays: 10 });
    const customer = world.stranger();
    await sendTo(customer);
    world.passTime(9 * day);
    expect((await customer.openFlow()).status).toBe("open");
  });
});

it("a correction changes the same contact, and is a second, marked form submission", async () => {
  await set({ reopen: { kind: "change", until: world.now() + day } });
  const customer = world.stranger();
  await sendTo(customer);
  await fillEveryScreen(await customer.openFlow(), consultationAnswers);
  await world.deliver();
  const contacts = world.portal().contacts.list().length;

  await fillEveryScreen(await customer.openFlow(), { ...consultationAnswers, consultation_topic: "bathroom" });
  await world.deliver();
  expect(await world.submissions()).toHaveLength(1);
  const found = world
    .portal()
    .contacts.list()
    .filter(({ properties }) => properties["flowella_wa_id"] === customer.waId);
  expect(found.map(({ properties }) => properties["consultation_topic"])).toEqual(["bathroom"]);
  expect(world.portal().contacts.list()).toHaveLength(contacts);
  const pages = world
    .portal()
    .submissions.all()
    .map((submission) => JSON.stringify(submission).includes("(correction)"));
  expect(pages.toSorted()).toEqual([false, true]);
});

it("a paused Flow is not sent, and is again when it goes on", async () => {
  await world.operator("/operator/flows/pause", { flowId: flow.flowId });
  const customer = world.stranger();
  customer.sendText("Hello");
  await world.settle();
  const to = { phone: `+${customer.waId}` };
  expect(await world.send(flow, to)).toMatchObject({ kind: "refused", code: "FLOW_NOT_PUBLISHED" });
  await world.operator("/operator/flows/resume", { flowId: flow.flowId });
  expect(await world.send(flow, to)).toMatchObject({ kind: "sent" });
});

it("goes back to the version before for new messages; those delivered keep theirs", async () => {
  const [consultation] = demoForms;
  if (!consultation) throw new Error("The demo has no forms.");
  const edited = structuredClone(consultation);
  edited.fieldGroups = edited.fieldGroups.slice(0, 4);
  world.portal().putForm({ ...edited, updatedAt: "2026-11-01T00:00:00.000Z" });
  await world.publishForm("consultation");
  const early = world.stranger();
  await sendTo(early);

  expect(await world.operator("/operator/flows/rollback", { flowId: flow.flowId })).toMatchObject({
    kind: "changed",
    flow: { version: 1 },
  });
  await world.settle();
  const late = world.stranger();
  await sendTo(late);
  const asks = async (customer: Person) => {
    const phone = await customer.openFlow();
    const asked: string[] = [];
    while (phone.status === "open") {
      asked.push(...phone.read().inputs.map(({ name }) => name));
      const known = phone.read().inputs.filter(({ name }) => name in consultationAnswers);
      phone.fill(Object.fromEntries(known.map(({ name }) => [name, Object(consultationAnswers)[name]])));
      await phone.press();
    }
    expect(phone.status).toBe("completed");
    return asked;
  };
  expect(await asks(early)).not.toContain("message");
  expect(await asks(late)).toContain("message");
  // Twice back is where it began.
  expect(await world.operator("/operator/flows/rollback", { flowId: flow.flowId })).toMatchObject({
    flow: { version: 2 },
  });
});
