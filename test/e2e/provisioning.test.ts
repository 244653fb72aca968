/** What Flowella makes in a portal: made again when it is gone, reported when it has another shape, and never in the way of answers. */
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { sandboxClientId } from "../../cli/sandbox-world.ts";
import { schemaCreateSchema } from "../../sandbox/hubspot/custom-objects.ts";
import { demoPortal } from "../../sandbox/hubspot/index.ts";
import { checkAll, playedFault } from "../contract/index.ts";
import { flowella } from "./command-line.ts";
import { addSecondBusiness, second } from "./second-portal.ts";
import { consultationAnswers, fillEveryScreen, startWorld, type World } from "./world.ts";

const hour = 3_600_000;

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(async () => {
  const { problems } = checkAll(world.hubspot.api.exchanges, "hubspot", { leaveOut: playedFault });
  expect(problems).toEqual([]);
  await world.close();
});

const itemSchema = z.object({ name: z.string(), state: z.string(), says: z.string().optional() });
const repairSchema = z.object({
  kind: z.literal("repaired"),
  items: z.array(itemSchema),
  identityRecords: z.object({ place: z.string(), objectTypeId: z.string().optional() }),
  problems: z.array(itemSchema),
});
const repair = async (portalId: number = demoPortal.id) =>
  repairSchema.parse(await world.operator("/operator/connect/repair", { portalId: String(portalId) }));

const capabilitySchema = z.object({ name: z.string(), state: z.string(), remedy: z.string().optional() });
const statusSchema = z.object({ kind: z.literal("status"), capabilities: z.array(capabilitySchema) });
const capabilities = async (portalId: number = demoPortal.id) => {
  const said = await world.operator("/operator/connect/status", { portalId: String(portalId) });
  return Object.fromEntries(statusSchema.parse(said).capabilities.map(({ name, state }) => [name, state]));
};

const catalogue = (portalId: number = demoPortal.id) => world.hubspot.portal(portalId).contacts.catalogue;
const archive = (name: string) => {
  const property = catalogue().get(name);
  if (property) catalogue().replace({ ...property, archived: true });
};
const reshape = (name: string, change: object) => {
  const property = catalogue().get(name);
  if (property) catalogue().replace({ ...property, ...change });
};
const states = ({ items }: z.infer<typeof repairSchema>) =>
  Object.fromEntries(items.map(({ name, state }) => [name, state]));
const newest = () => world.portal().contacts.list().at(-1)?.properties ?? {};

const ours = [
  "flowella_wa_id",
  "flowella_last_flow",
  "flowella_last_status",
  "flowella_last_answered_at",
  "flowella_last_score",
  "flowella_consent",
];

