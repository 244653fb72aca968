/** The pages that an installation ends on: in plain words what happened, who must act, and what to do. */
import { appPageLink, contactsLink } from "../../core/portal/links.ts";
import type { ConsentAnswer, InstallRefusal, InstallResult } from "../portals/install.ts";
import { problemsOf } from "../provisioning/report.ts";
import { type Html, html } from "./html.ts";
import { actions, copyable, framedPage, type PageLink } from "./page.ts";

export interface ShownPage {
  readonly status: number;
  readonly html: string;
}

/** What never reaches the installation itself. */
export type CallbackRefusal = InstallRefusal | { readonly reason: "other_browser" | "no_answer" | "internal" };

interface Words {
  readonly status: number;
  readonly title: string;
  readonly says: readonly string[];
  /** `again`: the person may try once more; `admin`: an admin must; `operator`: whoever runs the server must. */
  readonly who: "again" | "admin" | "operator";
}

export function refusalPage(refusal: CallbackRefusal, baseUrl: string): ShownPage {
  const { status, title, says, who } = wordsOf(refusal);
  const portal = refusal.reason === "other_portal" ? refusal.wanted : undefined;
  const start = { href: installPath(portal), text: "Start again" };
  const links: PageLink[] =
    who === "operator" ? [] : who === "again" ? [start] : [{ href: askAdminPath(portal), text: "Ask an admin" }, start];
  const body = html`${says.map((text) => html`<p>${text}</p>`)}
${who === "again" && html`<p>If you may not install apps in this account, <a href="${askAdminPath(portal)}">ask an admin</a> to do it.</p>`}
${who === "operator" && copyable(`${baseUrl} · ${refusal.reason}`, "For whoever runs this server")}
${links.length > 0 && actions(links)}`;
  return { status, html: framedPage({ title, tone: "problem", about: "Not installed", body }) };
}

function wordsOf(refusal: CallbackRefusal): Words {
  switch (refusal.reason) {
    case "denied":
      return {
        status: 400,
        title: "The request was refused",
        says: [
          "You, or somebody in this browser, refused the request on HubSpot's page. Nothing was installed and nothing changed.",
        ],
        who: "again",
      };
    case "scopes_unavailable":
      return {
        status: 400,
        title: "This account cannot give what Flowella needs",
        says: [
          "HubSpot did not grant the permissions that Flowella cannot work without: reading and writing contacts, their properties, and forms.",
          "Either you may not grant them, then an admin can; or the account's subscription lacks them.",
        ],
        who: "admin",
      };
    case "scopes_missing":
      return {
        status: 400,
        title: "Some permissions are missing",
        says: [
          `HubSpot connected Flowella without these permissions: ${refusal.scopes.join(", ")}.`,
          "Without them answers cannot be delivered, so nothing was installed. An admin can grant all of them.",
        ],
        who: "admin",
      };
    case "other_portal":
      return {
        status: 400,
        title: "That was another HubSpot account",
        says: [
          `The link was for account ${refusal.wanted}, and you allowed it in account ${refusal.got}. Flowella kept no access to ${refusal.got}.`,
          `Start again and choose account ${refusal.wanted} on HubSpot's page. If Flowella now stands under Connected apps in ${refusal.got}, you can remove it there.`,
        ],
        who: "again",
      };
    case "state_used":
      return {
        status: 400,
        title: "This installation is over",
        says: [
          "This installation link was used before. If the first time ended well, Flowella is installed: go back to HubSpot.",
          "Otherwise start the installation again.",
        ],
        who: "again",
      };
    case "state_expired":
      return {
        status: 400,
        title: "That took too long",
        says: ["This installation is too old: HubSpot's page may stay open for ten minutes. Nothing was installed."],
        who: "again",
      };
    case "state_unknown":
      return {
        status: 400,
        title: "This installation did not begin here",
        says: [
          "Flowella does not know this installation link, so nothing was installed. Begin with Flowella's own link.",
        ],
        who: "again",
      };
    case "other_browser":
      return {
        status: 400,
        title: "Started in another browser",
        says: [
          "The installation was started in another browser, or this one keeps no cookies. Nothing was installed.",
          "Start it again here, in the browser in which you are logged in to HubSpot.",
        ],
        who: "again",
      };
    case "no_answer":
      return {
        status: 400,
        title: "HubSpot sent no permission along",
        says: ["The address that you opened is not complete. Nothing was installed."],
        who: "again",
      };
    case "code_used":
      return {
        status: 400,
        title: "HubSpot's code was used before",
        says: [
          "Each permission from HubSpot can be picked up once, within a minute, and this one was used or is too old. Nothing was installed.",
        ],
        who: "again",
      };
    case "being_erased":
      return {
        status: 409,
        title: "Just a few minutes more",
        says: [
          "Flowella was removed from this account 30 days ago, and what it left behind is being erased. Start again in a few minutes.",
        ],
        who: "again",
      };
    case "hubspot_refused":
      return {
        status: 400,
        title: "HubSpot did not allow it",
        says: [
          `HubSpot ended the installation and gave the reason "${refusal.code}". Nothing was installed.`,
          "Some accounts approve apps first: then an admin finds the request under Connected apps in HubSpot's settings.",
        ],
        who: "admin",
      };
    case "app_settings":
      return {
        status: 502,
        title: "Flowella's own settings are wrong",
        says: [
          "HubSpot does not know this server's app. You can do nothing about that: whoever runs this server must check the client id, the client secret and the redirect URL.",
        ],
        who: "operator",
      };
    case "hubspot_failing":
      return {
        status: 502,
        title: "HubSpot did not answer as it should",
        says: [refusal.message, "Nothing was installed. Wait a few minutes, then start again."],
        who: "again",
      };
    case "internal":
      return {
        status: 500,
        title: "Something went wrong on our side",
        says: [
          "The installation could not be finished. Start it again; if that does not help, tell whoever runs this server.",
        ],
        who: "again",
      };
  }
}

