/** OptIn: a box to tick, never ticked in advance here, with "Read more" where the Flow has one. */
import { el, newId, set } from "./dom.ts";
import { type InputActions, type ShownInput, showText } from "./field.ts";
import { type Piece, redrawn } from "./pieces.ts";
import { drawLink } from "./texts.ts";

export function optInPiece({ input: first }: ShownInput, actions: InputActions): Piece<ShownInput> {
  const box = el("input", { type: "checkbox" });
  const words = el("span", { class: "option-words", dir: "auto" });
  const noteId = newId("note");
  const note = el("p", { class: "note", id: noteId, "aria-live": "polite", dir: "auto" });
  const more = redrawn<ShownInput["link"]>(el("div", { class: "opt-in-more" }), (link) =>
    link ? [drawLink(link, [actions.words.readMore, el("span", { class: "unseen" }, `: ${link.label}`)], actions)] : [],
  );
  const label = el("label", { class: "option opt-in" }, box, words);
  const element = el("div", { class: "field", "data-input": first.name }, label, more.element, note);
  box.addEventListener("change", () => actions.put(first.name, box.checked));
  box.addEventListener("blur", () => actions.left(first.name));
  return {
    element,
    update: ({ input, link, notice }) => {
      if (words.textContent !== input.label) words.textContent = input.label;
      box.checked = input.value === true;
      box.disabled = !input.enabled;
      set(box, { required: input.required, "aria-invalid": String(notice !== undefined), "aria-describedby": noteId });
      set(element, { "data-wrong": notice !== undefined, "data-disabled": !input.enabled });
      showText(note, notice);
      more.update(link);
    },
  };
}
