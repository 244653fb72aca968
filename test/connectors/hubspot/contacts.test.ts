import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import {
  existingIdOf,
  isConflict,
  isMissingProperty,
  toCandidate,
  waIdProperty,
} from "../../../connectors/hubspot/index.ts";
import { numbersOf, sameNumber } from "../../../core/person/index.ts";
import { demoPortal, seedPortal } from "../../../sandbox/hubspot/index.ts";
import { expectContract, failure, startWorld, type World } from "./world.ts";

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(async () => {
  expectContract(world);
  await world.close();
});

const paths = () => world.standIn.api.exchanges.map(({ method, path }) => `${method} ${path}`);

describe("contacts by id", () => {
  it("are created, read with what tells who they are, and updated", async () => {
    await world.hubspot.ensureContactProperties([]);
    const { contacts } = world.hubspot;
    const made = await contacts.create({
      email: "ana@example.com",
      phone: "+39 347 555 0142",
      [waIdProperty]: "393475550142",
    });
    await contacts.update(made.id, { firstname: "Ana", mobilephone: "333 1" });
    const read = await contacts.get(made.id, ["city"]);
    expect(read).toMatchObject({ id: made.id, properties: { firstname: "Ana", email: "ana@example.com" } });
    expect(read && toCandidate(read)).toEqual({
      id: made.id,
      waId: "393475550142",
      email: "ana@example.com",
      phones: ["+39 347 555 0142", "333 1"],
    });
  });

  it("are undefined where there is none, and follow a merge", async () => {
    const { contacts } = world.hubspot;
    expect(await contacts.get("999999")).toBeUndefined();
    const one = await contacts.create({ firstname: "One" });
    const other = await contacts.create({ firstname: "Other" });
    world.standIn.portal(demoPortal.id).contacts.merge(one.id, other.id, "primary");
    expect((await contacts.get(other.id))?.id).toBe(one.id);
  });

  it("may come with nulls for properties without a value", async () => {
    world.standIn.behaviour.unsetProperties = "null";
    const made = await world.hubspot.contacts.create({ firstname: "Ana" });
    const read = await world.hubspot.contacts.get(made.id);
    expect(read?.properties["email"]).toBeNull();
    expect(read && toCandidate(read)).toMatchObject({ waId: undefined, email: undefined, phones: [] });
    // HubSpot's document knows no null here, so this exchange stays out of the contract check.
    world.standIn.api.exchanges.length = 0;
  });

  it("say which contact already has a unique value", async () => {
    const made = await world.hubspot.contacts.create({ email: "ana@example.com" });
    const error = await failure(world.hubspot.contacts.create({ email: "ANA@example.com", firstname: "Ana" }));
    expect(isConflict(error)).toBe(true);
    expect(existingIdOf(error)).toBe(made.id);
    expect(error).toMatchObject({ code: "hubspot.conflict", remedy: "give-up", status: 409, mayHaveLanded: false });
    expect(String(error)).not.toMatch(/ana@example/i);
  });

  it("refuse a property that does not exist, by name and without the value", async () => {
    const error = await failure(world.hubspot.contacts.create({ firstname: "Ana", flowella_secret: "x-ray" }));
    expect(error).toMatchObject({ code: "hubspot.invalid", remedy: "give-up" });
    expect(isMissingProperty(error)).toBe(true);
    expect(String(error)).toContain("flowella_secret");
    expect(String(error)).not.toContain("x-ray");
  });
});

describe("contacts by a unique property", () => {
  it("are found at once, however late search is, and nothing personal stands in a path", async () => {
    await world.hubspot.ensureContactProperties([]);
    const { contacts } = world.hubspot;
    const made = await contacts.create({ email: "ana@example.com", [waIdProperty]: "393475550142" });
    expect((await contacts.findByWaId("393475550142")).map(({ id }) => id)).toEqual([made.id]);
    expect((await contacts.findByEmail("  Ana@Example.com ")).map(({ id }) => id)).toEqual([made.id]);
    expect(await contacts.findByWaId("393475550143")).toEqual([]);
    expect(await contacts.findByEmail("ben@example.com")).toEqual([]);
    expect(await contacts.findByEmail("")).toEqual([]);
    expect(paths().join(" ")).not.toMatch(/39347|example\.com/);
  });

  it("say so when our property is missing", async () => {
    const error = await failure(world.hubspot.contacts.findByWaId("393475550142"));
    expect(isMissingProperty(error)).toBe(true);
    await world.hubspot.ensureContactProperties([]);
    expect(await world.hubspot.contacts.findByWaId("393475550142")).toEqual([]);
  });
});

describe("contacts by phone", () => {
  it("are found under a local spelling among 200, with one search", async () => {
    const facts = seedPortal(world.standIn.portal(demoPortal.id));
    world.standIn.settle();
    await world.hubspot.ensureContactProperties([]);
    const before = paths().length;
    const found = await world.hubspot.contacts.findByPhone(numbersOf(facts.customer.waId));
    expect(paths().slice(before)).toEqual(["POST /crm/objects/2026-03/contacts/search"]);
    const same = found
      .map(toCandidate)
      .filter(({ phones }) => phones.some((phone) => sameNumber(phone, facts.customer.waId, "IT")));
    expect(same.map(({ id }) => id)).toEqual([facts.customer.contactId]);
  });

  it("come all where several share a number", async () => {
    const facts = seedPortal(world.standIn.portal(demoPortal.id));
    world.standIn.settle();
    const found = await world.hubspot.contacts.findByPhone(numbersOf(facts.shared.waId));
    expect(found.map(({ id }) => id).toSorted()).toEqual([...facts.shared.contactIds].toSorted());
  });

  it("are searched again without a property that the portal lacks", async () => {
    const made = await world.hubspot.contacts.create({ firstname: "Ana", phone: "+39 347 555 0142" });
    world.standIn.settle();
    const found = await world.hubspot.contacts.findByPhone(numbersOf("393475550142"));
    expect(found.map(({ id }) => id)).toEqual([made.id]);
    expect(paths().slice(-3)).toEqual([
      "POST /crm/objects/2026-03/contacts/search",
      "GET /crm/properties/2026-03/contacts",
      "POST /crm/objects/2026-03/contacts/search",
    ]);
  });

  it("are found under every spelling of a Brazilian mobile", async () => {
    await world.hubspot.ensureContactProperties([]);
    const made = await world.hubspot.contacts.create({ firstname: "Ana", phone: "+55 11 8765-4321" });
    world.standIn.settle();
    const found = await world.hubspot.contacts.findByPhone(numbersOf("5511987654321"));
    expect(found.map(({ id }) => id)).toEqual([made.id]);
  });

  it("pass on what is not about a missing property", async () => {
    world.standIn.api.failNext({ path: /search$/, answer: { kind: "status", status: 500 } });
    expect(await failure(world.hubspot.contacts.findByPhone(numbersOf("393475550142")))).toMatchObject({
      code: "hubspot.unavailable",
      remedy: "retry",
      mayHaveLanded: false,
    });
  });
});
