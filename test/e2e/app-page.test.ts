/** The app page's calls through the signed door: what each screen is told, and that a press is done once. */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import {
  type Call,
  type PageResultsReady,
  pageAskConsent,
  pageConnectTool,
  pageFlows,
  pageForms,
  pageHold,
  pagePreview,
  pagePublish,
  pageReplay,
  pageReport,
  pageResults,
  pageStart,
} from "../../src/app/packages/contract/index.ts";
import { installSecondPortal, second } from "./second-portal.ts";
import { consultationAnswers, type PublishedFlow, startWorld, type World } from "./world.ts";

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

type Caller = { readonly portalId?: number };
type Body = Record<string, unknown>;

/** Asks as the page does, and reads the answer by the contract. */
async function ask<Request, Answered>(call: Call<Request, Answered>, body: Body = {}, caller: Caller = {}) {
  const response = await world.cardCall(call.path, body, caller);
  expect([call.path, response.status]).toEqual([call.path, 200]);
  return call.response.parse(await response.json());
}

let keys = 0;
const newKey = () => {
  keys += 1;
  return `page-key-of-sixteen-${keys}`;
};
const consultation = () => ({ tool: "hubspot", formId: world.facts.formIds.consultation });
const publishing = (change: Body = {}) => ({
  of: { what: "form", source: consultation() },
  idempotencyKey: newKey(),
  ...change,
});
/** How one step of the first screen stands. */
const stateOf = async (id: string) => {
  const start = await ask(pageStart);
  return start.kind === "ready" ? start.steps.find((step) => step.id === id)?.is : start;
};
const refuseContacts = () =>
  world.hubspot.api.failNext({
    method: "POST",
    path: /\/objects\/2026-03\/contacts$/,
    answer: { kind: "status", status: 400, body: { status: "error", category: "VALIDATION_ERROR" } },
  });

/** One submission whose contact HubSpot refuses. */
async function oneDead(flow: PublishedFlow): Promise<void> {
  refuseContacts();
  await world.fillIn(flow, world.stranger(), { firstname: "Stella", visit_rating: "good" });
  await world.deliver();
}
async function results(after?: string): Promise<PageResultsReady> {
  const answer = await ask(pageResults, after === undefined ? {} : { after });
  if (answer.kind !== "ready") throw new Error(answer.kind);
  return answer;
}

describe("who may ask", () => {
  const calls: [string, () => Body][] = [
    [pageStart.path, () => ({})],
    [pageAskConsent.path, () => ({ idempotencyKey: newKey() })],
    [pageForms.path, () => ({ tool: "hubspot" })],
    [pageConnectTool.path, () => ({ tool: "typeform" })],
    [pageReport.path, () => ({ source: consultation() })],
    [pagePreview.path, () => publishing()],
    [pagePublish.path, () => publishing()],
    [pageFlows.path, () => ({})],
    [pageHold.path, () => ({ flowId: "flw_x", what: "pause", idempotencyKey: newKey() })],
    [pageResults.path, () => ({})],
    [pageReplay.path, () => ({ idempotencyKey: newKey() })],
  ];

  it("HubSpot alone, and only for a portal that has installed the app", async () => {
    for (const [path, body] of calls) {
      const unsigned = await fetch(`${world.url}${path}`, { method: "POST", body: JSON.stringify(body()) });
      expect([path, unsigned.status]).toEqual([path, 401]);
      expect((await world.cardCall(path, body(), { portalId: 9_999_999 })).status).toBe(403);
    }
    expect(await world.operator("/operator/flows")).toEqual([]);
  });

  it("in words that both know; what is not understood is said in the contract's words", async () => {
    for (const [path] of calls.filter(([, body]) => Object.keys(body()).length > 0)) {
      const answer = await (await world.cardCall(path, { tool: 7, source: "x", idempotencyKey: "short" })).json();
      expect([path, answer]).toEqual([path, expect.objectContaining({ kind: "error", code: "page.bad_request" })]);
    }
  });

  it("each portal sees and changes its own", async () => {
    const flow = await world.publishForm("feedback");
    await oneDead(flow);
    await installSecondPortal(world);
    const other = { portalId: second.portalId };
    expect(await ask(pageFlows, {}, other)).toEqual({ kind: "ready", flows: [] });
    expect(await ask(pageResults, {}, other)).toEqual({ kind: "ready", submissions: [], dead: 0 });
    const hold = { flowId: flow.flowId, what: "pause", idempotencyKey: newKey() };
    expect(await ask(pageHold, hold, other)).toMatchObject({ kind: "refused", code: "flow.unknown" });
    const look = { of: { what: "flow", flowId: flow.flowId }, idempotencyKey: newKey() };
    expect(await ask(pagePreview, look, other)).toMatchObject({ kind: "refused", code: "flow.unknown" });
    const [troubled] = (await results()).submissions[0]?.troubled ?? [];
    const again = { stepId: troubled?.id, idempotencyKey: newKey() };
    expect(await ask(pageReplay, again, other)).toEqual({ kind: "replayed", steps: 0 });
    expect((await results()).dead).toBe(1);
    expect(await stateOf("form")).toBe("published");
    const start = await ask(pageStart, {}, other);
    expect(start).toMatchObject({ steps: expect.arrayContaining([{ id: "number", is: "none" }]) });
  });
});

