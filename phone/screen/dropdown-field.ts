/** Dropdown: a button that brings up a list in front of the screen, as phones do. */
import type { InputView, Option } from "../index.ts";
import { optionWords } from "./choice-field.ts";
import { button, el, ICONS, icon, newId, set } from "./dom.ts";
import { type InputActions, makeField, type ShownInput } from "./field.ts";
import { putInFront } from "./overlay.ts";
import type { Piece } from "./pieces.ts";

export function dropdownPiece(first: ShownInput, actions: InputActions): Piece<ShownInput> {
  const id = newId("control");
  const value = el("span", { class: "chosen", id: newId("chosen"), dir: "auto" });
  let now = first.input;
  const control = button({ id, class: "control dropdown" }, () => open(), value, icon(ICONS.down));
  const field = makeField(first, { controlId: id, control }, actions.words);
  const { name } = now;

  const open = () => {
    const list = new ChoiceList(now, field.labelId, actions, (chosen) => {
      if (chosen !== undefined) actions.put(name, chosen);
      set(control, { "aria-expanded": "false", "aria-controls": undefined });
      actions.left(name);
    });
    set(control, { "aria-expanded": "true", "aria-controls": list.id });
  };

  return {
    element: field.element,
    update: (shown) => {
      now = shown.input;
      field.update(shown);
      const chosen = now.options?.find((option) => option.id === now.value);
      value.textContent = chosen?.title ?? actions.words.choose;
      control.disabled = !now.enabled;
      set(value, { "data-empty": !chosen });
      set(control, {
        role: "combobox",
        "aria-haspopup": "listbox",
        "aria-expanded": control.getAttribute("aria-expanded") ?? "false",
        "aria-labelledby": `${field.labelId} ${value.id}`,
        "aria-describedby": field.describedBy,
        "aria-required": String(now.required),
        "aria-invalid": String(shown.notice !== undefined),
      });
    },
  };
}

/** The list in front: arrows, Home, End and letters move, Enter and Space choose, Escape leaves. */
class ChoiceList {
  readonly id = newId("list");
  readonly #rows: readonly HTMLElement[];
  readonly #options: readonly Option[];
  readonly #close: () => void;

  /** `done` gets the chosen id, or undefined when the list was left. */
  constructor(
    input: InputView,
    labelId: string,
    { layer, words }: Pick<InputActions, "layer" | "words">,
    done: (chosen: string | undefined) => void,
  ) {
    this.#options = (input.options ?? []).filter(({ enabled }) => enabled);
    const leave = (chosen: string | undefined) => {
      this.#close();
      done(chosen);
    };
    this.#rows = (input.options ?? []).map((option) => {
      const row = el(
        "div",
        {
          role: "option",
          class: "option",
          tabindex: option.enabled ? -1 : undefined,
          "aria-selected": String(option.id === input.value),
          "aria-disabled": option.enabled ? undefined : "true",
        },
        ...optionWords(option, input.mediaSize),
        icon(ICONS.check),
      );
      if (option.enabled) row.addEventListener("click", () => leave(option.id));
      return row;
    });
    const rows = el(
      "div",
      { id: this.id, class: "list-rows", role: "listbox", "aria-labelledby": labelId },
      ...this.#rows,
    );
    rows.addEventListener("keydown", (event) => this.#onKey(event));
    const title = el("h2", { class: "list-title", dir: "auto" }, input.label);
    const close = button({ class: "round", "aria-label": words.done }, () => leave(undefined), icon(ICONS.close));
    const sheet = el("div", { class: "list", role: "dialog", "aria-modal": "true", "aria-labelledby": labelId });
    sheet.append(el("header", { class: "list-head" }, title, close), rows);
    const scrim = el("div", { class: "scrim" });
    scrim.addEventListener("click", () => leave(undefined));
    this.#close = putInFront(layer, el("div", { class: "front" }, scrim, sheet), () => leave(undefined));
    const chosen = this.#able.find((row) => row.getAttribute("aria-selected") === "true");
    this.#focus(chosen ?? this.#able[0]);
  }

  get #able(): HTMLElement[] {
    return this.#rows.filter((row) => row.hasAttribute("tabindex"));
  }

  #focus(row: HTMLElement | undefined): void {
    for (const other of this.#able) other.tabIndex = other === row ? 0 : -1;
    row?.focus();
  }

  #onKey(event: KeyboardEvent): void {
    const rows = this.#able;
    const at = rows.findIndex((row) => row.tabIndex === 0);
    if (event.key === "Enter" || event.key === " ") rows[at]?.click();
    else if (event.key === "ArrowDown") this.#focus(rows[Math.min(at + 1, rows.length - 1)]);
    else if (event.key === "ArrowUp") this.#focus(rows[Math.max(at - 1, 0)]);
    else if (event.key === "Home") this.#focus(rows[0]);
    else if (event.key === "End") this.#focus(rows.at(-1));
    else if (event.key.length === 1) this.#focus(this.#startingWith(event.key, at));
    else return;
    event.preventDefault();
  }

  /** The next option that starts with the letter, from the top again after the last one. */
  #startingWith(letter: string, at: number): HTMLElement | undefined {
    const starts = this.#options.flatMap(({ title }, index) =>
      title.toLocaleLowerCase().startsWith(letter.toLocaleLowerCase()) ? [index] : [],
    );
    return this.#able[starts.find((index) => index > at) ?? starts[0] ?? at];
  }
}
