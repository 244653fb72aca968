/** A form changes at its tool: noticed, told in words, taken over, dismissed or undone, through the doors that people use. */
import { tmpdir } from "node:os";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { onBothDatabases } from "../databases/index.ts";
import { flowella } from "./command-line.ts";
import { connectTool } from "./form-tool.ts";
import { startWorld, type World } from "./world.ts";

const minute = 60_000;
const hour = 60 * minute;
const topic = "projects/casa-lume/topics/forms";
const account = "push@casa-lume.iam.gserviceaccount.com";
const formSchema = z.looseObject({
  flowId: z.string(),
  tool: z.string(),
  status: z.string(),
  state: z.string(),
  safe: z.boolean(),
  changes: z.array(
    z.looseObject({ kind: z.string(), weight: z.string(), says: z.string(), impact: z.array(z.string()) }),
  ),
  running: z.string(),
  heldBack: z.string().nullable(),
  problem: z.object({ code: z.string(), message: z.string() }).nullable(),
  noticedBy: z.string(),
});
type Seen = z.infer<typeof formSchema>;

let world: World;

async function seen(flowId: string): Promise<Seen> {
  const said = z
    .object({ forms: z.array(formSchema) })
    .parse(await world.operator("/operator/forms/changes", { flowId }));
  const [form] = said.forms;
  if (!form) throw new Error("This form is not watched.");
  return form;
}
const says = async (flowId: string) => (await seen(flowId)).changes.map((change) => change.says);
const does = (what: string, flowId: string, more: Record<string, unknown> = {}) =>
  world.operator(`/operator/forms/changes/${what}`, { flowId, ...more });
