/** What every field of a form shares: label, help, what is wrong, and a value that two sides write. */
import { el, newId, set } from "../../../../phone/screen/index.ts";
import type { PropReader } from "../component.ts";

export const fieldNames = [
  "label",
  "name",
  "value",
  "defaultValue",
  "required",
  "readOnly",
  "description",
  "tooltip",
  "placeholder",
  "error",
  "validationMessage",
  "onChange",
  "onInput",
  "onBlur",
  "onFocus",
];

export interface Field {
  readonly element: HTMLElement;
  update(props: PropReader): void;
}

/** `group`: the label names several controls, as of radio buttons. */
export function field(control: HTMLElement, group = false): Field {
  const words = el("span");
  const required = el("span", { class: "required", "aria-hidden": "true" }, "*");
  const id = newId("field");
  const label = group ? el("legend", { class: "label" }, words) : el("label", { class: "label", for: id }, words);
  const help = el("span", { class: "help", id: newId("help") });
  const message = el("span", { class: "message", id: newId("message") });
  const element = el(group ? "fieldset" : "div", { class: "field" }, label, help, control, message);
  if (!group) control.id = id;
  return {
    element,
    update: (props) => {
      words.textContent = props.text("label") ?? "";
      label.hidden = !props.has("label");
      if (props.flag("required")) label.append(required);
      else required.remove();
      help.textContent = [props.text("description"), props.text("tooltip")].filter(Boolean).join(" ");
      help.hidden = help.textContent === "";
      message.textContent = props.text("validationMessage") ?? "";
      message.hidden = message.textContent === "";
      const wrong = props.flag("error") === true;
      set(element, { "data-error": wrong });
      const described = [help, message].filter(({ hidden }) => !hidden).map(({ id: one }) => one);
      set(control, {
        "aria-invalid": wrong ? "true" : undefined,
        "aria-describedby": described.length > 0 ? described.join(" ") : undefined,
        ...(!group && { required: props.flag("required"), name: props.text("name") }),
      });
    },
  };
}

/**
 * A text that a person types and the extension writes back. The extension runs elsewhere, so what it writes may answer
 * an older key: such an echo changes nothing.
 */
export class TypedText {
  readonly #input: HTMLInputElement | HTMLTextAreaElement;
  #sent: string[] = [];
  #before: string | undefined;

  constructor(input: HTMLInputElement | HTMLTextAreaElement) {
    this.#input = input;
  }

  typed(): string {
    this.#sent.push(this.#input.value);
    return this.#input.value;
  }

  /** @param given what the extension says now; undefined where it leaves the text alone */
  write(given: string | undefined): void {
    if (given === undefined || given === this.#before) return;
    this.#before = given;
    const echo = this.#sent.indexOf(given);
    if (echo >= 0) this.#sent = this.#sent.slice(echo + 1);
    else {
      this.#sent = [];
      this.#input.value = given;
    }
  }
}
