/** Flows that open with what the message carries, and what that costs. */
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "@jest/globals";
import type { Person } from "../../sandbox/whatsapp/people.ts";
import { flowella } from "./command-line.ts";
import { rowsOf } from "./database.ts";
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

async function sendTo(customer: Person) {
  customer.sendText("Hello");
  await world.settle();
  expect(await world.send(flow, { phone: `+${customer.waId}` })).toMatchObject({ kind: "sent", channel: "message" });
}

it("the message carries the first screen, which opens while the server is down", async () => {
  expect(await set({ opensWith: "navigate" })).toMatchObject({
    kind: "changed",
    flow: { settings: { opensWith: "navigate" } },
  });
  const customer = world.stranger();
  await sendTo(customer);
  await world.stop();
  const phone = await customer.openFlow();
  expect(phone.read()).toMatchObject({ status: "open", screen: "PAGE_A" });
  expect(phone.exchanges).toEqual([]);
  expect(rowsOf(world.databaseFile, "select kind from events where kind = 'opened'")).toEqual([]);
  await world.start();
  await fillEveryScreen(phone, consultationAnswers);
  expect(phone.status).toBe("completed");
  expect(phone.problems).toEqual([]);
  await world.deliver();
  expect(await world.steps()).toMatchObject({ contact: "done" });
});

it("begins on an empty first screen when it is opened again, and is answered once all the same", async () => {
  await set({ opensWith: "navigate" });
  const customer = world.stranger();
  await sendTo(customer);
  const first = await customer.openFlow();
  const { firstname, lastname, email } = consultationAnswers;
  first.fill({ firstname, lastname, email });
  await first.press();
  expect(first.read().screen).toBe("PAGE_B");

  const again = await customer.openFlow();
  expect(again.read().inputs.map(({ value }) => value ?? "")).toEqual(["", "", "", ""]);
  await fillEveryScreen(again, consultationAnswers);
  expect(again.status).toBe("completed");
  // Only now is it found out that it was answered.
  const late = await customer.openFlow();
  expect(late.status).toBe("open");
  late.fill({ firstname: "Somebody", lastname: "Else", email });
  await late.press();
  expect(late.read()).toMatchObject({ status: "closed", error: expect.stringMatching(/your answers/) });
  expect(await world.submissions()).toHaveLength(1);
});

it("is refused after its time only when the first button is pressed, and lets answers be changed", async () => {
  await set({ opensWith: "navigate", reopen: { kind: "change", until: world.now() + day } });
  const customer = world.stranger();
  await sendTo(customer);
  await fillEveryScreen(await customer.openFlow(), consultationAnswers);
  await fillEveryScreen(await customer.openFlow(), { ...consultationAnswers, consultation_topic: "bathroom" });
  await world.deliver();
  expect(await world.submissions()).toHaveLength(1);

  const slow = world.stranger();
  await sendTo(slow);
  world.passTime(3 * day + 1);
  const phone = await slow.openFlow();
  expect(phone.status).toBe("open");
  const { firstname, lastname, email } = consultationAnswers;
  phone.fill({ firstname, lastname, email });
  await phone.press();
  expect(phone.read()).toMatchObject({ status: "closed", error: expect.stringMatching(/expired/) });
});

it("takes a template of its own, and finds the first one when it is turned back", async () => {
  const { customer } = world.facts;
  const to = { contactId: customer.contactId };
  world.approveTemplate(flow);
  const turned = await set({ opensWith: "navigate" });
  expect(turned).toMatchObject({ notices: expect.arrayContaining([expect.stringMatching(/template.*approved/s)]) });
  expect(await world.send(flow, to)).toMatchObject({ kind: "refused", code: "WINDOW_CLOSED_NO_TEMPLATE" });
  const [, mine] = [...world.whatsapp.state.templates.values()];
  expect(mine?.components.flatMap(({ buttons = [] }) => buttons)).toMatchObject([
    { flow_action: "navigate", navigate_screen: "PAGE_A" },
  ]);
  world.whatsapp.decideTemplate(mine?.name ?? "", "APPROVED");
  expect(await world.send(flow, to)).toMatchObject({ kind: "sent", channel: "template" });
  const phone = await world.whatsapp.person(customer.waId).openFlow();
  expect(phone.exchanges).toEqual([]);
  await fillEveryScreen(phone, consultationAnswers);
  expect(phone.status).toBe("completed");

  // Publishing again keeps the way of opening and its template.
  expect(await world.publishForm("consultation")).toMatchObject({ template: { name: mine?.name } });
  await set({ opensWith: "exchange" });
  world.passTime(day + 1);
  expect(await world.send(flow, to)).toMatchObject({ kind: "sent", channel: "template" });
  expect(world.whatsapp.state.templates.size).toBe(2);
});

it("is refused together with what needs to see the opening, in words", async () => {
  const again = { kind: "again" };
  expect(await set({ opensWith: "navigate", reopen: again })).toEqual({
    kind: "refused",
    code: "flow.settings_unfit",
    message: expect.stringMatching(/cannot be answered again.*exchange/s),
  });
  expect(await set({ opensWith: "navigate", resumeOnOpen: true })).toMatchObject({ code: "flow.settings_unfit" });
  expect(await set({ reopen: again })).toMatchObject({
    kind: "changed",
    flow: { settings: { opensWith: "exchange" } },
  });
});

it("the command line says what it costs", async () => {
  const cwd = await mkdtemp(path.join(tmpdir(), "flowella-navigate-"));
  const args = ["flow", "settings", "--portal", world.portalId, "--flow", flow.flowId, "--server", world.url];
  const env = { FLOWELLA_OPERATOR_TOKEN: world.operatorToken };
  const ran = await flowella([...args, "--opens-with", "navigate"], { cwd, env });
  expect(ran.code).toBe(0);
  for (const cost of [/found out only after/, /opened is not seen/, /outside the encryption/, /begins on an empty/]) {
    expect(ran.out).toMatch(cost);
  }
  const refused = await flowella([...args, "--opens-with", "navigate", "--reopen", "again"], { cwd, env });
  expect(refused).toMatchObject({ code: 1, err: expect.stringMatching(/cannot be answered again/) });
  const back = await flowella(args, { cwd, env });
  expect(JSON.parse(back.out)).toMatchObject({ flow: { settings: { opensWith: "exchange" } } });
});
