/** Figures through the doors: what one customer did, as the page, the card, the files and the operator are told. */

import { tmpdir } from "node:os";
import { afterEach, beforeEach, expect, it } from "@jest/globals";
import { z } from "zod";
import {
  cardInsight,
  insightSchema,
  pageInsight,
  pageInsightFiles,
  pageInsightFlows,
} from "../../../src/app/packages/contract/index.ts";
import { run } from "../../cli/process.ts";
import { consultationAnswers, type PublishedFlow, startWorld, type World } from "../../e2e/world.ts";

let world: World;
let flow: PublishedFlow;
beforeEach(async () => {
  world = await startWorld();
  flow = await world.publishForm("consultation");
});
afterEach(() => world.close());

const today = () => new Date(world.now()).toISOString().slice(0, 10);
const question = (more: Record<string, unknown> = {}) => ({ flowId: flow.flowId, from: today(), to: today(), ...more });

async function asked(more?: Record<string, unknown>) {
  const answer = pageInsight.response.parse(await (await world.cardCall(pageInsight.path, question(more))).json());
  return insightSchema.parse(answer);
}

it("what a customer does is in the figures, and figures name nobody", async () => {
  expect(await asked()).toMatchObject({ state: "none", flow: { id: flow.flowId } });
  const customer = world.stranger();
  await world.fillIn(flow, customer, consultationAnswers);
  await world.deliver();
  const leaving = world.stranger();
  leaving.sendText("Hello");
  await world.settle();
  await world.send(flow, { phone: `+${leaving.waId}` });
  await leaving.openFlow();
  await world.settle();

  const insight = await asked({ group: "source" });
  const counts = Object.fromEntries(insight.funnel.map(({ stage, count }) => [stage, count]));
  expect(counts).toMatchObject({ sent: 2, delivered: 2, opened: 2, started: 1, completed: 1, landed: 1 });
  expect(insight).toMatchObject({ state: "few", waiting: 0, cost: { state: "known", amount: 0, free: 2 } });
  const [first] = insight.screens;
  expect(first).toMatchObject({ shown: 2, submitted: 1, left: 1 });
  expect(first?.title).not.toBe("");
  // Fewer than five messages of a source are no group of their own.
  expect(insight.groups).toMatchObject([{ value: "", others: true, sent: 2, completed: 1 }]);
  expect(insight.series).toEqual([{ day: today(), sent: 2, delivered: 2, started: 1, completed: 1 }]);
  for (const { definition } of [...insight.funnel, ...insight.times, ...insight.delays])
    expect(insight.definitions[definition]?.length ?? 0).toBeGreaterThan(20);
  const said = JSON.stringify(insight);
  const typed = Object.values(consultationAnswers).filter((each) => typeof each === "string" && each.length > 6);
  expect(typed.length).toBeGreaterThan(1);
  for (const personal of [customer.waId, leaving.waId, ...typed]) expect(said).not.toContain(personal);

  const card = cardInsight.response.parse(await (await world.cardCall(cardInsight.path, {})).json());
  expect(card).toMatchObject({ kind: "ready", flows: [{ id: flow.flowId, sent: 2, completed: 1, rate: 0.5 }] });
  const flows = pageInsightFlows.response.parse(await (await world.cardCall(pageInsightFlows.path, {})).json());
  expect(flows).toMatchObject({ kind: "ready", flows: [{ id: flow.flowId }], today: today(), timeZone: "UTC" });
});

it("answers are compared with the same form on the web, once HubSpot was asked", async () => {
  await world.fillIn(flow, world.stranger(), consultationAnswers);
  await world.deliver();
  expect((await asked()).quality).toEqual({ state: "unasked" });
  await world.settle();
  const { quality } = await asked();
  expect(quality).toMatchObject({ state: "ready", chat: { submissions: 1, emails: 1 }, web: { submissions: 0 } });
  expect(quality.chat?.filled).toBeGreaterThan(0.5);
  // A question about several Flows compares nothing.
  expect((await asked({ flowId: undefined })).quality).toEqual({ state: "unknown" });
});

