import { describe, expect, it } from "@jest/globals";
import { errorSchema, pageSchema, useBench } from "./harness.ts";

const bench = useBench();
const base = "/crm/properties/2026-03/contacts";
const group = { name: "wa_flows", label: "WhatsApp Flows", displayOrder: -1 };
const wanted = {
  name: "wa_id",
  label: "WhatsApp id",
  groupName: "wa_flows",
  type: "string",
  fieldType: "text",
  hasUniqueValue: true,
};
const addGroup = () => bench.api("POST", `${base}/groups`, group);
const add = (change: object = {}) => bench.api("POST", base, { ...wanted, ...change });

describe("groups", () => {
  it("are made once and then exist", async () => {
    expect((await addGroup()).status).toBe(201);
    const again = await addGroup();
    expect([again.status, again.as(errorSchema).category]).toEqual([409, "CONFLICT"]);
    expect((await bench.api("GET", `${base}/groups/wa_flows`)).body).toEqual({ ...group, archived: false });
    expect((await bench.api("GET", `${base}/groups`)).as(pageSchema).results).toHaveLength(2);
    expect((await bench.api("GET", `${base}/groups/nonsense`)).status).toBe(404);
  });
});

describe("properties", () => {
  it("are created, read, listed, changed", async () => {
    await addGroup();
    const made = await add();
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ ...wanted, hubspotDefined: false });
    expect((await bench.api("GET", `${base}/wa_id`)).body).toEqual(made.body);
    expect((await bench.api("GET", base)).as(pageSchema).results.map((one) => one["name"])).toContain("wa_id");
    const changed = await bench.api("PATCH", `${base}/wa_id`, { label: "WhatsApp" });
    expect(changed.body).toMatchObject({ name: "wa_id", label: "WhatsApp", hasUniqueValue: true });
    expect((await bench.api("GET", `${base}/nonsense`)).status).toBe(404);
  });

  it("keep their name when archived", async () => {
    await addGroup();
    await add();
    expect((await add()).status).toBe(409);
    expect((await bench.api("DELETE", `${base}/wa_id`)).status).toBe(204);
    expect((await bench.api("GET", `${base}/wa_id`)).status).toBe(404);
    expect((await bench.api("GET", `${base}/wa_id?archived=true`)).status).toBe(200);
    expect((await add()).status).toBe(409);
    const write = await bench.api("POST", "/crm/objects/2026-03/contacts", {
      properties: { firstname: "A", wa_id: "1" },
      associations: [],
    });
    expect(write.status).toBe(400);
  });

  it.each([
    ["a group that does not exist", { groupName: "nonsense" }],
    ["an upper case name", { name: "waId" }],
    ["a name that starts with a digit", { name: "1wa" }],
    ["an unknown type", { type: "json" }],
    ["a field type of another type", { type: "date", fieldType: "text" }],
    ["a bool without its options", { type: "bool", fieldType: "booleancheckbox", hasUniqueValue: false }],
    ["a missing label", { label: undefined }],
    [
      "two options with one value",
      {
        type: "enumeration",
        fieldType: "select",
        options: [0, 1].map((displayOrder) => ({ label: "A", value: "a", displayOrder, hidden: false })),
      },
    ],
  ])("are refused with %s", async (_name, change) => {
    await addGroup();
    expect((await add(change)).status).toBe(400);
    expect((await bench.api("GET", `${base}/wa_id`)).status).toBe(404);
  });

  it("are unique ten times at most", async () => {
    await addGroup();
    for (let index = 0; index < 10; index++) expect((await add({ name: `unique_${index}` })).status).toBe(201);
    expect((await add({ name: "unique_10" })).status).toBe(400);
    expect((await add({ name: "ordinary", hasUniqueValue: false })).status).toBe(201);
  });

  it("are created in batches: 201, or 207 with the errors", async () => {
    await addGroup();
    const batch = (...names: string[]) =>
      bench.api("POST", `${base}/batch/create`, {
        inputs: names.map((name) => ({ ...wanted, name, hasUniqueValue: false })),
      });
    expect((await batch("one", "two")).status).toBe(201);
    const mixed = await batch("two", "three");
    expect(mixed.status).toBe(207);
    expect(mixed.body).toMatchObject({
      results: [{ name: "three" }],
      numErrors: 1,
      errors: [{ category: "CONFLICT", context: { name: ["two"] } }],
    });
  });

  it("take values of their type: multi-select appends with a leading semicolon, dates are midnight UTC", async () => {
    await addGroup();
    const options = ["a", "b", "c"].map((value, displayOrder) => ({
      label: value,
      value,
      displayOrder,
      hidden: false,
    }));
    await add({ name: "likes", type: "enumeration", fieldType: "checkbox", hasUniqueValue: false, options });
    await add({ name: "visit", type: "date", fieldType: "date", hasUniqueValue: false });
    const id = await bench.contact({ firstname: "Ada", likes: "a;b", visit: "2026-12-24" });
    const set = async (properties: Record<string, string>) =>
      bench.api("PATCH", `/crm/objects/2026-03/contacts/${id}`, { properties });
    expect((await set({ likes: ";c;a" })).body).toMatchObject({ properties: { likes: "a;b;c" } });
    expect((await set({ likes: "b" })).body).toMatchObject({ properties: { likes: "b" } });
    expect((await set({ visit: String(Date.UTC(2026, 11, 25)) })).body).toMatchObject({
      properties: { visit: "2026-12-25" },
    });
    for (const visit of ["24/12/2026", "2026-02-30", String(Date.UTC(2026, 11, 25, 8))])
      expect((await set({ visit })).status).toBe(400);
    expect((await set({ likes: "d" })).status).toBe(400);
  });

  it("of an object type that does not exist are 404", async () => {
    expect((await bench.api("GET", "/crm/properties/2026-03/spaceships")).status).toBe(404);
  });
});
