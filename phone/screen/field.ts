/** What every input has around it: label, description, and one line below for its error or its helper text. */
import type { FormValue, InputView, LinkView, PhoneWords } from "../index.ts";
import { el, newId, set } from "./dom.ts";

/** An input as it is to be shown now. */
export interface ShownInput {
  readonly input: InputView;
  readonly link?: LinkView;
  /** What is wrong with it, if that is to be said now. */
  readonly notice?: string;
}

/** What inputs do to the Flow. */
export interface InputActions {
  put(name: string, value: FormValue): void;
  /** The person went on to something else. */
  left(name: string): void;
  tap(label: string): void;
  tapItem(list: string, id: string): void;
  readonly words: PhoneWords;
  /** Where lists to choose from are put in front of the screen. */
  readonly layer: HTMLElement;
}

export interface Field {
  readonly element: HTMLElement;
  /** Ids of label and messages, for `aria-labelledby` and `aria-describedby`. */
  readonly labelId: string;
  readonly describedBy: string;
  update(shown: ShownInput): void;
}

export interface FieldShape {
  /** A group of several controls is a `fieldset`, a single control is labelled by `controlId`. */
  readonly controlId?: string;
  readonly control: HTMLElement;
  /** Shows how many characters are typed. */
  readonly counts?: boolean;
}

export function makeField(
  { input }: ShownInput,
  { controlId, control, counts = false }: FieldShape,
  words: PhoneWords,
): Field {
  const grouped = controlId === undefined;
  const labelId = newId("label");
  const ids = { description: newId("description"), note: newId("note") };
  const labelText = el("span", { dir: "auto" });
  const tag = el("span", { class: "tag" });
  const label = grouped
    ? el("legend", { class: "label", id: labelId }, labelText, tag)
    : el("label", { class: "label", id: labelId, for: controlId }, labelText, tag);
  const description = el("p", { class: "description", id: ids.description, dir: "auto" });
  const note = el("p", { class: "note", id: ids.note, dir: "auto", "aria-live": "polite" });
  const count = el("span", { class: "count", "aria-hidden": "true" });
  const foot = el("div", { class: "field-foot" }, note, ...(counts ? [count] : []));
  const element = el(grouped ? "fieldset" : "div", { class: "field", "data-input": input.name });
  element.append(label, description, control, foot);
  return {
    element,
    labelId,
    describedBy: `${ids.description} ${ids.note}`,
    update: ({ input: now, notice }) => {
      labelText.textContent = now.label;
      set(label, { "data-large": now.labelVariant === "large" });
      showText(tag, now.required ? undefined : words.optional);
      showText(description, now.description);
      showText(note, notice ?? now.helper);
      set(element, { "data-wrong": notice !== undefined, "data-disabled": !now.enabled });
      const { maxChars } = now.limits;
      const typed = typeof now.value === "string" ? now.value.length : 0;
      const tells = counts && maxChars !== undefined && typed >= maxChars * (now.type === "TextArea" ? 0.25 : 0.75);
      showText(count, tells ? `${typed} / ${maxChars}` : undefined);
      foot.hidden = note.hidden && count.hidden;
    },
  };
}

export function showText(element: HTMLElement, text: string | undefined): void {
  if (element.textContent !== (text ?? "")) element.textContent = text ?? "";
  element.hidden = text === undefined || text === "";
}
