import { describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { demoPortal } from "../../../sandbox/hubspot/index.ts";
import { app, contactsPath, errorSchema, useBench } from "./harness.ts";

const bench = useBench();
const callback = app.redirectUris[0] ?? "";
const tokenSchema = z.looseObject({
  access_token: z.string(),
  refresh_token: z.string(),
  expires_in: z.number(),
  token_type: z.string(),
  hub_id: z.number(),
  scopes: z.array(z.string()),
});
const oauthError = z.looseObject({ status: z.string(), error: z.string(), error_description: z.string() });

function authorizeUrl(change: Record<string, string | undefined> = {}): string {
  const query = {
    client_id: app.clientId,
    redirect_uri: callback,
    scope: app.requiredScopes.join(" "),
    state: "s 1",
    ...change,
  };
  const url = new URL(bench.hubspot.authorizeUrl);
  for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, value);
  return url.href;
}

async function freshCode(): Promise<string> {
  const location = await bench.hubspot.consent(authorizeUrl(), demoPortal.id);
  return new URL(location).searchParams.get("code") ?? "";
}

async function form(path: string, fields: Record<string, string>, status = 200): Promise<unknown> {
  const body = new URLSearchParams({ client_id: app.clientId, client_secret: app.clientSecret, ...fields });
  const response = await fetch(bench.hubspot.apiUrl + path, { method: "POST", body });
  expect(response.status).toBe(status);
  const text = await response.text();
  return text === "" ? undefined : JSON.parse(text);
}
const tokenPath = "/oauth/2026-03/token";
const exchange = (code: string, more: Record<string, string> = {}, status = 200) =>
  form(tokenPath, { grant_type: "authorization_code", redirect_uri: callback, code, ...more }, status);
const refresh = (refresh_token: string, more: Record<string, string> = {}, status = 200) =>
  form(tokenPath, { grant_type: "refresh_token", refresh_token, ...more }, status);

describe("the consent page", () => {
  it("shows app, accounts and scopes, with names escaped", async () => {
    const response = await fetch(authorizeUrl({ optional_scope: "automation" }));
    const html = await response.text();
    expect(response.status).toBe(200);
    expect(html).toContain("Flows &#60;for&#62; tests");
    expect(html).toContain(`${demoPortal.name} (${demoPortal.id})`);
    for (const scope of [...app.requiredScopes, "automation"]) expect(html).toContain(`<code>${scope}</code>`);
    expect(html).toMatch(/value="allow".*value="refuse"/s);
  });

  it("goes back with a code and the state", async () => {
    const back = new URL(await bench.hubspot.consent(authorizeUrl(), demoPortal.id));
    expect(back.origin + back.pathname).toBe(callback);
    expect(back.searchParams.get("state")).toBe("s 1");
    expect(back.searchParams.get("code")).toMatch(/.{20,}/);
    expect(back.searchParams.has("error")).toBe(false);
  });

  it("goes back with error and error_description when refused", async () => {
    const back = new URL(await bench.hubspot.consent(authorizeUrl(), demoPortal.id, "refuse"));
    expect(back.searchParams.get("error")).toBe("access_denied");
    expect(back.searchParams.get("error_description")).toBeTruthy();
    expect(back.searchParams.get("state")).toBe("s 1");
    expect(back.searchParams.has("code")).toBe(false);
  });

  it.each([
    ["an unknown client", { client_id: "nobody" }, /client id/],
    ["a foreign redirect URL", { redirect_uri: "https://evil.example/" }, /redirect URL/],
    ["a missing required scope", { scope: "oauth" }, /requires: .*forms/],
    ["an undeclared scope", { optional_scope: "content" }, /does not declare: content/],
  ])("redirects nowhere for %s", async (_name, change, sentence) => {
    const response = await fetch(authorizeUrl(change), { redirect: "manual" });
    expect(response.status).toBe(400);
    expect(await response.text()).toMatch(sentence);
    await expect(bench.hubspot.consent(authorizeUrl(change), demoPortal.id)).rejects.toThrow(/400/);
  });

  it("offers one account when the path names it, and lets a click choose no other", async () => {
    bench.hubspot.addPortal({ ...demoPortal, id: 99, name: "Other" });
    const url = authorizeUrl().replace("/oauth/authorize", "/oauth/99/authorize");
    const html = await (await fetch(url)).text();
    expect(html).toContain("Other (99)");
    expect(html).not.toContain(demoPortal.name);
    await expect(bench.hubspot.consent(url, demoPortal.id)).rejects.toThrow(/Choose an account/);
    expect(await bench.hubspot.consent(url, 99)).toContain("code=");
  });

  it("drops optional scopes that the account lacks, and refuses required ones", async () => {
    bench.hubspot.addPortal({ ...demoPortal, id: 98, unavailableScopes: ["automation"] });
    bench.hubspot.addPortal({ ...demoPortal, id: 97, unavailableScopes: ["forms"] });
    const url = authorizeUrl({ optional_scope: "automation crm.objects.owners.read" });
    const code = new URL(await bench.hubspot.consent(url, 98)).searchParams.get("code") ?? "";
    const { scopes, hub_id } = tokenSchema.parse(await exchange(code));
    expect(hub_id).toBe(98);
    expect(scopes).toEqual([...app.requiredScopes, "crm.objects.owners.read"]);
    expect(new URL(await bench.hubspot.consent(url, 97)).searchParams.get("error")).toBe("invalid_scope");
  });
});

