/** HubSpot's workflows: a contact is enrolled, the action sends a Flow, and the workflow goes on with the outcome. */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { sandboxAppId } from "../../cli/sandbox-world.ts";
import { type ActionCall, demoPortal, type Enrolment } from "../../sandbox/hubspot/index.ts";
import { checkAll, playedFault } from "../contract/index.ts";
import { openEverything } from "../privacy/raw-database.ts";
import { held } from "./held.ts";
import { consultationAnswers, fillEveryScreen, type PublishedFlow, startWorld, type World } from "./world.ts";

let world: World;
let flow: PublishedFlow;
beforeEach(async () => {
  world = await startWorld();
  flow = await world.publishForm("consultation");
  world.approveTemplate(flow);
});
afterEach(async () => {
  const { problems } = checkAll(world.hubspot.api.exchanges, "hubspot", { leaveOut: playedFault });
  expect(problems).toEqual([]);
  await world.close();
});

const hour = 3_600_000;
const day = 24 * hour;
const customer = () => world.facts.customer;
const sent = () => [...world.whatsapp.state.sent.values()];

type Change = Partial<Omit<ActionCall, "inputFields">> & { readonly inputFields?: Readonly<Record<string, string>> };

function call(action: "send-flow" | "send-flow-and-wait", { inputFields, ...change }: Change = {}): ActionCall {
  return {
    portalId: demoPortal.id,
    actionUrl: `${world.url}/hubspot/actions/${action}`,
    contactId: customer().contactId,
    inputFields: { flow: flow.flowId, ...inputFields },
    ...change,
  };
}

const enrol = async (action: "send-flow" | "send-flow-and-wait", change?: Change): Promise<Enrolment> => {
  const enrolment = await world.hubspot.enrol(sandboxAppId, call(action, change));
  await world.settle();
  return enrolment;
};

async function answer(): Promise<void> {
  const phone = await world.whatsapp.person(customer().waId).openFlow();
  await fillEveryScreen(phone, consultationAnswers);
  await world.deliver();
}

