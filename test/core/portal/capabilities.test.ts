/** What works in a portal, by its permissions and what was found in it. */
import { describe, expect, it } from "@jest/globals";
import { capabilitiesOf, type PortalFacts } from "../../../core/portal/capabilities.ts";
import { missingScopes, optionalScopes, requiredScopes, scopeReasons } from "../../../core/portal/scopes.ts";

const whole: PortalFacts = {
  scopes: [...requiredScopes, ...optionalScopes],
  propertyProblems: [],
  identityPlace: "object",
  appIdKnown: true,
};
const of = (change: Partial<PortalFacts>) => capabilitiesOf({ ...whole, ...change });
const lacking = (change: Partial<PortalFacts>) =>
  of(change).flatMap(({ name, state }) => (state === "works" ? [] : [`${name} ${state}`]));
const without = (...scopes: string[]) => whole.scopes.filter((scope) => !scopes.includes(scope));

describe("capabilities", () => {
  it.each<[string, Partial<PortalFacts>, string[]]>([
    ["everything granted", {}, []],
    ["no workflows", { scopes: without("automation") }, ["workflows limited"]],
    ["no lists", { scopes: without("crm.lists.read") }, ["lists off"]],
    ["no files", { scopes: without("files") }, ["files limited"]],
    ["no forms", { scopes: without("forms") }, ["forms off"]],
    ["contacts only read", { scopes: without("crm.objects.contacts.write") }, ["answers off"]],
    ["properties only read", { scopes: without("crm.schemas.contacts.write") }, ["properties off"]],
    ["a property in the way", { propertyProblems: ["Rename it."] }, ["properties limited"]],
    ["no custom objects", { identityPlace: "contacts" }, ["identity-records limited"]],
    ["the contact chosen for checks", { identityPlace: "contacts", identityOnContactsByChoice: true }, []],
    ["HubSpot could not be asked", { identityPlace: "nowhere" }, ["identity-records off"]],
    ["nobody looked yet", { identityPlace: "unknown" }, ["identity-records limited"]],
    ["an app without a known id", { appIdKnown: false }, ["app-page limited"]],
    [
      "nothing at all",
      { scopes: [], identityPlace: "contacts" },
      [
        "answers off",
        "forms off",
        "properties off",
        "workflows limited",
        "lists off",
        "files limited",
        "identity-records limited",
      ],
    ],
  ])("%s", (_what, change, expected) => {
    expect(lacking(change)).toEqual(expected);
  });

  it("says what to do wherever something is missing, and only there", () => {
    const poor = of({ scopes: [], identityPlace: "contacts", propertyProblems: ["Rename it."], appIdKnown: false });
    expect(poor.filter(({ remedy }) => !remedy)).toEqual([]);
    expect(of({}).filter(({ remedy }) => remedy)).toEqual([]);
  });

  it("passes on the sentence about what is in the way", () => {
    const [problem] = of({ propertyProblems: ["Rename it."] }).filter(({ name }) => name === "properties");
    expect(problem?.remedy).toBe("Rename it.");
  });
});

describe("scopes", () => {
  it("each stands once, with a reason, and none is about sensitive data", () => {
    const names = scopeReasons.map(({ scope }) => scope);
    expect(new Set(names).size).toBe(names.length);
    expect(scopeReasons.filter(({ why }) => why.length < 20)).toEqual([]);
    expect(names.filter((name) => name.includes("sensitive"))).toEqual([]);
  });

  it("required ones that a grant lacks are named", () => {
    expect(missingScopes(optionalScopes)).toEqual(requiredScopes);
    expect(missingScopes(requiredScopes)).toEqual([]);
    expect(missingScopes(requiredScopes.slice(1))).toEqual(requiredScopes.slice(0, 1));
  });
});
