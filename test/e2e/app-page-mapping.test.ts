/** Where answers go, as the app page shows, tries and saves it; and what a contact gets from then on. */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { schemaCreateSchema } from "../../sandbox/hubspot/custom-objects.ts";
import { demoPortal } from "../../sandbox/hubspot/index.ts";
import {
  type PageMapping,
  type PageMappingRow,
  pageMapping,
  pageMappingSave,
  pageMappingTry,
} from "../../src/app/packages/contract/index.ts";
import { pageCalls } from "./page-calls.ts";
import { consultationAnswers, startWorld, type World } from "./world.ts";

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());
const { ask, newKey, consultation } = pageCalls(() => world);

async function shown(): Promise<PageMapping> {
  const answer = await ask(pageMapping, { source: consultation() });
  if (answer.kind !== "ready") throw new Error(`${answer.kind}: ${answer.message}`);
  return answer;
}
const rowOf = ({ rows }: PageMapping, property: string): PageMappingRow => {
  const row = rows.find((each) => each.property === property);
  if (!row) throw new Error(`No line goes to ${property}.`);
  return row;
};
/** The page's lines, with another property for one of them. */
const rowsWith = ({ rows }: PageMapping, key: string, property: string | undefined) =>
  rows.map((row) => ({ key: row.key, property: row.key === key ? property : row.property, sample: row.sample }));
const save = (rows: unknown) => ask(pageMappingSave, { source: consultation(), rows, idempotencyKey: newKey() });
const properties = (email: string) =>
  world
    .portal()
    .contacts.list()
    .find((contact) => contact.properties["email"] === email)?.properties;

