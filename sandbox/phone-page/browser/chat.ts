/** One person's chat: what was said, a place to write, and the Flow that a message's button opens. */
import { button, el, FlowSheet, ICONS, icon } from "../../../phone/screen/index.ts";
import { type Chat, chatSchema, type Line } from "../shapes.ts";
import { ask, listPage, nothing, streamOf } from "./ask.ts";
import { avatar } from "./avatar.ts";
import { drawLines } from "./lines.ts";
import { openMessage } from "./open-message.ts";
import { themeSwitch } from "./theme.ts";
import { PAGE_WORDS } from "./words.ts";

/** Shows the chat in the phone, and keeps it up to date. */
export function showChat(phone: HTMLElement, waId: string): void {
  const head = el("header", { class: "bar" });
  const status = el("p", { class: "status", role: "status", hidden: true });
  const lines = el("ol", { class: "lines" });
  const empty = el("p", { class: "empty", hidden: true }, PAGE_WORDS.empty);
  const log = el("div", { class: "log", role: "log", tabindex: 0 }, empty, lines);
  const say = (text: string | undefined) => {
    status.textContent = text ?? "";
    status.hidden = text === undefined;
  };
  phone.replaceChildren(el("main", { class: "chat" }, head, status, log, composer(waId, say)));

  let business = "";
  let drawn = "";
  const openLine = ({ id }: Line) => {
    const open = () => openMessage(waId, id);
    new FlowSheet({
      host: phone,
      business,
      language: navigator.language,
      open,
      onClosed: () => focusLine(lines, id),
    });
  };
  const show = (chat: Chat) => {
    if (business === "") drawHead(head, chat);
    if (chat.lines.some(({ unread }) => unread)) void ask(`${waId}/read`, {}, nothing);
    // Drawn anew, the button that is being pressed would be gone, and the press with it.
    const wanted = JSON.stringify([chat.business, chat.lines.map(({ unread: _, ...line }) => line)]);
    if (wanted === drawn) return;
    drawn = wanted;
    business = chat.business.name;
    log.setAttribute("aria-label", PAGE_WORDS.chatWith(business));
    empty.hidden = chat.lines.length > 0;
    lines.hidden = chat.lines.length === 0;
    const focused = document.activeElement?.closest<HTMLElement>("[data-message]")?.dataset["message"];
    lines.replaceChildren(...drawLines(chat, openLine));
    if (focused !== undefined) focusLine(lines, focused);
    log.scrollTop = log.scrollHeight;
  };

  const stream = new EventSource(streamOf(waId));
  stream.addEventListener("message", ({ data }) => {
    say(undefined);
    show(chatSchema.parse(JSON.parse(String(data))));
  });
  stream.addEventListener("error", () => say(PAGE_WORDS.lost));
}

function drawHead(head: HTMLElement, { person, business }: Chat): void {
  document.title = PAGE_WORDS.phoneOf(person.name);
  document.querySelector(".whose")?.replaceChildren(PAGE_WORDS.phoneOf(person.name));
  const back = el("a", { class: "round", href: listPage, "aria-label": PAGE_WORDS.allPhones }, icon(ICONS.back));
  const name = el("h1", { dir: "auto" }, business.name);
  const names = el("div", { class: "bar-names" }, name, el("p", { class: "bar-number" }, business.number));
  head.replaceChildren(back, avatar(business.name), names, themeSwitch());
}

/** After a Flow the focus is where it came from: the message's button, or the message where that is gone. */
function focusLine(lines: HTMLElement, id: string): void {
  const line = [...lines.querySelectorAll<HTMLElement>("[data-message]")].find(
    (candidate) => candidate.dataset["message"] === id,
  );
  line?.querySelector("button")?.focus();
}

function composer(waId: string, say: (text: string | undefined) => void): HTMLElement {
  const box = el("textarea", {
    rows: 1,
    dir: "auto",
    "aria-label": PAGE_WORDS.message,
    placeholder: PAGE_WORDS.message,
  });
  const send = async () => {
    const text = box.value.trim();
    if (text === "") return;
    box.value = "";
    try {
      await ask(`${waId}/texts`, { text }, nothing);
    } catch {
      box.value ||= text;
      say(PAGE_WORDS.notSent);
    }
  };
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    void send();
  });
  const press = button({ class: "send", "aria-label": PAGE_WORDS.send }, () => void send(), icon(ICONS.send));
  return el("div", { class: "composer" }, box, press);
}
