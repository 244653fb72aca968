/** Answers on their way back into a Google form, over the script of its owner, which fails in every way that it can. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { z } from "zod";
import type { Failure } from "../../sandbox/stand-in.ts";
import { connectTool } from "./form-tool.ts";
import { fillEveryScreen, type PublishedFlow, startWorld, type World } from "./world.ts";

const formId = "1SandboxWorkshopRegistration0001";
let world: World;
let flow: PublishedFlow;
let address: string;
let tuesday: string;
const google = () => world.formTools.google;
const responses = () => google().scripts.responses;
const step = async () => (await world.steps())["google_form"];
const writeBack = (way: string, url?: string) =>
  world.operator("/operator/forms/write-back", { tool: "google-forms", formId, way, url });
const print = async () =>
  z.object({ script: z.string() }).parse(await world.operator("/operator/forms/script", { formId })).script;
const answers = (evening = tuesday) => ({ q_0000000b: "Stella", q_0000000d: evening });

async function begin(): Promise<void> {
  world = await startWorld({ settings: { FORM_TOOL_TIMEOUT_MS: "1000" } });
  await connectTool(world, "google-forms");
  address = google().scripts.install(await print());
  expect(await writeBack("apps-script", address)).toMatchObject({ kind: "saved" });
  flow = await world.publish({ tool: "google-forms", formId });
}
const end = () => world.close();

async function answer(): Promise<string> {
  await world.fillIn(flow, world.stranger(), answers());
  await world.deliver();
  const [newest] = await world.submissions();
  return newest?.id ?? "";
}

// Google's options have no ids: ours are made of their texts (see the connector's ids.ts).
beforeAll(async () => {
  const { formFromGoogle } = await import("../../connectors/google-forms/index.ts");
  const choice = { type: "RADIO", options: [{ value: "Tuesday" }] };
  const items = [{ itemId: "a", title: "?", questionItem: { question: { questionId: "b", choiceQuestion: choice } } }];
  const [field] = Object.values(formFromGoogle({ formId, info: { title: "x" }, items }).fields);
  tuesday = field && "choices" in field ? (field.choices[0]?.id ?? "") : "";
});

describe("the script fails", () => {
  beforeAll(begin);
  afterAll(end);

  const failures: [string, Failure][] = [
    ["429 with Retry-After", { kind: "status", status: 429, headers: { "retry-after": "30" } }],
    ["500", { kind: "status", status: 500 }],
    ["500, but it landed", { kind: "status", status: 500, landed: true }],
    ["cut off", { kind: "cut" }],
    ["cut off, but it landed", { kind: "cut", landed: true }],
    ["silent", { kind: "silent" }],
    ["silent, but it landed", { kind: "silent", landed: true }],
    [
      "a page of Google's instead of an answer, but it landed",
      { kind: "status", status: 200, body: "<html>", landed: true },
    ],
  ];
  const each = failures.flatMap(([name, failure]) => [
    [`${name}: when it is called`, /\/exec$/, failure] as const,
    [`${name}: when its output is fetched`, /^\/macros\/echo$/, failure] as const,
  ]);
  it.each(each)("%s: the response stands there once", async (_name, path, failure) => {
    const before = responses().length;
    google().standIn.failNext({ path, answer: failure });
    const id = await answer();
    expect(await step()).toMatch(/^done/);
    expect(responses()).toHaveLength(before + 1);
    expect(responses().filter(({ submission }) => submission === id)).toHaveLength(1);
  });
});

describe("a response", () => {
  beforeEach(begin);
  afterEach(end);

  it("carries the answers by the questions' numbers and the options' texts", async () => {
    const submission = await answer();
    expect(responses()).toMatchObject([
      {
        formId,
        submission,
        revision: 1,
        answers: [
          { entry: "11", title: "What is your name?", value: ["Stella"] },
          { entry: "13", title: "Which evening do you prefer?", value: ["Tuesday"] },
        ],
      },
    ]);
  });

  it("is replaced by its correction, though the answer to that was lost", async () => {
    const reopen = { kind: "change", until: world.now() + 3_600_000 };
    await world.operator("/operator/flows/settings", { flowId: flow.flowId, settings: { reopen } });
    world.passTime(2_000);
    const customer = world.stranger();
    await world.fillIn(flow, customer, answers());
    await world.deliver();
    await fillEveryScreen(await customer.openFlow(), { q_0000000b: "Stella Ferrara" });
    google().standIn.failNext({ path: /\/exec$/, answer: { kind: "cut", landed: true } });
    await world.deliver();
    expect(responses()).toMatchObject([
      { revision: 2, answers: expect.arrayContaining([expect.objectContaining({ value: ["Stella Ferrara"] })]) },
    ]);
  });

  it.each([["closed", () => google().scripts.closed.add(formId), () => google().scripts.closed.clear()]])(
    "is a dead letter while the form is %s, and lands once by a replay",
    async (code, break_, mend) => {
      break_();
      await answer();
      expect(await step()).toBe(`dead: google.script_${code}`);
      mend();
      await world.operator("/operator/replay");
      await world.deliver();
      expect(await step()).toBe("done");
      expect(responses()).toHaveLength(1);
    },
  );

  it("is a dead letter when the script is gone or asks to sign in, and lands once it is installed again", async () => {
    google().scripts.removeAll();
    await answer();
    expect(await step()).toBe("dead: google.script_gone");
    expect(await writeBack("apps-script", google().scripts.install(await print()))).toMatchObject({ kind: "saved" });
    google().standIn.failNext({
      path: /\/exec$/,
      answer: { kind: "status", status: 302, headers: { location: "https://accounts.google.com/ServiceLogin" } },
    });
    await world.operator("/operator/replay");
    await world.deliver();
    expect(await step()).toBe("dead: google.script_not_open");
    await world.operator("/operator/replay");
    await world.deliver();
    expect(responses()).toHaveLength(1);
  });

  it("is not written once it is switched off, and the next secret is another", async () => {
    const before = await print();
    expect(await print()).toBe(before);
    await writeBack("off");
    await answer();
    expect(await step()).toBeUndefined();
    // Printing alone switches nothing on.
    const after = await print();
    expect(after).not.toBe(before);
    await answer();
    expect(await step()).toBeUndefined();
    // The script that is installed has the secret of before.
    expect(await writeBack("apps-script", address)).toMatchObject({ kind: "refused", code: "google.script_signature" });
    expect(responses()).toEqual([]);
  });

  it("cannot be handed in by others: the signature, the time and private addresses are checked", async () => {
    await answer();
    const call = google().standIn.exchanges.findLast(({ path }) => path.endsWith("/exec"));
    const sent = z
      .object({ time: z.string(), payload: z.string(), signature: z.string() })
      .parse(JSON.parse(call?.requestBody ?? ""));
    const post = async (body: object) => (await fetch(address, { method: "POST", body: JSON.stringify(body) })).json();
    expect(await post({ ...sent, payload: sent.payload.replace("Stella", "Stella!") })).toMatchObject({
      code: "signature",
    });
    expect(await post({ ...sent, time: String(Number(sent.time) + 1) })).toMatchObject({ code: "signature" });
    expect(await post(sent)).toMatchObject({ ok: true, kind: "found" });
    world.passTime(6 * 60_000);
    expect(await post(sent)).toMatchObject({ code: "stale" });
    expect(responses()).toHaveLength(1);
    expect(await writeBack("apps-script", "http://192.168.1.1/exec")).toMatchObject({ kind: "refused" });
  });
});

describe("a row in the linked sheet", () => {
  beforeEach(async () => {
    world = await startWorld({ settings: { FORM_TOOL_TIMEOUT_MS: "1000" } });
    await connectTool(world, "google-forms", true);
    expect(await writeBack("sheet")).toMatchObject({ kind: "saved", spreadsheetId });
    flow = await world.publish({ tool: "google-forms", formId });
  });
  afterEach(end);

  const spreadsheetId = "1SandboxWorkshopSheet0001";
  const rows = () => google().spreadsheets.get(spreadsheetId)?.get("WhatsApp") ?? [];
  const headings = ["Submission", "Revision", "Time", "Source", "Flow", "What is your name?"].concat(
    "Which evening do you prefer?",
  );

  it("carries submission id, time, source, Flow and the answers below their headings, as they were typed", async () => {
    await world.fillIn(flow, world.stranger(), { ...answers(), q_0000000b: "=1+1" });
    await world.deliver();
    const [submission] = await world.submissions();
    const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT/);
    expect(rows()).toEqual([headings, [submission?.id, "1", time, "WhatsApp", "Cooking workshop", "=1+1", "Tuesday"]]);
  });

  it("stands there once, however Google fails", async () => {
    const failures: Failure[] = [
      { kind: "status", status: 429, headers: { "retry-after": "30" } },
      { kind: "status", status: 500 },
      { kind: "status", status: 503, landed: true },
      { kind: "cut" },
      { kind: "cut", landed: true },
      { kind: "silent" },
      { kind: "silent", landed: true },
    ];
    const ids: string[] = [];
    for (const failure of failures) {
      google().standIn.failNext({ method: "POST", path: /:append$|%3Aappend$/, answer: failure });
      ids.push(await answer());
      expect(await step()).toMatch(/^done/);
    }
    expect(rows().map(([first]) => first)).toEqual(["Submission", ...ids]);
  });

  it("is written over by its correction, and keeps the columns that people added", async () => {
    const reopen = { kind: "change", until: world.now() + 3_600_000 };
    await world.operator("/operator/flows/settings", { flowId: flow.flowId, settings: { reopen } });
    world.passTime(2_000);
    google()
      .spreadsheets.get(spreadsheetId)
      ?.set("WhatsApp", [["Submission", "Our notes"]]);
    const customer = world.stranger();
    await world.fillIn(flow, customer, answers());
    await world.deliver();
    const [, row = []] = rows();
    row[1] = "Call her";
    await fillEveryScreen(await customer.openFlow(), { q_0000000b: "Stella Ferrara" });
    google().standIn.failNext({ method: "PUT", path: /values/, answer: { kind: "cut", landed: true } });
    await world.deliver();
    const [first, ...others] = rows();
    expect(first?.slice(0, 3)).toEqual(["Submission", "Our notes", "Revision"]);
    expect(others).toHaveLength(1);
    expect(others[0]?.slice(1, 3)).toEqual(["Call her", "2"]);
    expect(others[0]).toContain("Stella Ferrara");
    // Without our column in front, nobody could tell whose row is whose.
    first?.reverse();
    await answer();
    expect(await step()).toBe("dead: google.sheet_changed");
  });

  it("is a dead letter when the spreadsheet is gone, and lands by a replay", async () => {
    const book = google().spreadsheets.get(spreadsheetId) ?? new Map();
    google().spreadsheets.delete(spreadsheetId);
    await answer();
    expect(await step()).toBe("dead: google.sheet_not_found");
    google().spreadsheets.set(spreadsheetId, book);
    await world.operator("/operator/replay");
    await world.deliver();
    expect(rows()).toHaveLength(2);
  });
});
