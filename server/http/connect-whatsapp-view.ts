/** The page that connects WhatsApp, as HTML: accounts with what stands in the way, and the two ways to connect one. */
import type { FirstSendStep } from "../../core/readiness/first-send.ts";
import type { ReadinessItem } from "../../core/readiness/index.ts";
import type { SignupApp } from "../portals/graph.ts";
import type { Check } from "../whatsapp-account/check-values.ts";
import type { AccountSeen } from "../whatsapp-account/seen.ts";
import { type HostedClaim, hostedPart } from "./connect-hosted-view.ts";
import { type Html, html } from "./html.ts";
import { badge, framedPage, stateTable } from "./page.ts";

/** What was typed, without the secrets: these are never shown again. */
export interface Typed {
  readonly wabaId: string;
  readonly phoneNumberId: string;
  readonly appId: string;
}

export interface ConnectView {
  readonly portalId: string;
  readonly accounts: readonly AccountSeen[];
  /** What the first message needs besides an account. */
  readonly firstSend: readonly FirstSendStep[];
  /** Where customers can connect at Meta's own window. */
  readonly signup: (SignupApp & { readonly script: string; readonly version: string }) | undefined;
  /** Whether customers can connect on Meta's hosted page, and how far a claim of theirs got. */
  readonly hosted: { readonly claim?: HostedClaim } | undefined;
  readonly now: number;
  readonly news?: { readonly tone: "good" | "bad"; readonly text: string };
  /** After values that were wrong. */
  readonly tried?: { readonly typed: Typed; readonly checks: readonly Check[]; readonly says: string };
}

export function connectPage(view: ConnectView): string {
  const { accounts, news, portalId } = view;
  const ready = accounts.some(({ readiness }) => readiness.state === "ready");
  const title = accounts.length === 0 ? "Connect WhatsApp" : ready ? "WhatsApp is ready" : "WhatsApp is almost ready";
  return framedPage({
    title,
    tone: news?.tone === "bad" ? "problem" : ready ? "good" : "plain",
    about: `HubSpot account ${portalId}`,
    body: html`${news && html`<p class="note ${news.tone}" role="status">${news.text}</p>`}
${intro(accounts.length, ready)}
${accounts.map((account) => accountPart(account, view.now, accounts.length > 1))}
${accounts.length > 0 && firstSendPart(view.firstSend)}
${waysIn(view)}`,
  });
}

function intro(count: number, ready: boolean): Html {
  if (count === 0) {
    return html`<p>Flowella sends and receives through a WhatsApp Business account of your own. WhatsApp bills you for what is sent, not Flowella.</p>`;
  }
  if (ready)
    return html`<p>Flowella may send. What the first message needs besides stands <a href="#first-message">below the accounts</a>.</p>`;
  return html`<p>The account is connected. Before anything can be sent, what is marked below has to happen.</p>`;
}

function accountPart(account: AccountSeen, now: number, manyAccounts: boolean): Html {
  const { connectionId, name, wabaId, readiness, readAt, defaultSender, forNewFlows } = account;
  const minutes = readAt === null ? undefined : Math.max(0, Math.round((now - readAt) / 60_000));
  const asked =
    minutes === undefined
      ? "WhatsApp has not been asked yet."
      : minutes === 0
        ? "WhatsApp was asked just now."
        : `WhatsApp was asked ${minutes} ${minutes === 1 ? "minute" : "minutes"} ago; changes come by themselves.`;
  const several = manyAccounts || readiness.numbers.length > 1;
  return html`<h2>${name} ${readiness.state === "ready" ? badge("May send", "good") : badge("Not yet", "wait")}</h2>
<p><small>WhatsApp account ${wabaId}. ${asked}</small></p>
${missing(readiness)}
${actionForm("refresh", { connectionId })}
${actionForm("repair", { connectionId })}
${stateTable(
  "Account",
  readiness.account.map((item) => row(item, connectionId)),
)}
${readiness.numbers.map(
  (number) => html`${actionForm("register", { numberId: number.id })}${actionForm("take-key", { numberId: number.id })}
${stateTable(
  number.displayNumber,
  number.items.map((item) => row(item, connectionId, number.id)),
)}
${several && preference(number.id, forNewFlows && number.id === defaultSender)}`,
)}
<p class="actions"><button class="quiet" form="refresh-${connectionId}">Ask WhatsApp again</button></p>
${actionForm("disconnect", { connectionId })}
<details><summary>Disconnect this account</summary><p>Nothing is sent from it any more, and another HubSpot account may connect it. Flows that customers hold already are still answered. Connecting it here again takes up where it was.</p><p><button class="danger" form="disconnect-${connectionId}">Disconnect</button></p></details>`;
}

