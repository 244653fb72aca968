/** The sheet that a Flow fills: its bar, the place for its screens, and its button. It decides nothing. */
import type { FooterView, InputView, PhoneWords } from "../index.ts";
import { button, el, ICONS, icon, newId, set } from "./dom.ts";

export interface FrameActions {
  back(): void;
  close(): void;
  press(): void;
  dismiss(): void;
  retry(): void;
}

export type Notice =
  | { readonly kind: "snackbar"; readonly text: string }
  | { readonly kind: "error"; readonly text: string; readonly code?: string };

/** What stands where the screen would be: nothing could be shown, or nothing more is to come. */
export interface Panel {
  readonly kind: "opening" | "failed" | "ended" | "broken";
  readonly title: string;
  readonly text: string;
  readonly code?: string;
}

export class Frame {
  readonly element: HTMLElement;
  readonly #title = el("h2", { class: "sheet-title", id: newId("title"), tabindex: -1, dir: "auto" });
  readonly #back: HTMLButtonElement;
  readonly #body = el("div", { class: "sheet-body" });
  readonly #notice = el("div", { class: "notice-place", role: "alert" });
  readonly #captions = el("div", { class: "captions" });
  readonly #button: HTMLButtonElement;
  readonly #buttonText = el("span", { dir: "auto" });
  readonly #waiting = el("p", { class: "unseen", role: "status" });
  readonly #sheet: HTMLElement;
  readonly #actions: FrameActions;
  readonly #words: PhoneWords;

  constructor(business: string, words: PhoneWords, actions: FrameActions) {
    this.#words = words;
    this.#actions = actions;
    this.#back = button({ class: "round", "aria-label": words.back }, actions.back, icon(ICONS.back));
    const close = button({ class: "round", "aria-label": words.close }, actions.close, icon(ICONS.close));
    this.#button = button({ class: "primary" }, actions.press, this.#buttonText, el("span", { class: "spinner" }));
    const head = el(
      "header",
      { class: "sheet-head" },
      this.#back,
      this.#title,
      close,
      el("div", { class: "progress" }),
    );
    const managed = el("p", { class: "managed", dir: "auto" }, words.managedBy(business));
    const foot = el("div", { class: "sheet-foot" }, this.#notice, this.#captions, this.#button, managed, this.#waiting);
    this.#sheet = el("section", { class: "sheet", role: "dialog", "aria-modal": "true" });
    set(this.#sheet, { "aria-labelledby": this.#title.id });
    this.#sheet.append(head, this.#body, foot);
    const scrim = el("div", { class: "scrim" });
    scrim.addEventListener("click", actions.close);
    this.element = el("div", { class: "front flow" }, scrim, this.#sheet);
  }

  get content(): HTMLElement {
    return this.#body;
  }

  /** Puts the focus at the head, where a screen reader starts to read. */
  focusTitle(): void {
    this.#title.focus({ preventScroll: true });
  }

  showTitle(title: string, canGoBack: boolean): void {
    if (this.#title.textContent !== title) this.#title.textContent = title;
    set(this.#back, { "data-away": !canGoBack });
    this.#back.disabled = !canGoBack;
  }

  /** Shows content that is not there yet, from its top. */
  place(content: HTMLElement): void {
    if (this.#body.firstElementChild === content) return;
    this.#body.replaceChildren(content);
    this.#body.scrollTop = 0;
  }

  showPanel({ kind, title, text, code }: Panel): void {
    const mark =
      kind === "opening" ? el("span", { class: "spinner" }) : icon(kind === "ended" ? ICONS.ended : ICONS.alert);
    const role = kind === "opening" ? "status" : "alert";
    const panel = el("div", { class: "panel", role, "data-kind": kind }, el("div", { class: "panel-mark" }, mark));
    if (title) panel.append(el("h3", {}, title));
    panel.append(el("p", { dir: "auto" }, text));
    if (code !== undefined) panel.append(el("p", { class: "code" }, this.#words.code(code)));
    this.place(panel);
  }

  /** The button with its captions; `undefined` for a screen without one. */
  showFooter(footer: FooterView | undefined): void {
    this.#button.hidden = footer === undefined;
    this.#captions.hidden = !footer || footer.captions.length === 0;
    this.#captions.replaceChildren(...(footer?.captions ?? []).map((caption) => el("span", { dir: "auto" }, caption)));
    if (!footer) return;
    if (this.#buttonText.textContent !== footer.label) this.#buttonText.textContent = footer.label;
    // Not `disabled`: pressed all the same, it leads to what is missing.
    set(this.#button, { "aria-disabled": String(!footer.enabled) });
  }

  /** While an answer is awaited nothing can be changed or pressed. */
  showWaiting(waits: boolean): void {
    set(this.#sheet, { "data-waiting": waits, "aria-busy": String(waits) });
    this.#body.inert = waits;
    this.#waiting.textContent = waits ? this.#words.waiting : "";
  }

  /** `alert` speaks what is put into it; what already stands there is not said again. */
  showNotice(notice: Notice | undefined): void {
    const known = JSON.stringify(notice ?? "");
    if (this.#notice.dataset["shown"] === known) return;
    this.#notice.dataset["shown"] = known;
    this.#notice.replaceChildren(...(notice ? [this.#drawNotice(notice)] : []));
  }

  #drawNotice(notice: Notice): HTMLElement {
    const text = el("p", { dir: "auto" }, notice.text);
    const box = el("div", { class: "notice", "data-kind": notice.kind }, icon(ICONS.alert), text);
    if (notice.kind === "snackbar") {
      box.append(
        button({ class: "round", "aria-label": this.#words.dismiss }, this.#actions.dismiss, icon(ICONS.close)),
      );
      return box;
    }
    if (notice.code !== undefined) text.append(" ", el("span", { class: "code" }, this.#words.code(notice.code)));
    box.append(button({ class: "notice-button" }, this.#actions.retry, this.#words.tryAgain));
    return box;
  }
}

/** The names of the inputs that keep the button disabled, in the order of the screen. */
export function blockers(inputs: readonly InputView[]): string[] {
  return inputs.filter(({ problem }) => problem !== undefined).map(({ name }) => name);
}
