/** The account's contacts: search, and a page of them at a time. */
import { button, el } from "../../../phone/screen/index.ts";
import { type Contacts, contactsSchema } from "../shapes.ts";
import { accountPath, ask } from "./ask.ts";
import { WORDS } from "./words.ts";

const PAGE = 25;

export async function contactList(): Promise<HTMLElement> {
  const contacts = await ask("/records", contactsSchema);
  const search = el("input", { type: "search", class: "input", placeholder: WORDS.search, "aria-label": WORDS.search });
  const rows = el("tbody");
  const counted = el("p", { class: "quiet", role: "status" });
  let shown = PAGE;
  const showFirst = (most: number) => {
    shown = most;
    draw();
  };
  const more = button({ class: "button" }, () => showFirst(shown + PAGE), WORDS.more);

  const draw = () => {
    const wanted = search.value.trim().toLowerCase();
    const found = contacts.filter((contact) => Object.values(contact).join(" ").toLowerCase().includes(wanted));
    rows.replaceChildren(...found.slice(0, shown).map(row));
    counted.textContent =
      found.length === 0 ? WORDS.nobody : WORDS.count(Math.min(shown, found.length), contacts.length);
    more.hidden = found.length <= shown;
  };
  search.addEventListener("input", () => showFirst(PAGE));
  draw();

  const heads = [WORDS.name, WORDS.email, WORDS.phone, WORDS.city].map((words) => el("th", { scope: "col" }, words));
  const table = el("table", { class: "table contact-table" }, el("thead", {}, el("tr", {}, ...heads)), rows);
  const head = el("div", { class: "view-head" }, el("h1", {}, WORDS.contacts), search);
  return el(
    "main",
    { class: "view" },
    head,
    el("div", { class: "panel" }, table),
    el("div", { class: "below" }, counted, more),
  );
}

function row({ id, name, email, phone, city }: Contacts[number]): HTMLElement {
  const link = el("a", { href: `${accountPath()}/contacts/${id}`, class: "link" }, name);
  const cell = (title: string, ...content: (Node | string)[]) => el("td", { "data-title": title }, ...content);
  return el(
    "tr",
    {},
    cell(WORDS.name, link),
    cell(WORDS.email, email || WORDS.none),
    cell(WORDS.phone, phone || WORDS.none),
    cell(WORDS.city, city || WORDS.none),
  );
}