describe("a portal that installed", () => {
  it("has our properties in our group, and a custom object for identity checks", async () => {
    for (const name of ours) expect(catalogue().get(name)).toMatchObject({ groupName: "flowella", archived: false });
    expect(catalogue().get("flowella_last_score")).toMatchObject({ type: "number" });
    expect(catalogue().get("flowella_identity_status")).toBeUndefined();
    const object = world.portal().customObjects.get("flowella_identity_check");
    expect(object?.catalogue.get("submission_id")).toMatchObject({ hasUniqueValue: true });
    expect(await capabilities()).toEqual({
      answers: "works",
      forms: "works",
      properties: "works",
      workflows: "works",
      lists: "works",
      files: "works",
      "identity-records": "works",
      "app-page": "works",
    });
  });

  it("stays as it is however often it is looked at: only reading", async () => {
    const before = world.hubspot.api.exchanges.length;
    const reports = [await repair(), await repair()];
    for (const report of reports)
      expect([report.problems, new Set(Object.values(states(report)))]).toEqual([[], new Set(["present"])]);
    const methods = world.hubspot.api.exchanges.slice(before).map(({ method }) => method);
    expect(new Set(methods)).toEqual(new Set(["GET"]));
  });

  it("keeps identity checks on the contact where its tier has no custom objects", async () => {
    addSecondBusiness(world);
    const unavailableScopes = [
      "crm.schemas.custom.read",
      "crm.schemas.custom.write",
      "crm.objects.custom.read",
      "crm.objects.custom.write",
      "automation",
    ];
    world.hubspot.addPortal({ ...demoPortal, id: second.portalId, name: "Small", unavailableScopes });
    expect((await world.install(second.portalId)).status).toBe(200);
    expect(catalogue(second.portalId).get("flowella_identity_status")).toMatchObject({ groupName: "flowella" });
    expect((await repair(second.portalId)).problems).toEqual([]);
    expect(await capabilities(second.portalId)).toMatchObject({
      answers: "works",
      workflows: "limited",
      "identity-records": "limited",
      lists: "works",
    });
  });

  it("that granted nothing optional works, and says what is off and why", async () => {
    addSecondBusiness(world);
    const begun = await fetch(`${world.url}/oauth/install`, { redirect: "manual" });
    const cookie = begun.headers.get("set-cookie")?.split(";")[0] ?? "";
    const back = await world.hubspot.consent(
      begun.headers.get("location") ?? "",
      second.portalId,
      "allow-required-only",
    );
    expect((await fetch(back, { headers: { cookie } })).status).toBe(200);
    const said = statusSchema.parse(
      await world.operator("/operator/connect/status", { portalId: String(second.portalId) }),
    );
    const lacking = said.capabilities.filter(({ state }) => state !== "works");
    expect(lacking.map(({ name }) => name)).toEqual(["workflows", "lists", "files", "identity-records"]);
    for (const { remedy } of lacking) expect(remedy).toMatch(/super admin/);
  });
});

describe("what somebody took away", () => {
  it("is made again by the next look that is due", async () => {
    catalogue().forget("flowella_last_status");
    await world.chores();
    expect(catalogue().get("flowella_last_status")).toBeUndefined();
    world.passTime(25 * hour);
    await world.chores();
    expect(catalogue().get("flowella_last_status")).toMatchObject({ type: "enumeration" });
  });

  it("is put back by the very answers that need it", async () => {
    catalogue().forget("flowella_last_score");
    const flow = await world.publishForm("consultation");
    await world.fillIn(flow, world.stranger(), consultationAnswers);
    await world.deliver();
    expect(await world.steps()).toMatchObject({ contact: expect.stringMatching(/^done/) });
    expect(newest()).toMatchObject({ flowella_last_status: "answered" });
    expect(catalogue().get("flowella_last_score")).toBeDefined();
  });

  it("and archived is reported with what to do, while answers go on landing without it", async () => {
    archive("flowella_last_status");
    const report = await repair();
    expect(states(report)["flowella_last_status"]).toBe("archived");
    expect(report.problems.map(({ says }) => says)).toEqual([expect.stringMatching(/Restore it in HubSpot/)]);
    expect(await capabilities()).toMatchObject({ properties: "limited", answers: "works" });
    const flow = await world.publishForm("consultation");
    await world.fillIn(flow, world.stranger(), consultationAnswers);
    await world.deliver();
    expect((await world.steps())["contact"]).toMatch(/^done.*without-flowella_last_status/);
    expect(newest()).toMatchObject({ flowella_last_flow: "Request a consultation", consultation_topic: "kitchen" });

    const restored = catalogue().any("flowella_last_status");
    if (restored) catalogue().replace({ ...restored, archived: false });
    // Where something was wrong, the next look comes within the hour.
    world.passTime(hour + 1_000);
    await world.chores();
    expect(await capabilities()).toMatchObject({ properties: "works" });
  });

  it("and comes back in another shape is reported, while answers go on landing without it", async () => {
    reshape("flowella_last_status", { type: "number", fieldType: "number", options: [] });
    const report = await repair();
    expect(states(report)["flowella_last_status"]).toBe("differs");
    expect(report.problems[0]?.says).toMatch(/of type number.*of type enumeration.*Rename or delete/s);
    const flow = await world.publishForm("consultation");
    await world.fillIn(flow, world.stranger(), consultationAnswers);
    await world.deliver();
    expect((await world.steps())["contact"]).toMatch(/^done.*without-flowella_last_status/);
    expect(newest()).toMatchObject({ flowella_last_flow: "Request a consultation" });
  });

  it("without its options gets them back, and those of others stay", async () => {
    reshape("flowella_last_status", { options: [{ label: "Mine", value: "mine", displayOrder: 0, hidden: false }] });
    expect(states(await repair())["flowella_last_status"]).toBe("repaired");
    const values = catalogue()
      .get("flowella_last_status")
      ?.options.map(({ value }) => value);
    expect(values).toEqual(["mine", "answered", "corrected"]);
  });

  it("one that fails keeps none of the others from being made", async () => {
    catalogue().forget("flowella_consent");
    reshape("flowella_last_flow", { type: "number", fieldType: "number" });
    const report = states(await repair());
    expect(report).toMatchObject({ flowella_last_flow: "differs", flowella_consent: "created" });
  });
});

