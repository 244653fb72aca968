/** The page of a preview: a phone with the message as a customer gets it, and the Flow that its button opens. */
import * as z from "zod";
import { openFlow, phoneWords } from "../index.ts";
import { button, el, FlowSheet, ICONS, icon } from "../screen/index.ts";
import { type Content, NoPreview, PreviewServer } from "./server.ts";
import { themeSwitch } from "./theme.ts";
import { WORDS } from "./words.ts";

async function start(): Promise<void> {
  // Compiled validators need `eval`, which the page's policy forbids.
  z.config({ jitless: true });
  const phone = el("main", { class: "phone", "aria-label": WORDS.phone });
  const about = el("div", { class: "about" }, el("p", { class: "badge" }, WORDS.badge));
  document.body.replaceChildren(el("header", { class: "strip" }, about, themeSwitch()), phone);
  showWords(phone, "", WORDS.loading);
  const server = new PreviewServer((message) => showWords(phone, WORDS.gone, message));
  try {
    const content = await server.content();
    describe(about, content);
    new Chat(phone, server, content).open();
  } catch (error) {
    showWords(phone, WORDS.gone, error instanceof NoPreview ? error.message : WORDS.unreachable);
  }
}

function describe(about: HTMLElement, { name, version, current }: Content): void {
  document.title = WORDS.title(name);
  about.append(
    el("h1", { dir: "auto" }, name),
    el("p", { class: "facts" }, `${WORDS.version(version, current)}. ${WORDS.quiet}`),
  );
}

function showWords(phone: HTMLElement, title: string, text: string): void {
  const words = el(
    "div",
    { class: "words", role: "status" },
    ...(title ? [el("h2", {}, title)] : []),
    el("p", {}, text),
  );
  phone.replaceChildren(words);
}

/** The message with its button, and below it what came of the last filling-in. */
class Chat {
  readonly #phone: HTMLElement;
  readonly #server: PreviewServer;
  readonly #content: Content;
  readonly #button: HTMLButtonElement;
  readonly #end = el("div", { class: "end-place", role: "status" });

  constructor(phone: HTMLElement, server: PreviewServer, content: Content) {
    this.#phone = phone;
    this.#server = server;
    this.#content = content;
    const { message, name, language } = content;
    const label = el("span", { dir: "auto" }, message.button);
    this.#button = button({ class: "bubble-button" }, () => this.open(), icon(ICONS.form), label);
    const said = el(
      "div",
      { class: "said", dir: "auto" },
      el("p", { class: "said-name" }, name),
      el("p", {}, message.body),
    );
    const bubble = el("div", { class: "bubble", lang: language }, said, this.#button);
    const day = el("p", { class: "day" }, el("span", {}, WORDS.today));
    phone.replaceChildren(el("div", { class: "chat" }, day, bubble, this.#end));
  }

  open(): void {
    this.#end.replaceChildren();
    const { language } = this.#content;
    new FlowSheet({
      host: this.#phone,
      business: phoneWords(language).someBusiness,
      language,
      open: () => openFlow(this.#server.options(this.#content)),
      onClosed: (how) => (how === "completed" ? this.#showEnd() : this.#button.focus()),
    });
  }

  #showEnd(): void {
    this.#server.startAnew();
    const again = button({ class: "again" }, () => this.open(), WORDS.again);
    const mark = el("span", { class: "end-mark" }, icon(ICONS.check));
    this.#end.replaceChildren(
      el("div", { class: "end" }, mark, el("h2", {}, WORDS.endTitle), el("p", {}, WORDS.endText), again),
    );
    again.focus();
  }
}

if (typeof document !== "undefined") void start();
