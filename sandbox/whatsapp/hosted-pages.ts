/** What a browser sees of the hosted signup and of WhatsApp Manager. */
import { SANDBOX_PREFIX } from "./sandbox-prefix.ts";
import { frame } from "./signup-pages.ts";

/** One button for each outcome; without outcomes, the link names no app. */
export function hostedPage(outcomes: Readonly<Record<string, string>> | undefined): string {
  if (!outcomes) return frame("<h1>Sorry, something went wrong.</h1><p>The link is not complete.</p>");
  const buttons = Object.entries(outcomes).map(
    ([name, text]) => `<button name="outcome" value="${name}">${text}</button>`,
  );
  return frame(
    `<h1>Connect your WhatsApp account</h1><p>The sandbox's page in the place of Meta's: choose what happens.</p><form method="post">${buttons.join("")}</form>`,
  );
}

/** The last step. Meta's page sends nothing back to whoever opened it. */
export function hostedEnd(done: { readonly accountId: string; readonly displayNumber: string } | undefined): string {
  if (!done) return frame("<h1>Nothing was connected</h1><p>You may close this page.</p>");
  return frame(
    `<h1>You are all set</h1><p>Connected: <strong id="number">${done.displayNumber}</strong>. You may close this page.</p><p><a id="manager" href="${SANDBOX_PREFIX}/manager/${done.accountId}">The account in WhatsApp Manager</a></p>`,
  );
}

/** Message templates of an account, as far as anybody needs to make one. */
export function managerPage(account: string, made?: string): string {
  const text = (value: string) => value.replace(/[&<>"]/g, (each) => `&#${each.charCodeAt(0)};`);
  return frame(
    `<h1>WhatsApp Manager (sandbox)</h1><p>${text(account)}</p>${made === undefined ? "" : `<p role="status">${text(made)} was submitted.</p>`}<form method="post"><label>Name of the template <input name="name" pattern="[a-z0-9_]+" required></label><button>Create template</button></form>`,
  );
}
