/** Asks before something is lost. */
import type { PhoneWords } from "../index.ts";
import { button, el, newId } from "./dom.ts";
import { putInFront } from "./overlay.ts";

/** Resolves to true when the person leaves, false when they stay; Escape stays. */
export function confirmLeaving(layer: HTMLElement, words: PhoneWords): Promise<boolean> {
  const [title, text] = [newId("title"), newId("text")];
  return new Promise((resolve) => {
    const answer = (leaves: boolean) => {
      close();
      resolve(leaves);
    };
    const stay = button({ class: "primary" }, () => answer(false), words.stay);
    const leave = button({ class: "secondary" }, () => answer(true), words.leave);
    const box = el(
      "div",
      { class: "ask", role: "alertdialog", "aria-modal": "true", "aria-labelledby": title, "aria-describedby": text },
      el("h2", { id: title }, words.leaveTitle),
      el("p", { id: text }, words.leaveText),
      el("div", { class: "ask-buttons" }, stay, leave),
    );
    const close = putInFront(
      layer,
      el("div", { class: "front front-centred" }, el("div", { class: "scrim" }), box),
      () => answer(false),
    );
    stay.focus();
  });
}