describe("send", () => {
  it("lets the workflow go on once the message has left, and says when", async () => {
    const enrolment = await enrol("send-flow");
    expect(enrolment).toMatchObject({ state: "done", calls: 1, outputs: { outcome: "SENT" } });
    expect(Number(enrolment.outputs["sent_at"])).toBeLessThanOrEqual(world.now());
    expect(sent()).toMatchObject([{ type: "template" }]);
  });

  it("is one message however often HubSpot calls, and the answer stays the same", async () => {
    const enrolment = await world.hubspot.enrol(sandboxAppId, call("send-flow"));
    await world.hubspot.repeat(sandboxAppId, enrolment);
    await world.settle();
    expect(enrolment.state).toBe("done");
    enrolment.state = "calling";
    await world.hubspot.repeat(sandboxAppId, enrolment);
    await world.settle();
    expect(enrolment).toMatchObject({ state: "done", calls: 3, outputs: { outcome: "SENT" } });
    expect(sent()).toHaveLength(1);
  });

  it.each([
    ["NO_NUMBER", () => ({ contactId: world.facts.withoutPhone[0] ?? "" })],
    ["FAILED", () => ({ inputFields: { flow: "flw_unknown" } })],
  ])("%s is told, and nothing is sent", async (outcome, change) => {
    const enrolment = await enrol("send-flow", change());
    expect(enrolment).toMatchObject({ state: "failed", outputs: { outcome, detail: expect.stringMatching(/\w\.$/) } });
    expect(sent()).toEqual([]);
  });

  it("needs the contact's agreement, whether or not the 24 hours are open", async () => {
    await world.consent();
    world.whatsapp.person(customer().waId).sendText("Hello");
    await world.settle();
    expect(await enrol("send-flow")).toMatchObject({ state: "failed", outputs: { outcome: "NO_CONSENT" } });
    expect(sent()).toEqual([]);
  });

  it("says that there is no approved template yet", async () => {
    const other = await world.publishForm("feedback");
    const enrolment = await enrol("send-flow", { inputFields: { flow: other.flowId } });
    expect(enrolment).toMatchObject({ state: "failed", outputs: { outcome: "TEMPLATE_NOT_READY" } });
  });

  it("waits for a quiet night to end", async () => {
    await world.operator("/operator/settings", { settings: { defaultCountry: "IT", timeZone: "Europe/Rome" } });
    // Whatever the time is: it is quiet until the hour before this one.
    const clock = (shift: number) =>
      `${new Date(world.now() + shift * hour).toLocaleTimeString("en-GB", { timeZone: "Europe/Rome" }).slice(0, 3)}00`;
    const property = { kind: "property", name: world.facts.optIn.property, wording: "I agree." };
    await world.consent({ sources: [property], quietHours: { from: clock(-1), to: clock(2) } });
    const enrolment = await enrol("send-flow");
    expect(enrolment.state).toBe("blocked");
    expect(sent()).toEqual([]);
    world.passTime(4 * hour);
    await world.settle();
    expect(enrolment).toMatchObject({ state: "done", outputs: { outcome: "SENT" } });
    expect(sent()).toHaveLength(1);
  });

  it("is not sent to somebody who was erased meanwhile, and a workflow that waits for them goes on", async () => {
    await world.send(flow, { contactId: customer().contactId });
    await answer();
    const waiting = await enrol("send-flow-and-wait");
    await world.operator("/operator/settings", { settings: { defaultCountry: "IT", timeZone: "Europe/Rome" } });
    const clock = (shift: number) =>
      `${new Date(world.now() + shift * hour).toLocaleTimeString("en-GB", { timeZone: "Europe/Rome" }).slice(0, 3)}00`;
    const property = { kind: "property", name: world.facts.optIn.property, wording: "I agree." };
    await world.consent({ sources: [property], quietHours: { from: clock(-1), to: clock(2) } });
    const held = await enrol("send-flow");
    expect([waiting.state, held.state, sent().length]).toEqual(["blocked", "blocked", 2]);
    expect(await world.operator("/operator/person/erase", { phone: `+${customer().waId}` })).toMatchObject({
      kind: "erased",
    });
    await world.settle();
    const outputs = { outcome: "FAILED", detail: "This person was erased." };
    expect(held).toMatchObject({ state: "failed", outputs });
    expect(waiting).toMatchObject({ state: "failed", outputs });
    world.passTime(4 * hour);
    await world.settle();
    expect(sent()).toHaveLength(2);
    const { opened } = await openEverything(world.config);
    expect(opened.filter(({ column }) => column === "workflow_executions.request")).toEqual([]);
  });

  it("is not sent to somebody who is erased while HubSpot is asked for their contact", async () => {
    await world.send(flow, { contactId: customer().contactId });
    const asked = held(
      world.hubspot.api,
      ({ method, path }) => method === "GET" && path.endsWith(`/contacts/${customer().contactId}`),
    );
    const enrolled = enrol("send-flow");
    await asked;
    const phone = { phone: `+${customer().waId}` };
    expect(await world.operator("/operator/person/erase", phone)).toMatchObject({ kind: "erased" });
    const enrolment = await enrolled;
    await world.settle();
    expect(sent()).toHaveLength(1);
    const outputs = { outcome: "FAILED", detail: "This person was erased." };
    expect(enrolment).toMatchObject({ state: "failed", outputs });
    expect(await world.operator("/operator/person/erase", phone)).toMatchObject({ code: "person.unknown" });
  });

  it("tells HubSpot again while it does not take the outcome", async () => {
    const path = /callbacks/;
    world.hubspot.api.failNext({ path, answer: { kind: "status", status: 500 } });
    world.hubspot.api.failNext({ path, answer: { kind: "cut" } });
    const enrolment = await enrol("send-flow");
    expect(enrolment.state).toBe("blocked");
    for (let tries = 0; tries < 4 && enrolment.state === "blocked"; tries += 1) {
      world.passTime(60_000);
      await world.settle();
    }
    expect(enrolment).toMatchObject({ state: "done", outputs: { outcome: "SENT" } });
    expect(sent()).toHaveLength(1);
  });

  it("sends once more where WhatsApp was full, and once only", async () => {
    const body = { error: { message: "(#130429) Rate limit hit", type: "OAuthException", code: 130429 } };
    world.whatsapp.failNext({ path: /\/messages$/, answer: { kind: "status", status: 400, body } });
    const enrolment = await enrol("send-flow");
    expect(enrolment.state).toBe("blocked");
    world.passTime(60_000);
    await world.settle();
    expect(enrolment).toMatchObject({ state: "done", outputs: { outcome: "SENT" } });
    expect(sent()).toHaveLength(1);
  });

  it("is refused at once where the app may not report back to workflows", async () => {
    const id = 7_002;
    world.hubspot.addPortal({ ...demoPortal, id, name: "Without workflows", unavailableScopes: ["automation"] });
    expect((await world.install(id)).status).toBe(200);
    const enrolment = await enrol("send-flow", { portalId: id });
    expect(enrolment).toMatchObject({ state: "failed", calls: 1, outputs: { outcome: "FAILED" } });
    expect(enrolment.outputs["detail"]).toMatch(/allow automation/);
    expect(sent()).toEqual([]);
  });
});

