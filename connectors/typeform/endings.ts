import type { Ending } from "../../core/form/rules.ts";
import { withoutRecall } from "./recall.ts";
import type { TypeformScreen } from "./types.ts";

/** The ref of the ending that Typeform gives every form. */
const byDefault = "default_tys";

/** Every ending once; Typeform's own advertisement is nobody's thank-you, so its words stay behind. */
export function endingsOf(screens: readonly TypeformScreen[]): Ending[] {
  const endings = new Map<string, Ending>();
  for (const screen of screens) {
    const id = screen.ref || screen.id;
    if (!id || endings.has(id)) continue;
    const own = isAdvertisement(screen) ? { title: "" } : wordsOf(screen);
    endings.set(id, { id, ...own, isDefault: id === byDefault });
  }
  return [...endings.values()];
}

function wordsOf({ title, properties }: TypeformScreen): Pick<Ending, "title" | "text"> {
  const text = withoutRecall(properties.description ?? "").trim();
  return { title: withoutRecall(title).trim(), ...(text ? { text } : {}) };
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
