/** The page that connects a number which 360dialog runs, as HTML: what stays to be done by hand, and the values. */
import type { Cannot } from "../../connectors/whatsapp/routes/route.ts";
import type { Check } from "../whatsapp-account/check-values.ts";
import { checkList } from "./connect-whatsapp-view.ts";
import { type Html, html } from "./html.ts";
import { framedPage } from "./page.ts";

/** What was typed, without the key: that is never shown again. */
export interface Typed360 {
  readonly wabaId: string;
  readonly number: string;
  readonly partnerAccountId: string;
}

export interface Connect360View {
  readonly portalId: string;
  /** What Flowella cannot do with such a number. */
  readonly cannot: readonly Pick<Cannot, "title" | "says" | "instead">[];
  /** Whether the operator is a partner of 360dialog. */
  readonly partner: boolean;
  /** After values that were wrong. */
  readonly tried?: {
    readonly says: string;
    readonly typed: Typed360;
    readonly checks: readonly Check[];
    /** The number's messages go to another tool: whether to take them away is to be said. */
    readonly taken: boolean;
  };
}

export function connect360Page(view: Connect360View): string {
  const { portalId, tried } = view;
  return framedPage({
    title: "Connect a number of 360dialog",
    tone: tried ? "problem" : "plain",
    about: `HubSpot account ${portalId}`,
    body: html`${tried && html`<p class="note bad" role="status">${tried.says}</p>`}
${tried && tried.checks.length > 0 && checkList(tried.checks)}
<p>For a number that you have with 360dialog. You paste the number's key; Flowella then sends and receives through 360dialog.</p>
<div class="note">
<p><strong>Less goes by itself than with a Meta app of your own:</strong></p>
<ul>${view.cannot.map(({ title, says, instead }) => html`<li><strong>${title}.</strong> ${says} ${instead}</li>`)}</ul>
</div>
${form(view)}
<p><a href="/connect/whatsapp">Back to the other ways</a></p>`,
  });
}

function form({ partner, tried }: Connect360View): Html {
  const typed = tried?.typed ?? { wabaId: "", number: "", partnerAccountId: "" };
  return html`<h2>The number's values</h2>
<form method="post" action="/connect/whatsapp/360dialog">
<label for="wabaId">WhatsApp Business account id <small>360dialog's hub or WhatsApp Manager shows it. Digits only.</small></label>
<input id="wabaId" name="wabaId" value="${typed.wabaId}" inputmode="numeric" required autocomplete="off" spellcheck="false">
<label for="number">Phone number <small>With its country code, such as +34 911 00 00 00.</small></label>
<input id="number" name="number" value="${typed.number}" inputmode="tel" required maxlength="40" autocomplete="off">
<label for="apiKey">API key <small>360dialog's hub > the number > API key. Each number has its own, and only the newest works.</small></label>
<input id="apiKey" name="apiKey" type="password" required autocomplete="off" spellcheck="false">
${
  partner &&
  html`<label for="partnerAccountId">360dialog's own id of the account <small>Only where whoever runs Flowella is your partner at 360dialog: ask them. Without it Flows are made by hand.</small></label>
<input id="partnerAccountId" name="partnerAccountId" value="${typed.partnerAccountId}" autocomplete="off" spellcheck="false">`
}
${tried?.taken && html`<label class="choice"><input type="checkbox" name="takeOver" value="yes"> <span>Take the messages over: the other tool gets nothing from this number any more.</span></label>`}
<p class="actions"><button>Try and connect</button></p>
${tried && html`<p><small>For safety the key has to be pasted again.</small></p>`}
</form>`;
}