describe("identity checks", () => {
  const choose = (identityRecords: string) =>
    world.operator("/operator/settings", { settings: { defaultCountry: "IT", identityRecords } });

  it("go where the settings say: on the contact, or in the customer's own object", async () => {
    await choose("contacts");
    expect((await repair()).identityRecords).toMatchObject({ place: "contacts" });
    expect(catalogue().get("flowella_identity_status")).toBeDefined();
    expect(await capabilities()).toMatchObject({ "identity-records": "works" });
    const key = { name: "submission_id", label: "Id", type: "string", fieldType: "text", options: [] };
    const properties = [{ ...key, hasUniqueValue: true }];
    const theirs = { name: "kyc", labels: { singular: "KYC", plural: "KYC" }, properties };
    const none = {
      secondaryDisplayProperties: [],
      requiredProperties: [],
      searchableProperties: [],
      associatedObjects: ["0-1"],
    };
    const rest = { allowsSensitiveProperties: false, shouldCreateSameObjectAssociation: false };
    const made = world
      .portal()
      .customObjects.create(demoPortal.id, schemaCreateSchema.parse({ ...theirs, ...none, ...rest }), world.now());
    await choose("kyc");
    expect((await repair()).identityRecords).toMatchObject({ place: "object", objectTypeId: made.objectTypeId });
    expect(made.catalogue.list().map(({ name }) => name)).toEqual(["submission_id"]);
  });

  it("that name an object which is not there are said to be on the contact meanwhile", async () => {
    await choose("no_such_object");
    const report = await repair();
    expect(report.identityRecords).toMatchObject({ place: "contacts" });
    expect(report.problems[0]?.says).toContain("no_such_object");
    expect(await capabilities()).toMatchObject({ "identity-records": "limited", properties: "works" });
  });

  it("find the object that another process has made a moment ago, and bear a deleted one that keeps the name", async () => {
    const path = /\/crm-object-schemas\/2026-03\/schemas$/;
    const nothing = {
      method: "GET" as const,
      path,
      answer: { kind: "status" as const, status: 200, body: { results: [] } },
    };
    world.hubspot.api.failNext(nothing);
    expect(await repair()).toMatchObject({ identityRecords: { place: "object" }, problems: [] });
    world.hubspot.api.failNext({ ...nothing, times: 2 });
    const report = await repair();
    expect(report.identityRecords).toMatchObject({ place: "contacts" });
    expect(report.problems.map(({ state, says }) => `${state} ${says}`)).toEqual([
      expect.stringMatching(/^archived .*Restore/),
    ]);
  });

  it("stay where they are while HubSpot is down", async () => {
    const down = { kind: "status" as const, status: 500, body: {} };
    world.hubspot.api.failNext({ method: "GET", path: /\/crm-object-schemas\/2026-03\/schemas$/, answer: down });
    const report = await repair();
    expect(report.identityRecords).toMatchObject({ place: "object" });
    expect(report.problems).toHaveLength(1);
  });

  it("get back a property that was deleted from our object", async () => {
    const object = world.portal().customObjects.get("flowella_identity_check");
    const gone = object?.catalogue.get("view_link");
    if (!object || !gone) throw new Error("The object is not there.");
    object.catalogue.replace({ ...gone, options: [], archived: true });
    expect(states(await repair())["view_link"]).toBe("archived");
    object.catalogue.replace({ ...gone, archived: false });
    expect(states(await repair())["view_link"]).toBe("present");
  });
});

