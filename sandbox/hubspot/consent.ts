/** What an authorize URL asks for, and what becomes of it (HubSpot reference 4.1). */
import type { Grant, HubSpotApp } from "./oauth.ts";
import type { Portal } from "./portals.ts";
import type { World } from "./world.ts";

export interface AuthorizeRequest {
  readonly app: HubSpotApp;
  readonly redirectUri: string;
  readonly state: string | null;
  readonly scopes: readonly string[];
  readonly optionalScopes: readonly string[];
  /** The accounts to choose from: all, or the one named in the path. */
  readonly portals: readonly Portal[];
}

/** A string is the sentence that the page shows instead: HubSpot redirects nowhere when the request itself is wrong. */
export function readAuthorizeRequest(world: World, url: URL, accountId?: string): AuthorizeRequest | string {
  const words = (name: string) => (url.searchParams.get(name) ?? "").split(" ").filter((word) => word !== "");
  const app = world.oauth.app(url.searchParams.get("client_id") ?? "");
  if (!app) return "This app does not exist: the client id is missing or unknown.";
  const redirectUri = url.searchParams.get("redirect_uri") ?? "";
  if (!app.redirectUris.includes(redirectUri)) return "The redirect URL is none of those registered for this app.";
  const scopes = words("scope");
  const optionalScopes = words("optional_scope");
  const missing = app.requiredScopes.filter((scope) => !scopes.includes(scope));
  if (missing.length > 0) return `The URL does not ask for scopes that this app requires: ${missing.join(", ")}.`;
  const declared = [...app.requiredScopes, ...(app.optionalScopes ?? [])];
  const foreign = [...scopes, ...optionalScopes].filter((scope) => !declared.includes(scope));
  if (foreign.length > 0) return `The URL asks for scopes that this app does not declare: ${foreign.join(", ")}.`;
  const portals = [...world.portals.values()].filter(({ id }) => accountId === undefined || String(id) === accountId);
  if (portals.length === 0) return "There is no such account.";
  return { app, redirectUri, state: url.searchParams.get("state"), scopes, optionalScopes, portals };
}

/**
 * What a person may do on the page. Only `allow` and `refuse` are documented; the others are there so that an app can
 * be seen to bear them: nothing optional is granted, a required scope is not, HubSpot fails in OAuth's own word.
 */
export const decisions = ["allow", "refuse", "allow-required-only", "allow-in-part", "fail"] as const;
export type Decision = (typeof decisions)[number];

/** The URL to go back to once somebody clicked. Optional scopes that the account lacks are dropped. */
export function decide(world: World, asked: AuthorizeRequest, portal: Portal, decision: Decision): string {
  if (decision === "refuse")
    return back(asked, { error: "access_denied", error_description: "The user refused the request." });
  if (decision === "fail")
    return back(asked, { error: "server_error", error_description: "The request could not be processed." });
  const unavailable = portal.settings.unavailableScopes ?? [];
  const lacking = asked.scopes.filter((scope) => unavailable.includes(scope));
  if (lacking.length > 0) {
    const error_description = `This account cannot grant: ${lacking.join(", ")}.`;
    return back(asked, { error: "invalid_scope", error_description });
  }
  const wished = decision === "allow" ? asked.optionalScopes : [];
  const optional = wished.filter((scope) => !unavailable.includes(scope));
  const required = decision === "allow-in-part" ? asked.scopes.slice(0, -1) : asked.scopes;
  const [user] = portal.settings.users;
  const grant: Grant = {
    app: asked.app,
    portalId: portal.id,
    userId: user.userId,
    userEmail: user.email,
    scopes: [...new Set([...required, ...optional])],
  };
  return back(asked, { code: world.oauth.issueCode(grant, asked.redirectUri) });
}

function back(asked: AuthorizeRequest, parameters: Record<string, string>): string {
  const url = new URL(asked.redirectUri);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  if (asked.state !== null) url.searchParams.set("state", asked.state);
  return url.href;
}
