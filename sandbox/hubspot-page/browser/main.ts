/** The page's script: the account's head, and what the address names below it. */
import * as z from "zod";
import { el } from "../../../phone/screen/index.ts";
import { type Account, accountSchema, type Extension } from "../shapes.ts";
import { accountPath, ask } from "./ask.ts";
import { choice, type Viewer, viewerOf, viewerSwitch } from "./choice.ts";
import { contactList } from "./contact-list.ts";
import { contactRecord, type View } from "./contact-record.ts";
import { contextOf } from "./context.ts";
import { runExtension } from "./extension.ts";
import type { PageLocation } from "./host-api.ts";
import { ticketList, ticketRecord } from "./tickets.ts";
import { WORDS } from "./words.ts";

let shown: View | undefined;

async function show(): Promise<void> {
  for (const { end } of shown?.running ?? []) end();
  shown?.end?.();
  shown = undefined;
  try {
    const account = await ask("/account", accountSchema);
    const viewer = viewerOf(account);
    document.title = `${account.portal.name} · ${WORDS.standIn}`;
    const view = await viewAt(account, viewer);
    shown = view;
    document.body.replaceChildren(head(account, viewer), view.element);
  } catch (error) {
    const words = error instanceof Error ? error.message : WORDS.lost;
    document.body.replaceChildren(el("main", { class: "view" }, el("h1", {}, WORDS.standIn), el("p", {}, words)));
  }
}

async function viewAt(account: Account, viewer: Viewer): Promise<View> {
  const [first = "", ...rest] = location.pathname.slice(accountPath().length + 1).split("/");
  if (first === "contacts" && rest[0]) return contactRecord(account, viewer, rest[0], (to) => openPage(to));
  if (first === "tickets" && !rest[0]) return { element: await ticketList(), running: [] };
  if ((first === "tickets" || first === "help-desk") && rest[0]) {
    const place = first === "tickets" ? "crm.record.sidebar" : "helpdesk.sidebar";
    return ticketRecord(account, viewer, rest[0], place, (to) => openPage(to));
  }
  if (first === "app") return extensionView(account, viewer, "page");
  if (first === "settings") return extensionView(account, viewer, "settings");
  return { element: await contactList(), running: [] };
}

/** The app's page or its settings: the whole width is theirs. */
function extensionView(account: Account, viewer: Viewer, type: Extension["type"]): View {
  const { app } = account;
  const extension = app?.extensions.find((one) => one.type === type);
  if (!app || !extension) return { element: el("main", { class: "view" }, el("p", {}, WORDS.noPage)), running: [] };
  const running = runExtension(extension, {
    app,
    userId: viewer.user.id,
    context: contextOf(account, app, viewer, extension),
    location: pageLocation(),
    onNavigate: (to) => {
      if (type === "page") {
        history.pushState(null, "", addressOf(to));
        running.moveTo(to);
      } else openPage(to);
    },
  });
  // A page brings its own title.
  const title = type === "settings" ? [el("h1", { class: "record-name" }, `${app.name} · ${WORDS.settings}`)] : [];
  const panel = el("div", { class: "panel app-panel" }, running.element);
  const element = el("main", { class: "view" }, ...title, panel);
  return { element, running: [running] };
}

function pageLocation(): PageLocation {
  const path = location.pathname.slice(`${accountPath()}/app`.length);
  return { path: path || "/", params: Object.fromEntries(new URLSearchParams(location.search)) };
}

function addressOf({ path, params }: PageLocation): string {
  const query = new URLSearchParams(params).toString();
  const below = path === "/" ? "" : path.startsWith("/") ? path : `/${path}`;
  return `${accountPath()}/app${below}${query ? `?${query}` : ""}`;
}

/** From a card or the settings to a page of the app. */
function openPage(to: PageLocation): void {
  location.assign(addressOf(to));
}

function head(account: Account, viewer: Viewer): HTMLElement {
  const { app, portal, portals } = account;
  const has = (type: Extension["type"]) => app?.extensions.some((one) => one.type === type) === true;
  const link = (path: string, words: string) => {
    const here = location.pathname.startsWith(`${accountPath()}${path}`);
    return el("a", { href: `${accountPath()}${path}`, "aria-current": here ? "page" : undefined }, words);
  };
  const links = [
    link("/contacts", WORDS.contacts),
    ...(app?.extensions.some(({ objectTypes }) => objectTypes.includes("tickets"))
      ? [link("/tickets", WORDS.tickets)]
      : []),
    ...(app && has("page") ? [link("/app", app.name)] : []),
    ...(app && has("settings") ? [link("/settings", WORDS.settings)] : []),
  ];
  const accounts = portals.map(({ id, name }) => [String(id), name] as const);
  const name =
    portals.length > 1
      ? choice(WORDS.standIn, accounts, String(portal.id), (id) => location.assign(`../${id}/contacts`))
      : el("span", { class: "account-name" }, portal.name);
  return el(
    "header",
    { class: "head" },
    el("div", { class: "account" }, el("span", { class: "stand-in" }, WORDS.standIn), name),
    el("nav", { class: "head-links", "aria-label": WORDS.standIn }, ...links),
    el("div", { class: "viewer" }, ...viewerSwitch(account, viewer, () => void show())),
  );
}

if (typeof document !== "undefined") {
  // Compiled validators need `eval`, which the page's policy forbids.
  z.config({ jitless: true });
  addEventListener("popstate", () => {
    const [app] = shown?.running ?? [];
    if (location.pathname.startsWith(`${accountPath()}/app`) && app) app.moveTo(pageLocation());
    else void show();
  });
  void show();
}
