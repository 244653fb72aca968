/** What somebody may do, by what a portal gave to whom. */
import { describe, expect, it } from "@jest/globals";
import {
  type AccessSettings,
  accessSettingsSchema,
  grantSchema,
  isBound,
  maySeeContact,
  type Right,
  rightsOf,
  teamsMatter,
  type User,
  withGrant,
} from "../../../core/rights/index.ts";

const user = (change: Partial<User> = {}): User => ({
  id: "7",
  active: true,
  installer: false,
  superAdmin: false,
  teams: [],
  ...change,
});
const access = (given: object = {}): AccessSettings => accessSettingsSchema.parse(given);
const to = (kind: "user" | "team", id: string, ...rights: Right[]) => ({ to: { kind, id }, rights });
const all = ["admin", "broadcast", "publish", "see-answers", "send"];
const sorted = (rights: ReadonlySet<Right>) => [...rights].sort();

describe("rights", () => {
  const nobody = { everyone: [] };
  it.each<[string, Partial<User>, object, string[]]>([
    ["a portal that never chose lets everyone work", {}, {}, ["publish", "see-answers", "send"]],
    ["nothing for everyone is nothing", {}, nobody, []],
    ["given to the user", {}, { ...nobody, grants: [to("user", "7", "send")] }, ["send"]],
    ["given to another user", {}, { ...nobody, grants: [to("user", "77", "send")] }, []],
    ["given to a team of theirs", { teams: ["1", "2"] }, { ...nobody, grants: [to("team", "2", "send")] }, ["send"]],
    ["a team with the user's number is no user", {}, { ...nobody, grants: [to("team", "7", "send")] }, []],
    ["a user with a team's number is no team", { teams: ["9"] }, { ...nobody, grants: [to("user", "9", "send")] }, []],
    [
      "several grants add up",
      { teams: ["1"] },
      { everyone: ["publish"], grants: [to("team", "1", "send"), to("user", "7", "see-identity")] },
      ["publish", "see-identity", "send"],
    ],
    ["who installed is an admin", { installer: true }, nobody, all],
    ["a super admin of HubSpot is an admin", { superAdmin: true }, nobody, all],
    ["an admin by grant may all but see identity data", {}, { ...nobody, grants: [to("user", "7", "admin")] }, all],
    [
      "who is gone from HubSpot may nothing, whatever was given",
      { active: false, installer: true, superAdmin: true, teams: ["1"] },
      { grants: [to("user", "7", "admin"), to("team", "1", "see-identity")] },
      [],
    ],
  ])("%s", (_name, who, settings, expected) => {
    expect(sorted(rightsOf(user(who), access(settings)))).toEqual(expected);
  });

  it("sees identity data only when somebody gave it, admins too", () => {
    expect(rightsOf(user({ installer: true, superAdmin: true }), access()).has("see-identity")).toBe(false);
    const given = access({ grants: [to("user", "7", "see-identity")] });
    expect(rightsOf(user(), given).has("see-identity")).toBe(true);
  });
});

describe("what is refused", () => {
  it.each<[string, unknown]>([
    ["an unknown right", { grants: [{ to: { kind: "user", id: "7" }, rights: ["root"] }] }],
    ["an unknown kind", { grants: [{ to: { kind: "role", id: "7" }, rights: ["send"] }] }],
    ["an id that is none", { grants: [{ to: { kind: "user", id: "paola@casa-lume.example" }, rights: [] }] }],
    ["admin for everyone", { everyone: ["admin"] }],
    ["identity data for everyone", { everyone: ["see-identity"] }],
    ["an unknown rule for contacts", { contacts: "mine" }],
    ["a key that nobody knows", { everybody: [] }],
  ])("%s", (_name, settings) => {
    expect(accessSettingsSchema.safeParse(settings).success).toBe(false);
  });
});

describe("giving and taking", () => {
  const grant = (kind: "user" | "team", id: string, ...rights: Right[]) => grantSchema.parse(to(kind, id, ...rights));

  it("replaces what the same one had, and leaves the others", () => {
    const before = access({ grants: [to("user", "7", "send"), to("team", "7", "send"), to("user", "8", "admin")] });
    const after = withGrant(before, grant("user", "7", "publish", "send", "send"));
    expect(after.grants).toEqual([
      to("team", "7", "send"),
      to("user", "8", "admin"),
      to("user", "7", "send", "publish"),
    ]);
  });

  it("with no rights takes all away", () => {
    const before = access({ everyone: [], grants: [to("user", "7", "send", "admin")] });
    expect(withGrant(before, grant("user", "7")).grants).toEqual([]);
    expect(withGrant(before, grant("user", "9"))).toEqual(before);
  });
});

describe("when HubSpot has to be asked who somebody is", () => {
  it.each<[string, Partial<User>, object, boolean]>([
    ["an admin where no team was given anything: no", { installer: true }, {}, false],
    ["an admin where a team was given something", { installer: true }, { grants: [to("team", "1", "send")] }, true],
    ["somebody who may turn out to be a super admin", {}, {}, true],
    ["an admin by grant: no", {}, { grants: [to("user", "7", "admin")] }, false],
  ])("%s", (_name, who, settings, expected) => {
    expect(teamsMatter(user(who), access(settings))).toBe(expected);
  });
});

describe("own and team's contacts only", () => {
  const bound = access({ contacts: "own-and-team" });
  const mine = { ...user({ teams: ["1", "2"] }), ownerId: "70" };
  it.each<[string, Parameters<typeof maySeeContact>[0], { ownerId?: string; teamId?: string }, boolean]>([
    ["their own", mine, { ownerId: "70", teamId: "9" }, true],
    ["their main team's", mine, { ownerId: "71", teamId: "1" }, true],
    ["another of their teams'", mine, { teamId: "2" }, true],
    ["somebody else's", mine, { ownerId: "71", teamId: "3" }, false],
    ["nobody's", mine, {}, false],
    ["nobody's, for somebody who is no owner", user(), {}, false],
    ["somebody's, for somebody who is no owner", user(), { ownerId: "70" }, false],
    ["an admin's view", user({ installer: true }), { ownerId: "71" }, true],
    ["of somebody who is gone", { ...mine, active: false }, { ownerId: "70" }, false],
  ])("%s", (_name, who, contact, expected) => {
    expect(maySeeContact(who, bound, contact)).toBe(expected);
  });

  it("binds nobody unless it was chosen, and no admin", () => {
    expect(maySeeContact(user(), access(), { ownerId: "71" })).toBe(true);
    expect(isBound(bound, rightsOf(user(), bound))).toBe(true);
    expect(isBound(bound, rightsOf(user({ superAdmin: true }), bound))).toBe(false);
    expect(isBound(access(), rightsOf(user(), access()))).toBe(false);
  });
});
