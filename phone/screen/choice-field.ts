/** RadioButtonsGroup, CheckboxGroup and ChipsSelector: real radio buttons and boxes, drawn three ways. */
import type { InputView, Option } from "../index.ts";
import { el, newId, set } from "./dom.ts";
import { type InputActions, makeField, type ShownInput } from "./field.ts";
import type { Piece } from "./pieces.ts";
import { dataAddress } from "./texts.ts";

export function choicePiece(first: ShownInput, actions: InputActions): Piece<ShownInput> {
  const { name, type } = first.input;
  const one = type === "RadioButtonsGroup";
  const group = newId("group");
  const list = el("div", { class: type === "ChipsSelector" ? "chips" : "options" });
  const field = makeField(first, { control: list }, actions.words);
  let boxes = new Map<string, HTMLInputElement>();
  let drawn = "";

  list.addEventListener("change", () => {
    const chosen = [...boxes].filter(([, box]) => box.checked).map(([id]) => id);
    actions.put(name, one ? (chosen[0] ?? "") : chosen);
  });
  field.element.addEventListener("focusout", ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && field.element.contains(relatedTarget))) actions.left(name);
  });

  const draw = (input: InputView): void => {
    const next = JSON.stringify(input.options);
    if (next === drawn) return;
    drawn = next;
    boxes = new Map();
    list.replaceChildren(
      ...(input.options ?? []).map((option) => {
        const box = el("input", { type: one ? "radio" : "checkbox", name: group, value: option.id });
        boxes.set(option.id, box);
        return drawOption(option, box, input.mediaSize);
      }),
    );
  };

  return {
    element: field.element,
    update: (shown) => {
      const { input, notice } = shown;
      field.update(shown);
      draw(input);
      const chosen = chosenIn(input);
      const full = !one && chosen.length >= (input.limits.maxSelected ?? Number.POSITIVE_INFINITY);
      const closed = new Set(input.options?.filter(({ enabled }) => !enabled).map(({ id }) => id));
      for (const [id, box] of boxes) {
        box.checked = chosen.includes(id);
        box.disabled = !input.enabled || closed.has(id) || (full && !box.checked);
        set(box, { required: one && input.required });
      }
      set(field.element, {
        "aria-describedby": field.describedBy,
        ...(one && {
          role: "radiogroup",
          "aria-required": String(input.required),
          "aria-invalid": String(notice !== undefined),
        }),
      });
    },
  };
}

function chosenIn({ value }: InputView): readonly string[] {
  if (typeof value === "string") return value === "" ? [] : [value];
  return Array.isArray(value) ? value.filter((id) => typeof id === "string") : [];
}

/** An option's picture and words, as lists show them. */
export function optionWords(option: Option, mediaSize: InputView["mediaSize"] = "regular"): HTMLElement[] {
  const { title, description, metadata, image, color } = option;
  const media = el("span", { class: "option-media", "data-size": mediaSize });
  if (image) media.append(el("img", { src: dataAddress(image), alt: option["alt-text"] ?? "" }));
  else if (color) media.style.backgroundColor = `#${color.replace(/^#/, "")}`;
  const words = el("span", { class: "option-words" }, el("span", { class: "option-title", dir: "auto" }, title));
  if (description) words.append(el("span", { class: "option-description", dir: "auto" }, description));
  const aside = metadata ? [el("span", { class: "option-aside", dir: "auto" }, metadata)] : [];
  return [...(image || color ? [media] : []), words, ...aside];
}

function drawOption(option: Option, box: HTMLInputElement, mediaSize: InputView["mediaSize"]): HTMLElement {
  return el("label", { class: "option" }, box, ...optionWords(option, mediaSize));
}
