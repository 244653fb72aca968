/** One Meta Flow for life, unless Meta lost it. */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { demoForms } from "../../sandbox/hubspot/index.ts";
import { consultationAnswers, fillEveryScreen, type PublishedFlow, startWorld, type World } from "./world.ts";

let world: World;
let flow: PublishedFlow;
beforeEach(async () => {
  world = await startWorld();
  flow = await world.publishForm("consultation");
});
afterEach(() => world.close());

describe("a Flow that WhatsApp no longer knows", () => {
  it("is made anew with a new template, says so, and works", async () => {
    world.whatsapp.state.flows.delete(flow.metaFlowId);
    const again = await world.publishForm("consultation");
    expect(again.flowId).toBe(flow.flowId);
    expect(again.metaFlowId).not.toBe(flow.metaFlowId);
    expect(again.template.name).not.toBe(flow.template.name);
    expect(again.notice).toMatch(/made anew.*template/s);
    world.approveTemplate(again);
    const { customer } = world.facts;
    expect(await world.send(again, { contactId: customer.contactId })).toMatchObject({ channel: "template" });
    await world.fillIn(again, world.whatsapp.person(customer.waId), consultationAnswers);
    await world.deliver();
    expect(await world.submissions()).toHaveLength(1);
    // And from now on it is known again.
    expect((await world.publishForm("consultation")).metaFlowId).toBe(again.metaFlowId);
    expect(world.whatsapp.state.flows.size).toBe(1);
  });

  it("is told from another one that got its id", async () => {
    const other = await world.publishForm("feedback");
    const lost = world.whatsapp.flow(other.metaFlowId);
    world.whatsapp.state.flows.set(flow.metaFlowId, { ...lost, id: flow.metaFlowId });
    const again = await world.publishForm("consultation");
    expect(again.metaFlowId).not.toBe(flow.metaFlowId);
    expect(world.whatsapp.flow(flow.metaFlowId).name).toBe(lost.name);
  });

  it("is not made twice when WhatsApp merely fails to show it", async () => {
    const path = new RegExp(`/${flow.metaFlowId}$`);
    const body = { error: { message: "(#100) Invalid parameter", code: 100, type: "OAuthException" } };
    world.whatsapp.failNext({ method: "GET", path, answer: { kind: "status", status: 400, body } });
    const again = await world.publishForm("consultation");
    expect(again).toMatchObject({ metaFlowId: flow.metaFlowId, template: flow.template });
    expect(again.notice).toBeUndefined();
    expect(world.whatsapp.state.flows.size).toBe(1);

    const source = { tool: "hubspot", formId: world.facts.formIds.consultation };
    world.whatsapp.failNext({ method: "GET", path, answer: { kind: "status", status: 500 } });
    expect(await world.operator("/operator/publish", { source })).toMatchObject({ code: "whatsapp.unavailable" });
    expect(world.whatsapp.state.flows.size).toBe(1);
  });
});

it("an edited form becomes the next version; a message sent before keeps talking to its own", async () => {
  const customer = world.stranger();
  customer.sendText("Hello");
  await world.settle();
  await world.send(flow, { phone: `+${customer.waId}` });
  const before = await customer.openFlow();

  const [consultation] = demoForms;
  if (!consultation) throw new Error("The consultation form is not seeded.");
  const fieldGroups = structuredClone(consultation.fieldGroups);
  for (const field of fieldGroups[0]?.fields ?? []) field.label = `${field.label}, please`;
  world.portal().putForm({ ...consultation, fieldGroups });
  const again = await world.publishForm("consultation");
  expect(again).toMatchObject({ flowId: flow.flowId, metaFlowId: flow.metaFlowId, template: flow.template });

  expect(before.read().inputs[0]?.label).toBe("First name");
  await world.send(again, { phone: `+${customer.waId}` });
  expect((await customer.openFlow()).read().inputs[0]?.label).toBe("First name, please");
  for (let screens = 0; before.status === "open" && screens < 5; screens += 1) {
    const asked = before.read().inputs.filter(({ name }) => Object.hasOwn(consultationAnswers, name));
    before.fill(Object.fromEntries(asked.map(({ name }) => [name, Object(consultationAnswers)[name]])));
    await before.press();
  }
  expect(before.status).toBe("completed");
});

it.each([false, true])("publishing that broke off goes on where it stopped; the call landed: %s", async (landed) => {
  const source = { tool: "hubspot", formId: world.facts.formIds.feedback };
  const outage = { kind: "status", status: 500, landed } as const;
  const breaks = [/\/flows$/, /\/assets$/, /\/publish$/, /\/message_templates$/];
  for (const path of breaks) {
    world.whatsapp.failNext({ method: "POST", path, answer: outage });
    expect(await world.operator("/operator/publish", { source })).toMatchObject({ code: "whatsapp.unavailable" });
  }
  const published = await world.publishForm("feedback");
  expect(world.whatsapp.flow(published.metaFlowId).status).toBe("PUBLISHED");
  expect(world.whatsapp.state.flows.size).toBe(2);
  expect(world.whatsapp.state.templates.size).toBe(2);
});

describe("the entry screen", () => {
  const publishEdited = async (change: (groups: (typeof demoForms)[number]["fieldGroups"]) => void) => {
    const [consultation] = demoForms;
    if (!consultation) throw new Error("The consultation form is not seeded.");
    const fieldGroups = structuredClone(consultation.fieldGroups);
    change(fieldGroups);
    world.portal().putForm({ ...consultation, fieldGroups });
    return world.publishForm("consultation");
  };
  const entryAtMeta = () => {
    const revision = world.whatsapp.flow(flow.metaFlowId).published.at(-1);
    const [{ id, data }] = Object(revision?.flowJson).screens;
    return { id, data };
  };

  it("keeps its id and data through every edit, so that messages that carry it still open", async () => {
    await world.operator("/operator/flows/settings", { flowId: flow.flowId, settings: { opensWith: "navigate" } });
    const before = entryAtMeta();
    expect(Object.keys(before.data)).toContain("prefill_firstname");
    const old = world.stranger();
    old.sendText("Hello");
    await world.settle();
    await world.send(flow, { phone: `+${old.waId}` });

    // The first question goes, and another one takes its place.
    const edited = await publishEdited((groups) => {
      const [first] = groups[0]?.fields ?? [];
      if (first) Object.assign(first, { name: "jobtitle", label: "What do you do?" });
    });
    expect(edited.metaFlowId).toBe(flow.metaFlowId);
    expect(entryAtMeta()).toEqual(before);
    const fresh = world.stranger();
    fresh.sendText("Hello");
    await world.settle();
    expect(await world.send(edited, { phone: `+${fresh.waId}` })).toMatchObject({ kind: "sent" });
    for (const customer of [old, fresh]) {
      const phone = await customer.openFlow();
      await fillEveryScreen(phone, { ...consultationAnswers, jobtitle: "Cook" });
      expect({ status: phone.status, problems: phone.problems }).toEqual({ status: "completed", problems: [] });
    }
    expect(await world.submissions()).toHaveLength(2);
    // A third edit is held against the first publishing as well: the second kept it.
    await publishEdited((groups) => void groups.splice(0, 1));
    expect(entryAtMeta()).toEqual(before);
  });

  it("is new where WhatsApp has lost the Flow", async () => {
    world.whatsapp.state.flows.delete(flow.metaFlowId);
    const again = await publishEdited((groups) => void groups.splice(0, 1));
    const { data } = Object(world.whatsapp.flow(again.metaFlowId).published.at(-1)?.flowJson).screens[0];
    expect(Object.keys(data ?? {})).not.toContain("prefill_firstname");
  });
});