describe("send and wait", () => {
  const inputFields = { wait_for: "2", wait_unit: "days", answer_1: "consultation_topic", answer_3: "firstname" };

  it("goes on with the answers, after they stand on the contact", async () => {
    const enrolment = await enrol("send-flow-and-wait", { inputFields });
    expect(enrolment.state).toBe("blocked");
    await answer();
    expect(enrolment.state).toBe("done");
    const [submission] = await world.submissions();
    expect(enrolment.outputs).toMatchObject({
      outcome: "ANSWERED",
      submission_id: submission?.id,
      answer_1: "Kitchen",
      answer_3: "Stella",
    });
    expect(enrolment.outputs).not.toHaveProperty("answer_2");
    expect(world.portal().contacts.need(customer().contactId).properties["consultation_topic"]).toBe("kitchen");
    expect(submission?.steps.find(({ step }) => step === "workflow")).toMatchObject({ status: "done" });
  });

  it("goes on when the time is over, before HubSpot would in silence; a late answer still lands", async () => {
    const enrolment = await enrol("send-flow-and-wait", { inputFields });
    world.passTime(2 * day - hour);
    await world.settle();
    expect(enrolment.state).toBe("blocked");
    world.passTime(2 * hour);
    await world.settle();
    expect(enrolment).toMatchObject({ state: "done", outputs: { outcome: "TIMED_OUT" } });
    await answer();
    expect(await world.steps()).toMatchObject({ workflow: "skipped: workflow-went-on" });
    expect(world.portal().contacts.need(customer().contactId).properties["consultation_topic"]).toBe("kitchen");
    expect(enrolment.outputs["outcome"]).toBe("TIMED_OUT");
  });

  it("can be answered for as long as the workflow waits, however short the Flow's own time is", async () => {
    const enrolment = await enrol("send-flow-and-wait", { inputFields: { ...inputFields, wait_for: "30" } });
    world.passTime(30 * day - hour);
    await answer();
    expect(enrolment).toMatchObject({ state: "done", outputs: { outcome: "ANSWERED" } });
  });

  it("does not wait for somebody who is not on WhatsApp", async () => {
    const { id } = world
      .portal()
      .contacts.create({ firstname: "Nina", phone: "+39 320 555 9999", whatsapp_opt_in: "true" });
    const enrolment = await enrol("send-flow-and-wait", { contactId: id, inputFields });
    expect(enrolment).toMatchObject({ state: "failed", outputs: { outcome: "NOT_ON_WHATSAPP" } });
  });

  it("survives a restart while it waits", async () => {
    const enrolment = await enrol("send-flow-and-wait", { inputFields });
    await world.stop();
    await world.start();
    await answer();
    expect(enrolment).toMatchObject({ state: "done", outputs: { outcome: "ANSWERED" } });
  });

  it("refuses a time that it could not keep", async () => {
    const enrolment = await enrol("send-flow-and-wait", { inputFields: { wait_for: "60", wait_unit: "days" } });
    expect(enrolment).toMatchObject({
      state: "failed",
      outputs: { outcome: "FAILED", detail: "The time to wait must lie between 1 hour and 30 days." },
    });
  });
});

describe("what can be chosen", () => {
  const optionsSchema = z.object({
    options: z.array(z.object({ label: z.string().min(1), description: z.string().min(1), value: z.string().min(1) })),
    after: z.string().optional(),
    searchable: z.boolean(),
  });
  const ask = async (kind: "flows" | "answers", field: string, more: { q?: string; after?: string } = {}) => {
    const optionsUrl = `${world.url}/hubspot/actions/options/${kind}`;
    const asked = { portalId: demoPortal.id, inputFields: { flow: flow.flowId } };
    const response = await world.hubspot.fieldOptions(sandboxAppId, asked, { optionsUrl, field, ...more });
    return optionsSchema.parse(await response.json());
  };

  it("published Flows, found by their name", async () => {
    await world.publishForm("feedback");
    expect((await ask("flows", "flow")).options).toHaveLength(2);
    const { options } = await ask("flows", "flow", { q: "CONSULT" });
    expect(options).toEqual([expect.objectContaining({ value: flow.flowId, description: "Version 1" })]);
    expect((await ask("flows", "flow", { q: "no such" })).options).toEqual([]);
  });

  it("the questions of the chosen Flow", async () => {
    const { options } = await ask("answers", "answer_1");
    expect(options.map(({ value }) => value)).toEqual(expect.arrayContaining(["firstname", "consultation_topic"]));
  });
});

describe("a call that is not HubSpot's", () => {
  it("is refused: unsigned, for a portal that never installed, of an unknown shape", async () => {
    const url = `${world.url}/hubspot/actions/send-flow`;
    expect((await fetch(url, { method: "POST", body: "{}" })).status).toBe(401);
    expect(await enrol("send-flow", { portalId: 999 })).toMatchObject({ state: "failed", outputs: {} });
    expect(await enrol("send-flow", { contactId: "0" })).toMatchObject({ state: "failed", outputs: {} });
    expect(sent()).toEqual([]);
  });

  it("may be signed by version 2 alone, unless the operator switched that off", async () => {
    expect(await enrol("send-flow", { olderSignature: true })).toMatchObject({ state: "done" });
    await world.stop();
    await world.start({ HUBSPOT_OLDER_SIGNATURES: "refuse" });
    expect(await enrol("send-flow", { olderSignature: true })).toMatchObject({ state: "failed", outputs: {} });
    expect(await enrol("send-flow")).toMatchObject({ state: "done" });
  });
});