it("answers that retention deletes are compared no more, and what was counted of their week stays", async () => {
  const days = { from: today(), to: today() };
  const quality = async () => {
    await asked(days);
    await world.settle();
    return (await asked(days)).quality;
  };
  await world.fillIn(flow, world.stranger(), consultationAnswers);
  await world.deliver();
  const before = await quality();
  expect(before).toMatchObject({ state: "ready", chat: { submissions: 1 } });
  await world.operator("/operator/retention/change", { change: { keep: "nothing" } });
  world.passTime(7 * 3_600_000);
  expect(await world.operator("/operator/retention/run")).toMatchObject({ removed: { answers: 1 } });
  const after = await quality();
  expect(after.readAt).not.toBe(before.readAt);
  expect({ ...after, readAt: "" }).toEqual({ ...before, readAt: "" });
});

it("files hold the same figures, behind a link that ends and cannot be made up", async () => {
  await world.fillIn(flow, world.stranger(), consultationAnswers);
  await world.settle();
  const ready = z.object({ csv: z.string(), json: z.string() });
  const files = ready.parse(await (await world.cardCall(pageInsightFiles.path, question())).json());
  const at = (address: string) => fetch(`${world.url}${new URL(address).pathname}`);
  const json = insightSchema.parse(await (await at(files.json)).json());
  expect(json.funnel).toEqual((await asked()).funnel);
  const csv = await at(files.csv);
  expect(csv.headers.get("content-disposition")).toContain("attachment");
  const lines = (await csv.text()).split("\r\n");
  expect(lines[0]).toBe("part,item,name,figure,value,unit,definition");
  expect(lines.filter((line) => line.startsWith("funnel,completed,,count,1,count,"))).toHaveLength(1);
  expect((await at(files.csv.replace("insight-files/", "insight-files/x"))).status).toBe(403);
  world.passTime(3_600_001);
  expect((await at(files.csv)).status).toBe(403);
});

it("the command prints a table for people, and says what cannot be answered", async () => {
  for (let count = 0; count < 5; count += 1) await world.fillIn(flow, world.stranger(), consultationAnswers);
  await world.settle();
  const env = { FLOWELLA_OPERATOR_TOKEN: world.operatorToken };
  const flowella = (...more: string[]) =>
    run(["insight", "--server", world.url, "--portal", world.portalId, ...more], { env, cwd: tmpdir() });
  const { stdout, code } = await flowella("--flow", flow.flowId, "--group", "source", "--to", today());
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Request a consultation, \d{4}-\d\d-\d\d to \d{4}-\d\d-\d\d \(UTC\)\n/);
  expect(stdout).toMatch(/\ncompleted +5 +100\.0 % +100\.0 %\n/);
  expect(stdout).toMatch(/\noperator +5 +5 +5 +100\.0 %\n/);
  const refused = await flowella("--group", "version");
  expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining("choose a Flow first")]);
});

it("the operator is told the same, and what cannot be answered is said", async () => {
  await world.fillIn(flow, world.stranger(), consultationAnswers);
  await world.settle();
  expect(insightSchema.parse(await world.operator("/operator/insight", question())).funnel).toEqual(
    (await asked()).funnel,
  );
  const csv = z.object({ kind: z.literal("csv"), text: z.string() });
  expect(csv.parse(await world.operator("/operator/insight", question({ as: "csv" }))).text).toContain("funnel,sent");
  const backwards = question({ from: "2026-11-02", to: "2026-11-01" });
  expect(await world.operator("/operator/insight", backwards)).toMatchObject({ kind: "refused", code: "bad_request" });
  expect(await world.operator("/operator/insight", question({ flowId: "flw_x" }))).toMatchObject({ kind: "refused" });
});

it("what is changed after going back, and what WhatsApp bills, is counted", async () => {
  world.approveTemplate(flow);
  await world.settle();
  const customer = world.stranger();
  customer.sendText("Hello");
  await world.settle();
  await world.send(flow, { phone: `+${customer.waId}` });
  const phone = await customer.openFlow();
  const answers: Readonly<Record<string, unknown>> = consultationAnswers;
  const fill = async (change: Record<string, unknown> = {}) => {
    const all: Record<string, unknown> = { ...answers, ...change };
    const asked = phone.read().inputs.filter(({ name }) => Object.hasOwn(all, name));
    phone.fill(Object.fromEntries(asked.map(({ name }) => [name, all[name]])));
    await phone.press();
  };
  await fill();
  await phone.back();
  await fill({ firstname: "Stella Maria" });
  await world.settle();
  const { fields, cost } = await asked();
  expect(fields).toMatchObject([{ id: "firstname", rejected: 0, changed: 1 }]);
  expect(cost).toMatchObject({ free: 1, untold: 0 });
});
