/** Answers on their way back into SurveyMonkey, which fails in every way that it can fail. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { z } from "zod";
import type { Failure } from "../../sandbox/stand-in.ts";
import { connectTool } from "./form-tool.ts";
import { fillEveryScreen, type PublishedFlow, startWorld, type World } from "./world.ts";

const surveyId = "500100200";
const answers = { q_501: "601" };
let world: World;
let flow: PublishedFlow;
const tool = () => world.formTools.surveymonkey;
const responses = () => [...tool().responses.stored.values()];
const step = async () => (await world.steps())["surveymonkey_response"];
const writeBack = (way: string) =>
  world.operator("/operator/forms/write-back", { tool: "surveymonkey", formId: surveyId, way });

async function begin(): Promise<void> {
  world = await startWorld({ settings: { FORM_TOOL_TIMEOUT_MS: "1000" } });
  await connectTool(world, "surveymonkey");
  expect(await writeBack("api")).toMatchObject({ kind: "saved", way: "api" });
  flow = await world.publish({ tool: "surveymonkey", formId: surveyId });
}
const end = () => world.close();

async function answer(): Promise<string> {
  await world.fillIn(flow, world.stranger(), answers);
  await world.deliver();
  const [newest] = await world.submissions();
  return newest?.id ?? "";
}

const customValues = () => responses().map(({ body }) => body.custom_value);

describe("SurveyMonkey fails", () => {
  beforeAll(begin);
  afterAll(end);

  const write = /^\/v3\/collectors\/\d+\/responses$/;
  const seconds = { "X-Ratelimit-App-Global-Minute-Remaining": "0", "X-Ratelimit-App-Global-Minute-Limit": "120" };
  const failures: [string, Failure][] = [
    [
      "429 until the minute is over",
      {
        kind: "status",
        status: 429,
        body: { error: { id: "1040" } },
        headers: { ...seconds, "X-Ratelimit-App-Global-Minute-Reset": "30" },
      },
    ],
    ["500", { kind: "status", status: 500 }],
    ["500 again and again, but it landed", { kind: "status", status: 500, landed: true }],
    ["503, but it landed", { kind: "status", status: 503, landed: true }],
    ["cut off", { kind: "cut" }],
    ["cut off, but it landed", { kind: "cut", landed: true }],
    ["silent", { kind: "silent" }],
    ["silent, but it landed", { kind: "silent", landed: true }],
    ["an answer that is no JSON, but it landed", { kind: "status", status: 502, body: "gateway", landed: true }],
  ];
  it.each(failures)("%s: the response stands there once", async (_name, failure) => {
    const before = responses().length;
    tool().standIn.failNext({ method: "POST", path: write, answer: failure });
    const id = await answer();
    expect(await step()).toMatch(/^done/);
    expect(responses()).toHaveLength(before + 1);
    expect(customValues().filter((value) => value === id)).toHaveLength(1);
  });

  it("the collector that was made without our hearing of it is found again", async () => {
    await writeBack("off");
    tool().responses.collectors.clear();
    tool().standIn.failNext({ method: "POST", path: /\/collectors$/, answer: { kind: "cut", landed: true } });
    expect(await writeBack("api")).toMatchObject({ kind: "refused", code: "surveymonkey.cut_off" });
    expect(await writeBack("api")).toMatchObject({ kind: "saved" });
    expect(tool().responses.collectors.size).toBe(1);
  });
});

describe("a response", () => {
  beforeEach(begin);
  afterEach(end);

  it("carries the answer by SurveyMonkey's own ids, the submission's id and its time", async () => {
    const id = await answer();
    const [response] = responses();
    expect(response?.body).toMatchObject({
      pages: [{ id: "1", questions: [{ id: "501", answers: [{ choice_id: "601" }] }] }],
      response_status: "completed",
      custom_value: id,
      custom_variables: { flowella_submission: id, flowella_source: "whatsapp", flowella_revision: "1" },
    });
    expect(Math.abs(Date.parse(response?.body.date_created ?? "") - world.now())).toBeLessThan(15 * 60_000);
  });

  it("costs one call once the survey is known", async () => {
    await answer();
    const before = tool().usedToday();
    await answer();
    expect(tool().usedToday()).toBe(before + 1);
  });

  it("is corrected in place", async () => {
    const reopen = { kind: "change", until: world.now() + 3_600_000 };
    await world.operator("/operator/flows/settings", { flowId: flow.flowId, settings: { reopen } });
    world.passTime(2_000);
    const customer = world.stranger();
    await world.fillIn(flow, customer, answers);
    await world.deliver();
    await fillEveryScreen(await customer.openFlow(), { q_501: "602" });
    tool().standIn.failNext({ method: "PUT", path: /\/responses\/\d+$/, answer: { kind: "cut", landed: true } });
    await world.deliver();
    expect(responses()).toMatchObject([
      { body: { pages: [{ questions: [{ answers: [{ choice_id: "602" }] }] }] }, writes: expect.any(Number) },
    ]);
    expect(await step()).toBe("done");
  });

  it("waits over midnight when the day's calls are used up, and lands then", async () => {
    await answer();
    const reset = { "X-Ratelimit-App-Global-Day-Limit": "500", "X-Ratelimit-App-Global-Day-Remaining": "0" };
    tool().standIn.failNext({
      path: /\/responses$/,
      answer: {
        kind: "status",
        status: 429,
        body: { error: { id: "1040" } },
        headers: { ...reset, "X-Ratelimit-App-Global-Day-Reset": "7200" },
      },
    });
    await answer();
    const used = tool().usedToday();
    expect(await step()).toMatch(/^ready: surveymonkey\.(rate_limited|quota_used)/);
    await answer();
    expect(tool().usedToday()).toBe(used);
    world.passTime(7_200_000);
    await world.deliver();
    expect(responses()).toHaveLength(3);
  });

  it("is a dead letter while the collector is closed, and lands once by a replay", async () => {
    await answer();
    for (const collector of tool().responses.collectors.values()) collector.status = "closed";
    await answer();
    expect(await step()).toBe("dead: surveymonkey.collector_closed");
    for (const collector of tool().responses.collectors.values()) collector.status = "open";
    await world.operator("/operator/replay");
    await world.deliver();
    expect(await step()).toBe("done");
    expect(responses()).toHaveLength(2);
  });

  it("finds its way when the collector was deleted", async () => {
    await answer();
    tool().responses.collectors.clear();
    await answer();
    expect(await step()).toBe("done");
    expect(tool().responses.collectors.size).toBe(1);
  });

  it("waits while the account is not connected, and goes on when it is", async () => {
    await answer();
    tool().grants.withdraw();
    await answer();
    expect(await step()).toMatch(/^ready: (surveymonkey\.disconnected|forms\.not_connected)/);
    await connectTool(world, "surveymonkey");
    world.passTime(3_600_000);
    await world.deliver();
    expect(await step()).toBe("done");
    expect(new Set(customValues()).size).toBe(2);
  });

  it("is not written unasked", async () => {
    await writeBack("off");
    await answer();
    expect(await step()).toBeUndefined();
    expect(responses()).toEqual([]);
  });
});

it("Typeform has no way, and says so", async () => {
  world = await startWorld();
  const said = await world.operator("/operator/forms/write-back", { tool: "typeform", formId: "Lum3Fb", way: "api" });
  expect(said).toMatchObject({ kind: "refused", message: expect.stringMatching(/no supported way/) });
  const tools = z.object({ writesBack: z.object({ possible: z.object({ typeform: z.string() }) }) });
  const { possible } = tools.parse(await world.operator("/operator/forms")).writesBack;
  expect(possible.typeform).toMatch(/no supported way/);
  await world.close();
});
