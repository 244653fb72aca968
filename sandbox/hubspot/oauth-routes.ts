/** The token endpoints (HubSpot reference 4.2). Values must be in a form-encoded body; JSON is 415. */
import type { Express, Request } from "express";
import { rawBody } from "../stand-in.ts";
import { oauthRefusal, refusal } from "./errors.ts";
import { door, send } from "./http.ts";
import type { Grant, TokenPair } from "./oauth.ts";
import type { World } from "./world.ts";

const base = "/oauth/2026-03/token";

export function addOAuthRoutes(app: Express, world: World): void {
  const { oauth } = world;

  app.post(base, (request, response) => {
    const form = formBody(request);
    const grantType = form.get("grant_type");
    if (grantType !== "authorization_code" && grantType !== "refresh_token") {
      throw oauthRefusal("BAD_GRANT_TYPE", "unsupported_grant_type", "missing or unsupported grant type");
    }
    const client = oauth.client(form.get("client_id"), form.get("client_secret"));
    const pair =
      grantType === "refresh_token"
        ? oauth.refresh(client, form.get("refresh_token"))
        : oauth.exchange(client, form.get("code"), form.get("redirect_uri"));
    send(response, { status: 200, body: tokenBody(pair) });
  });

  app.post(`${base}/introspect`, (request, response) => {
    const form = formBody(request);
    const client = oauth.client(form.get("client_id"), form.get("client_secret"));
    const token = form.get("token") ?? form.get("access_token") ?? form.get("refresh_token") ?? "";
    const access = oauth.accessToken(token);
    const grant = access?.grant ?? oauth.refreshToken(token);
    if (!grant || grant.app.clientId !== client.clientId) {
      throw oauthRefusal("BAD_TOKEN", "invalid_request", "missing or unknown token");
    }
    const domain = world.portals.get(grant.portalId)?.settings.uiDomain ?? "";
    const secondsLeft = access ? Math.max(0, Math.floor((access.expiresAt - world.now()) / 1000)) : 0;
    const common = { ...grantBody(grant), token, hub_domain: domain };
    const body = access
      ? { ...common, ...accessDetails(grant, access.expiresAt), active: secondsLeft > 0, expires_in: secondsLeft }
      : { ...common, active: true, token_use: "refresh_token" };
    send(response, { status: 200, body });
  });

  app.post(`${base}/revoke`, (request, response) => {
    const form = formBody(request);
    oauth.revoke(oauth.client(form.get("client_id"), form.get("client_secret")), form.get("token") ?? "");
    send(response, { status: 204 });
  });

  app.delete(
    "/appinstalls/2026-03/external-install",
    door(world, { scopes: ["oauth"] }, ({ grant }) => {
      oauth.uninstall(grant.app.clientId, grant.portalId);
      return { status: 204 };
    }),
  );
}

export function formBody(request: Request): URLSearchParams {
  if (!/^application\/x-www-form-urlencoded\b/i.test(request.get("content-type") ?? "")) {
    throw refusal(415, "VALIDATION_ERROR", "Unsupported media type: send application/x-www-form-urlencoded.");
  }
  return new URLSearchParams(rawBody(request).toString("utf8"));
}

function tokenBody({ grant, accessToken, refreshToken, expiresInSeconds }: TokenPair): Record<string, unknown> {
  return {
    token_type: "bearer",
    token_use: "access_token",
    access_token: accessToken,
    refresh_token: refreshToken,
    expires_in: expiresInSeconds,
    hub_id: grant.portalId,
    user_id: grant.userId,
    scopes: grant.scopes,
  };
}

function grantBody(grant: Grant): Record<string, unknown> {
  return {
    token_type: "bearer",
    app_id: grant.app.appId,
    client_id: grant.app.clientId,
    hub_id: grant.portalId,
    user_id: grant.userId,
    user: grant.userEmail,
    scopes: grant.scopes,
  };
}

function accessDetails(grant: Grant, expiresAt: number): Record<string, unknown> {
  return {
    token_use: "access_token",
    is_private_distribution: false,
    signed_access_token: {
      appId: grant.app.appId,
      appInstallId: `${grant.app.appId}-${grant.portalId}`,
      audience: "sandbox",
      expiresAt,
      hubId: grant.portalId,
      hublet: "sandbox",
      installingUserId: grant.userId,
      isPrivateDistribution: false,
      isServiceAccount: false,
      isUserLevel: false,
      newSignature: "",
      scopeToScopeGroupPks: "",
      scopes: "",
      signature: "",
      trialScopeToScopeGroupPks: "",
      trialScopes: "",
      userId: grant.userId,
    },
  };
}
