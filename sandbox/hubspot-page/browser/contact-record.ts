/** One contact: its properties, what happened with it, and the app's cards beside it. */
import { el } from "../../../phone/screen/index.ts";
import { type Account, type ContactRecord, recordSchema } from "../shapes.ts";
import { accountPath, ask } from "./ask.ts";
import type { Viewer } from "./choice.ts";
import type { RunningExtension } from "./extension.ts";
import type { PageLocation } from "./host-api.ts";
import { recordCards } from "./record-cards.ts";
import { WORDS } from "./words.ts";

/** Always shown, with a value or without. */
const main = ["firstname", "lastname", "email", "phone", "mobilephone", "city", "country"];

export interface View {
  readonly element: HTMLElement;
  readonly running: readonly RunningExtension[];
  /** Called when another view takes its place; the extensions are ended apart. */
  readonly end?: () => void;
}

export async function contactRecord(
  account: Account,
  viewer: Viewer,
  id: string,
  onNavigate: (to: PageLocation) => void,
): Promise<View> {
  const read = () => ask(`/records/${id}`, recordSchema);
  const record = await read();
  const about = el("div");
  const activities = el("div");
  const draw = (drawn: ContactRecord) => {
    about.replaceChildren(...properties(drawn));
    activities.replaceChildren(...happened(drawn, viewer, account));
  };
  draw(record);

  const refresh = async () => draw(await read());
  const running: RunningExtension[] = [];
  const cardsAt = (location: string) => {
    const cards = recordCards(account, viewer, {
      location,
      objectType: "contacts",
      crm: { objectId: Number(id), objectTypeId: "0-1" },
      properties: async () => valuesOf(await read()),
      onRefresh: () => void refresh(),
      onNavigate,
    });
    running.push(...cards.running);
    return cards.elements;
  };

  const back = el("a", { href: `${accountPath()}/contacts`, class: "link back" }, `‹ ${WORDS.back}`);
  const left = el("div", { class: "record-side" }, el("section", { class: "panel" }, el("h2", {}, WORDS.about), about));
  const middle = el(
    "div",
    { class: "record-middle" },
    ...cardsAt("crm.record.tab"),
    el("section", { class: "panel" }, el("h2", {}, WORDS.activities), activities),
  );
  const right = el("aside", { class: "record-cards", "aria-label": WORDS.cards }, ...cardsAt("crm.record.sidebar"));
  const columns = el("div", { class: "record" }, left, middle, right);
  const element = el("main", { class: "view" }, back, el("h1", { class: "record-name" }, record.name), columns);
  return { element, running, end: follow(refresh) };
}

/** HubSpot's own screen follows changes by others; every two seconds is soon enough for one who tries things out. */
function follow(refresh: () => Promise<void>): () => void {
  const timer = setInterval(() => void refresh().catch(() => undefined), 2000);
  return () => clearInterval(timer);
}

function valuesOf({ properties: all }: ContactRecord): Record<string, string> {
  return Object.fromEntries(all.map(({ name, value }) => [name, value]));
}

function properties({ properties: all }: ContactRecord): HTMLElement[] {
  const labels: Record<string, string> = Object.fromEntries(all.map(({ name, label }) => [name, label]));
  const values: Record<string, string> = Object.fromEntries(all.map(({ name, value }) => [name, value]));
  const shown = main.filter((name) => labels[name] !== undefined || name === "email" || name === "phone");
  const fallback: Readonly<Record<string, string>> = { email: WORDS.email, phone: WORDS.phone };
  const first = shown.map((name) => pair(labels[name] ?? fallback[name] ?? name, values[name] ?? WORDS.noValue));
  const rest = all.filter(({ name }) => !main.includes(name) && !/^(hs_|createdate|lastmodified)/.test(name));
  return [el("dl", { class: "pairs record-pairs" }, ...first, ...rest.map(({ label, value }) => pair(label, value)))];
}

const pair = (label: string, value: string) => el("div", { class: "pair" }, el("dt", {}, label), el("dd", {}, value));

function happened({ activities }: ContactRecord, { locale }: Viewer, { portal }: Account): HTMLElement[] {
  if (activities.length === 0) return [el("p", { class: "quiet" }, WORDS.noActivities)];
  const time = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone: portal.timeZone });
  const items = activities.map(({ id, kind, at, text }) =>
    el(
      "li",
      { "data-activity": id },
      el("p", { class: "activity-head" }, el("strong", {}, kind), el("span", { class: "quiet" }, time.format(at))),
      el("p", { class: "activity-words" }, text),
    ),
  );
  return [el("ul", { class: "activities" }, ...items)];
}