function firstSendPart(steps: readonly FirstSendStep[]): Html {
  const badges = {
    done: badge("Ready", "good"),
    waiting: badge("WhatsApp decides", "wait"),
    open: badge("To do", "bad"),
  } as const;
  const rows = steps.map(({ title, state, says, command }) => ({
    name: title,
    state: badges[state],
    says: [says, ...(command ? [html`Whoever runs Flowella: <code>${command}</code>`] : [])],
  }));
  return html`<h2 id="first-message">Before the first message</h2>${stateTable("Besides an account that may send", rows)}`;
}

/** What has to happen before the first message, in one line above the long list. */
function missing({ account, numbers }: AccountSeen["readiness"]): Html | undefined {
  const ofNumbers = numbers.flatMap(({ displayNumber, items }) =>
    items.map((item) => ({ ...item, title: numbers.length > 1 ? `${item.title}, ${displayNumber}` : item.title })),
  );
  const left = [...account, ...ofNumbers].filter(({ blocks }) => blocks);
  if (left.length === 0) return undefined;
  const who = { you: "you", whatsapp: "WhatsApp", flowella: "one press", nobody: "" } as const;
  return html`<p class="note"><strong>Still missing:</strong> ${left.map((item) => `${item.title} (${who[item.who]})`).join("; ")}.</p>`;
}

function preference(numberId: string, chosen: boolean): Html {
  if (chosen)
    return html`<p><small>Flows go out from this number; those of another account keep to its numbers.</small></p>`;
  return html`${actionForm("prefer", { numberId })}<p><button class="quiet" form="prefer-${numberId}">Send from this number</button></p>`;
}

type Action = "disconnect" | "refresh" | "repair" | "register" | "take-key" | "prefer";

/** A form without a face: its buttons stand in the table's rows. */
function actionForm(action: Action, of: { readonly connectionId: string } | { readonly numberId: string }): Html {
  const [field, id] =
    "connectionId" in of ? (["connectionId", of.connectionId] as const) : (["numberId", of.numberId] as const);
  return html`<form method="post" action="/connect/whatsapp/${action}" id="${action}-${id}" hidden><input type="hidden" name="${field}" value="${id}"></form>`;
}

function row(item: ReadinessItem, connectionId: string, numberId?: string) {
  const { title, says, link, action } = item;
  return {
    name: title,
    state: stateBadge(item),
    says: [
      says,
      ...(link ? [html`<a href="${link.href}" target="_blank" rel="noopener">${link.text}</a>`] : []),
      ...(action ? actionPart(action, connectionId, numberId) : []),
    ],
  };
}

function stateBadge({ state, who }: ReadinessItem): Html {
  switch (state) {
    case "ready":
      return badge("Ready", "good");
    case "note":
      return badge(who === "you" ? "Look at it" : "Good to know", "off");
    case "waiting":
      return badge("WhatsApp decides", "wait");
    case "act":
      return badge(who === "flowella" ? "One press" : "You must act", who === "flowella" ? "wait" : "bad");
    case "unknown":
      return badge("Not known", "off");
  }
}

function actionPart(action: NonNullable<ReadinessItem["action"]>, connectionId: string, numberId = ""): Html[] {
  switch (action) {
    case "repair":
      return [html`<button class="quiet" form="repair-${connectionId}">Repair</button>`];
    case "register":
      return [
        html`<label for="pin-${numberId}">Two-step PIN <small>Only if the number has one already: six digits.</small></label>`,
        html`<input id="pin-${numberId}" name="pin" form="register-${numberId}" inputmode="numeric" pattern="[0-9]{6}" maxlength="6" autocomplete="off">`,
        html`<button class="quiet" form="register-${numberId}">Register</button>`,
      ];
    case "take-key":
      return [html`<button class="danger" form="take-key-${numberId}">Replace the other tool's key</button>`];
    case "reconnect":
      return [html`<a href="#connect">Connect again</a>`];
  }
}

