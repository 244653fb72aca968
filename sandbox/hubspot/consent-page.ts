/** The page on which a person connects an app: which app, which account, which scopes, Allow or Refuse. */
import type { Express, Request, Response } from "express";
import { type AuthorizeRequest, decide, decisions, readAuthorizeRequest } from "./consent.ts";
import { formBody } from "./oauth-routes.ts";
import type { World } from "./world.ts";

const paths = ["/oauth/authorize", "/oauth/:accountId/authorize"];

export function addConsentPage(app: Express, world: World): void {
  const read = (request: Request) => {
    const { accountId } = request.params;
    const url = new URL(request.originalUrl, "http://hubspot.invalid");
    return readAuthorizeRequest(world, url, accountId === undefined ? undefined : String(accountId));
  };

  app.get(paths, (request, response) => {
    const asked = read(request);
    if (typeof asked === "string") sendPage(response, 400, problemPage(asked));
    else sendPage(response, 200, consentPage(asked));
  });

  // The page posts to its own URL, so the query is checked again and nothing of it has to be trusted.
  app.post(paths, (request, response) => {
    const asked = read(request);
    const form = formBody(request);
    const portal =
      typeof asked === "string" ? undefined : asked.portals.find(({ id }) => String(id) === form.get("account"));
    const decision = decisions.find((one) => one === form.get("decision"));
    const mayInstall = form.get("decision") !== "try-without-right";
    if (typeof asked === "string") sendPage(response, 400, problemPage(asked));
    else if (!portal) sendPage(response, 400, problemPage("Choose an account."));
    else if (!mayInstall) sendPage(response, 403, problemPage(noRight));
    else if (!decision) sendPage(response, 400, problemPage("Choose Allow or Refuse."));
    else response.redirect(302, decide(world, asked, portal, decision));
  });
}

/** HubSpot goes back nowhere: the app never hears of it (reference 4.1). */
const noRight = "You need to be a super admin, or have App Marketplace access, to connect this app.";

function sendPage(response: Response, status: number, html: string): void {
  response.status(status).set("Cache-Control", "no-store").type("html").send(html);
}

function consentPage({ app, scopes, optionalScopes, portals }: AuthorizeRequest): string {
  const accounts = portals.map(
    ({ id, settings }, at) =>
      `<label><input type="radio" name="account" value="${id}"${at === 0 ? " checked" : ""}> ${escapeHtml(settings.name)} (${id})</label>`,
  );
  const list = (names: readonly string[]) =>
    `<ul>${names.map((name) => `<li><code>${escapeHtml(name)}</code></li>`).join("")}</ul>`;
  return layout(
    `Connect ${app.name}`,
    `<h1>Connect ${escapeHtml(app.name)}</h1>
<form method="post">
<fieldset><legend>Account</legend>${accounts.join("\n")}</fieldset>
<h2>${escapeHtml(app.name)} asks for</h2>${list(scopes)}
${optionalScopes.length > 0 ? `<h2>And, where available</h2>${list(optionalScopes)}` : ""}
<p><button name="decision" value="allow">Allow</button> <button name="decision" value="refuse">Refuse</button></p>
<details><summary>Stand-in: let it go wrong</summary>
<p><button name="decision" value="allow-required-only">Allow nothing optional</button>
<button name="decision" value="allow-in-part">Leave out a required permission</button>
<button name="decision" value="fail">HubSpot fails</button>
<button name="decision" value="try-without-right">As somebody who may not install</button></p></details>
</form>`,
  );
}

function problemPage(sentence: string): string {
  return layout("Cannot connect", `<h1>Cannot connect</h1><p>${escapeHtml(sentence)}</p>`);
}

function layout(title: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem}label{display:block}</style>
</head><body><main>${body}<p><small>HubSpot stand-in: nothing here reaches HubSpot.</small></p></main></body></html>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
