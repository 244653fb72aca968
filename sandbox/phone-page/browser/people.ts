/** All phones of the sandbox, to choose one. */
import { el } from "../../../phone/screen/index.ts";
import { peopleSchema } from "../shapes.ts";
import { pageOf, read } from "./ask.ts";
import { avatar } from "./avatar.ts";
import { themeSwitch } from "./theme.ts";
import { PAGE_WORDS } from "./words.ts";

export async function showPeople(phone: HTMLElement): Promise<void> {
  document.title = PAGE_WORDS.phones;
  const head = el("header", { class: "bar bar-list" }, el("h1", {}, PAGE_WORDS.phones), themeSwitch());
  const list = el("ul", { class: "people" });
  const intro = el("p", { class: "people-intro" }, PAGE_WORDS.phonesText);
  phone.replaceChildren(el("main", { class: "chat" }, head, el("div", { class: "people-page" }, intro, list)));
  const people = await read("people", peopleSchema);
  list.append(
    ...people.map(({ waId, name, last }) => {
      const words = el("span", { class: "person-words" }, el("span", { class: "person-name", dir: "auto" }, name));
      words.append(el("span", { class: "person-last", dir: "auto" }, last ?? `+${waId}`));
      return el("li", {}, el("a", { class: "person", href: pageOf(waId) }, avatar(name), words));
    }),
  );
  if (people.length === 0) intro.textContent = PAGE_WORDS.nobody;
}