describe("the token endpoint", () => {
  it("exchanges a code for tokens that work", async () => {
    const tokens = tokenSchema.parse(await exchange(await freshCode()));
    expect(tokens).toMatchObject({
      token_type: "bearer",
      expires_in: 1800,
      hub_id: demoPortal.id,
      scopes: app.requiredScopes,
    });
    bench.token = tokens.access_token;
    expect((await bench.api("GET", contactsPath)).status).toBe(200);
  });

  it("takes a code once, and not after its time", async () => {
    const code = await freshCode();
    await exchange(code);
    expect(oauthError.parse(await exchange(code, {}, 400))).toMatchObject({
      status: "BAD_AUTH_CODE",
      error: "invalid_grant",
    });
    const late = await freshCode();
    bench.clock.now += bench.hubspot.behaviour.codeMs;
    expect(oauthError.parse(await exchange(late, {}, 400)).status).toBe("BAD_AUTH_CODE");
  });

  it.each([
    ["BAD_CLIENT_ID", { client_id: "nobody" }],
    ["BAD_CLIENT_SECRET", { client_secret: "wrong" }],
    ["BAD_REDIRECT_URI", { redirect_uri: "" }],
    ["MISMATCH_REDIRECT_URI_AUTH_CODE", { redirect_uri: "https://app.example.com/other" }],
    ["BAD_GRANT_TYPE", { grant_type: "password" }],
  ])("answers %s, and the code is still good", async (status, change) => {
    const code = await freshCode();
    expect(oauthError.parse(await exchange(code, change, 400)).status).toBe(status);
    tokenSchema.parse(await exchange(code));
  });

  it("refuses a JSON body with 415 and values in the query", async () => {
    const json = await bench.api("POST", tokenPath, { grant_type: "refresh_token" });
    expect(json.status).toBe(415);
    const query = new URLSearchParams({ grant_type: "authorization_code", client_id: app.clientId }).toString();
    const inQuery = await fetch(`${bench.hubspot.apiUrl}${tokenPath}?${query}`, {
      method: "POST",
      body: new URLSearchParams(),
    });
    expect(inQuery.status).toBe(400);
  });

  it("refreshes with the same refresh token, or with a new one when told to rotate", async () => {
    const first = tokenSchema.parse(await exchange(await freshCode()));
    const second = tokenSchema.parse(await refresh(first.refresh_token));
    expect(second.refresh_token).toBe(first.refresh_token);
    expect(second.access_token).not.toBe(first.access_token);
    bench.hubspot.behaviour.rotateRefreshTokens = true;
    const third = tokenSchema.parse(await refresh(first.refresh_token));
    expect(third.refresh_token).not.toBe(first.refresh_token);
    expect(oauthError.parse(await refresh(first.refresh_token, {}, 400)).status).toBe("BAD_REFRESH_TOKEN");
  });

  it("calls a good refresh token of another app a bad one", async () => {
    bench.hubspot.addApp({ ...app, appId: 2, clientId: "client-b", clientSecret: "b" });
    const { refresh_token } = tokenSchema.parse(await exchange(await freshCode()));
    const answer = await refresh(refresh_token, { client_id: "client-b", client_secret: "b" }, 400);
    expect(oauthError.parse(answer).status).toBe("BAD_REFRESH_TOKEN");
    await refresh(refresh_token);
  });
});

