import { describe, expect, it } from "@jest/globals";
import { demoPortal, seedPortal } from "../../../sandbox/hubspot/index.ts";
import { contactsPath, errorSchema, searchSchema, useBench } from "./harness.ts";

const bench = useBench({ searchLagMs: 2_000 });
const post = (body: object) => bench.api("POST", `${contactsPath}/search`, body);
const filter = (propertyName: string, operator: string, more: object = {}) => ({ propertyName, operator, ...more });

/** First names of what is found, with filters as OR groups of one. */
async function found(...filters: object[]): Promise<unknown[]> {
  const reply = await post({
    filterGroups: filters.map((one) => ({ filters: [one] })),
    sorts: ["firstname"],
    properties: [],
    limit: 200,
    after: "0",
  });
  expect(reply.status).toBe(200);
  return reply.as(searchSchema).results.map(({ properties }) => properties["firstname"]);
}

describe("the index", () => {
  it("shows a new and a changed record only after its lag, by the clock", async () => {
    const id = await bench.contact({ firstname: "Ada" });
    expect(await found(filter("firstname", "EQ", { value: "Ada" }))).toEqual([]);
    bench.clock.now += 1_999;
    expect(await found(filter("firstname", "EQ", { value: "Ada" }))).toEqual([]);
    bench.clock.now += 1;
    expect(await found(filter("firstname", "EQ", { value: "ada" }))).toEqual(["Ada"]);

    await bench.api("PATCH", `${contactsPath}/${id}`, { properties: { firstname: "Eve" } });
    expect(await found(filter("firstname", "HAS_PROPERTY"))).toEqual(["Ada"]);
    bench.clock.now += 2_000;
    expect(await found(filter("firstname", "HAS_PROPERTY"))).toEqual(["Eve"]);

    await bench.api("DELETE", `${contactsPath}/${id}`);
    expect(await found(filter("firstname", "HAS_PROPERTY"))).toEqual(["Eve"]);
    bench.hubspot.settle();
    expect(await found(filter("firstname", "HAS_PROPERTY"))).toEqual([]);
  });
});

describe("phone numbers", () => {
  it("are found by their national number on the national pair alone", async () => {
    const { customer, shared } = seedPortal(bench.hubspot.portal(demoPortal.id));
    const search = async (value: string, ...names: string[]) => {
      const filterGroups = names.map((name) => ({
        filters: [filter(`hs_searchable_calculated_${name}`, "EQ", { value })],
      }));
      return (await post({ filterGroups, limit: 10 })).as(searchSchema).results.map(({ id }) => id);
    };
    const national = ["phone_number", "mobile_number"];
    const international = ["international_phone_number", "international_mobile_number"];
    expect(await search("3475550142", ...national)).toEqual([customer.contactId]);
    expect(await search("3335550188", ...national)).toEqual([...shared.contactIds]);
    expect(await search("+393475550142", ...national)).toEqual([]);
    expect(await search("+393475550142", ...international)).toEqual([]);
    bench.hubspot.behaviour.internationalPhoneFilters = true;
    expect(await search("+393475550142", ...international)).toEqual([customer.contactId]);
  });

  it.each([
    ["347 555 0142", "3475550142", "+393475550142"],
    ["+39 347 555 0142", "3475550142", "+393475550142"],
    ["0039347/5550142", "3475550142", "+393475550142"],
    ["02 5550 1234", "0255501234", "+390255501234"],
    ["+49 (0)151 55501234", "15155501234", "+4915155501234"],
    ["+44 7700 900123", "7700900123", "+447700900123"],
    ["+352 621 555 012", "621555012", "+352621555012"],
  ])("%s is %s at home and %s abroad", async (phone, national, international) => {
    const id = await bench.contact({ firstname: "Ada", phone });
    const names = "hs_searchable_calculated_phone_number,hs_searchable_calculated_international_phone_number";
    const reply = await bench.api("GET", `${contactsPath}/${id}?properties=${names}`);
    expect(reply.body).toMatchObject({
      properties: {
        hs_searchable_calculated_phone_number: national,
        hs_searchable_calculated_international_phone_number: international,
      },
    });
  });

  it("that are none are not calculated", async () => {
    const id = await bench.contact({ firstname: "Ada", phone: "ask Bob" });
    const reply = await bench.api("GET", `${contactsPath}/${id}?properties=hs_searchable_calculated_phone_number`);
    expect(reply.body).not.toHaveProperty("properties.hs_searchable_calculated_phone_number");
  });
});