describe("where answers go", () => {
  it("is our suggestion at first, tried on sample answers, with what can be written alone to choose from", async () => {
    const mapping = await shown();
    expect(mapping.edited).toBe(false);
    const email = rowOf(mapping, "email");
    expect(email).toMatchObject({
      kind: "question",
      type: "text",
      suggested: { property: "email", confidence: "certain" },
    });
    const topic = rowOf(mapping, "consultation_topic");
    expect(topic.type).toBe("choice");
    expect(topic.choices.map(({ label }) => label)).toContain("Kitchen");
    const names = mapping.properties.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(["firstname", "consultation_topic"]));
    // HubSpot calculates these itself.
    expect(names).not.toContain("hs_object_id");
    expect(mapping.tried.written).toContainEqual({ property: "email", value: email.sample });
    expect(mapping.tried.notes).toEqual([]);
    expect(await world.operator("/operator/flows")).toEqual([]);
  });

  it("a choice that is not saved is tried and keeps nothing", async () => {
    const mapping = await shown();
    const first = rowOf(mapping, "firstname");
    const rows = rowsWith(mapping, first.key, "jobtitle").map((row) =>
      row.key === first.key ? { ...row, sample: "Ada" } : row,
    );
    const tried = await ask(pageMappingTry, { source: consultation(), rows });
    expect(tried).toMatchObject({ kind: "tried" });
    if (tried.kind !== "tried") throw new Error(tried.kind);
    expect(tried.written).toContainEqual({ property: "jobtitle", value: "Ada" });
    expect(tried.written.map(({ property }) => property)).not.toContain("firstname");
    expect(await shown()).toEqual(mapping);
  });

  it("says what does not fit and does not save it, and what is asked for nothing", async () => {
    const mapping = await shown();
    const topic = rowOf(mapping, "consultation_topic");
    const unfit = await save(rowsWith(mapping, topic.key, "phone_of_nobody"));
    expect(unfit).toMatchObject({
      kind: "refused",
      code: "mapping.unfit",
      concerns: [{ key: topic.key, level: "refuse", code: "property_unknown" }],
    });
    const method = rowOf(mapping, "preferred_contact_method");
    const rows = rowsWith(mapping, topic.key, method.property);
    const tried = await ask(pageMappingTry, { source: consultation(), rows });
    if (tried.kind !== "tried") throw new Error(tried.kind);
    const codes = (key: string) => tried.concerns.filter((each) => each.key === key).map(({ code }) => code);
    expect(codes(topic.key)).toEqual(["options_missing", "property_twice"]);
    expect(tried.concerns.find(({ code }) => code === "options_missing")?.options).toContain("Kitchen");
    const without = await ask(pageMappingTry, {
      source: consultation(),
      rows: rowsWith(mapping, topic.key, undefined),
    });
    if (without.kind !== "tried") throw new Error(without.kind);
    expect(without.concerns).toContainEqual({ key: topic.key, level: "info", code: "goes_nowhere" });
    const date = mapping.rows.find(({ type }) => type === "date");
    const asText = await save(rowsWith(mapping, date?.key ?? "", "consultation_topic"));
    expect(asText).toMatchObject({ kind: "refused", concerns: [{ code: "type_unfit" }] });
  });

  it("saved before the first publishing, it counts for the answers; ours again, ours counts", async () => {
    const mapping = await shown();
    const first = rowOf(mapping, "firstname");
    expect(await save(rowsWith(mapping, first.key, "jobtitle"))).toEqual({ kind: "saved" });
    const saved = await shown();
    expect(saved.edited).toBe(true);
    expect(rowOf(saved, "jobtitle")).toMatchObject({ key: first.key, suggested: { property: "firstname" } });
    const flow = await world.publishForm("consultation");
    world.approveTemplate(flow);
    await world.settle();
    await world.fillIn(flow, world.stranger(), consultationAnswers);
    await world.deliver();
    expect(properties(consultationAnswers.email)).toMatchObject({ jobtitle: "Stella" });
    expect(await save("suggested")).toEqual({ kind: "saved" });
    expect((await shown()).edited).toBe(false);
    await world.fillIn(flow, world.stranger(), {
      ...consultationAnswers,
      firstname: "Luce",
      email: "luce@ferrara.example",
    });
    await world.deliver();
    expect(properties("luce@ferrara.example")).toMatchObject({ firstname: "Luce" });
  });

  it("of an identity check may be the custom object that was chosen for it, but for what is written there anyway", async () => {
    const text = { label: "Text", type: "string", fieldType: "text", options: [] };
    const checks = schemaCreateSchema.parse({
      name: "checks",
      labels: { singular: "Check", plural: "Checks" },
      secondaryDisplayProperties: [],
      requiredProperties: [],
      searchableProperties: [],
      associatedObjects: ["0-1"],
      allowsSensitiveProperties: false,
      shouldCreateSameObjectAssociation: false,
      properties: [
        { ...text, name: "submission_id", hasUniqueValue: true },
        { ...text, name: "source_of_funds", label: "Source of funds" },
      ],
    });
    world.portal().customObjects.create(demoPortal.id, checks, world.now());
    await world.operator("/operator/kyc/use", { choice: { storage: "checks", properties: {} } });
    const { flowId } = await world.publishForm("consultation");
    const ofObject = async () => (await shown()).properties.filter(({ name }) => name.startsWith("kyc."));
    expect(await ofObject()).toEqual([]);
    await world.operator("/operator/flows/settings", { flowId, settings: { kyc: {} } });
    const offered = await ofObject();
    expect(offered).toContainEqual(
      expect.objectContaining({ name: "kyc.source_of_funds", label: "checks: Source of funds" }),
    );
    expect(offered.map(({ name }) => name)).not.toContain("kyc.submission_id");
    const mapping = await shown();
    const message = rowOf(mapping, "message");
    expect(await save(rowsWith(mapping, message.key, "kyc.source_of_funds"))).toEqual({ kind: "saved" });
    expect(rowOf(await shown(), "kyc.source_of_funds").key).toBe(message.key);
  });

  it("HubSpot's refusal to list its properties is an answer of its own", async () => {
    world.hubspot.api.failNext({
      method: "GET",
      path: /\/properties\/2026-03\/contacts$/,
      times: 2,
      answer: { kind: "status", status: 503 },
    });
    expect(await ask(pageMapping, { source: consultation() })).toMatchObject({
      kind: "error",
      code: "hubspot.unavailable",
    });
  });
});
