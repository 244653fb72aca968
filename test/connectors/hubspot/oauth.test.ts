import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import {
  createHubSpot,
  createHubSpotOAuth,
  type HubSpotOAuth,
  isDisconnected,
} from "../../../connectors/hubspot/index.ts";
import { demoPortal } from "../../../sandbox/hubspot/index.ts";
import { app, expectContract, failure, portalId, startWorld, type World } from "./world.ts";

const [redirectUri = ""] = app.redirectUris;
let world: World;
let oauth: HubSpotOAuth;
const client = (changes: { clientSecrets?: string[] } = {}) =>
  createHubSpotOAuth({
    clientId: app.clientId,
    clientSecrets: [app.clientSecret],
    redirectUri,
    apiBase: world.standIn.apiUrl,
    authorizeBase: world.standIn.apiUrl,
    ...changes,
  });

beforeEach(async () => {
  world = await startWorld();
  oauth = client();
});
afterEach(async () => {
  expectContract(world);
  await world.close();
});

async function consentCode(): Promise<string> {
  const url = oauth.authorizeUrl({ state: "s 1&2", scopes: app.requiredScopes });
  const landed = new URL(await world.standIn.consent(url, demoPortal.id));
  expect(landed.searchParams.get("state")).toBe("s 1&2");
  return landed.searchParams.get("code") ?? "";
}

describe("installing", () => {
  it("leads through the consent page to tokens that work", async () => {
    const tokens = await oauth.exchange(await consentCode());
    expect(tokens).toMatchObject({ hubId: portalId, expiresInMs: 1_800_000 });
    expect([...tokens.scopes].toSorted()).toEqual([...app.requiredScopes].toSorted());
    const hubspot = createHubSpot({
      accessToken: async () => tokens.accessToken,
      apiBase: world.standIn.apiUrl,
      formsBase: world.standIn.formsUrl,
      portalId,
    });
    expect(await hubspot.account()).toEqual({
      portalId,
      accountType: "STANDARD",
      uiDomain: "app-eu1.hubspot.com",
      dataHostingLocation: "eu1",
      timeZone: "Europe/Rome",
    });
  });

  it("tells who installed", async () => {
    const { accessToken } = await oauth.exchange(await consentCode());
    const [installer] = demoPortal.users;
    expect(await oauth.introspect(accessToken)).toMatchObject({
      active: true,
      hubId: portalId,
      userId: String(installer.userId),
      userEmail: installer.email,
      appId: String(app.appId),
    });
  });

  it("asks for the account where the token does not name it", async () => {
    const code = await consentCode();
    const { accessToken, refreshToken } = world.standIn.install(app.clientId, demoPortal.id);
    world.standIn.api.failNext({
      path: /token$/,
      answer: {
        kind: "status",
        status: 200,
        body: {
          access_token: accessToken,
          refresh_token: refreshToken,
          expires_in: 1800,
          token_type: "bearer",
          token_use: "access_token",
        },
      },
    });
    expect(await oauth.exchange(code)).toMatchObject({ hubId: portalId, scopes: app.requiredScopes });
  });

  it("puts optional scopes apart, and keeps every character of the redirect URL", () => {
    const url = new URL(oauth.authorizeUrl({ state: "s", scopes: ["oauth", "forms"], optionalScopes: ["files"] }));
    expect(url.pathname).toBe("/oauth/authorize");
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: app.clientId,
      redirect_uri: redirectUri,
      scope: "oauth forms",
      optional_scope: "files",
      state: "s",
    });
  });

  it("accepts a code once", async () => {
    const code = await consentCode();
    await oauth.exchange(code);
    expect(await failure(oauth.exchange(code))).toMatchObject({ code: "hubspot.bad_code", remedy: "give-up" });
  });

  it("says so when the app's own settings are wrong, without the secret", async () => {
    const error = await failure(client({ clientSecrets: ["not-the-secret"] }).exchange(await consentCode()));
    expect(error).toMatchObject({ code: "hubspot.app_settings", remedy: "ask-admin" });
    expect(JSON.stringify([String(error), error])).not.toContain("not-the-secret");
  });
});

describe("refreshing", () => {
  it("gives a new access token and the refresh token to keep", async () => {
    world.standIn.behaviour.rotateRefreshTokens = true;
    const first = await oauth.exchange(await consentCode());
    const second = await oauth.refresh(first.refreshToken);
    expect(second.accessToken).not.toBe(first.accessToken);
    expect(second.refreshToken).not.toBe(first.refreshToken);
    expect(second.hubId).toBe(portalId);
  });

  it("shows that the app was uninstalled", async () => {
    const { refreshToken } = await oauth.exchange(await consentCode());
    world.standIn.uninstall(app.clientId, demoPortal.id);
    const error = await failure(oauth.refresh(refreshToken));
    expect(isDisconnected(error)).toBe(true);
    expect(error).toMatchObject({ remedy: "ask-admin" });
  });
});
