import { describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { contactsPath, errorSchema, pageSchema, recordSchema, useBench } from "./harness.ts";

const bench = useBench();
const create = (properties: unknown, associations: unknown = []) =>
  bench.api("POST", contactsPath, { properties, associations });
const read = async (id: string, query = "") =>
  (await bench.api("GET", `${contactsPath}/${id}${query}`)).as(recordSchema);

describe("creating a contact", () => {
  it("answers 201 with the values and HubSpot's stamps", async () => {
    const reply = await create({ email: "Ada@Example.com", firstname: "Ada", phone: "347 555 0142" });
    expect(reply.status).toBe(201);
    const { id, properties } = reply.as(recordSchema);
    expect(properties).toMatchObject({
      email: "ada@example.com",
      phone: "347 555 0142",
      hs_object_id: id,
      createdate: "2026-11-20T10:00:00.000Z",
    });
  });

  it("counts as an offline source", async () => {
    const { properties } = await read(await bench.contact({ firstname: "Ada" }), "?properties=hs_analytics_source");
    expect(properties["hs_analytics_source"]).toBe("OFFLINE");
  });

  it.each([
    ["associations is missing", { properties: { firstname: "A" } }],
    ["properties is missing", { associations: [] }],
    ["a value is no string", { properties: { firstname: 5 }, associations: [] }],
    ["neither email nor firstname nor lastname is there", { properties: { phone: "1234567" }, associations: [] }],
  ])("is refused when %s", async (_name, body) => {
    const reply = await bench.api("POST", contactsPath, body);
    expect(reply.status).toBe(400);
    expect(reply.as(errorSchema).category).toBe("VALIDATION_ERROR");
    expect((await bench.api("GET", contactsPath)).as(pageSchema).results).toEqual([]);
  });

  it.each([
    ["PROPERTY_DOESNT_EXIST", { shoe_size: "43" }],
    ["READ_ONLY_VALUE", { hs_analytics_source: "DIRECT_TRAFFIC" }],
    ["READ_ONLY_VALUE", { createdate: "2026-01-01" }],
    ["INVALID_EMAIL", { email: "ada at example" }],
    ["INVALID_OPTION", { lifecyclestage: "friend" }],
    ["INVALID_INTEGER", { hs_pinned_engagement_id: " 5" }],
    ["INVALID_OWNER", { hubspot_owner_id: "1" }],
    ["STRING_TOO_LONG", { message: "x".repeat(65_537) }],
  ])("answers %s in the documented shape", async (code, properties) => {
    const [name] = Object.keys(properties);
    const reply = await create({ firstname: "Ada", ...properties });
    expect(reply.status).toBe(400);
    expect(reply.as(errorSchema)).toMatchObject({
      status: "error",
      category: "VALIDATION_ERROR",
      errors: [{ code, context: { propertyName: [name] } }],
    });
  });

  it("refuses an e-mail that is taken, in any case, and names the holder", async () => {
    const id = await bench.contact({ email: "ada@example.com" });
    const reply = await create({ email: "ADA@example.com" });
    expect(reply.status).toBe(409);
    expect(reply.as(errorSchema)).toMatchObject({
      category: "CONFLICT",
      message: expect.stringContaining(`Existing ID: ${id}`),
    });
  });
});

describe("a property with unique values", () => {
  const addUnique = () =>
    bench.api("POST", "/crm/properties/2026-03/contacts", {
      name: "wa_id",
      label: "WhatsApp id",
      groupName: "contactinformation",
      type: "string",
      fieldType: "text",
      hasUniqueValue: true,
    });

  it("conflicts on create and on update, but not with itself", async () => {
    await addUnique();
    const id = await bench.contact({ firstname: "Ada", wa_id: "393475550142" });
    const other = await bench.contact({ firstname: "Bob" });
    const twice = await create({ firstname: "Eve", wa_id: "393475550142" });
    expect([twice.status, twice.as(errorSchema).message]).toEqual([409, expect.stringContaining(`Existing ID: ${id}`)]);
    const taken = await bench.api("PATCH", `${contactsPath}/${other}`, { properties: { wa_id: "393475550142" } });
    expect(taken.status).toBe(409);
    expect((await bench.api("PATCH", `${contactsPath}/${id}`, { properties: { wa_id: "393475550142" } })).status).toBe(
      200,
    );
  });

  it("identifies a contact; another property does not", async () => {
    await addUnique();
    const id = await bench.contact({ firstname: "Ada", wa_id: "393475550142" });
    expect((await read("393475550142", "?idProperty=wa_id")).id).toBe(id);
    const byName = await bench.api("GET", `${contactsPath}/Ada?idProperty=firstname`);
    expect([byName.status, byName.as(errorSchema).message]).toEqual([
      400,
      expect.stringContaining("non-unique 0-1 property"),
    ]);
  });
});

describe("reading contacts", () => {
  it("gives the default properties and those asked for; unknown names are left out", async () => {
    const id = await bench.contact({ firstname: "Ada", city: "Turin" });
    expect((await read(id)).properties).not.toHaveProperty("city");
    const { properties } = await read(id, "?properties=city,phone&properties=nonsense");
    expect(properties["city"]).toBe("Turin");
    expect(properties).not.toHaveProperty("phone");
    expect(properties).not.toHaveProperty("nonsense");
  });

  it("finds by e-mail, and answers 404 for nobody", async () => {
    const id = await bench.contact({ email: "ada@example.com" });
    expect((await read("Ada%40Example.com", "?idProperty=email")).id).toBe(id);
    for (const path of ["/999999", "/nobody%40example.com?idProperty=email"]) {
      const reply = await bench.api("GET", contactsPath + path);
      expect([reply.status, reply.as(errorSchema).category]).toEqual([404, "OBJECT_NOT_FOUND"]);
    }
  });

  it("lists in pages", async () => {
    const ids: string[] = [];
    for (const name of ["A", "B", "C", "D", "E"]) ids.push(await bench.contact({ firstname: name }));
    const seen: unknown[] = [];
    let after: string | undefined = "0";
    while (after !== undefined) {
      const page: z.infer<typeof pageSchema> = (await bench.api("GET", `${contactsPath}?limit=2&after=${after}`)).as(
        pageSchema,
      );
      expect(page.results.length).toBeLessThanOrEqual(2);
      seen.push(...page.results.map((record) => record["id"]));
      after = page.paging?.next.after;
    }
    expect(seen).toEqual(ids);
    expect((await bench.api("GET", `${contactsPath}?limit=101`)).status).toBe(400);
    expect((await bench.api("GET", `${contactsPath}?after=x`)).status).toBe(400);
  });

  it("reads many by e-mail and says which are missing", async () => {
    await bench.contact({ email: "a@example.com" });
    const reply = await bench.api("POST", `${contactsPath}/batch/read`, {
      idProperty: "email",
      inputs: [{ id: "a@example.com" }, { id: "b@example.com" }],
      properties: ["email"],
      propertiesWithHistory: [],
    });
    expect(reply.status).toBe(207);
    expect(reply.body).toMatchObject({
      results: [{ properties: { email: "a@example.com" } }],
      errors: [{ context: { ids: ["b@example.com"] } }],
    });
  });
});

describe("updating a contact", () => {
  it("changes what is named, also by e-mail, and clears with an empty value", async () => {
    const id = await bench.contact({ email: "ada@example.com", firstname: "Ada", city: "Turin" });
    bench.clock.now += 1000;
    await bench.api("PATCH", `${contactsPath}/ada%40example.com?idProperty=email`, {
      properties: { firstname: "Adele", city: "" },
    });
    const { properties } = await read(id, "?properties=city");
    expect(properties).toMatchObject({
      firstname: "Adele",
      email: "ada@example.com",
      lastmodifieddate: "2026-11-20T10:00:01.000Z",
    });
    expect(properties).not.toHaveProperty("city");
  });

  it("does not change anything when one value is wrong", async () => {
    const id = await bench.contact({ firstname: "Ada" });
    const reply = await bench.api("PATCH", `${contactsPath}/${id}`, {
      properties: { firstname: "Eve", shoe_size: "43" },
    });
    expect(reply.status).toBe(400);
    expect((await read(id)).properties["firstname"]).toBe("Ada");
    expect((await bench.api("PATCH", `${contactsPath}/999`, { properties: {} })).status).toBe(404);
  });

  it("moves the lifecycle stage forward only, unless it is cleared first", async () => {
    const id = await bench.contact({ firstname: "Ada", lifecyclestage: "customer" });
    const set = async (value: string) => {
      const reply = await bench.api("PATCH", `${contactsPath}/${id}`, { properties: { lifecyclestage: value } });
      return reply.as(recordSchema).properties["lifecyclestage"];
    };
    expect(await set("lead")).toBe("customer");
    expect(await set("evangelist")).toBe("evangelist");
    await set("");
    expect(await set("lead")).toBe("lead");
  });

  it("sends null for unset properties when told to", async () => {
    const id = await bench.contact({ firstname: "Ada" });
    bench.hubspot.behaviour.unsetProperties = "null";
    expect((await read(id, "?properties=city")).properties["city"]).toBeNull();
    // The specs know no null here; this answer is not for them.
    bench.hubspot.api.exchanges.pop();
  });
});

describe("archiving, deleting, merging", () => {
  it("archives: gone from reads, found with archived=true, its e-mail free again", async () => {
    const id = await bench.contact({ email: "ada@example.com" });
    expect((await bench.api("DELETE", `${contactsPath}/${id}`)).status).toBe(204);
    expect((await bench.api("GET", `${contactsPath}/${id}`)).status).toBe(404);
    expect(await read(id, "?archived=true")).toMatchObject({ archived: true });
    expect(await bench.contact({ email: "ada@example.com" })).not.toBe(id);
  });

  it("deletes for privacy without a trace", async () => {
    const id = await bench.contact({ email: "ada@example.com" });
    const reply = await bench.api("POST", `${contactsPath}/gdpr-delete`, {
      objectId: "ada@example.com",
      idProperty: "email",
    });
    expect(reply.status).toBe(204);
    expect((await bench.api("GET", `${contactsPath}/${id}?archived=true`)).status).toBe(404);
  });

  it("merges: the primary's values win, both ids lead to it", async () => {
    const primary = await bench.contact({ email: "ada@example.com", firstname: "Ada" });
    const other = await bench.contact({ firstname: "A.", city: "Turin" });
    const reply = await bench.api("POST", `${contactsPath}/merge`, {
      primaryObjectId: primary,
      objectIdToMerge: other,
    });
    expect([reply.status, reply.as(recordSchema).id]).toEqual([200, primary]);
    const merged = await read(other, "?properties=city");
    expect(merged).toMatchObject({ id: primary, properties: { firstname: "Ada", city: "Turin" } });
    expect((await bench.api("GET", contactsPath)).as(pageSchema).results).toHaveLength(1);
  });

  it("can give the merged record a new id", async () => {
    bench.hubspot.behaviour.mergeResult = "new-record";
    const [a, b] = [await bench.contact({ firstname: "A" }), await bench.contact({ firstname: "B" })];
    const merged = (await bench.api("POST", `${contactsPath}/merge`, { primaryObjectId: a, objectIdToMerge: b })).as(
      recordSchema,
    );
    expect([a, b]).not.toContain(merged.id);
    expect((await read(a)).id).toBe(merged.id);
    const self = await bench.api("POST", `${contactsPath}/merge`, { primaryObjectId: a, objectIdToMerge: merged.id });
    expect(self.status).toBe(400);
  });
});

describe("batches", () => {
  const upsert = (inputs: object[]) => bench.api("POST", `${contactsPath}/batch/upsert`, { inputs });
  const results = z.looseObject({ results: z.array(z.looseObject({ id: z.string(), new: z.boolean().optional() })) });

  it("upserts by e-mail and tells new from known", async () => {
    const id = await bench.contact({ email: "a@example.com" });
    const reply = await upsert([
      { idProperty: "email", id: "a@example.com", properties: { firstname: "A" } },
      { idProperty: "email", id: "b@example.com", properties: { firstname: "B" } },
    ]);
    expect(reply.status).toBe(200);
    expect(reply.as(results).results.map((one) => [one.id === id, one.new])).toEqual([
      [true, false],
      [false, true],
    ]);
  });

  it("fails as a whole when two inputs mean one record, or one input is bad", async () => {
    const one = { idProperty: "email", id: "a@example.com", properties: { firstname: "A" } };
    expect((await upsert([one, { ...one, id: "A@example.com" }])).status).toBe(400);
    expect((await upsert([one, { ...one, id: "b@example.com", properties: { nonsense: "1" } }])).status).toBe(400);
    expect((await bench.api("GET", contactsPath)).as(pageSchema).results).toEqual([]);
    bench.hubspot.settle();
    expect((await bench.api("POST", `${contactsPath}/search`, {})).body).toMatchObject({ total: 0 });
  });

  it("does the good ones when every input has its own trace id, and maps the errors", async () => {
    const reply = await bench.api("POST", `${contactsPath}/batch/create`, {
      inputs: [
        { properties: { firstname: "A" }, associations: [], objectWriteTraceId: "t1" },
        { properties: { nonsense: "1" }, associations: [], objectWriteTraceId: "t2" },
      ],
    });
    expect(reply.status).toBe(207);
    expect(reply.body).toMatchObject({
      results: [{ objectWriteTraceId: "t1" }],
      numErrors: 1,
      errors: [{ context: { objectWriteTraceId: ["t2"] }, category: "VALIDATION_ERROR" }],
    });
  });

  it("updates by id, but not by e-mail", async () => {
    const id = await bench.contact({ email: "a@example.com" });
    const update = (input: object) => bench.api("POST", `${contactsPath}/batch/update`, { inputs: [input] });
    expect((await update({ id, properties: { firstname: "A" } })).status).toBe(200);
    const byEmail = await update({ id: "a@example.com", idProperty: "email", properties: { firstname: "B" } });
    expect([byEmail.status, byEmail.as(errorSchema).message]).toEqual([
      400,
      expect.stringContaining("non-unique 0-1 property"),
    ]);
    expect((await read(id)).properties["firstname"]).toBe("A");
  });

  it("takes at most 100 inputs", async () => {
    const inputs = Array.from({ length: 101 }, (_, index) => ({ id: String(index) }));
    expect((await bench.api("POST", `${contactsPath}/batch/archive`, { inputs })).status).toBe(400);
  });
});
