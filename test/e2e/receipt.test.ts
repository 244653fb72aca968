/** The receipt: once per submission or not at all, whatever WhatsApp's answer was. */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { Fault } from "../../sandbox/stand-in.ts";
import type { Person } from "../../sandbox/whatsapp/people.ts";
import { fillEveryScreen, type PublishedFlow, startWorld, type World } from "./world.ts";

let world: World;
let flow: PublishedFlow;
beforeEach(async () => {
  world = await startWorld();
  flow = await world.publishForm("feedback");
});
afterEach(() => world.close());

const feedback = { firstname: "Stella", visit_rating: "good" };
const text = "Thank you, we have your answers to “{form}”.";
async function switchOn(more: Record<string, unknown> = {}): Promise<void> {
  await world.operator("/operator/flows/settings", { flowId: flow.flowId, settings: { receipt: { text }, ...more } });
  // A process may notice settings a moment later.
  world.passTime(2_000);
}
const receipts = (customer: Person) => customer.chat().filter((line) => line.text.startsWith("Thank you"));
const receiptStep = async () => (await world.steps())["receipt"];
const graphCalls = () =>
  world.whatsapp.exchanges.filter(({ path, requestBody }) => /\/messages$/.test(path) && /Thank you/.test(requestBody));

/** From here on, calls to send a message fail. */
function failMessages(answer: Fault["answer"], times = 1): void {
  world.whatsapp.failNext({ method: "POST", path: /\/messages$/, times, answer });
}

/** The customer fills in; the fault hits what is sent from then on. */
async function answered(answer?: Fault["answer"], times?: number): Promise<Person> {
  const customer = world.stranger();
  customer.sendText("Hello");
  await world.settle();
  await world.send(flow, { phone: `+${customer.waId}` });
  if (answer) failMessages(answer, times);
  await fillEveryScreen(await customer.openFlow(), feedback);
  return customer;
}

describe("a receipt", () => {
  it("is off unless the business wants it", async () => {
    const customer = await answered();
    await world.deliver();
    expect(await receiptStep()).toBeUndefined();
    expect(receipts(customer)).toEqual([]);
  });

  it("comes once the contact has landed, with the form's name", async () => {
    await switchOn();
    world.hubspot.api.failNext({ path: /\/contacts/, answer: { kind: "status", status: 500 } });
    const customer = await answered();
    await world.settle();
    expect(receipts(customer)).toEqual([]);
    await world.deliver();
    expect(await receiptStep()).toBe("done");
    expect(receipts(customer).map((line) => line.text)).toEqual([text.replace("{form}", "How was your visit?")]);
  });

  it("without words of the business is the form's own thank-you text", async () => {
    await switchOn({ receipt: {} });
    const customer = await answered();
    await world.deliver();
    expect(await receiptStep()).toBe("done");
    expect(receipts(customer).map((line) => line.text)).toEqual(["Thank you for your feedback."]);
  });

  it("comes for each submission, and not for a correction", async () => {
    await switchOn({ reopen: { kind: "change", until: world.now() + 3_600_000 } });
    const customer = await answered();
    await world.deliver();
    await fillEveryScreen(await customer.openFlow(), { ...feedback, visit_rating: "very_good" });
    await world.deliver();
    expect(await receiptStep()).toBe("skipped: correction");
    expect(receipts(customer)).toHaveLength(1);
    await answered();
    await world.deliver();
    expect(graphCalls()).toHaveLength(2);
  });

  it("is no message of a Flow: the contact's card lists the one that is", async () => {
    await switchOn();
    await answered();
    await world.deliver();
    const contact = world.portal().contacts.list().at(-1);
    const { sends } = await world.card(contact?.id ?? "");
    expect(sends).toMatchObject([{ status: "delivered-to-hubspot" }]);
  });

  it("waits out a limit that WhatsApp names, then goes once", async () => {
    await switchOn();
    const body = { error: { message: "limit", type: "OAuthException", code: 131056 } };
    const customer = await answered({ kind: "status", status: 400, body });
    await world.settle();
    expect(await receiptStep()).toBe("ready: whatsapp.pair_limit");
    await world.deliver();
    expect(await receiptStep()).toBe("done");
    expect(receipts(customer)).toHaveLength(1);
  });

  const unheard: [string, Fault["answer"]][] = [
    ["500", { kind: "status", status: 500, landed: true }],
    ["cut off", { kind: "cut", landed: true }],
  ];
  it.each(unheard)("%s, but it went: its status tells, and it is not sent again", async (_name, fault) => {
    await switchOn();
    const customer = await answered(fault);
    await world.deliver();
    expect(await receiptStep()).toBe("done: found-again");
    expect(receipts(customer)).toHaveLength(1);
    expect(graphCalls()).toHaveLength(1);
  });

  it.each<[string, Fault["answer"]]>([
    ["500", { kind: "status", status: 500 }],
    ["cut off", { kind: "cut" }],
  ])("%s, and no status comes: unconfirmed after a quarter of an hour, and never sent again", async (_name, fault) => {
    await switchOn();
    const customer = await answered(fault);
    await world.settle();
    expect(await receiptStep()).toBe("ready: waiting-for-whatsapp");
    world.passTime(14 * 60_000);
    await world.settle();
    expect(await receiptStep()).toBe("ready: waiting-for-whatsapp");
    world.passTime(2 * 60_000);
    await world.settle();
    expect(await receiptStep()).toBe("skipped: unconfirmed");
    await world.operator("/operator/replay");
    await world.deliver();
    expect(receipts(customer)).toEqual([]);
    expect(graphCalls()).toHaveLength(1);
  });

  it("a new start in between sends nothing twice", async () => {
    await switchOn();
    const customer = await answered({ kind: "cut", landed: true });
    await world.stop();
    await world.start();
    await world.deliver();
    expect(receipts(customer).length).toBeLessThanOrEqual(1);
    expect(graphCalls()).toHaveLength(1);
    expect(await receiptStep()).toBe("done: found-again");
  });

  it("is skipped where the answers land after the 24 hours", async () => {
    await switchOn();
    const late = { status: 429, headers: { "retry-after": String(25 * 3_600) }, body: { status: "error" } };
    world.hubspot.api.failNext({ path: /\/objects\//, answer: { kind: "status", ...late } });
    const customer = await answered();
    await world.settle();
    world.passTime(25 * 3_600_000 + 1_000);
    await world.deliver();
    expect(await world.steps()).toMatchObject({ contact: "done: made", receipt: "skipped: window-closed" });
    expect(receipts(customer)).toEqual([]);
  });

  it("is skipped where WhatsApp says that the window has closed", async () => {
    await switchOn();
    const body = { error: { message: "late", type: "OAuthException", code: 131047 } };
    await answered({ kind: "status", status: 400, body });
    await world.deliver();
    expect(await receiptStep()).toBe("skipped: whatsapp.window_closed");
  });

  it("that WhatsApp refuses for good is a dead letter that says why", async () => {
    await switchOn();
    const body = { error: { message: "restricted", type: "OAuthException", code: 131031 } };
    const customer = await answered({ kind: "status", status: 400, body });
    await world.deliver();
    expect(await receiptStep()).toBe("dead: whatsapp.locked");
    await world.operator("/operator/replay");
    await world.deliver();
    expect(await receiptStep()).toBe("done");
    expect(receipts(customer)).toHaveLength(1);
  });
});
