/** The pages behind a connect link of kind `hubspot`. */
import type { Capability } from "../../core/portal/capabilities.ts";
import { appPageLink, contactsLink } from "../../core/portal/links.ts";
import { scopeReasons } from "../../core/portal/scopes.ts";
import { connectPages } from "../connect-links/pages.ts";
import type { Context } from "../context.ts";
import type { Portal } from "../portals/store.ts";
import type { PortalState } from "../provisioning/capabilities.ts";
import { problemsOf } from "../provisioning/report.ts";
import { type Html, html } from "./html.ts";
import { installPath } from "./install-pages.ts";
import { actions, badge, framedPage, type PageLink, stateTable } from "./page.ts";

const path = connectPages.hubspot;

/** The table of what works, with the two things that can be done about it. */
export function statePage({ config }: Context, portal: Portal, state: PortalState, looked: boolean): string {
  const { capabilities, scopes, report } = state;
  const granted = scopeReasons.filter(({ scope }) => scopes.includes(scope)).length;
  const wholly = capabilities.every(({ state: each }) => each === "works");
  const body = html`${looked && lookedNote(report ? problemsOf(report).length : 0)}
${portal.accountType && portal.accountType !== "STANDARD" && html`<p>This is not a live account: HubSpot calls it ${kinds.get(portal.accountType) ?? portal.accountType}.</p>`}
<p>${wholly ? "Everything that Flowella can do works in this account." : "Flowella works in this account. Some parts need something; each says what, and who can do it."}</p>
${stateTable("What works here", capabilities.map(row))}
<form method="post" action="${path}/repair"><button type="submit">Look again and repair</button></form>
<p><small>${report ? `Last looked at ${utc(report.lookedAt)}. ` : ""}Flowella looks by itself once a day, and makes again what is missing.</small></p>
<details><summary>Permissions: ${granted} of ${scopeReasons.length} granted</summary>
<p>What Flowella asks HubSpot for, and why. To grant more, a super admin <a href="${config.PUBLIC_BASE_URL}${installPath(portal.id)}">installs it again</a>.</p>
${stateTable(
  "What each is for",
  scopeReasons.map(({ scope, why }) => permission(scope, why, scopes)),
)}
</details>
<details><summary>Disconnect Flowella from this account</summary>
<p>HubSpot removes the app with its cards and workflow actions, and tells the super admins. Nothing is sent any more. Customers can still finish forms that they have open; their answers are kept encrypted for 30 days and delivered if Flowella is installed again. After that everything is erased for good.</p>
<form method="post" action="${path}/disconnect"><button class="danger" type="submit">Disconnect account ${portal.id}</button></form>
</details>
${actions([toHubSpot(portal)])}`;
  return framedPage({ title: "What works in your account", about: about(portal.id), body });
}

const kinds: ReadonlyMap<string, string> = new Map([
  ["SANDBOX", "a sandbox"],
  ["DEVELOPER_TEST", "a developer's test account"],
  ["APP_DEVELOPER", "a developer account"],
]);

function lookedNote(problems: number): Html {
  if (problems === 0) return html`<p class="note good">Looked again: nothing is missing.</p>`;
  const found = problems === 1 ? "one thing still needs" : `${problems} things still need`;
  return html`<p class="note">Looked again: ${found} you.</p>`;
}

function row({ title, state, says, remedy }: Capability) {
  return {
    name: title,
    state: stateBadges[state],
    says: remedy === undefined ? [says] : [says, html`<strong>To do:</strong> ${remedy}`],
  };
}

const stateBadges: Readonly<Record<Capability["state"], Html>> = {
  works: badge("Works", "good"),
  limited: badge("In part", "wait"),
  off: badge("Off", "bad"),
};

function permission(scope: string, why: string, granted: readonly string[]) {
  const state = granted.includes(scope) ? badge("Granted", "good") : badge("Missing", "off");
  return { name: scope, state, says: [`To ${why}.`] };
}

export function disconnectedPage({ config }: Context, portalId: string): string {
  const body = html`<p>HubSpot no longer lets Flowella into account ${portalId}, and Flowella has thrown its access away.</p>
<p>What customers still hand in is kept encrypted for 30 days. To get it delivered, install Flowella again before then; otherwise everything is erased for good.</p>
${actions([{ href: `${config.PUBLIC_BASE_URL}${installPath(portalId)}`, text: "Install again" }])}`;
  return framedPage({ title: "Disconnected", tone: "good", about: about(portalId), body });
}

export function failedPage(portalId: string, message: string): string {
  const body = html`<p>${message}</p><p>Nothing has changed: Flowella is still connected.</p>${actions([{ href: path, text: "Back" }])}`;
  return framedPage({ title: "That did not work", tone: "problem", about: about(portalId), body });
}

function about(portalId: string): string {
  return `HubSpot account ${portalId}`;
}

function toHubSpot(portal: Portal): PageLink {
  const place = { portalId: portal.id, uiDomain: portal.uiDomain, dataHosting: portal.dataHosting };
  return portal.appId
    ? { href: appPageLink(place, portal.appId), text: "Back to Flowella in HubSpot" }
    : { href: contactsLink(place), text: "Back to HubSpot" };
}

function utc(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
