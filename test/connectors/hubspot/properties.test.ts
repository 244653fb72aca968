import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { type ContactProperty, waIdProperty } from "../../../connectors/hubspot/index.ts";
import { demoPortal } from "../../../sandbox/hubspot/index.ts";
import { expectContract, failure, startWorld, type World } from "./world.ts";

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(async () => {
  expectContract(world);
  await world.close();
});

const channel: ContactProperty = {
  name: "flowella_channel",
  label: "Channel",
  type: "enumeration",
  fieldType: "select",
  options: [
    { label: "WhatsApp", value: "whatsapp" },
    { label: "Web", value: "web" },
  ],
};
const catalogue = () => world.standIn.portal(demoPortal.id).contacts.catalogue;
const writes = () => world.standIn.api.exchanges.filter(({ method }) => method !== "GET").length;

describe("ensureContactProperties", () => {
  it("makes the group and the properties, the WhatsApp id unique", async () => {
    expect(await world.hubspot.ensureContactProperties([channel])).toEqual({
      created: [waIdProperty, "flowella_channel"],
      repaired: [],
      unchanged: [],
    });
    expect(catalogue().group("flowella")).toMatchObject({ label: "Flowella" });
    expect(catalogue().get(waIdProperty)).toMatchObject({
      hasUniqueValue: true,
      type: "string",
      groupName: "flowella",
    });
    expect(
      catalogue()
        .get("flowella_channel")
        ?.options.map(({ value }) => value),
    ).toEqual(["whatsapp", "web"]);
  });

  it("writes nothing the second time", async () => {
    await world.hubspot.ensureContactProperties([channel]);
    const before = writes();
    expect(await world.hubspot.ensureContactProperties([channel])).toEqual({
      created: [],
      repaired: [],
      unchanged: [waIdProperty, "flowella_channel"],
    });
    expect(writes()).toBe(before);
  });

  it("may run twice at once", async () => {
    const both = await Promise.all([
      world.hubspot.ensureContactProperties([channel]),
      world.hubspot.ensureContactProperties([channel]),
    ]);
    expect(both.flatMap(({ created }) => created).toSorted()).toEqual(["flowella_channel", waIdProperty].toSorted());
  });

  it("puts back what somebody removed, and adds options that are missing beside those that people added", async () => {
    await world.hubspot.ensureContactProperties([{ ...channel, options: [{ label: "Chat", value: "chat" }] }]);
    expect(await world.hubspot.ensureContactProperties([channel])).toMatchObject({ repaired: ["flowella_channel"] });
    expect(
      catalogue()
        .get("flowella_channel")
        ?.options.map(({ value }) => value),
    ).toEqual(["chat", "whatsapp", "web"]);
  });

  it("asks for a person where the name is kept by an archived property", async () => {
    await world.hubspot.ensureContactProperties([]);
    const property = catalogue().get(waIdProperty);
    if (!property) throw new Error("The property was not made.");
    catalogue().replace({ ...property, archived: true });
    expect(await failure(world.hubspot.ensureContactProperties([]))).toMatchObject({
      code: "hubspot.property_archived",
      remedy: "ask-admin",
    });
  });

  it("asks for a person where a property of that name is something else", async () => {
    await world.hubspot.ensureContactProperties([{ ...channel, name: "flowella_kind", options: [] }]);
    const error = await failure(
      world.hubspot.ensureContactProperties([
        { name: "flowella_kind", label: "Kind", type: "number", fieldType: "number" },
      ]),
    );
    expect(error).toMatchObject({ code: "hubspot.property_differs", remedy: "ask-admin" });
  });

  it("says which right is missing", async () => {
    const poor = await startWorld({ scopes: ["oauth", "crm.objects.contacts.read"] });
    const error = await failure(poor.hubspot.ensureContactProperties([]));
    await poor.close();
    expect(error).toMatchObject({ code: "hubspot.forbidden", remedy: "ask-admin", status: 403 });
    expect(String(error)).toContain("crm.schemas.contacts.write");
  });
});
