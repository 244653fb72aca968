/** Where identity checks are kept, and why: from what was chosen, granted and found. */
import { describe, expect, it } from "@jest/globals";
import { aimOf, fitObject, type KycPlace, type ObjectFacts, ourNames, tierOf } from "../../../core/kyc/index.ts";
import { optionalScopes } from "../../../core/portal/scopes.ts";

const all = [...optionalScopes];
const without = (...scopes: string[]) => all.filter((scope) => !scopes.includes(scope));

describe("what is aimed at", () => {
  it.each([
    ["auto", all, { tier: "custom-object-ours", mayNotMake: [] }],
    [
      "auto",
      without("crm.schemas.custom.write"),
      { tier: "custom-object-ours", mayNotMake: ["crm.schemas.custom.write"] },
    ],
    ["auto", without("crm.objects.custom.write"), { tier: "contact-and-note", missing: ["crm.objects.custom.write"] }],
    ["kyc", without("crm.schemas.custom.write"), { tier: "custom-object-chosen", object: "kyc" }],
    ["kyc", [], { tier: "contact-and-note" }],
    ["contacts", all, { tier: "contact-and-note", missing: [] }],
  ])("by %s with these permissions", (wish, scopes, aim) => expect(aimOf(wish, scopes)).toMatchObject(aim));
});

describe("which tier counts", () => {
  const names = { submissionId: "ref" };
  const object = (tier: "custom-object-chosen" | "custom-object-ours", wish: string): KycPlace => {
    return { place: "object", objectTypeId: "2-7", name: "checks", tier, names, wish };
  };

  it.each<[string, string, KycPlace | undefined, string]>([
    ["our own object", "auto", object("custom-object-ours", "auto"), "custom-object-ours"],
    ["the chosen one", "checks", object("custom-object-chosen", "checks"), "custom-object-chosen"],
    ["no custom objects", "auto", { place: "contacts", wish: "auto" }, "contact-and-note"],
    ["HubSpot that could not be asked", "auto", { place: "nowhere" }, "contact-and-note"],
    ["nobody having looked", "auto", undefined, "contact-and-note"],
    ["another choice since", "checks", object("custom-object-ours", "auto"), "contact-and-note"],
    ["the contact wanted, whatever there is", "contacts", object("custom-object-ours", "auto"), "contact-and-note"],
    [
      "a look from before the names were kept",
      "auto",
      { place: "object", objectTypeId: "2-7", name: "checks", wish: "auto" },
      "contact-and-note",
    ],
  ])("with %s", (_, wish, found, tier) => {
    const decision = tierOf(wish, found);
    expect(decision).toMatchObject({ tier, why: expect.stringMatching(/\w\.$/) });
    expect(decision.object).toEqual(
      tier === "contact-and-note" ? undefined : { objectTypeId: "2-7", name: "checks", names },
    );
  });

  it("says what is wrong in the words of whoever found it", () => {
    const { why } = tierOf("checks", { place: "contacts", wish: "checks" }, "It is not in HubSpot.");
    expect(why).toMatch(/^It is not in HubSpot\. .*on the contact/);
  });
});

describe("an object of the customer's", () => {
  const text = (name: string, more = {}) => ({ name, type: "string", options: [], ...more });
  const key = text("submission_id", { hasUniqueValue: true });
  const facts = (change: Partial<ObjectFacts>): ObjectFacts => ({
    name: "checks",
    requiredProperties: [],
    properties: [key],
    associations: [{ fromObjectTypeId: "2-7", toObjectTypeId: "0-1" }],
    ...change,
  });

  it("with our names needs none, and takes only what has a place of the right kind", () => {
    const state = { name: "check_status", type: "enumeration" };
    const options = ["received", "approved", "rejected", "expired"].map((value) => ({ value }));
    const properties = [key, text("received_at"), text("masked_number"), { ...state, options }];
    expect(fitObject(facts({ properties }), {})).toEqual({
      kind: "fits",
      names: { submissionId: "submission_id", status: "check_status", maskedNumber: "masked_number" },
      says: [],
    });
    const few = { ...state, options: [{ value: "approved" }] };
    expect(fitObject(facts({ properties: [key, few] }), {})).toMatchObject({
      names: { submissionId: "submission_id" },
    });
  });

  it("without a property that was named says so, and does without", () => {
    const properties = [text("ref", { hasUniqueValue: true }), text("when")];
    const fit = fitObject(facts({ properties }), { submissionId: "ref", receivedAt: "when", documentType: "kind" });
    expect(fit).toMatchObject({ kind: "fits", names: { submissionId: "ref" } });
    expect(fit.says).toEqual([
      expect.stringMatching(/"when" that is a date and time/),
      expect.stringMatching(/"kind" that is a text/),
    ]);
  });

  it.each([
    ["no key", { properties: [text("masked_number")] }],
    ["a key that others may share", { properties: [text("submission_id")] }],
    ["a key that was archived", { properties: [{ ...key, archived: true }] }],
    ["a key that is a number", { properties: [{ ...key, type: "number" }] }],
    ["no way to contacts", { associations: [{ fromObjectTypeId: "2-7", toObjectTypeId: "0-2" }] }],
    ["a property that every record must have", { requiredProperties: ["branch"] }],
  ])("with %s holds no checks", (_, change) => {
    const fit = fitObject(facts(change), {});
    expect(fit.kind).toBe("unfit");
    expect(fit.says).toMatch(/HubSpot/);
  });

  it("that requires its key fits: every record has one", () => {
    expect(fitObject(facts({ requiredProperties: [ourNames.submissionId] }), {}).kind).toBe("fits");
  });
});