describe("the first screen", () => {
  it("ticks itself from the number to the first answer", async () => {
    expect(await ask(pageStart)).toEqual({
      kind: "ready",
      steps: [
        { id: "number", is: "ready", says: expect.stringMatching(/^\+/) },
        { id: "form", is: "none" },
        { id: "see", is: "later" },
        { id: "phone-test", is: "later" },
        { id: "consent", is: expect.stringMatching(/none|named/) },
        { id: "template", is: "none" },
        { id: "card", is: "none" },
        { id: "first-send", is: "none" },
        { id: "first-answer", is: "none" },
      ],
    });
    await world.consent({ sources: [] });
    expect(await stateOf("consent")).toBe("none");
    await world.consent({ sources: [{ kind: "question" }] });
    expect(await stateOf("consent")).toBe("named");
    await ask(pagePreview, { of: { what: "form", source: consultation() }, idempotencyKey: newKey() });
    expect(await stateOf("form")).toBe("draft");
    expect([await stateOf("see"), await stateOf("phone-test")]).toEqual(["done", "none"]);
    expect(await stateOf("card")).toBe("none");
    await world.card(world.facts.customer.contactId);
    expect(await stateOf("card")).toBe("done");
    const flow = await world.publishForm("consultation");
    expect([await stateOf("form"), await stateOf("template")]).toEqual(["published", "in-review"]);
    world.approveTemplate(flow);
    await world.settle();
    expect(await stateOf("template")).toBe("approved");
    await world.fillIn(flow, world.stranger(), consultationAnswers);
    await world.deliver();
    expect([await stateOf("first-send"), await stateOf("first-answer")]).toEqual(["done", "done"]);
  });

  it("lets forms ask for consent from the next publishing on, once", async () => {
    await world.consent({ sources: [], quietHours: { from: "21:00", to: "08:00" } });
    const lines = async () => {
      const report = await ask(pageReport, { source: consultation() });
      return report.kind === "ready" ? report.lines.length : 0;
    };
    const before = await lines();
    expect(await ask(pageAskConsent, { idempotencyKey: newKey() })).toEqual({ kind: "saved" });
    expect(await ask(pageAskConsent, { idempotencyKey: newKey() })).toEqual({ kind: "saved" });
    expect(await stateOf("consent")).toBe("named");
    expect(await lines()).toBe(before + 1);
    expect(await world.operator("/operator/consent/settings")).toMatchObject({
      sources: [{ kind: "question" }],
      quietHours: { from: "21:00" },
    });
  });

  it("says what has to happen where the template was rejected", async () => {
    const flow = await world.publishForm("consultation");
    world.whatsapp.decideTemplate(flow.template.name, "REJECTED");
    await world.settle();
    const start = await ask(pageStart);
    const template = start.kind === "ready" && start.steps.find(({ id }) => id === "template");
    expect(template).toEqual({ id: "template", is: "attention", says: expect.stringContaining("Rejected") });
  });
});