function waysIn(view: ConnectView): Html {
  const { accounts, signup, hosted, tried } = view;
  const shared = signup !== undefined || hosted !== undefined;
  return html`<h2 id="connect">${accounts.length === 0 ? "Before you begin" : "Connect another account or number"}</h2>
<div class="note">
<p><strong>One number, one place.</strong> A number that lives in HubSpot's own inbox, in the WhatsApp Business app on a phone, or in another tool cannot simply be used here as well.</p>
<ul>
<li>In HubSpot's inbox? Disconnect the channel there first.</li>
<li>In the app on a phone? Take it out of the app first, or take another number.</li>
<li>In another tool with WhatsApp Flows? A number holds one encryption key only: that tool's Flows would stop working.</li>
</ul>
<p>The easiest is a new number that can receive a call or an SMS.</p>
</div>
${signup && signupPart(signup)}
${hosted && hostedPart(hosted.claim, signup !== undefined)}
${shared && !tried ? html`<details><summary>Or paste the values of your own Meta app</summary>${pasteForm(tried)}</details>` : html`<h2>Paste the values of your own Meta app</h2>${pasteForm(tried)}`}
<p>Do you have the number with 360dialog? <a href="/connect/whatsapp/360dialog">Connect it by its key</a>.</p>`;
}

function signupPart({ appId, configurationId, script, version }: NonNullable<ConnectView["signup"]>): Html {
  return html`<h2>With WhatsApp's own window</h2>
<p>You sign in at Facebook, choose the business, the account and the number. It takes about five minutes.</p>
<p class="actions"><button id="signup" disabled data-app="${appId}" data-configuration="${configurationId}" data-script="${script}" data-version="${version}">Connect with Facebook</button></p>
<p id="signup-state" class="note" role="status" hidden></p>
<noscript><p class="note bad">This way needs JavaScript. Paste the values below instead.</p></noscript>
<script src="/connect/whatsapp/page.js" defer></script>`;
}

function pasteForm(tried: ConnectView["tried"]): Html {
  const typed = tried?.typed ?? { wabaId: "", phoneNumberId: "", appId: "" };
  const digits = (name: keyof Typed, label: string, help: string) =>
    html`<label for="${name}">${label} <small>${help}</small></label>
<input id="${name}" name="${name}" value="${typed[name]}" inputmode="numeric" required autocomplete="off" spellcheck="false">`;
  const secret = (name: string, label: string, help: string) =>
    html`<label for="${name}">${label} <small>${help}</small></label>
<input id="${name}" name="${name}" type="password" required autocomplete="off" spellcheck="false">`;
  return html`${tried && tried.checks.length > 0 && checkList(tried.checks, tried.says)}
<form method="post" action="/connect/whatsapp/paste">
${digits("wabaId", "WhatsApp Business account id", "App Dashboard > WhatsApp > API setup.")}
${digits("phoneNumberId", "Phone number id", "Beside it. Digits, but not the phone number itself.")}
${digits("appId", "App id", "App Dashboard, at the top of every page.")}
${secret("appSecret", "App secret", "App Dashboard > App settings > Basic > Show.")}
${secret("accessToken", "Access token", "Business settings > System users > Generate token: never expires, whatsapp_business_management and whatsapp_business_messaging.")}
<p class="actions"><button>Try and connect</button></p>
${tried && html`<p><small>For safety the secret and the token have to be pasted again.</small></p>`}
</form>`;
}

/** Each value that was tried, and how it went. @param wrong what is said of the value that is wrong */
export function checkList(checks: readonly Check[], wrong?: string): Html {
  const states = {
    fine: badge("Right", "good"),
    wrong: badge("Wrong", "bad"),
    untried: badge("Not tried", "off"),
  } as const;
  return stateTable(
    "What was tried",
    checks.map(({ title, state }) => ({
      name: title,
      state: states[state],
      says: state === "wrong" && wrong ? [wrong] : [],
    })),
  );
}