/** So much time passes, and whoever is due has looked. */
async function later(ms: number): Promise<void> {
  world.passTime(ms);
  await world.settle();
}
onBothDatabases("A form that changed", ({ kind }) => {
  beforeAll(async () => {
    process.env["FLOWELLA_TEST_DATABASE"] = kind;
    world = await startWorld({ settings: { GOOGLE_PUBSUB_TOPIC: topic, GOOGLE_PUBSUB_ACCOUNT: account } });
    const url = `${world.url}/webhooks/google-forms`;
    world.formTools.google.watches.subscriptions.set(topic, { url, audience: url, account });
    delete process.env["FLOWELLA_TEST_DATABASE"];
  });
  afterAll(() => world.close());

  describe("at Typeform", () => {
    let flowId: string;
    const rename = (title: string) =>
      world.formTools.typeform.edit("Lum3Fb", (form) => ({
        ...form,
        fields: z
          .array(z.looseObject({ ref: z.string() }))
          .parse(form["fields"])
          .map((field) => (field.ref === "why" ? { ...field, title } : field)),
      }));
    const listings = () => world.formTools.typeform.standIn.exchanges.filter(({ path }) => path === "/forms").length;
    const readings = () =>
      world.formTools.typeform.standIn.exchanges.filter(({ path }) => path === "/forms/Lum3Fb").length;

    it("is quiet while nothing changes: one call for the account, and the form itself is not read", async () => {
      await connectTool(world, "typeform");
      ({ flowId } = await world.publish({ tool: "typeform", formId: "Lum3Fb" }));
      const [lists, reads] = [listings(), readings()];
      await later(20 * minute);
      expect([listings() - lists, readings() - reads]).toEqual([1, 0]);
      expect(await seen(flowId)).toMatchObject({ status: "unchanged", changes: [], noticedBy: "asking" });
    });

    it("is noticed, told in words with what it means, and taken over as the next version", async () => {
      const customer = world.stranger();
      customer.sendText("Hello");
      await world.settle();
      const flow = {
        kind: "published" as const,
        flowId,
        versionId: "",
        metaFlowId: "",
        template: { name: "", language: "" },
      };
      await world.send(flow, { phone: `+${customer.waId}` });
      rename("Why do you say so?");
      await later(20 * minute);
      const form = await seen(flowId);
      expect(form).toMatchObject({ status: "changed", safe: true });
      expect(form.changes).toMatchObject([
        { kind: "question_reworded", weight: "safe", says: "Question “Why?” now reads “Why do you say so?”." },
      ]);
      expect(form.running).toBe(
        "1 message that is out keeps the version before: it opens and is answered as it was sent, also after the change is taken over.",
      );
      const taken = await does("take", flowId, { state: form.state });
      expect(taken).toMatchObject({ kind: "published", flowId });
      expect(await seen(flowId)).toMatchObject({ status: "unchanged", changes: [] });
      // The message from before opens the version that it was sent with.
      const phone = await customer.openFlow();
      expect(JSON.stringify(phone)).not.toContain("Why do you say so?");
    });

    it("that is undone at the tool is over by itself", async () => {
      rename("Another wording");
      await later(20 * minute);
      expect(await seen(flowId)).toMatchObject({ status: "changed" });
      rename("Why do you say so?");
      await later(20 * minute);
      expect(await seen(flowId)).toMatchObject({ status: "unchanged", state: "" });
    });

    it("is not taken over where it changed once more since somebody looked", async () => {
      rename("First");
      await later(20 * minute);
      const { state } = await seen(flowId);
      rename("Second");
      expect(await does("take", flowId, { state })).toMatchObject({ kind: "refused", code: "forms.changed_again" });
      expect(await says(flowId)).toEqual(["Question “Why do you say so?” now reads “Second”."]);
      const { state: second } = await seen(flowId);
      expect(await does("take", flowId, { state: second, draft: true })).toMatchObject({ kind: "drafted" });
      // A draft is not what customers get.
      expect(await seen(flowId)).toMatchObject({ status: "changed" });
      expect(await does("take", flowId, { state: second })).toMatchObject({ kind: "published" });
    });

    it("is dismissed until it changes again", async () => {
      rename("Third");
      await later(20 * minute);
      expect(await does("dismiss", flowId)).toMatchObject({ kind: "dismissed" });
      await later(25 * hour);
      expect(await seen(flowId)).toMatchObject({ status: "dismissed", changes: [{ kind: "question_reworded" }] });
      rename("Fourth");
      await later(20 * minute);
      expect(await seen(flowId)).toMatchObject({ status: "changed" });
    });

    it("is taken over by itself where that is wished and safe, and waits where somebody must decide", async () => {
      expect(await does("automatic", flowId, { automatic: "safe" })).toMatchObject({ kind: "saved" });
      await later(20 * minute);
      expect(await seen(flowId)).toMatchObject({ status: "unchanged", automatic: true });
      const version = async () =>
        z
          .array(z.object({ id: z.string(), version: z.number() }))
          .parse(await world.operator("/operator/flows"))
          .find(({ id }) => id === flowId)?.version;
      const before = await version();
      world.formTools.typeform.edit("Lum3Fb", (form) => ({
        ...form,
        fields: z.array(z.unknown()).parse(form["fields"]).slice(0, 1),
      }));
      await later(20 * minute);
      expect(await seen(flowId)).toMatchObject({
        status: "changed",
        safe: false,
        changes: [{ kind: "question_removed" }],
      });
      expect(await version()).toBe(before);
      expect(await does("take", flowId)).toMatchObject({ kind: "published" });
    });

    it("and went back behind on purpose is not taken over again, nor told anew", async () => {
      expect(await world.operator("/operator/flows/rollback", { flowId })).toMatchObject({ kind: "changed" });
      await later(25 * hour);
      expect(await seen(flowId)).toMatchObject({ status: "dismissed" });
    });

    it("and cannot be read any more is told with its reason, and keeps no other form from its turn", async () => {
      world.formTools.typeform.forms.delete("Lum3Fb");
      await later(25 * hour);
      expect(await seen(flowId)).toMatchObject({ problem: { code: "typeform.not_found" } });
    });
  });

  describe("at SurveyMonkey", () => {
    const survey = "500100200";
    let flowId: string;
    const tool = () => world.formTools.surveymonkey;
    const readings = () =>
      tool().standIn.exchanges.filter(({ path }) => path === `/v3/surveys/${survey}/details`).length;
    const reword = (heading: string) =>
      tool().edit(survey, (form) => {
        const text = JSON.stringify(form).replace(/"heading":"[^"]*"/, JSON.stringify({ heading }).slice(1, -1));
        return { ...form, ...z.looseObject({}).parse(JSON.parse(text)) };
      });

    it("has a webhook made, which answers the try of its address", async () => {
      await connectTool(world, "surveymonkey");
      ({ flowId } = await world.publish({ tool: "surveymonkey", formId: survey }));
      await later(2 * minute);
      expect(await seen(flowId)).toMatchObject({ status: "unchanged", noticedBy: "webhook", notTold: null });
      expect([...tool().webhooks.held.values()]).toMatchObject([
        { event_type: "survey_updated", object_ids: [survey] },
      ]);
    });

    it("tells of many edits, and is read once they are through", async () => {
      await later(15 * minute);
      const calls = tool().usedToday();
      const read = readings();
      for (const heading of ["What", "What brought", "What brought you here?"]) await reword(heading);
      expect(tool().webhooks.delivered.map(({ status }) => status)).toEqual([200, 200, 200]);
      await world.settle();
      expect(tool().usedToday()).toBe(calls);
      await later(2 * minute);
      expect(await says(flowId)).toEqual(["Question “What did you come for?” now reads “What brought you here?”."]);
      expect(readings() - read).toBe(1);
      expect(await does("take", flowId)).toMatchObject({ kind: "published" });
    });

    it("is not believed without SurveyMonkey's signature, and a repeated call changes nothing", async () => {
      const [first] = tool().webhooks.delivered;
      if (!first) throw new Error("No webhook was called.");
      const post = async (headers: Record<string, string>, body = first.body, url = first.url) =>
        (await fetch(url, { method: "POST", headers, body })).status;
      const { "sm-signature": signature = "", "sm-apikey": key = "" } = first.headers;
      const json = { "content-type": "application/json" };
      expect(await post(json)).toBe(401);
      expect(
        await post({
          ...json,
          "sm-apikey": key,
          "sm-signature": `${signature.startsWith("A") ? "B" : "A"}${signature.slice(1)}`,
        }),
      ).toBe(401);
      expect(await post({ ...json, "sm-apikey": "another-app", "sm-signature": signature })).toBe(401);
      expect(await post(first.headers, `${first.body} `)).toBe(401);
      expect(await post(tool().webhooks.signed("no JSON"), "no JSON")).toBe(400);
      expect(await post(first.headers, first.body, first.url.replace(world.portalId, "999"))).toBe(404);
      const before = await seen(flowId);
      expect(await post(first.headers)).toBe(200);
      await world.settle();
      expect(await seen(flowId)).toEqual(before);
    });

    it("is asked for now and then where it has no webhook, but not while half of the day's calls are used", async () => {
      tool().webhooks.held.clear();
      await reword("What do you need?");
      await later(31 * 24 * hour);
      expect(await seen(flowId)).toMatchObject({ status: "changed", noticedBy: "webhook" });
      expect(tool().webhooks.held.size).toBe(1);
      const headers = {
        "X-Ratelimit-App-Global-Day-Limit": "500",
        "X-Ratelimit-App-Global-Day-Remaining": "200",
        "X-Ratelimit-App-Global-Day-Reset": "86000",
      };
      tool().standIn.failNext({
        path: /^\/v3\/surveys$/,
        answer: { kind: "status", status: 200, headers, body: { data: [], page: 1, links: {} } },
      });
      await world.operator("/operator/forms/list", { tool: "surveymonkey" });
      const calls = tool().usedToday();
      await reword("What else?");
      await later(12 * hour);
      expect(tool().usedToday()).toBe(calls);
    });
  });

  describe("at Google", () => {
    const formId = "1SandboxWorkshopRegistration0001";
    let flowId: string;
    const google = () => world.formTools.google;
    const addEvening = (value: string) =>
      google().edit(formId, (form) => {
        const text = JSON.stringify(form).replace('"options":[', `"options":[${JSON.stringify({ value })},`);
        return { ...form, ...z.looseObject({}).parse(JSON.parse(text)) };
      });

    it("is watched where the operator has a topic, and the watch is renewed before it ends", async () => {
      await connectTool(world, "google-forms");
      ({ flowId } = await world.publish({ tool: "google-forms", formId }));
      await later(2 * minute);
      expect(await seen(flowId)).toMatchObject({ noticedBy: "watch", status: "unchanged", notTold: null });
      const [watch] = google().watches.held.values();
      const until = watch?.expireTime ?? 0;
      for (let days = 0; days < 5; days += 1) await later(24 * hour);
      expect(watch?.expireTime).toBeGreaterThan(until);
      expect(google().watches.held.size).toBe(1);
    });

    it("tells of an edit by a signed push, and the new option is told", async () => {
      await addEvening("Friday");
      expect(google().watches.statuses).toEqual([204]);
      await world.settle();
      await later(2 * minute);
      expect(await says(flowId)).toEqual(["“Which evening do you prefer?” has a new option: “Friday”."]);
      expect(await does("take", flowId)).toMatchObject({ kind: "published" });
    });

    it("is not believed with a token of another service account, address, key or time, or with none", async () => {
      const { watches } = google();
      const url = `${world.url}/webhooks/google-forms`;
      const subscription = { url, audience: url, account };
      const body = watches.message({ id: "any", formId, eventType: "SCHEMA" });
      const push = async (token: string | undefined) =>
        (await watches.push({ url }, body, token === undefined ? "" : `Bearer ${token}`)).status;
      const hourAgo = Math.floor(world.now() / 1_000) - 3_600;
      const refused: (string | undefined)[] = [
        undefined,
        "no.token",
        watches.token(subscription, { email: "somebody@else.iam.gserviceaccount.com" }),
        watches.token(subscription, { email_verified: false }),
        watches.token(subscription, { aud: "https://other.example/webhooks/google-forms" }),
        watches.token(subscription, { iss: "https://login.example" }),
        watches.token(subscription, { exp: hourAgo }),
        watches.token(subscription, {}, "a stranger"),
        watches.token(subscription, {}, "nobody"),
        `${watches.token(subscription)}x.y`,
      ];
      for (const token of refused) expect(await push(token)).toBe(401);
      expect(await push(watches.token(subscription))).toBe(204);
    });

    it("is asked for by its date in Drive while the watch does not tell", async () => {
      google().watches.subscriptions.clear();
      await addEvening("Saturday");
      await later(8 * hour);
      expect(await says(flowId)).toEqual(["“Which evening do you prefer?” has a new option: “Saturday”."]);
    });
  });

  describe("at HubSpot", () => {
    it("is noticed by the date of its list, and taken over", async () => {
      const flow = await world.publishForm("consultation");
      world.portal().editForm(world.facts.formIds.consultation, (form) => ({
        ...form,
        fieldGroups: form.fieldGroups.map((group) => ({
          ...group,
          fields: group.fields.map((field) =>
            field.name === "email" ? { ...field, label: "Your work e-mail" } : field,
          ),
        })),
      }));
      await later(40 * minute);
      expect(await seen(flow.flowId)).toMatchObject({ tool: "hubspot", status: "changed" });
      expect((await says(flow.flowId)).join()).toContain("“Your work e-mail”");
      expect(await does("take", flow.flowId)).toMatchObject({ kind: "published" });
    });
  });
});

