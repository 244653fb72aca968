/** HubSpot fails while answers are on their way: nothing is lost, nothing lands twice, and somebody is told. */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { sandboxClientId } from "../../cli/sandbox-world.ts";
import { demoForms } from "../../sandbox/hubspot/index.ts";
import type { Fault } from "../../sandbox/stand-in.ts";
import { consultationAnswers, type PublishedFlow, startWorld, type World } from "./world.ts";

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

const contactCount = () => world.portal().contacts.list().length;
const newest = () => world.portal().contacts.list().at(-1);
const formSubmissions = () => world.portal().submissions.all();
const feedback = { firstname: "Stella", visit_rating: "good" };
const refreshes = () =>
  world.hubspot.api.exchanges.filter(
    ({ path, requestBody }) => path === "/oauth/2026-03/token" && requestBody.includes("grant_type=refresh_token"),
  ).length;

const creating: Pick<Fault, "method" | "path"> = { method: "POST", path: /\/objects\/2026-03\/contacts$/ };
const searching: Pick<Fault, "method" | "path"> = { method: "POST", path: /\/contacts\/batch\/read$/ };
const submitting: Pick<Fault, "method" | "path"> = { method: "POST", path: /\/submit\// };

/** Answers of a stranger, up to the first try of everything that is due. */
async function answer(form: "consultation" | "feedback", flow?: PublishedFlow): Promise<PublishedFlow> {
  const published = flow ?? (await world.publishForm(form));
  const answers = form === "consultation" ? consultationAnswers : feedback;
  await world.fillIn(published, world.stranger(), answers);
  await world.whatsapp.settled();
  await world.idle();
  return published;
}

describe("HubSpot asks to wait", () => {
  it("429 with Retry-After: not a moment sooner", async () => {
    const busy = { status: 429, headers: { "retry-after": "90" }, body: { status: "error", category: "RATE_LIMITS" } };
    world.hubspot.api.failNext({ ...creating, answer: { kind: "status", ...busy } });
    await answer("feedback");
    world.passTime(88_000);
    await world.settle();
    expect(await world.steps()).toMatchObject({ contact: "ready: hubspot.rate_limited", form_submission: "blocked" });
    expect(contactCount()).toBe(200);
    world.passTime(2_000);
    await world.settle();
    expect(await world.steps()).toMatchObject({ contact: "done: made" });
    expect(contactCount()).toBe(201);
  });
});

describe("a call that failed before it took effect", () => {
  const failures: [string, Fault["answer"]][] = [
    ["500", { kind: "status", status: 500 }],
    ["502 without JSON", { kind: "status", status: 502, body: "bad gateway" }],
    ["cut off", { kind: "cut" }],
  ];
  it.each(failures)("%s: every step is tried again and lands once", async (_name, failure) => {
    world.hubspot.api.failNext({ ...searching, answer: failure });
    world.hubspot.forms.failNext({ ...submitting, answer: failure });
    world.hubspot.api.failNext({ method: "PATCH", path: /contacts/, answer: failure });
    await answer("consultation");
    await world.deliver();
    const [submission] = await world.submissions();
    expect(submission?.steps).toMatchObject([
      { step: "identify", status: "done", attempts: 2 },
      { step: "form_submission", status: "done", attempts: 2 },
      { step: "contact", status: "done" },
    ]);
    expect(formSubmissions()).toHaveLength(1);
    expect(contactCount()).toBe(201);
    expect(newest()?.properties).toMatchObject({ email: consultationAnswers.email, consultation_topic: "kitchen" });
  });
});

describe("a call that landed without us hearing of it", () => {
  const failures: [string, Fault["answer"]][] = [
    ["500", { kind: "status", status: 500, landed: true }],
    ["cut off", { kind: "cut", landed: true }],
  ];
  it.each(failures)("%s on creating the contact: one contact", async (_name, failure) => {
    world.hubspot.api.failNext({ ...creating, answer: failure });
    await answer("feedback");
    expect(contactCount()).toBe(201);
    await world.deliver();
    expect(contactCount()).toBe(201);
    expect(newest()?.properties).toMatchObject(feedback);
    expect(await world.submissions()).toMatchObject([{ rung: "made" }]);
    expect(await world.steps()).toMatchObject({ contact: "done" });
  });

  it.each(failures)("%s on submitting the form: one submission, and it counts as done", async (_name, failure) => {
    world.hubspot.forms.failNext({ ...submitting, answer: failure });
    await answer("consultation");
    expect(formSubmissions()).toHaveLength(1);
    await world.deliver();
    expect(formSubmissions()).toHaveLength(1);
    expect(contactCount()).toBe(201);
    expect(await world.steps()).toMatchObject({ form_submission: "done: found-again", contact: "done" });
  });

  it.each(failures)("%s on submitting for a known person: one submission", async (_name, failure) => {
    world.hubspot.forms.failNext({ ...submitting, answer: failure });
    const { customer } = world.facts;
    const flow = await world.publishForm("consultation");
    await world.fillIn(flow, world.whatsapp.person(customer.waId), consultationAnswers);
    await world.deliver();
    expect(formSubmissions()).toHaveLength(1);
    expect(await world.steps()).toMatchObject({ form_submission: "done: found-again" });
  });

  it("is given time to show up before anybody looks for it, whatever Retry-After says", async () => {
    world.hubspot.behaviour.submissionListMs = 1_500;
    const headers = { "retry-after": "0" };
    world.hubspot.forms.failNext({ ...submitting, answer: { kind: "status", status: 503, landed: true, headers } });
    await answer("consultation");
    world.passTime(1_000);
    await world.idle();
    expect(formSubmissions()).toHaveLength(1);
    await world.deliver();
    expect(formSubmissions()).toHaveLength(1);
    expect(await world.steps()).toMatchObject({ form_submission: "done: found-again" });
  });

  it("on asking whose the answers are: one task", async () => {
    const tasks = { method: "POST", path: /\/objects\/2026-03\/tasks$/ };
    world.hubspot.api.failNext({ ...tasks, answer: { kind: "status", status: 500, landed: true } });
    const flow = await world.publishForm("consultation");
    await world.fillIn(flow, world.whatsapp.person(world.facts.shared.waId), consultationAnswers);
    await world.deliver();
    expect(await world.steps()).toMatchObject({ conflict_task: "done: found-again" });
    expect(world.portal().records.tasks.list()).toHaveLength(1);
  });
});

describe("the access token", () => {
  it("is renewed ahead of its end, once, without a single 401", async () => {
    const flow = await world.publishForm("feedback");
    const before = refreshes();
    world.passTime(26 * 60_000);
    await answer("feedback", flow);
    await world.deliver();
    expect(await world.steps()).toMatchObject({ contact: "done: made" });
    expect(refreshes()).toBe(before + 1);
    expect(world.hubspot.api.exchanges.filter(({ status }) => status === 401)).toEqual([]);
  });

  it("that dies early is renewed once, and the step lands", async () => {
    const body = { status: "error", category: "EXPIRED_AUTHENTICATION", message: "expired" };
    const before = refreshes();
    world.hubspot.api.failNext({ ...creating, answer: { kind: "status", status: 401, body } });
    await answer("feedback");
    await world.deliver();
    expect(refreshes()).toBe(before + 1);
    const [submission] = await world.submissions();
    expect(submission?.steps).toContainEqual({ step: "contact", status: "done", reason: "made", attempts: 2 });
    expect(contactCount()).toBe(201);
  });

  it("refused for ten minutes, as in an outage, costs no answer", async () => {
    world.hubspot.api.failNext({ ...creating, times: 1_000, answer: { kind: "status", status: 401, body: {} } });
    await answer("feedback");
    for (let seconds = 0; seconds < 600; seconds += 20) {
      world.passTime(20_000);
      await world.idle();
    }
    expect(await world.steps()).toMatchObject({ contact: "ready: hubspot.token_invalid" });
  });
});

describe("the app is uninstalled", () => {
  it("steps wait in sight, the server stays up, and a new installation lets them land", async () => {
    const flow = await world.publishForm("feedback");
    world.hubspot.uninstall(sandboxClientId, Number(world.portalId));
    await answer("feedback", flow);
    for (const _ of [1, 2, 3]) {
      world.passTime(60_000);
      await world.settle();
    }
    expect(await world.steps()).toEqual({
      identify: expect.stringMatching(/^ready: hubspot\.(disconnected|not_conn)/),
    });
    expect((await fetch(`${world.url}/ready`)).status).toBe(200);
    expect(contactCount()).toBe(200);
    // HubSpot is asked for new tokens once, not once per attempt.
    expect(refreshes()).toBe(1);

    expect((await world.install()).status).toBe(200);
    await world.deliver();
    expect(await world.steps()).toMatchObject({ contact: "done: made" });
    expect(contactCount()).toBe(201);
  });

  it("wrong app settings on our side are no reason to install again", async () => {
    const flow = await world.publishForm("feedback");
    world.passTime(26 * 60_000);
    const refused = { status: 400, body: { status: "BAD_CLIENT_SECRET", message: "missing or invalid client secret" } };
    world.hubspot.api.failNext({ path: /\/oauth\/2026-03\/token$/, times: 2, answer: { kind: "status", ...refused } });
    await answer("feedback", flow);
    expect(await world.steps()).toMatchObject({ identify: "ready: hubspot.app_settings" });
    await world.deliver();
    expect(await world.steps()).toMatchObject({ contact: "done: made" });
  });
});

describe("a form with reCAPTCHA", () => {
  const consultation = demoForms.find(({ name }) => name === "Request a consultation");

  function setRecaptcha(recaptchaEnabled: boolean): void {
    if (!consultation) throw new Error("The consultation form is not seeded.");
    const configuration = { ...consultation.configuration, recaptchaEnabled };
    world.portal().putForm({ ...structuredClone(consultation), configuration });
  }

  it("is refused at conversion, with the way out", async () => {
    const source = { tool: "hubspot", formId: world.facts.formIds.recaptcha };
    const said = await world.operator("/operator/publish", { source });
    expect(said).toMatchObject({ kind: "refused", message: expect.stringMatching(/CAPTCHA.*(Turn off|copy)/s) });
    expect(world.whatsapp.state.flows.size).toBe(0);
  });

  it("switched on after publishing is a dead letter that says so, and replay lands it once it is off again", async () => {
    const { customer } = world.facts;
    const flow = await world.publishForm("consultation");
    setRecaptcha(true);
    await world.fillIn(flow, world.whatsapp.person(customer.waId), consultationAnswers);
    await world.deliver();
    expect(await world.steps()).toMatchObject({
      contact: "done: kept-email",
      form_submission: "dead: hubspot.recaptcha",
    });
    expect((await world.card(customer.contactId)).sends).toMatchObject([
      { status: "needs-attention", reason: expect.stringMatching(/CAPTCHA/) },
    ]);

    setRecaptcha(false);
    expect(await world.operator("/operator/replay")).toEqual({ kind: "replayed", steps: 1 });
    await world.deliver();
    expect(await world.steps()).toMatchObject({ form_submission: "done" });
    expect(formSubmissions()).toHaveLength(1);
    expect((await world.card(customer.contactId)).sends).toMatchObject([{ status: "delivered-to-hubspot" }]);
  });
});

describe("a dead letter", () => {
  it("comes after days of failure, not before; it is in sight, and replay lands it once", async () => {
    const outage = { ...creating, times: 1_000, answer: { kind: "status", status: 500, landed: false } } as const;
    const fault: { -readonly [Key in keyof Fault]: Fault[Key] } = { ...outage };
    world.hubspot.api.failNext(fault);
    await answer("feedback");
    for (let hours = 0; hours < 24; hours += 1) {
      world.passTime(3_600_000);
      await world.settle();
    }
    expect(await world.steps()).toMatchObject({ contact: "ready: hubspot.unavailable" });
    for (let hours = 0; hours < 72; hours += 1) {
      world.passTime(3_600_000);
      await world.settle();
    }
    expect(await world.steps()).toMatchObject({ contact: "dead: hubspot.unavailable", form_submission: "blocked" });
    expect(await world.metric("flowella_delivery_attempts_total", { step: "contact", outcome: "dead" })).toBe(1);
    // Nothing matches it any more: HubSpot is well again.
    fault.method = "OVER";
    expect(await world.operator("/operator/replay")).toEqual({ kind: "replayed", steps: 1 });
    await world.deliver();
    expect(await world.steps()).toMatchObject({ contact: "done: made", form_submission: "skipped: no-email" });
    expect(contactCount()).toBe(201);
    expect(await world.operator("/operator/replay")).toEqual({ kind: "replayed", steps: 0 });
  });

  it("holds up nobody: the same person's next answers land", async () => {
    const customer = world.stranger();
    const flow = await world.publishForm("feedback");
    const refused = { status: 400, body: { status: "error", category: "VALIDATION_ERROR" } };
    world.hubspot.api.failNext({ ...creating, answer: { kind: "status", ...refused } });
    await world.fillIn(flow, customer, feedback);
    await world.deliver();
    expect(await world.steps()).toMatchObject({ contact: "dead: hubspot.invalid" });
    await world.fillIn(flow, customer, { ...feedback, visit_rating: "very_good" });
    await world.deliver();
    expect(await world.steps()).toMatchObject({ contact: "done: made" });
    expect(newest()?.properties).toMatchObject({ visit_rating: "very_good" });
  });
});
