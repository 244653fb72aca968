/** A use case as a source of forms: listed, read in a language, published twice, mapped, delivered, corrected, logged. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { membership } from "../../core/use-cases/membership/index.ts";
import { pageForms, pageMapping, pagePublish } from "../../src/app/packages/contract/index.ts";
import { flowella } from "./command-line.ts";
import { connectTool } from "./form-tool.ts";
import { pageCalls } from "./page-calls.ts";
import { fillEveryScreen, startWorld, type World } from "./world.ts";

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());
const { ask, newKey } = pageCalls(() => world);

const source = (formId: string) => ({ tool: "use-case", formId });
const contactOf = (waId: string) =>
  world
    .portal()
    .contacts.list()
    .find(({ properties }) => properties["flowella_wa_id"] === waId);
const low = { score: "3", reason: "price", comment: "Too dear.", follow_up: "true" };

describe("a use case as a form", () => {
  it("stands in the app page's list, is mapped to properties that come with it, and is published from there", async () => {
    const listed = await ask(pageForms, { tool: "use-case" });
    if (listed.kind !== "ready") throw new Error(listed.kind);
    expect(listed.tools).toContainEqual({ tool: "use-case", label: "Templates", state: "connected" });
    expect(listed.forms.map(({ formId }) => formId)).toEqual(expect.arrayContaining(["nps", "lead", "membership"]));
    const found = await ask(pageForms, { tool: "use-case", search: "recommend" });
    expect(found.kind === "ready" && found.forms.map(({ formId }) => formId)).toEqual(["nps"]);

    expect(world.portal().contacts.catalogue.get("flowella_nps_score")).toBeUndefined();
    const mapping = await ask(pageMapping, { source: source("nps") });
    if (mapping.kind !== "ready") throw new Error(mapping.kind);
    expect(mapping.rows.map(({ key, property }) => [key, property])).toContainEqual(["ending", "flowella_nps_group"]);
    expect(mapping.tried.concerns.filter(({ level }) => level !== "info")).toEqual([]);

    const published = await ask(pagePublish, { of: { what: "form", source: source("nps") }, idempotencyKey: newKey() });
    expect(published).toMatchObject({ kind: "published" });
    expect(world.portal().contacts.catalogue.get("flowella_nps_score")).toMatchObject({ type: "number" });
    const again = await ask(pageForms, { tool: "use-case" });
    expect(again.kind === "ready" && again.forms.find(({ formId }) => formId === "nps")?.flow).toMatchObject({
      status: "published",
    });
  });

  it("speaks the language that is chosen, in its messages and its template too", async () => {
    const said = await world.operator("/operator/publish", { source: source("nps"), language: "it" });
    expect(said).toMatchObject({ kind: "published", template: { language: "it" } });
    const [template] = [...world.whatsapp.state.templates.values()];
    expect(JSON.stringify(template)).toContain("breve sondaggio");
    const flow = z.object({ flowId: z.string() }).parse(said);
    const customer = world.stranger();
    customer.sendText("Ciao");
    await world.settle();
    await world.operator("/operator/send", {
      flowId: flow.flowId,
      to: { phone: `+${customer.waId}` },
      idempotencyKey: "use-case-it",
    });
    await world.settle();
    const message = customer.chat().findLast(({ button }) => button !== undefined);
    expect([message?.button?.label, message?.text]).toEqual([
      "Dia la sua opinione",
      expect.stringContaining("Come si è trovato con noi?"),
    ]);
    const phone = await customer.openFlow();
    await fillEveryScreen(phone, low);
    await world.deliver();
    // The same in HubSpot, whatever the customer read.
    expect(contactOf(customer.waId)?.properties).toMatchObject({
      flowella_nps_group: "detractor",
      flowella_nps_reason: "price",
    });
    expect(customer.chat().at(-1)?.text).toContain("Grazie per la sincerità");
  });

  it("is published several times under names of the business's own, and refuses a name that there is not", async () => {
    const shop = await world.publish(source("nps:shop"));
    const fair = await world.publish(source("nps:fair-2027"));
    expect(shop.flowId).not.toBe(fair.flowId);
    expect((await world.publish(source("nps:shop"))).flowId).toBe(shop.flowId);
    for (const formId of ["nosuch", "nps:Shop 1", "constructor"]) {
      const refused = await world.operator("/operator/publish", { source: source(formId) });
      expect(refused).toMatchObject({
        kind: "refused",
        code: "use-case.unknown",
        message: expect.stringContaining("nps"),
      });
    }
  });

  it("keeps the settings that it began with, where a change says so", async () => {
    const { flowId } = await world.publish(source("membership"));
    const settings = async () => {
      const flows = z.array(z.object({ id: z.string(), settings: z.record(z.string(), z.unknown()) }));
      return flows.parse(await world.operator("/operator/flows")).find(({ id }) => id === flowId)?.settings;
    };
    expect(await settings()).toMatchObject({ receipt: {}, transactions: true, tokenDays: 3 });
    const change = (...named: string[]) =>
      flowella(
        ["flow", "settings", "--portal", world.portalId, "--flow", flowId, "--server", world.url].concat(named),
        { cwd: tmpdir(), env: { FLOWELLA_OPERATOR_TOKEN: world.operatorToken } },
      );
    expect((await change("--keep", "--days", "7")).err).toBe("");
    expect(await settings()).toMatchObject({ receipt: {}, transactions: true, tokenDays: 7 });
    expect((await change("--keep", "--reopen", "again")).err).toBe("");
    expect(await settings()).toMatchObject({ transactions: true, tokenDays: 7, reopen: { kind: "again" } });
    expect((await change("--receipt")).err).toBe("");
    expect(await settings()).toEqual({ opensWith: "exchange", tokenDays: 3, reopen: { kind: "once" }, receipt: {} });
  });

  it("empties what a later round does not ask, and makes a property again that somebody deleted", async () => {
    const flow = await world.publish(source("nps"));
    const customer = world.stranger();
    await world.fillIn(flow, customer, low);
    await world.deliver();
    expect(contactOf(customer.waId)?.properties).toMatchObject({
      flowella_nps_score: "3",
      flowella_nps_reason: "price",
    });
    world.portal().contacts.catalogue.forget("flowella_nps_follow_up");
    await world.fillIn(flow, customer, { score: "10", follow_up: "false" });
    await world.deliver();
    const now = contactOf(customer.waId)?.properties ?? {};
    expect(now).toMatchObject({
      flowella_nps_score: "10",
      flowella_nps_group: "promoter",
      flowella_nps_follow_up: "false",
    });
    expect([now["flowella_nps_reason"], now["flowella_nps_comment"]].filter(Boolean)).toEqual([]);
  });
});

describe("a survey of the business's own, landing as NPS", () => {
  const surveyId = "500100200";
  const headings = (heading: string) => [{ heading }];
  const required = { text: "Please answer.", type: "all", amount: "0" };
  const scores = Array.from({ length: 11 }, (_, score) => ({ id: String(700 + score), text: String(score) }));
  const rating = {
    id: "501",
    visible: true,
    family: "matrix",
    subtype: "rating",
    required,
    headings: headings("How likely is it that you would recommend us?"),
    answers: { rows: [{ id: "699", visible: true, text: "" }], choices: scores },
  };
  const comment = { id: "502", visible: true, family: "open_ended", subtype: "essay", headings: headings("Why?") };

  it("writes its response into SurveyMonkey, and score, group and comment to the contact", async () => {
    const { surveymonkey } = world.formTools;
    const survey = surveymonkey.surveys.get(surveyId);
    if (!survey) throw new Error("The sandbox has no survey.");
    surveymonkey.surveys.set(surveyId, { ...survey, pages: [{ id: "1", title: "", questions: [rating, comment] }] });
    await connectTool(world, "surveymonkey");
    const back = { tool: "surveymonkey", formId: surveyId, way: "api" };
    expect(await world.operator("/operator/forms/write-back", back)).toMatchObject({ kind: "saved" });
    const flow = await world.publish({ tool: "surveymonkey", formId: surveyId });
    const apply = (...questions: string[]) =>
      flowella(
        ["forms", "land-as", "nps", "--portal", world.portalId, "--flow", flow.flowId, "--server", world.url].concat(
          questions.flatMap((question) => ["--question", question]),
        ),
        { cwd: tmpdir(), env: { FLOWELLA_OPERATOR_TOKEN: world.operatorToken } },
      );
    expect((await apply("score=q_501", "mood=q_502")).err).toContain("has no question mood");
    expect((await apply("score=q_502")).err).toContain("do not fit flowella_nps_score");
    expect((await apply("score=q_501", "comment=q_502")).err).toBe("");

    const customer = world.stranger();
    await world.fillIn(flow, customer, { q_501: "9", q_502: "Friendly people." });
    await world.deliver();
    expect(contactOf(customer.waId)?.properties).toMatchObject({
      flowella_nps_score: "9",
      flowella_nps_group: "promoter",
      flowella_nps_comment: "Friendly people.",
    });
    const responses = [...surveymonkey.responses.stored.values()].map(({ body }) => JSON.stringify(body.pages));
    expect(responses).toEqual([expect.stringMatching(/"choice_id":"709".*Friendly people\./)]);
  });
});

describe("the transaction log", () => {
  const stays = membership.sample.answers;
  const leaves = { plan: "standard", intention: "not_renewing", leaving: "=cmd()|'too far'" };

  it("has one row and one note for each submission, as it stands after a correction", async () => {
    const flow = await world.publish(source("membership"));
    const until = world.now() + 24 * 3_600_000;
    const settings = { reopen: { kind: "change", until }, transactions: true };
    await world.operator("/operator/flows/settings", { flowId: flow.flowId, settings });
    const [anna, bruno] = [world.stranger(), world.stranger()];
    await world.fillIn(flow, anna, stays);
    await world.fillIn(flow, bruno, leaves);
    await world.deliver();
    await fillEveryScreen(await anna.openFlow(), { ...stays, plan: "supporting" });
    await world.deliver();
    const outcomes = (await world.submissions()).map(({ steps }) =>
      steps.filter(({ step }) => step === "transaction_note").map(({ status, reason }) => `${status}: ${reason}`),
    );
    expect(outcomes).toEqual([["done: made"], ["done: made", "done: changed"]]);

    const notes = world
      .portal()
      .records.notes.list()
      .map(({ properties }) => properties["hs_note_body"] ?? "")
      .filter((body) => body.includes("transaction:"));
    expect(notes).toHaveLength(2);
    expect(notes.filter((body) => body.includes("Supporting: 120 a year") && body.includes("corrected"))).toHaveLength(
      1,
    );
    expect(notes.filter((body) => body.includes("I am not renewing"))).toHaveLength(1);

    const folder = await mkdtemp(path.join(tmpdir(), "flowella-log-"));
    const out = path.join(folder, "log.csv");
    const { out: said, err } = await flowella(
      ["transactions", "--portal", world.portalId, "--flow", flow.flowId, "--out", out, "--server", world.url],
      { cwd: folder, env: { FLOWELLA_OPERATOR_TOKEN: world.operatorToken } },
    );
    expect([said.trim(), err]).toEqual([`2 rows are in ${out}.`, ""]);
    const [header = "", first = "", second = "", end] = (await readFile(out, "utf8")).slice(1).split("\r\n");
    await rm(folder, { recursive: true });
    expect(header).toMatch(/^submission,handed_in_at,corrections,contact,plan,intention,.*dues,ending$/);
    expect(first).toMatch(/^sub_[\w-]+,\d{4}-[^,]+,1,\d+,supporting,transfer,.*,120,renewing$/);
    // No spreadsheet calculates what a customer typed.
    expect(second).toMatch(/^sub_[\w-]+,[^,]+,0,\d+,standard,not_renewing,,'=cmd\(\)\|'too far',.*,0,leaving$/);
    expect(end).toBe("");
    const { entries } = z
      .object({ entries: z.array(z.object({ action: z.string(), subject: z.string() })) })
      .parse(await world.operator("/operator/audit"));
    expect(entries).toContainEqual(expect.objectContaining({ action: "exported", subject: flow.flowId }));
  });

  it("is no other portal's, and says where there is no such Flow", async () => {
    const answer = await world.operator("/operator/transactions", { flowId: "flw_nobody" });
    expect(answer).toMatchObject({ kind: "refused", code: "unknown_flow" });
  });
});
