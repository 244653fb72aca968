/**
 * What runs in the browser on the page that connects WhatsApp: Meta's window is opened, and what it says goes to the
 * server at once, because a code lives 30 seconds (WhatsApp reference 5.12). Code and message come in either order.
 */
export const connectScript = `
(() => {
  const button = document.getElementById("signup");
  const state = document.getElementById("signup-state");
  if (!button) return;
  const { app, configuration, script, version } = button.dataset;
  const scriptOrigin = new URL(script).origin;
  const say = (text, bad) => { state.textContent = text; state.className = bad ? "note bad" : "note"; state.hidden = false; };
  const fromMeta = (origin) => {
    const { protocol, hostname } = new URL(origin);
    return origin === scriptOrigin || (protocol === "https:" && (hostname === "facebook.com" || hostname.endsWith(".facebook.com")));
  };
  let code, told, handed = false, waiting;

  const handOver = async () => {
    if (handed || !code) return;
    handed = true;
    clearTimeout(waiting);
    say("Connecting. This takes some seconds.");
    try {
      const answer = await fetch("/connect/whatsapp/signup", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ code, ...told }),
      });
      const said = await answer.json();
      if (said.kind === "connected") { location.assign("/connect/whatsapp?done=signup"); return; }
      say(said.message, true);
    } catch {
      say("The server could not be reached. Press the button again.", true);
    }
    button.disabled = false;
  };

  window.addEventListener("message", (event) => {
    if (event.origin === "null" || !fromMeta(event.origin)) return;
    let data = event.data;
    try { if (typeof data === "string") data = JSON.parse(data); } catch { return; }
    if (!data || data.type !== "WA_EMBEDDED_SIGNUP") return;
    const details = data.data || {};
    if (data.event === "CANCEL") {
      told = { cancelled: true };
      say(details.error_message
        ? "WhatsApp reported: " + details.error_message + (details.session_id ? " (for WhatsApp's support: " + details.session_id + ")" : "")
        : "Nothing was connected: the window was closed before the end. Press the button to begin again.", true);
      button.disabled = false;
      return;
    }
    told = { event: data.event, wabaId: details.waba_id };
    handOver();
  });

  button.addEventListener("click", () => {
    code = undefined; told = undefined; handed = false;
    button.disabled = true;
    say("Go on in the window of WhatsApp.");
    window.FB.login((response) => {
      code = response && response.authResponse && response.authResponse.code;
      if (!code) {
        button.disabled = false;
        if (!told) say("Nothing was connected: the window was closed, or the permission was refused.", true);
        return;
      }
      if (told) handOver();
      else waiting = setTimeout(handOver, 3000);
    }, { config_id: configuration, response_type: "code", override_default_response_type: true, extras: { setup: {} } });
  });

  const loaded = document.createElement("script");
  loaded.src = script;
  loaded.onload = () => {
    window.FB.init({ appId: app, autoLogAppEvents: true, xfbml: true, version });
    button.disabled = false;
  };
  loaded.onerror = () => say("WhatsApp's own script could not be loaded. Switch the ad blocker off for this page, or paste the values below.", true);
  document.head.append(loaded);
})();
`;
