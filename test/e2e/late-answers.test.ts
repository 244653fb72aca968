/** Answers that come late, after newer ones: they land, once, and take nothing back. */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { z } from "zod";
import type { Fault } from "../../sandbox/stand-in.ts";
import type { Person } from "../../sandbox/whatsapp/people.ts";
import { consultationAnswers, fillEveryScreen, type PublishedFlow, startWorld, type World } from "./world.ts";

let world: World;
let customer: Person;
beforeEach(async () => {
  world = await startWorld();
  customer = world.stranger();
});
afterEach(() => world.close());

const contact = () =>
  world
    .portal()
    .contacts.list()
    .find(({ properties }) => properties["flowella_wa_id"] === customer.waId)?.properties;
const formSubmissions = () => world.portal().submissions.all();
const refused = { status: 400, body: { status: "error", category: "VALIDATION_ERROR", message: "no" } };
const patching: Pick<Fault, "method" | "path"> = { method: "PATCH", path: /\/objects\/2026-03\/contacts\// };
const submitting: Pick<Fault, "method" | "path"> = { method: "POST", path: /\/submit\// };
const valuesOf = (index: number) =>
  Object.fromEntries((formSubmissions()[index]?.values ?? []).map(({ name, value }) => [name, value]));

async function answer(flow: PublishedFlow, changes: Record<string, unknown> = {}): Promise<void> {
  await world.fillIn(flow, customer, { ...consultationAnswers, ...changes });
  await world.deliver();
  world.passTime(60_000);
}

async function replay(): Promise<void> {
  expect(await world.operator("/operator/replay")).toMatchObject({ kind: "replayed" });
  await world.deliver();
}

describe("a dead letter that is replayed after newer answers landed", () => {
  it("to the contact: only what the newer ones left out is written", async () => {
    const flow = await world.publishForm("consultation");
    await answer(flow);
    const feedback = await world.publishForm("feedback");
    world.hubspot.api.failNext({ ...patching, answer: { kind: "status", ...refused } });
    await answer(feedback, { firstname: "Older", visit_rating: "good" });
    expect(await world.steps()).toMatchObject({ contact: "dead: hubspot.invalid" });
    await answer(flow, { firstname: "Newer", consultation_topic: "office" });
    const before = contact();
    await replay();
    expect(contact()).toMatchObject({ firstname: "Newer", consultation_topic: "office", visit_rating: "good" });
    expect(contact()?.["flowella_last_answered_at"]).toBe(before?.["flowella_last_answered_at"]);
    expect(contact()?.["flowella_last_flow"]).toBe(before?.["flowella_last_flow"]);
    const replayed = (await world.submissions())[1];
    expect(replayed?.steps).toContainEqual(
      expect.objectContaining({ step: "contact", status: "done", reason: expect.stringMatching("kept-newer-answers") }),
    );
  });

  it("as a form submission: HubSpot, which writes it to the contact, gets no value that is out of date", async () => {
    const flow = await world.publishForm("consultation");
    await answer(flow);
    world.hubspot.forms.failNext({ ...submitting, answer: { kind: "status", ...refused } });
    await answer(flow, { firstname: "Older", consultation_topic: "bathroom" });
    expect(await world.steps()).toMatchObject({ form_submission: "dead: hubspot.invalid" });
    await answer(flow, { firstname: "Newer", consultation_topic: "office" });
    await replay();
    expect(contact()).toMatchObject({ firstname: "Newer", consultation_topic: "office" });
    expect(formSubmissions()).toHaveLength(3);
    // What the form requires is there, with the contact's own value; that it is late stands beside it.
    expect(valuesOf(2)).toMatchObject({ consultation_topic: "office" });
    expect(formSubmissions()[2]?.pageName).toMatch(/late, newer answers kept/);
    expect(formSubmissions()[2]?.submittedAt).toBeLessThan(formSubmissions()[1]?.submittedAt ?? 0);
  });

  it("and again, and again, changes nothing more", async () => {
    const flow = await world.publishForm("consultation");
    world.hubspot.api.failNext({ ...patching, answer: { kind: "status", ...refused } });
    await answer(flow, { consultation_topic: "bathroom" });
    await answer(flow, { consultation_topic: "office" });
    await replay();
    await replay();
    expect(contact()).toMatchObject({ consultation_topic: "office" });
    expect(formSubmissions()).toHaveLength(2);
  });
});

it("answers that fail for a while keep their place before the same person's newer ones", async () => {
  const flow = await world.publishForm("consultation");
  await answer(flow);
  world.hubspot.api.failNext({ ...patching, times: 2, answer: { kind: "status", status: 503 } });
  await world.fillIn(flow, customer, { ...consultationAnswers, consultation_topic: "bathroom" });
  await world.fillIn(flow, customer, { ...consultationAnswers, consultation_topic: "office" });
  await world.deliver();
  expect(contact()).toMatchObject({ consultation_topic: "office" });
  const topics = formSubmissions().map(({ values }) => values.find(({ name }) => name === "consultation_topic")?.value);
  expect(topics).toEqual(["kitchen", "bathroom", "office"]);
});

it("a contact that was merged keeps what newer answers wrote under its other id", async () => {
  const flow = await world.publishForm("consultation");
  await answer(flow);
  world.hubspot.api.failNext({ ...patching, answer: { kind: "status", ...refused } });
  await answer(flow, { consultation_topic: "bathroom" });
  await answer(flow, { consultation_topic: "office" });
  const made = world.portal().contacts.list().at(-1)?.id ?? "";
  const kept = world.portal().contacts.create({ firstname: "Kept", consultation_topic: "office" }).id;
  world.portal().contacts.merge(kept, made, "primary");
  await replay();
  expect(world.portal().contacts.need(kept).properties).toMatchObject({ consultation_topic: "office" });
});

const changedSchema = z.object({ kind: z.literal("changed") });

it("a correction that landed is not undone by the answers it corrects", async () => {
  const flow = await world.publishForm("consultation");
  const until = world.now() + 7 * 24 * 3_600_000;
  changedSchema.parse(
    await world.operator("/operator/flows/settings", {
      flowId: flow.flowId,
      settings: { reopen: { kind: "change", until } },
    }),
  );
  // The endpoint may remember a Flow's settings for a second.
  world.passTime(2_000);
  await answer(flow);
  world.hubspot.forms.failNext({ ...submitting, answer: { kind: "status", ...refused } });
  const phone = await world.fillIn(flow, customer, { ...consultationAnswers, consultation_topic: "bathroom" });
  await world.deliver();
  expect(await world.steps()).toMatchObject({ form_submission: "dead: hubspot.invalid" });
  world.passTime(60_000);
  const again = await customer.openFlow();
  expect(phone.status).toBe("completed");
  await fillEveryScreen(again, { ...consultationAnswers, consultation_topic: "office" });
  expect(again.status).toBe("completed");
  await world.deliver();
  expect(contact()).toMatchObject({ consultation_topic: "office" });
  const count = formSubmissions().length;
  await replay();
  expect(contact()).toMatchObject({ consultation_topic: "office" });
  // The correction stands at HubSpot with these very answers: once is enough.
  expect(formSubmissions()).toHaveLength(count);
  const [newest] = await world.submissions();
  expect(newest?.steps).toContainEqual(
    expect.objectContaining({ step: "form_submission", status: "skipped", reason: "replaced-by-a-correction" }),
  );
});