describe("what the last answers say on the contact", () => {
  const scored = {
    id: "Sc0re",
    title: "A quiz",
    settings: { language: "en" },
    variables: { score: 7 },
    fields: [{ id: "f1", ref: "your_name", title: "Your name", type: "short_text", properties: {} }],
  };

  it("stands there by the very call that brings the answers: Flow, status, time", async () => {
    const flow = await world.publishForm("consultation");
    const from = world.now();
    await world.fillIn(flow, world.stranger(), consultationAnswers);
    await world.deliver();
    expect(newest()).toMatchObject({ flowella_last_flow: "Request a consultation", flowella_last_status: "answered" });
    const at = Date.parse(newest()["flowella_last_answered_at"] ?? "");
    expect([at >= from, at <= world.now()]).toEqual([true, true]);
    const calls = world.hubspot.api.exchanges.filter(
      ({ path, requestBody }) => path.includes("/objects/") && requestBody.includes("flowella_last_status"),
    );
    expect(calls.length).toBeGreaterThan(0);
    expect(calls.filter(({ requestBody }) => !requestBody.includes("consultation_topic"))).toEqual([]);
  });

  it("a correction says that it is one", async () => {
    const flow = await world.publishForm("consultation");
    const reopen = { kind: "change", until: world.now() + 24 * hour };
    await world.operator("/operator/flows/settings", { flowId: flow.flowId, settings: { reopen } });
    const customer = world.stranger();
    await world.fillIn(flow, customer, consultationAnswers);
    await world.deliver();
    expect(newest()).toMatchObject({ flowella_last_status: "answered" });
    await fillEveryScreen(await customer.openFlow(), { ...consultationAnswers, consultation_topic: "bathroom" });
    await world.deliver();
    expect(newest()).toMatchObject({ flowella_last_status: "corrected", consultation_topic: "bathroom" });
  });

  it("the score is that of these answers, and goes with those that have none", async () => {
    const quiz = await world.publish({ tool: "typeform", definition: scored });
    const customer = world.stranger();
    await world.fillIn(quiz, customer, { your_name: "Stella" });
    await world.deliver();
    expect(newest()).toMatchObject({ flowella_last_flow: "A quiz", flowella_last_score: "7" });
    world.passTime(60_000);
    await world.fillIn(await world.publishForm("consultation"), customer, consultationAnswers);
    await world.deliver();
    expect(newest()).toMatchObject({ flowella_last_flow: "Request a consultation" });
    expect(newest()["flowella_last_score"] ?? "").toBe("");
  });
});

describe("a portal that left unnoticed", () => {
  it("is noticed by the daily look", async () => {
    world.hubspot.uninstall(sandboxClientId, demoPortal.id);
    world.passTime(25 * hour);
    await world.chores();
    expect(Object(await world.operator("/operator/portals"))[0].status).toBe("gone");
  });
});

it("the command line shows what works, repairs, and fails where somebody is needed", async () => {
  const cwd = await mkdtemp(path.join(tmpdir(), "flowella-connect-"));
  const env = { FLOWELLA_OPERATOR_TOKEN: world.operatorToken };
  const run = (...args: string[]) =>
    flowella(["connect", ...args, "--portal", world.portalId, "--server", world.url], { cwd, env });
  const status = await run("status");
  expect(status).toMatchObject({ code: 0, err: "" });
  expect(status.out).toMatch(/works +Workflows/);
  archive("flowella_consent");
  const repaired = await run("repair");
  expect(repaired.code).toBe(1);
  expect(repaired.out).toMatch(/archived +flowella_consent/);
  expect(repaired.out).toMatch(/To do: .*Restore it in HubSpot/);
  expect((await run("link", "--page", "whatsapp")).out).toContain(`${world.url}/connect/open/`);
  expect(await run("disconnect")).toMatchObject({ code: 1, err: expect.stringContaining("--yes") });
  expect((await run("disconnect", "--yes")).out).toContain("disconnected");
  expect(await run("status")).toMatchObject({ code: 1, err: expect.stringContaining("Install it there again") });
});