describe("the command line", () => {
  it("shows what changed to people and to programs, and takes it over", async () => {
    world = await startWorld();
    const run = (...args: string[]) =>
      flowella(["forms", ...args, "--portal", world.portalId, "--server", world.url], {
        cwd: tmpdir(),
        env: { FLOWELLA_OPERATOR_TOKEN: world.operatorToken },
      });
    const { flowId } = await world.publishForm("feedback");
    world.portal().editForm(world.facts.formIds.feedback, (form) => ({ ...form, name: "Tell us more" }));
    const shown = await run("changes", "--look");
    expect(shown).toMatchObject({ code: 0, err: "" });
    expect(shown.out).toMatch(/^CHANGED {5}.*\(Flow flw_.*, hubspot .*\)\n/);
    expect(shown.out).toContain("  safe      The form words otherwise: its title. It is called “Tell us more” now.\n");
    expect(shown.out).toContain(`  Take it over: flowella forms take ${flowId} --portal ${world.portalId}\n`);
    expect(JSON.parse((await run("dismiss", flowId)).out)).toMatchObject({ kind: "dismissed" });
    expect(JSON.parse((await run("automatic", flowId, "on")).out)).toMatchObject({ automatic: "safe" });
    const json = z.object({ forms: z.array(formSchema) }).parse(JSON.parse((await run("changes", "--json")).out));
    expect(json.forms).toMatchObject([
      { flowId, status: "dismissed", automatic: true, changes: [{ kind: "form_reworded" }] },
    ]);
    expect(JSON.parse((await run("take", flowId)).out)).toMatchObject({ kind: "published" });
    expect(await does("take", flowId)).toMatchObject({ kind: "unchanged" });
    expect(await does("take", "flw_none")).toMatchObject({ kind: "refused", code: "forms.not_watched" });
    await world.close();
  });
});