describe("forms", () => {
  it("of HubSpot, with the Flow that was made of one", async () => {
    const flow = await world.publishForm("consultation");
    const answer = await ask(pageForms, { tool: "hubspot" });
    if (answer.kind !== "ready") throw new Error(answer.kind);
    expect(answer.tools.map(({ tool, state }) => [tool, state])).toEqual([
      ["hubspot", "connected"],
      ["typeform", "not-connected"],
      ["google-forms", "not-connected"],
      ["surveymonkey", "not-connected"],
      ["use-case", "connected"],
    ]);
    const made = answer.forms.find(({ formId }) => formId === world.facts.formIds.consultation);
    expect(made).toMatchObject({ flow: { id: flow.flowId, status: "published", version: 1 } });
    expect(answer.forms.find(({ formId }) => formId === world.facts.formIds.feedback)?.flow).toBeUndefined();
  });

  it("are found by words of their title, whatever their case and accents, and paged without loss", async () => {
    const template = world.portal().forms.get(world.facts.formIds.consultation);
    if (!template) throw new Error("The portal has no such form.");
    for (let n = 1; n <= 230; n += 1) {
      const name = n === 225 ? "Prenotazione Café" : `Form number ${n}`;
      world.portal().putForm({ ...template, id: `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`, name });
    }
    const found = await ask(pageForms, { tool: "hubspot", search: "CAFE" });
    expect(found).toMatchObject({ kind: "ready", forms: [{ title: "Prenotazione Café" }] });
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await ask(pageForms, { tool: "hubspot", ...(after !== undefined && { after }) });
      if (page.kind !== "ready") throw new Error(page.kind);
      seen.push(...page.forms.map(({ formId }) => formId));
      after = page.next;
    } while (after !== undefined);
    expect(seen.length).toBeGreaterThan(230);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it("of a tool that is not connected: none, and a link that connects where the server has an app there", async () => {
    expect(await ask(pageForms, { tool: "typeform" })).toMatchObject({ kind: "ready", forms: [] });
    expect(await ask(pageConnectTool, { tool: "typeform" })).toEqual({
      kind: "link",
      url: expect.stringMatching(/^https?:/),
    });
  });

  it("HubSpot's failing is an answer of its own", async () => {
    world.hubspot.api.failNext({ method: "GET", path: /\/forms$/, times: 2, answer: { kind: "status", status: 503 } });
    expect(await ask(pageForms, { tool: "hubspot" })).toMatchObject({ kind: "error", code: "hubspot.unavailable" });
  });

  it("a report accounts for every question and keeps nothing", async () => {
    const report = await ask(pageReport, { source: consultation() });
    expect(report).toMatchObject({ kind: "ready", title: expect.any(String), current: false, newTemplate: true });
    if (report.kind !== "ready") throw new Error(report.kind);
    expect(report.lines.length).toBeGreaterThan(3);
    expect(report.screens).toBeGreaterThan(0);
    expect(report.blocked).toBeUndefined();
    expect(await world.operator("/operator/flows")).toEqual([]);
  });

  it("a form that is not there is an answer of its own", async () => {
    const source = { tool: "hubspot", formId: "00000000-0000-4000-8000-00000000dead" };
    expect(await ask(pageReport, { source })).toMatchObject({
      kind: "error",
      code: expect.stringMatching(/^hubspot\./),
    });
  });

  it("a preview opens, may be framed by HubSpot, and drafts the same form once only", async () => {
    const look = async () =>
      ask(pagePreview, { of: { what: "form", source: consultation() }, idempotencyKey: newKey() });
    const first = await look();
    if (first.kind !== "link") throw new Error(first.kind);
    const page = await fetch(first.url);
    expect(page.status).toBe(200);
    expect(page.headers.get("content-security-policy")).toContain("frame-ancestors 'self' https://*.hubspot.com");
    expect(await look()).toMatchObject({ kind: "link", version: first.version });
  });
});

describe("publishing", () => {
  it("publishes a form, says where its template stands, and a repeated press is the same publishing", async () => {
    const press = publishing();
    const both = await Promise.all([ask(pagePublish, press), ask(pagePublish, press)]);
    expect(both[0]).toMatchObject({ kind: "published", template: "in-review" });
    expect(both[1]).toEqual(both[0]);
    await world.settle();
    expect(await ask(pagePublish, press)).toEqual(both[0]);
    expect(await ask(pageReport, { source: consultation() })).toMatchObject({ current: true, newTemplate: false });
    expect(await ask(pageFlows)).toMatchObject({ flows: [{ status: "published", version: 1, sends: 0, answers: 0 }] });
    expect(await ask(pagePublish, publishing())).toMatchObject({ kind: "published" });
    expect(await ask(pageFlows)).toMatchObject({ flows: [{ version: 2 }] });
  });

  it("a key of one press is no key of another", async () => {
    const press = publishing();
    await ask(pagePublish, press);
    const hold = { flowId: "flw_x", what: "pause", idempotencyKey: press.idempotencyKey };
    expect(await ask(pageHold, hold)).toMatchObject({ kind: "error", code: "page.key_reused" });
  });

  it("WhatsApp's failing is an answer, after which the same key may try again", async () => {
    world.whatsapp.failNext({ method: "POST", path: /\/flows$/, times: 1, answer: { kind: "status", status: 503 } });
    const press = publishing();
    expect(await ask(pagePublish, press)).toMatchObject({ kind: "error", code: expect.stringMatching(/^whatsapp\./) });
    expect(await ask(pagePublish, press)).toMatchObject({ kind: "published" });
  });

  it("without WhatsApp it is refused, with what to do", async () => {
    await installSecondPortal(world);
    const form = world.portal().forms.get(world.facts.formIds.consultation);
    if (form) world.hubspot.portal(second.portalId).putForm(form);
    const answer = await ask(pagePublish, publishing(), { portalId: second.portalId });
    expect(answer).toMatchObject({ kind: "refused", code: "whatsapp.not_connected" });
  });

  it("a paused Flow is not resumed by publishing", async () => {
    const flow = await world.publishForm("consultation");
    await ask(pageHold, { flowId: flow.flowId, what: "pause", idempotencyKey: newKey() });
    expect(await ask(pagePublish, publishing())).toMatchObject({ kind: "refused", code: "flow.paused" });
  });
});

describe("Flows", () => {
  it("are counted, held back and let go on", async () => {
    const flow = await world.publishForm("consultation");
    world.approveTemplate(flow);
    await world.settle();
    await world.fillIn(flow, world.stranger(), consultationAnswers);
    await world.deliver();
    expect(await ask(pageFlows)).toEqual({
      kind: "ready",
      flows: [
        {
          id: flow.flowId,
          name: expect.any(String),
          status: "published",
          version: 1,
          source: consultation(),
          template: { state: "approved", title: "Approved", says: expect.any(String) },
          sends: 1,
          answers: 1,
        },
      ],
    });
    const hold = (what: string) => ask(pageHold, { flowId: flow.flowId, what, idempotencyKey: newKey() });
    expect(await hold("pause")).toEqual({ kind: "changed", status: "paused" });
    expect(await ask(pageFlows)).toMatchObject({ flows: [{ status: "paused" }] });
    expect(await hold("resume")).toEqual({ kind: "changed", status: "published" });
  });

  it("a late repetition of a press does not undo the one after it", async () => {
    const flow = await world.publishForm("consultation");
    const pause = { flowId: flow.flowId, what: "pause", idempotencyKey: newKey() };
    await ask(pageHold, pause);
    await ask(pageHold, { flowId: flow.flowId, what: "resume", idempotencyKey: newKey() });
    expect(await ask(pageHold, pause)).toEqual({ kind: "changed", status: "paused" });
    expect(await ask(pageFlows)).toMatchObject({ flows: [{ status: "published" }] });
  });

  it("a changed form is told in words and becomes the next version", async () => {
    const flow = await world.publishForm("consultation");
    const form = world.portal().forms.get(world.facts.formIds.consultation);
    if (!form) throw new Error("The portal has no such form.");
    const text = JSON.stringify(form.fieldGroups).replace('"label":"', '"label":"New: ');
    world.portal().putForm({ ...form, fieldGroups: JSON.parse(text) });
    await world.operator("/operator/forms/changes", { look: true });
    const list = await ask(pageFlows);
    const changes = list.kind === "ready" ? list.flows[0]?.changes : undefined;
    expect(changes?.lines.join(" ")).toContain("New: ");
    const of = { what: "changes", flowId: flow.flowId, state: changes?.state };
    expect(await ask(pagePublish, { of, idempotencyKey: newKey() })).toMatchObject({ kind: "published" });
    expect(await ask(pageFlows)).toMatchObject({ flows: [{ version: 2 }] });
    expect((await ask(pageFlows)) as unknown).not.toHaveProperty("flows.0.changes");
    expect(await ask(pagePublish, { of, idempotencyKey: newKey() })).toEqual({ kind: "unchanged" });
  });
});

describe("results", () => {
  it("say where a submission stands, and one that died is replayed once", async () => {
    const flow = await world.publishForm("feedback");
    await oneDead(flow);
    const before = await results();
    expect(before).toMatchObject({
      dead: 1,
      submissions: [{ state: "attention", troubled: [{ state: "dead", destination: "HubSpot" }] }],
    });
    const [troubled] = before.submissions[0]?.troubled ?? [];
    expect(troubled?.says).toMatch(/\.$/);
    expect(JSON.stringify(before)).not.toMatch(/Stella|ferrara/i);
    const press = { stepId: troubled?.id, idempotencyKey: newKey() };
    expect(await ask(pageReplay, press)).toEqual({ kind: "replayed", steps: 1 });
    await world.deliver();
    expect(await results()).toMatchObject({ dead: 0, submissions: [{ state: "landed", troubled: [] }] });
    expect(await ask(pageReplay, press)).toEqual({ kind: "replayed", steps: 1 });
  });

  it("all of them at once", async () => {
    const flow = await world.publishForm("feedback");
    await oneDead(flow);
    await oneDead(flow);
    expect(await ask(pageReplay, { idempotencyKey: newKey() })).toEqual({ kind: "replayed", steps: 2 });
    await world.deliver();
    expect((await results()).submissions.map(({ state }) => state)).toEqual(["landed", "landed"]);
  });
});