export function installedPage(result: Extract<InstallResult, { kind: "installed" }>): ShownPage {
  const { portal, again, report } = result;
  const place = { portalId: portal.id, uiDomain: portal.uiDomain, dataHosting: portal.dataHosting };
  const toHubSpot = portal.appId
    ? { href: appPageLink(place, portal.appId), text: "Open Flowella in HubSpot" }
    : { href: contactsLink(place), text: "Go to HubSpot" };
  const body = html`<p>${
    again
      ? "Flowella is connected to this HubSpot account again. Its settings, Flows and people are as they were; what was held meanwhile is being delivered."
      : "Flowella is connected to this HubSpot account."
  }</p>
${problemList(problemsOf(report).map(({ says, name }) => says ?? name))}
<h2>What comes next</h2>
<ol><li>Open Flowella's page in HubSpot.</li><li>Connect a WhatsApp account.</li><li>Pick a form, look at it as a Flow, and publish it.</li></ol>
${actions([toHubSpot])}`;
  const title = again ? "Installed again" : "Installed";
  return { status: 200, html: framedPage({ title, tone: "good", about: `HubSpot account ${portal.id}`, body }) };
}

function problemList(problems: readonly string[]): Html | undefined {
  if (problems.length === 0) return undefined;
  return html`<div class="note"><p><strong>${
    problems.length === 1 ? "One thing needs you" : `${problems.length} things need you`
  }</strong></p><ul>${problems.map((text) => html`<li>${text}</li>`)}</ul>
<p>Flowella looks again by itself every hour.</p></div>`;
}

/** For somebody who may not install apps: a link to forward, with the words that go with it. */
export function askAdminPage(baseUrl: string, portalId: string | undefined): ShownPage {
  const link = `${baseUrl}${installPath(portalId)}`;
  const account = portalId ? ` in our HubSpot account ${portalId}` : " in our HubSpot account";
  const subject = "Please install Flowella in HubSpot";
  const message = [
    "Hello,",
    "",
    `could you please install Flowella${account}? It turns our forms into WhatsApp Flows and writes the answers to contacts.`,
    "HubSpot asks for a super admin, or somebody with App Marketplace access. This link leads to HubSpot's page with all permissions:",
    "",
    link,
  ].join("\n");
  const mail = `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(message.replaceAll("\n", "\r\n"))}`;
  const body = html`<p>HubSpot lets only super admins, and people with <em>App Marketplace access</em>, install an app or grant it more. Send one of them this link. It works as often as needed and gives nobody access by itself.</p>
${copyable(link, "Link to forward (one click selects it)")}
${actions([
  { href: mail, text: "Write the e-mail" },
  { href: installPath(portalId), text: "I am an admin: install" },
])}`;
  const about = portalId ? `HubSpot account ${portalId}` : "HubSpot";
  return { status: 200, html: framedPage({ title: "Ask an admin of your HubSpot account", about, body }) };
}

export function installPath(portalId: string | undefined): string {
  return portalId ? `/oauth/install?portal=${portalId}` : "/oauth/install";
}

function askAdminPath(portalId: string | undefined): string {
  return portalId ? `/oauth/ask-admin?portal=${portalId}` : "/oauth/ask-admin";
}

/** What HubSpot's redirect says, if it says anything. */
export function answerOf(query: Record<string, unknown>): ConsentAnswer | undefined {
  const { code, state, error } = query;
  if (typeof state !== "string" || state === "") return undefined;
  if (typeof error === "string" && error !== "") return { state, error };
  return typeof code === "string" && code !== "" ? { state, code } : undefined;
}
