/** What a browser sees of Embedded Signup: a script in the place of Meta's, and the window that it opens. */

/** `FB.init` and `FB.login` as far as the reference describes them (5.12). The window tells the page on its own. */
export const signupScript = `
(() => {
  const here = new URL(document.currentScript.src);
  let appId = "";
  window.FB = {
    init: (options) => { appId = options.appId; },
    login: (callback, options) => {
      if (options.response_type !== "code" || options.override_default_response_type !== true || !options.config_id)
        throw new Error("FB.login needs config_id, response_type code and override_default_response_type.");
      const query = new URLSearchParams({ app_id: appId, config_id: options.config_id, origin: location.origin });
      const opened = window.open(here.origin + "/_sandbox/signup/window?" + query, "signup", "width=560,height=640");
      const done = (event) => {
        if (event.source !== opened || event.origin !== here.origin || !event.data || !event.data.sandboxSignup) return;
        window.removeEventListener("message", done);
        callback(event.data.code ? { status: "connected", authResponse: { code: event.data.code } } : { status: "unknown" });
      };
      window.addEventListener("message", done);
    },
  };
  if (window.fbAsyncInit) window.fbAsyncInit();
})();
`;

export const frame = (body: string) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Signup (sandbox)</title><link rel="icon" href="data:,">
<style>body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem; } button { display: block; width: 100%; margin: .5rem 0; padding: .6rem; font: inherit; text-align: left; }</style>
</head><body>${body}</body></html>`;

/** One button for each outcome; without outcomes, the configuration is not known. `query` goes back with the choice. */
export function signupWindow(outcomes: Readonly<Record<string, string>> | undefined, query: string): string {
  if (!outcomes) return frame("<h1>Sorry, something went wrong.</h1><p>This login configuration does not exist.</p>");
  const buttons = Object.entries(outcomes).map(
    ([name, text]) => `<button name="outcome" value="${name}">${text}</button>`,
  );
  return frame(
    `<h1>Connect your WhatsApp account</h1><p>The sandbox's window in the place of Meta's: choose what happens.</p><form method="post" action="?${query.replace(/&/g, "&amp;").replace(/"/g, "&quot;")}">${buttons.join("")}</form>`,
  );
}

/** Tells the page that opened the window, in Meta's words and with the code, and closes it. */
export function windowEnd({ message, code }: { message: unknown; code?: string }, origin: string): string {
  const text = (value: unknown) => JSON.stringify(value).replace(/</g, "\\u003c");
  return frame(`<p>You may close this window.</p><script>
const page = window.opener, origin = ${text(origin)};
page.postMessage(${text(JSON.stringify(message))}, origin);
page.postMessage({ sandboxSignup: true, code: ${text(code ?? null)} }, origin);
window.close();
</script>`);
}
