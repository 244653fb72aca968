import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { schemaCreateSchema } from "../../../sandbox/hubspot/custom-objects.ts";
import { demoPortal } from "../../../sandbox/hubspot/index.ts";
import { app, expectContract, failure, startWorld, type World } from "./world.ts";

const custom = ["crm.objects.custom.read", "crm.objects.custom.write"];

let world: World;
beforeEach(async () => {
  world = await startWorld({ scopes: [...app.requiredScopes, ...custom] });
});
afterEach(async () => {
  expectContract(world);
  await world.close();
});

const property = (name: string, unique = false) => {
  return { name, label: name, type: "string", fieldType: "text", options: [], hasUniqueValue: unique };
};
function object(associatedObjects: string[] = ["0-1"]) {
  const portal = world.standIn.portal(demoPortal.id);
  const input = {
    name: "checks",
    labels: { singular: "Check", plural: "Checks" },
    secondaryDisplayProperties: [],
    requiredProperties: [],
    searchableProperties: [],
    properties: [property("ref", true), property("end")],
    associatedObjects,
    allowsSensitiveProperties: false,
    shouldCreateSameObjectAssociation: false,
  };
  const made = portal.customObjects.create(portal.id, schemaCreateSchema.parse(input), Date.now());
  return { portal, typeId: made.objectTypeId, key: { objectType: made.objectTypeId, property: "ref", value: "sub_1" } };
}

describe("a record of a custom object", () => {
  it("is made once by its unique property, found by it at once, and changed in place", async () => {
    const { key, portal, typeId } = object();
    const { customRecords } = world.hubspot;
    expect(await customRecords.find(key, ["end"])).toBeUndefined();
    const id = await customRecords.put(key, { end: "1234" });
    expect(await customRecords.find(key, ["end"])).toMatchObject({ id, properties: { end: "1234" } });
    expect(await customRecords.put(key, { end: "9999" })).toBe(id);
    expect(portal.recordsOf(typeId).list()).toMatchObject([{ id, properties: { ref: "sub_1", end: "9999" } }]);
  });

  it("is connected with its contact, once however often that is asked for", async () => {
    const { key, portal, typeId } = object();
    const { id: contactId } = await world.hubspot.contacts.create({ firstname: "One" });
    const id = await world.hubspot.customRecords.put(key, {});
    await world.hubspot.customRecords.connectToContact(typeId, id, contactId);
    await world.hubspot.customRecords.connectToContact(typeId, id, contactId);
    expect(portal.associations.of({ kind: "contacts", id: contactId }, typeId)).toMatchObject([{ id, types: [{}] }]);
  });

  it("is refused where the key is not unique, the object unknown, or contacts are no part of it", async () => {
    const { key, typeId } = object([]);
    const { customRecords } = world.hubspot;
    expect(await failure(customRecords.find({ ...key, property: "end" }, []))).toMatchObject({
      code: "hubspot.invalid",
    });
    expect(await failure(customRecords.put({ ...key, property: "end" }, {}))).toMatchObject({
      code: "hubspot.invalid",
    });
    expect(await failure(customRecords.find({ ...key, objectType: "2-1" }, []))).toMatchObject({ status: 404 });
    expect(await failure(customRecords.put(key, { colour: "red" }))).toMatchObject({
      problem: { propertyNames: ["colour"] },
    });
    const { id: contactId } = await world.hubspot.contacts.create({ firstname: "One" });
    const id = await customRecords.put(key, {});
    expect(await failure(customRecords.connectToContact(typeId, id, contactId))).toMatchObject({ status: 400 });
  });
});

it("nothing is read or written without the permission for custom objects", async () => {
  const { key } = object();
  const { accessToken } = world.standIn.install(app.clientId, demoPortal.id, [...app.requiredScopes]);
  const { customRecords } = world.connect({ accessToken: async () => accessToken });
  const forbidden = {
    code: "hubspot.forbidden",
    problem: { scopes: [expect.stringMatching(/^crm\.objects\.custom/)] },
  };
  expect(await failure(customRecords.find(key, []))).toMatchObject(forbidden);
  expect(await failure(customRecords.put(key, {}))).toMatchObject(forbidden);
});

describe("notes", () => {
  it("are found among the contact's own at once, the newest first, and changed in place", async () => {
    const { hubspot, standIn } = world;
    const { id: contactId } = await hubspot.contacts.create({ firstname: "One" });
    const { id: otherId } = await hubspot.contacts.create({ firstname: "Other" });
    const at = Date.UTC(2026, 10, 21, 9);
    await hubspot.createNote({ body: "about sub_1", at, contactId: otherId });
    expect(await hubspot.findNote(contactId, () => true)).toBeUndefined();
    const ids = [];
    for (const body of ["about sub_1", "about sub_2", "about sub_1, again"])
      ids.push(await hubspot.createNote({ body, at, contactId }));
    const found = await hubspot.findNote(contactId, (body) => body.includes("sub_1"));
    expect(found).toEqual({ id: ids[2], body: "about sub_1, again" });
    expect(await hubspot.updateNote(ids[1] ?? "", "changed")).toBe(true);
    const stored = standIn.portal(demoPortal.id).records.notes;
    expect(stored.need(ids[1] ?? "").properties).toMatchObject({
      hs_note_body: "changed",
      hs_timestamp: "2026-11-21T09:00:00.000Z",
    });
    stored.archive(ids[1] ?? "");
    expect(await hubspot.updateNote(ids[1] ?? "", "again")).toBe(false);
    expect(await hubspot.findNote("999999", () => true)).toBeUndefined();
  });
});
