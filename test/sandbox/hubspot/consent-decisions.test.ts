/** What a person may do on the consent page, and what an app hears of it. */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import {
  type Decision,
  demoPortal,
  type HubSpotApp,
  type HubSpotStandIn,
  startHubSpot,
} from "../../../sandbox/hubspot/index.ts";

const app: HubSpotApp = {
  appId: 1,
  name: "Test",
  clientId: "client",
  clientSecret: "secret",
  redirectUris: ["http://localhost:3000/oauth/callback"],
  requiredScopes: ["oauth", "forms"],
  optionalScopes: ["automation"],
};

let hubspot: HubSpotStandIn;
beforeEach(async () => {
  hubspot = await startHubSpot({ apps: [app], portals: [demoPortal] });
});
afterEach(() => hubspot.close());

const authorize = () => {
  const url = new URL(hubspot.authorizeUrl);
  url.search = new URLSearchParams({
    client_id: app.clientId,
    redirect_uri: app.redirectUris[0] ?? "",
    scope: app.requiredScopes.join(" "),
    optional_scope: "automation",
    state: "s",
  }).toString();
  return url.href;
};

async function scopesAfter(decision: Decision, secret = app.clientSecret): Promise<unknown> {
  const back = new URL(await hubspot.consent(authorize(), demoPortal.id, decision));
  expect(back.searchParams.get("state")).toBe("s");
  const error = back.searchParams.get("error");
  if (error) return error;
  const body = new URLSearchParams({
    grant_type: "authorization_code",
    client_id: app.clientId,
    client_secret: secret,
    redirect_uri: app.redirectUris[0] ?? "",
    code: back.searchParams.get("code") ?? "",
  });
  const answer = await (await fetch(`${hubspot.apiUrl}/oauth/2026-03/token`, { method: "POST", body })).json();
  return Object(answer).scopes ?? Object(answer).status;
}

describe("the consent page", () => {
  it.each<[Decision, unknown]>([
    ["allow", ["oauth", "forms", "automation"]],
    ["allow-required-only", ["oauth", "forms"]],
    ["allow-in-part", ["oauth"]],
    ["refuse", "access_denied"],
    ["fail", "server_error"],
  ])("%s ends in %j", async (decision, expected) => {
    expect(await scopesAfter(decision)).toEqual(expected);
  });

  it("goes back nowhere for somebody who may not install", async () => {
    const body = new URLSearchParams({ account: String(demoPortal.id), decision: "try-without-right" });
    const response = await fetch(authorize(), { method: "POST", body, redirect: "manual" });
    expect([response.status, await response.text()]).toEqual([403, expect.stringContaining("super admin")]);
  });

  it("takes only the newest secret of an app", async () => {
    hubspot.rotateSecret(app.clientId, "newer");
    expect(await scopesAfter("allow")).toBe("BAD_CLIENT_SECRET");
    expect(await scopesAfter("allow", "newer")).toEqual(["oauth", "forms", "automation"]);
  });
});
