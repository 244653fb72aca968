/** TextInput, TextArea, and the native date input that DatePicker and CalendarPicker use. */
import type { DateRange, InputView, PhoneWords, RangeEnd } from "../index.ts";
import { el, newId, set } from "./dom.ts";
import { type InputActions, makeField, type ShownInput, showText } from "./field.ts";
import type { Piece } from "./pieces.ts";

type Control = HTMLInputElement | HTMLTextAreaElement;

/** The keyboard for each kind of text. A number stays a text field: browsers drop what they do not take for a number. */
const KEYBOARDS: Record<string, Record<string, string>> = {
  text: { type: "text" },
  number: { type: "text", inputmode: "decimal" },
  email: { type: "email", autocomplete: "email", autocapitalize: "off" },
  password: { type: "password", autocomplete: "off" },
  passcode: { type: "password", inputmode: "numeric", autocomplete: "one-time-code" },
  phone: { type: "tel", autocomplete: "tel" },
};

export function textPieceOf(first: ShownInput, actions: InputActions): Piece<ShownInput> {
  const id = newId("control");
  const control: Control =
    first.input.type === "TextArea"
      ? el("textarea", { id, class: "control", rows: 3, dir: "auto" })
      : el("input", { id, class: "control", dir: "auto", ...KEYBOARDS[first.input.limits.inputType ?? "text"] });
  const field = makeField(first, { controlId: id, control, counts: true }, actions.words);
  wire(control, first.input.name, actions);
  return {
    element: field.element,
    update: (shown) => {
      field.update(shown);
      showIn(control, shown, field.describedBy, String(shown.input.value));
    },
  };
}

export function datePiece(first: ShownInput, actions: InputActions): Piece<ShownInput> {
  const id = newId("control");
  const control = el("input", { id, class: "control", type: "date" });
  const field = makeField(first, { controlId: id, control }, actions.words);
  wire(control, first.input.name, actions);
  return {
    element: field.element,
    update: (shown) => {
      field.update({ ...shown, ...unfinished(control, shown, actions.words) });
      showIn(control, shown, field.describedBy, String(shown.input.value));
      showDates(control, shown.input);
    },
  };
}

/** A CalendarPicker in range mode: two dates that are one value. */
export function rangePiece(first: ShownInput, actions: InputActions): Piece<ShownInput> {
  const { name } = first.input;
  let range: DateRange = { "start-date": "", "end-date": "" };
  const ends = (first.input.ends ?? []).map(({ key }) =>
    makeEnd(key, () => {
      range = { ...range, [key]: ends.find((end) => end.key === key)?.control.value ?? "" };
      actions.put(name, range);
    }),
  );
  const control = el("div", { class: "range" }, ...ends.map(({ element }) => element));
  const field = makeField(first, { control }, actions.words);
  field.element.addEventListener("focusout", ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && field.element.contains(relatedTarget))) actions.left(name);
  });
  return {
    element: field.element,
    update: (shown) => {
      const { input } = shown;
      if (isRange(input.value)) range = input.value;
      field.update({ ...shown, input: { ...input, label: input.title ?? input.label, helper: "" } });
      for (const [index, end] of ends.entries()) {
        const view = input.ends?.[index];
        if (!view) continue;
        end.show(view);
        showIn(end.control, shown, `${end.noteId} ${field.describedBy}`, range[end.key], view.required);
        showDates(end.control, input);
      }
    },
  };
}

function makeEnd(key: RangeEnd["key"], onInput: () => void) {
  const [id, noteId] = [newId("control"), newId("note")];
  const control = el("input", { id, class: "control", type: "date" });
  const label = el("label", { class: "label", for: id, dir: "auto" });
  const note = el("p", { class: "note", id: noteId, dir: "auto" });
  control.addEventListener("input", onInput);
  return {
    key,
    control,
    noteId,
    element: el("div", { class: "range-end" }, label, control, note),
    show: (view: RangeEnd) => {
      label.textContent = view.label;
      showText(note, view.error ?? view.helper);
    },
  };
}

function wire(control: Control, name: string, actions: InputActions): void {
  control.addEventListener("input", () => actions.put(name, control.value));
  control.addEventListener("blur", () => actions.left(name));
}

function showIn(
  control: Control,
  { input, notice }: ShownInput,
  describedBy: string,
  value: string,
  required = input.required,
): void {
  set(control, { required, "aria-invalid": String(notice !== undefined), "aria-describedby": describedBy });
  control.disabled = !input.enabled;
  // Writing the same value again would move the cursor, and would empty a half-typed date.
  if (control.value !== value) control.value = value;
}

function showDates(control: HTMLInputElement, { limits }: InputView): void {
  const empty = control.value === "" && !control.validity.badInput;
  set(control, { min: limits.dates?.min, max: limits.dates?.max, "data-empty": empty });
}

/** A date that lacks its year reads as empty; only the control knows that something stands there. */
function unfinished(
  control: HTMLInputElement,
  { notice }: ShownInput,
  { unfinishedDate }: PhoneWords,
): { notice?: string } {
  const incomplete = control.validity.badInput && document.activeElement !== control;
  return notice === undefined && incomplete ? { notice: unfinishedDate } : {};
}

function isRange(value: InputView["value"]): value is DateRange {
  return typeof value === "object" && "start-date" in value;
}
