/** What the app makes in an account for itself, and leaving it, over HTTP against the stand-in and HubSpot's own documents. */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import {
  type ContactProperty,
  createHubSpotOAuth,
  createHubSpotSetup,
  type HubSpotSetup,
  isDisconnected,
} from "../../../connectors/hubspot/index.ts";
import { demoPortal } from "../../../sandbox/hubspot/index.ts";
import { app, expectContract, failure, startWorld, type World } from "./world.ts";

const custom = ["crm.schemas.custom.read", "crm.schemas.custom.write"];
const text: ContactProperty = { name: "check_id", label: "Check", type: "string", fieldType: "text", unique: true };
const other: ContactProperty = { name: "result", label: "Result", type: "string", fieldType: "text" };
const object = {
  name: "flowella_thing",
  singular: "Thing",
  plural: "Things",
  description: "For a test.",
  primaryProperty: "check_id",
  properties: [text, other],
};
const group = { name: "flowella", label: "Flowella" };

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(async () => {
  expectContract(world);
  await world.close();
});

function setupWith(scopes: readonly string[]): { setup: HubSpotSetup; refreshToken: string } {
  const { accessToken, refreshToken } = world.standIn.install(app.clientId, demoPortal.id, scopes);
  return {
    setup: createHubSpotSetup({ accessToken: async () => accessToken, apiBase: world.standIn.apiUrl }),
    refreshToken,
  };
}

describe("a custom object", () => {
  it("is made, found again, and gets a property that it lacks", async () => {
    const { setup } = setupWith([...app.requiredScopes, ...custom]);
    expect(await setup.listCustomObjects()).toEqual([]);
    const made = await setup.createCustomObject(object);
    expect(made).toMatchObject({ name: "flowella_thing", fullyQualifiedName: `p${demoPortal.id}_flowella_thing` });
    const [found] = await setup.listCustomObjects();
    expect(found?.objectTypeId).toBe(made.objectTypeId);
    const wanted = { objectType: made.objectTypeId, group, list: [text, other, { ...other, name: "more" }] };
    expect(await setup.provisionProperties(wanted)).toEqual([
      { name: "check_id", state: "unchanged" },
      { name: "result", state: "unchanged" },
      { name: "more", state: "created" },
    ]);
  });

  it("is made once: a second one of that name is refused", async () => {
    const { setup } = setupWith([...app.requiredScopes, ...custom]);
    await setup.createCustomObject(object);
    expect(await failure(setup.createCustomObject(object))).toMatchObject({ code: "hubspot.conflict" });
  });

  it("is neither made nor seen without the permissions, which the refusal names", async () => {
    const { setup } = setupWith(app.requiredScopes);
    const seen = await failure(setup.listCustomObjects());
    expect(seen).toMatchObject({
      code: "hubspot.forbidden",
      message: expect.stringContaining("crm.schemas.custom.read"),
    });
    expect(await failure(setup.createCustomObject(object))).toMatchObject({ code: "hubspot.forbidden" });
  });
});

describe("properties", () => {
  it("each has its own outcome, whatever becomes of the others", async () => {
    const { setup } = setupWith(app.requiredScopes);
    const kinds: ContactProperty = { ...other, name: "kind_of" };
    const list = [{ ...text, name: "email", type: "number" as const }, kinds, { ...other, name: "Not A Name" }];
    expect(await setup.provisionProperties({ objectType: "contacts", group, list })).toMatchObject([
      { name: "email", state: "differs", wanted: "a unique property of type number", found: "unique, of type string" },
      { name: "kind_of", state: "created" },
      { name: "Not A Name", state: "failed", error: { code: "hubspot.invalid" } },
    ]);
  });
});

describe("leaving", () => {
  it("ends every token", async () => {
    const { setup, refreshToken } = setupWith(app.requiredScopes);
    await setup.uninstall();
    expect(await failure(setup.uninstall())).toMatchObject({ status: 401 });
    const [redirectUri = ""] = app.redirectUris;
    const oauth = createHubSpotOAuth({
      clientId: app.clientId,
      clientSecrets: ["one that is not accepted yet", app.clientSecret],
      redirectUri,
      apiBase: world.standIn.apiUrl,
      authorizeBase: world.standIn.apiUrl,
    });
    expect(isDisconnected(await failure(oauth.refresh(refreshToken)))).toBe(true);
  });
});