describe("access", () => {
  it("ends by the clock after 1800 seconds with EXPIRED_AUTHENTICATION", async () => {
    bench.clock.now += 1_799_999;
    expect((await bench.api("GET", contactsPath)).status).toBe(200);
    bench.clock.now += 1;
    const late = await bench.api("GET", contactsPath);
    expect(late.status).toBe(401);
    expect(late.as(errorSchema).category).toBe("EXPIRED_AUTHENTICATION");
  });

  it("is refused without a token and with an unknown one", async () => {
    for (const token of ["", "made-up"]) {
      bench.token = token;
      const reply = await bench.api("GET", contactsPath);
      expect(reply.status).toBe(401);
      expect(reply.as(errorSchema).category).toBe("INVALID_AUTHENTICATION");
    }
  });

  it("names the missing scope in a 403", async () => {
    bench.token = bench.hubspot.install(app.clientId, demoPortal.id, ["oauth"]).accessToken;
    const reply = await bench.api("GET", "/marketing/v3/forms");
    expect(reply.status).toBe(403);
    expect(reply.as(errorSchema)).toMatchObject({
      category: "MISSING_SCOPES",
      errors: [{ context: { requiredGranularScopes: ["forms"] } }],
    });
  });

  it("dies with an uninstall, from either side", async () => {
    const { refreshToken } = bench.hubspot.install(app.clientId, demoPortal.id);
    bench.hubspot.uninstall(app.clientId, demoPortal.id);
    expect((await bench.api("GET", contactsPath)).status).toBe(401);
    expect(oauthError.parse(await refresh(refreshToken, {}, 400)).status).toBe("BAD_REFRESH_TOKEN");

    const again = bench.hubspot.install(app.clientId, demoPortal.id);
    bench.token = again.accessToken;
    expect((await bench.api("DELETE", "/appinstalls/2026-03/external-install")).status).toBe(204);
    expect((await bench.api("GET", contactsPath)).status).toBe(401);
    await refresh(again.refreshToken, {}, 400);
  });

  it("is introspected and revoked", async () => {
    const pair = bench.hubspot.install(app.clientId, demoPortal.id);
    const user = demoPortal.users[0].email;
    bench.clock.now += 800_000;
    expect(
      await form(`${tokenPath}/introspect`, { token: pair.accessToken, token_type_hint: "access_token" }),
    ).toMatchObject({
      active: true,
      hub_id: demoPortal.id,
      expires_in: 1000,
      token_use: "access_token",
      user,
    });
    expect(await form(`${tokenPath}/introspect`, { token: pair.refreshToken })).toMatchObject({
      token_use: "refresh_token",
      user,
    });
    await form(`${tokenPath}/introspect`, { token: "made-up" }, 400);
    await form(`${tokenPath}/revoke`, { token: pair.refreshToken, token_type_hint: "refresh_token" }, 204);
    await refresh(pair.refreshToken, {}, 400);
    bench.clock.now += 1_000_000;
    expect(await form(`${tokenPath}/introspect`, { token: pair.accessToken })).toMatchObject({
      active: false,
      expires_in: 0,
    });
  });
});
