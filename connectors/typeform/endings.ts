import type { Ending } from "../../core/form/rules.ts";
import { hasRecall, type Quotable, recallOf, withoutRecall } from "./recall.ts";
import type { TypeformScreen } from "./types.ts";

/** The ref of the ending that Typeform gives every form. */
const byDefault = "default_tys";

/** Every ending once; Typeform's own advertisement is nobody's thank-you, so its words stay behind. */
export function endingsOf(screens: readonly TypeformScreen[]): Ending[] {
  const endings = new Map<string, Ending>();
  for (const screen of screens) {
    const id = idOf(screen);
    if (!id || endings.has(id)) continue;
    const own = isAdvertisement(screen) ? { title: "" } : wordsOf(screen);
    endings.set(id, { id, ...own, isDefault: id === byDefault });
  }
  return [...endings.values()];
}

function wordsOf({ title, properties }: TypeformScreen): Pick<Ending, "title" | "text" | "link"> {
  const text = withoutRecall(properties.description ?? "").trim();
  const link = withoutTokens(properties.redirect_url ?? "").trim();
  return { title: withoutRecall(title).trim(), ...(text ? { text } : {}), ...(link ? { link } : {}) };
}

/** In an address nothing stands for what is not known. */
function withoutTokens(address: string): string {
  return address.replace(/\{\{[^{}]{0,300}\}\}/g, "");
}

/** The endings with what they quote; `leftOut`: whether one quotes what is not known. */
export function withEndingQuotes(
  endings: readonly Ending[],
  screens: readonly TypeformScreen[],
  quotable: Quotable,
): { endings: Ending[]; leftOut: boolean } {
  let leftOut = false;
  const quoted = endings.map((ending): Ending => {
    const screen = screens.find((one) => idOf(one) === ending.id);
    if (!screen || isAdvertisement(screen)) return ending;
    const { title, properties } = screen;
    const texts = { title, text: properties.description, link: properties.redirect_url };
    const recall = Object.fromEntries(
      Object.entries(texts).flatMap(([name, text]) => {
        const parts = recallOf(text, quotable);
        leftOut ||= parts === undefined && hasRecall(text);
        return parts ? [[name, parts]] : [];
      }),
    );
    return Object.keys(recall).length > 0 ? { ...ending, recall } : ending;
  });
  return { endings: quoted, leftOut };
}

function idOf({ ref, id }: TypeformScreen): string | undefined {
  return ref || id;
}

/** The default ending's words, else the first that says something. */
export function thankYouOf(screens: readonly TypeformScreen[]): string {
  const own = screens.filter((screen) => screen.type !== "url_redirect" && !isAdvertisement(screen));
  const first = own.find(({ ref }) => ref === byDefault);
  return [...(first ? [first] : []), ...own].map(screenText).find(Boolean) ?? "";
}

export function screenText(screen: TypeformScreen | undefined): string {
  if (!screen) return "";
  const { title, text = "" } = wordsOf(screen);
  return [title, text].filter(Boolean).join("\n\n");
}

function isAdvertisement({ title }: TypeformScreen): boolean {
  return /create your own\W*[—–-]/i.test(title);
}