describe("operators", () => {
  it.each([
    ["EQ", filter("city", "EQ", { value: "turin" }), ["Ada"]],
    ["NEQ", filter("city", "NEQ", { value: "Turin" }), ["Bob", "Cleo"]],
    ["IN, lower case", filter("city", "IN", { values: ["turin", "rome"] }), ["Ada", "Bob"]],
    ["IN, upper case finds nothing", filter("city", "IN", { values: ["Turin"] }), []],
    ["NOT_IN", filter("city", "NOT_IN", { values: ["turin"] }), ["Bob", "Cleo"]],
    ["HAS_PROPERTY", filter("city", "HAS_PROPERTY"), ["Ada", "Bob"]],
    ["NOT_HAS_PROPERTY", filter("city", "NOT_HAS_PROPERTY"), ["Cleo"]],
    ["CONTAINS_TOKEN", filter("email", "CONTAINS_TOKEN", { value: "*ada*" }), ["Ada"]],
    ["NOT_CONTAINS_TOKEN", filter("city", "NOT_CONTAINS_TOKEN", { value: "rome" }), ["Ada", "Cleo"]],
    ["GT", filter("createdate", "GT", { value: String(Date.UTC(2026, 10, 20, 10)) }), ["Bob", "Cleo"]],
    ["GTE", filter("createdate", "GTE", { value: "2026-11-20T10:00:02.000Z" }), ["Cleo"]],
    ["LT", filter("createdate", "LT", { value: "2026-11-20T10:00:01.000Z" }), ["Ada"]],
    ["LTE", filter("createdate", "LTE", { value: "2026-11-20T10:00:01.000Z" }), ["Ada", "Bob"]],
    [
      "BETWEEN",
      filter("createdate", "BETWEEN", { value: "2026-11-20T10:00:01.000Z", highValue: "2026-11-20T10:00:01.500Z" }),
      ["Bob"],
    ],
  ])("%s", async (_name, one, names) => {
    await bench.contact({ firstname: "Ada", city: "Turin", email: "ada@example.com" });
    bench.clock.now += 1000;
    await bench.contact({ firstname: "Bob", city: "Rome" });
    bench.clock.now += 1000;
    await bench.contact({ firstname: "Cleo" });
    bench.clock.now += 2000;
    expect(await found(one)).toEqual(names);
  });

  it("joins filters of a group with AND and groups with OR; query and sorts work", async () => {
    for (const [firstname, city] of [
      ["Ada", "Rome"],
      ["Bob", "Rome"],
      ["Cleo", "Turin"],
    ] as const)
      await bench.contact({ firstname, city });
    bench.hubspot.settle();
    const both = { filters: [filter("city", "EQ", { value: "Rome" }), filter("firstname", "EQ", { value: "Bob" })] };
    const turin = { filters: [filter("city", "EQ", { value: "Turin" })] };
    const names = async (body: object) =>
      (await post(body)).as(searchSchema).results.map(({ properties }) => properties["firstname"]);
    expect(
      await names({ filterGroups: [both, turin], sorts: [{ propertyName: "firstname", direction: "DESCENDING" }] }),
    ).toEqual(["Cleo", "Bob"]);
    expect(await names({ query: "cle" })).toEqual(["Cleo"]);
  });

  it("finds by association", async () => {
    const id = await bench.contact({ firstname: "Ada" });
    const task = await bench.api("POST", "/crm/objects/2026-03/tasks", {
      properties: { hs_timestamp: "2026-11-21", hs_task_subject: "Call" },
      associations: [{ to: { id }, types: [{ associationCategory: "HUBSPOT_DEFINED", associationTypeId: 204 }] }],
    });
    expect(task.status).toBe(201);
    bench.hubspot.settle();
    const body = { filterGroups: [{ filters: [filter("associations.contact", "EQ", { value: id })] }] };
    expect((await bench.api("POST", "/crm/objects/2026-03/tasks/search", body)).as(searchSchema).total).toBe(1);
    expect(await found(filter("associations.tasks", "NOT_HAS_PROPERTY"))).toEqual([]);
  });
});

describe("limits", () => {
  const one = filter("firstname", "HAS_PROPERTY");
  const groups = (count: number, filters: number) => ({
    filterGroups: Array.from({ length: count }, () => ({ filters: Array(filters).fill(one) })),
  });

  it.each([
    ["6 groups", groups(6, 1)],
    ["7 filters in a group", groups(1, 7)],
    ["20 filters in all", groups(4, 5)],
    ["201 rows", { limit: 201 }],
    ["rows beyond 10,000", { limit: 100, after: "9901" }],
    ["two sorts", { sorts: ["firstname", "lastname"] }],
    ["3,001 characters", { query: "x".repeat(3_000) }],
    ["a filter without value", { filterGroups: [{ filters: [filter("firstname", "EQ")] }] }],
    ["BETWEEN without highValue", { filterGroups: [{ filters: [filter("createdate", "BETWEEN", { value: "1" })] }] }],
    ["an unknown operator", { filterGroups: [{ filters: [filter("firstname", "LIKE", { value: "a" })] }] }],
  ])("%s are too many or wrong: 400", async (_name, body) => {
    expect((await post(body)).status).toBe(400);
  });

  it("are not reached by 5 groups, 6 filters, 18 in all, 200 rows, 10,000 results", async () => {
    for (const body of [groups(5, 1), groups(3, 6), { limit: 200, after: "9800" }])
      expect((await post(body)).status).toBe(200);
  });

  it("a property that does not exist fails the whole search and is named", async () => {
    const known = { filters: [one] };
    const reply = await post({ filterGroups: [known, { filters: [filter("wa_id", "EQ", { value: "1" })] }] });
    expect(reply.status).toBe(400);
    expect(reply.as(errorSchema)).toMatchObject({
      category: "VALIDATION_ERROR",
      errors: [{ context: { propertyName: ["wa_id"] } }],
    });
  });

  it("pages with after", async () => {
    for (const firstname of ["A", "B", "C"]) await bench.contact({ firstname });
    bench.hubspot.settle();
    const first = await post({ limit: 2, sorts: ["firstname"] });
    expect(first.body).toMatchObject({ total: 3, paging: { next: { after: "2" } } });
    const second = await post({ limit: 2, after: "2", sorts: ["firstname"] });
    expect(second.as(searchSchema).results).toHaveLength(1);
    expect(second.body).not.toHaveProperty("paging");
  });

  it("5 searches a second per account, without rate headers", async () => {
    bench.hubspot.behaviour.searchesPerSecond = 5;
    for (let count = 0; count < 5; count++) expect((await post({})).status).toBe(200);
    const full = await post({});
    expect(full.status).toBe(429);
    expect(full.body).toMatchObject({ errorType: "RATE_LIMIT", policyName: "SECONDLY" });
    expect(full.headers.has("x-hubspot-ratelimit-max")).toBe(false);
    bench.clock.now += 1_000;
    expect((await post({})).status).toBe(200);
  });
});
