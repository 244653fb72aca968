/** Who looks at the page, and in which language: kept in the browser. */
import { el } from "../../../phone/screen/index.ts";
import type { Account, User } from "../shapes.ts";
import { WORDS } from "./words.ts";

/** As HubSpot names them in `user.language`, with the locale that comes along. */
const languages = [
  { language: "en", locale: "en-gb", name: "English" },
  { language: "it", locale: "it-it", name: "Italiano" },
  { language: "de", locale: "de-de", name: "Deutsch" },
  { language: "es", locale: "es-es", name: "Español" },
  { language: "fr", locale: "fr-fr", name: "Français" },
] as const;

const USER = "hubspot-user";
const LANGUAGE = "hubspot-language";

export interface Viewer {
  readonly user: User;
  readonly language: string;
  readonly locale: string;
}

export function viewerOf({ users }: Account): Viewer {
  const user = users.find(({ id }) => String(id) === localStorage.getItem(USER)) ?? users[0];
  if (!user) throw new Error(WORDS.gone);
  const spoken = languages.find(({ language }) => language === localStorage.getItem(LANGUAGE)) ?? languages[0];
  return { user, language: spoken.language, locale: spoken.locale };
}

/** Two choices for the page's head. */
export function viewerSwitch(account: Account, viewer: Viewer, onChange: () => void): HTMLElement[] {
  const users = account.users.map(({ id, firstName, lastName }) => [String(id), `${firstName} ${lastName}`] as const);
  const spoken = languages.map(({ language, name }) => [language, name] as const);
  const choose = (place: string) => (value: string) => {
    localStorage.setItem(place, value);
    onChange();
  };
  return [
    choice(WORDS.user, users, String(viewer.user.id), choose(USER)),
    choice(WORDS.language, spoken, viewer.language, choose(LANGUAGE)),
  ];
}

/** A list to choose from, with its name for those who cannot see it. */
export function choice(
  name: string,
  options: readonly (readonly [value: string, label: string])[],
  chosen: string,
  onChange: (value: string) => void,
): HTMLElement {
  const select = el(
    "select",
    { class: "input", "aria-label": name },
    ...options.map(([value, label]) => el("option", { value }, label)),
  );
  select.value = chosen;
  select.addEventListener("change", () => onChange(select.value));
  return select;
}
