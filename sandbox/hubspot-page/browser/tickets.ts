/** The account's tickets, and one of them with the app's cards: on its record, and in the help desk. */
import { el } from "../../../phone/screen/index.ts";
import { type Account, ticketSchema, ticketsSchema } from "../shapes.ts";
import { accountPath, ask } from "./ask.ts";
import type { Viewer } from "./choice.ts";
import type { View } from "./contact-record.ts";
import type { PageLocation } from "./host-api.ts";
import { recordCards } from "./record-cards.ts";
import { WORDS } from "./words.ts";

export async function ticketList(): Promise<HTMLElement> {
  const tickets = await ask("/ticket-records", ticketsSchema);
  const rows = tickets.map(({ id, subject, contacts }) => {
    const link = (place: string, words: string) =>
      el("a", { href: `${accountPath()}/${place}/${id}`, class: "link" }, words);
    const cell = (title: string, ...content: (Node | string)[]) => el("td", { "data-title": title }, ...content);
    return el(
      "tr",
      {},
      cell(WORDS.ticket, link("tickets", subject)),
      cell(WORDS.contacts, contacts || WORDS.noContacts),
      cell(WORDS.helpDesk, link("help-desk", WORDS.helpDesk)),
    );
  });
  const heads = [WORDS.ticket, WORDS.contacts, WORDS.helpDesk].map((words) => el("th", { scope: "col" }, words));
  const table = el(
    "table",
    { class: "table contact-table" },
    el("thead", {}, el("tr", {}, ...heads)),
    el("tbody", {}, ...rows),
  );
  return el(
    "main",
    { class: "view" },
    el("div", { class: "view-head" }, el("h1", {}, WORDS.tickets)),
    el("div", { class: "panel" }, rows.length > 0 ? table : el("p", { class: "quiet" }, WORDS.noTickets)),
  );
}

/** `helpdesk.sidebar` is the place beside the conversation of a ticket (HubSpot reference 1.7). */
export async function ticketRecord(
  account: Account,
  viewer: Viewer,
  id: string,
  location: "crm.record.sidebar" | "helpdesk.sidebar",
  onNavigate: (to: PageLocation) => void,
): Promise<View> {
  const { subject, contacts } = await ask(`/ticket-records/${id}`, ticketSchema);
  const crm = { objectId: Number(id), objectTypeId: "0-5" };
  const { elements, running } = recordCards(account, viewer, { location, objectType: "tickets", crm, onNavigate });
  const links = contacts.map((contact) =>
    el("li", {}, el("a", { href: `${accountPath()}/contacts/${contact.id}`, class: "link" }, contact.name)),
  );
  const about = el(
    "section",
    { class: "panel" },
    el("h2", {}, WORDS.contacts),
    links.length > 0 ? el("ul", { class: "activities" }, ...links) : el("p", { class: "quiet" }, WORDS.noContacts),
  );
  const middle = el(
    "section",
    { class: "panel" },
    el("h2", {}, location === "helpdesk.sidebar" ? WORDS.helpDesk : WORDS.aboutTicket),
    el("p", { class: "quiet" }, subject),
  );
  const columns = el(
    "div",
    { class: "record" },
    el("div", { class: "record-side" }, about),
    el("div", { class: "record-middle" }, middle),
    el("aside", { class: "record-cards", "aria-label": WORDS.cards }, ...elements),
  );
  const back = el("a", { href: `${accountPath()}/tickets`, class: "link back" }, `‹ ${WORDS.backToTickets}`);
  return {
    element: el("main", { class: "view" }, back, el("h1", { class: "record-name" }, subject), columns),
    running,
  };
}
