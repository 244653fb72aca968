import { describe, expect, it } from "@jest/globals";
import { demoPortal, HubSpotStandIn, seedPortal } from "../../../sandbox/hubspot/index.ts";

const seeded = () => {
  const portal = new HubSpotStandIn({ portals: [demoPortal], now: () => 1_795_168_800_000 }).portal(demoPortal.id);
  return { portal, facts: seedPortal(portal) };
};
const digits = (text: string | undefined) => (text ?? "").replace(/\D/g, "").replace(/^(0039|39)(?=\d{9,})/, "");

describe("the seeded account", () => {
  it("has exactly 200 contacts, the same every time", () => {
    const [one, two] = [seeded(), seeded()];
    expect(one.portal.contacts.list()).toHaveLength(200);
    expect(
      one.portal.contacts.list().map(({ id, properties }) => [id, properties["email"], properties["phone"]]),
    ).toEqual(two.portal.contacts.list().map(({ id, properties }) => [id, properties["email"], properties["phone"]]));
    expect(one.facts).toEqual(two.facts);
    expect(() => seedPortal(one.portal)).toThrow(/no contacts yet/);
  });

  it("holds one customer under a local spelling, and nobody else with her number", () => {
    const { portal, facts } = seeded();
    const { customer } = facts;
    expect(portal.contacts.need(customer.contactId).properties).toMatchObject({
      firstname: customer.firstName,
      email: customer.email,
      phone: "347 555 0142",
    });
    expect(customer.waId).toBe("393475550142");
    const same = portal.contacts
      .list()
      .filter(({ properties }) =>
        [properties["phone"], properties["mobilephone"]].some((phone) => digits(phone) === "3475550142"),
      );
    expect(same.map(({ id }) => id)).toEqual([customer.contactId]);
  });

  it("has exactly one number that two people share, and no other twice", () => {
    const { portal, facts } = seeded();
    const holders = new Map<string, string[]>();
    for (const { id, properties } of portal.contacts.list()) {
      for (const phone of [properties["phone"], properties["mobilephone"]]) {
        if (phone) holders.set(digits(phone), [...(holders.get(digits(phone)) ?? []), id]);
      }
    }
    expect([...holders].filter(([, ids]) => ids.length > 1)).toEqual([["3335550188", [...facts.shared.contactIds]]]);
    expect(facts.shared.waId).toBe("393335550188");
  });

  it("has people without phone, without e-mail, and with many spellings", () => {
    const { portal, facts } = seeded();
    expect(facts.withoutPhone.length).toBeGreaterThan(3);
    expect(facts.withoutEmail.length).toBeGreaterThan(3);
    expect(facts.withoutEmail.filter((id) => facts.withoutPhone.includes(id)).length).toBeGreaterThan(0);
    const spellings = new Set(
      portal.contacts.list().map(({ properties }) => (properties["phone"] ?? "").replace(/\d/g, "9")),
    );
    expect(spellings.size).toBeGreaterThan(12);
    const calculated = portal.contacts
      .list()
      .filter(({ properties }) => properties["phone"] && !properties["hs_searchable_calculated_phone_number"]);
    expect(calculated).toEqual([]);
  });
});
