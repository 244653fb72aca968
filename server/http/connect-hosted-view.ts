/** The part of the page that connects by Meta's hosted signup: its link, and claiming what was connected there. */
import { Html, html } from "./html.ts";
import { copyable } from "./page.ts";

/** How far a claim got. `asked`: the same was said the time before. */
export type HostedClaim = { readonly number: string; readonly asked: boolean } & (
  | { readonly kind: "waiting" }
  | { readonly kind: "prove"; readonly template: string }
  | { readonly kind: "refused" }
);

/** @param second whether WhatsApp's own window stands above it */
export function hostedPart(claim: HostedClaim | undefined, second: boolean): Html {
  const title = second ? "Or on WhatsApp's own page" : "On WhatsApp's own page";
  const why = second ? " It does the same as the window, where a browser or a company's network blocks that." : "";
  return html`<h2 id="hosted">${title}</h2>
<p>The page opens in a tab of its own. You sign in at Facebook, choose the business, the account and the number, and come back here.${why}</p>
<form method="post" action="/connect/whatsapp/hosted/open" target="_blank"><p class="actions"><button${second && new Html(' class="quiet"')}>Open WhatsApp's page</button></p></form>
${claim?.kind === "waiting" && waiting(claim)}
${claim?.kind === "prove" && prove(claim)}
<form method="post" action="/connect/whatsapp/hosted/claim#hosted">
<label for="hosted-number">Number that you connected there <small>With its country code, such as +39 051 555 0177.</small></label>
<input id="hosted-number" name="number" inputmode="tel" value="${claim?.number ?? ""}" required maxlength="40" autocomplete="off">
${claim && claim.kind !== "refused" && html`<input type="hidden" name="asked" value="${claim.kind}">`}
<p class="actions"><button class="quiet">${claim === undefined ? "Go on with this number" : buttons[claim.kind]}</button></p>
</form>`;
}

const buttons = {
  waiting: "Look again",
  prove: "I have made the template: go on",
  refused: "Go on with this number",
} as const;

function waiting({ asked }: HostedClaim): Html {
  return html`<div class="note" role="status"><p><strong>WhatsApp has not told Flowella of this number yet.</strong> It does so within a minute or two after the last step on its page.</p>
${asked && html`<p>Still nothing? See whether the number is right. If it is, open WhatsApp's page once more and go through it to the end with the same account: WhatsApp then tells again.</p>`}</div>`;
}

function prove({ asked, template }: Extract<HostedClaim, { kind: "prove" }>): Html {
  return html`<div class="note" role="status"><p><strong>WhatsApp has told of this number.</strong> It does not say whose it is, so show that you manage the account; nobody else can then take it.</p>
<ol>
<li>In <a href="https://business.facebook.com/wa/manage/home/" target="_blank" rel="noopener">WhatsApp Manager</a>, open <em>Message templates</em> and choose <em>Create template</em>.</li>
<li>Give it the name below, any language, any category and any text, and submit it. It need not be approved, and is never sent.</li>
</ol>
${copyable(template, "Name of the template")}
${asked && html`<p><strong>WhatsApp does not have a template of this name yet.</strong> Look whether the name is the same to the letter, and whether it was made in the account of this number.</p>`}</div>`;
}
