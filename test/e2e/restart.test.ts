/** The server ends and starts again on the same file: everything goes on, nothing happens twice. */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { consultationAnswers, fillEveryScreen, type PublishedFlow, startWorld, type World } from "./world.ts";

let world: World;
let flow: PublishedFlow;
beforeEach(async () => {
  world = await startWorld();
  flow = await world.publishForm("consultation");
});
afterEach(() => world.close());

const contactCount = () => world.portal().contacts.list().length;
const formSubmissions = () => world.portal().submissions.all();

async function restart(): Promise<void> {
  await world.stop();
  await expect(fetch(`${world.url}/health`)).rejects.toThrow();
  await world.start();
}

describe("deliveries", () => {
  it("that wait for their time go on", async () => {
    const answer = { kind: "status", status: 429, headers: { "retry-after": "120" } } as const;
    world.hubspot.forms.failNext({ path: /\/submit\//, answer });
    await world.fillIn(flow, world.stranger(), consultationAnswers);
    await world.idle();
    await restart();
    await world.idle();
    expect(await world.steps()).toMatchObject({ form_submission: "ready: hubspot.rate_limited" });
    await world.deliver();
    expect(await world.steps()).toMatchObject({ form_submission: "done", contact: "done" });
    expect(formSubmissions()).toHaveLength(1);
    expect(contactCount()).toBe(201);
  });

  it("that fell due while nobody ran are done at start", async () => {
    world.hubspot.api.failNext({ path: /batch\/read$/, answer: { kind: "status", status: 500 } });
    await world.fillIn(flow, world.whatsapp.person(world.facts.customer.waId), consultationAnswers);
    await world.idle();
    await world.stop();
    world.passTime(3_600_000);
    await world.start();
    await world.idle();
    expect(await world.steps()).toEqual({
      identify: "done: found-by-phone",
      contact: "done: kept-email",
      form_submission: "done",
    });
  });

  it("that may have landed are looked for first", async () => {
    world.hubspot.forms.failNext({ path: /\/submit\//, answer: { kind: "cut", landed: true } });
    await world.fillIn(flow, world.stranger(), consultationAnswers);
    await world.idle();
    expect(formSubmissions()).toHaveLength(1);
    await restart();
    await world.deliver();
    expect(formSubmissions()).toHaveLength(1);
    expect(await world.steps()).toMatchObject({ form_submission: "done: found-again", contact: "done" });
  });

  it("that wait for a person's decision wait on, and go on with it", async () => {
    await world.fillIn(flow, world.whatsapp.person(world.facts.shared.waId), consultationAnswers);
    await world.deliver();
    await restart();
    await world.deliver();
    expect(world.portal().records.tasks.list()).toHaveLength(1);
    const [conflict] = Object(await world.operator("/operator/conflicts"));
    const [chosen] = world.facts.shared.contactIds;
    await world.operator("/operator/conflicts/decide", { conflictId: conflict.id, contactId: chosen });
    await world.deliver();
    expect(world.portal().contacts.need(chosen).properties).toMatchObject({ consultation_topic: "kitchen" });
  });
});

describe("conversations", () => {
  it("go on where they were, with what was typed before", async () => {
    const customer = world.stranger();
    customer.sendText("Hello");
    await world.settle();
    await world.send(flow, { phone: `+${customer.waId}` });
    const phone = await customer.openFlow();
    const { screen: first } = phone.read();
    const { firstname, lastname, email } = consultationAnswers;
    phone.fill({ firstname, lastname, email });
    await phone.press();
    expect(phone.read().screen).not.toBe(first);
    await restart();
    await fillEveryScreen(phone, consultationAnswers);
    expect(phone).toMatchObject({ status: "completed", problems: [] });
    await world.deliver();
    expect(await world.submissions()).toHaveLength(1);
    expect(world.portal().contacts.list().at(-1)?.properties).toMatchObject({ firstname, lastname, email });
  });

  it("whose last answer got lost are told the same again, and stay one submission", async () => {
    const customer = world.stranger();
    customer.sendText("Hello");
    await world.settle();
    await world.send(flow, { phone: `+${customer.waId}` });
    const phone = await customer.openFlow();
    const screens = 3;
    for (let screen = 1; screen <= screens; screen += 1) {
      const asked = phone.read().inputs.filter(({ name }) => Object.hasOwn(consultationAnswers, name));
      phone.fill(Object.fromEntries(asked.map(({ name }) => [name, Object(consultationAnswers)[name]])));
      if (screen === screens) world.whatsapp.proxy.failNext("lose answer");
      await phone.press();
    }
    expect(phone.status).toBe("open");
    expect(await world.submissions()).toHaveLength(1);
    await restart();
    await phone.press();
    expect(phone.status).toBe("completed");
    await world.deliver();
    expect(await world.submissions()).toHaveLength(1);
    expect(formSubmissions()).toHaveLength(1);
  });
});

describe("sends", () => {
  it("keep their keys, statuses still find them, and the 24 hours go on", async () => {
    const { waId, contactId } = world.facts.customer;
    const customer = world.whatsapp.person(waId);
    customer.sendText("Hello");
    await world.settle();
    world.whatsapp.webhooks.hold();
    const first = await world.send(flow, { contactId }, "before-the-restart");
    await restart();
    expect(await world.send(flow, { contactId }, "before-the-restart")).toEqual(first);
    expect(world.whatsapp.state.sent.size).toBe(1);
    world.whatsapp.webhooks.release();
    await world.settle();
    const card = await world.card(contactId);
    expect(card.sends).toMatchObject([{ status: "delivered" }]);
    expect(card.contact.window).toBe("open");
    expect(await world.send(flow, { contactId })).toMatchObject({ channel: "message" });
  });
});

it("publishing again makes the next version of the same Flow", async () => {
  await restart();
  const again = await world.publishForm("consultation");
  expect(again).toMatchObject({ flowId: flow.flowId, metaFlowId: flow.metaFlowId, template: flow.template });
  expect(again.versionId).not.toBe(flow.versionId);
  expect(again.notice).toBeUndefined();
  expect(world.whatsapp.state.flows.size).toBe(1);
});
