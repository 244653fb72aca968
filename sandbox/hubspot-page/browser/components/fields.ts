/** Fields into which something is typed. */
import { el, set } from "../../../../phone/screen/index.ts";
import type { Component, PropReader } from "../component.ts";
import type { Props } from "../remote-node.ts";
import { field, fieldNames, TypedText } from "./field.ts";

interface Kind {
  readonly knows?: readonly string[];
  readonly make: () => HTMLInputElement | HTMLTextAreaElement;
  readonly dress?: (control: HTMLInputElement | HTMLTextAreaElement, props: PropReader) => void;
  /** From what the extension says to what stands in the control, and back; undefined: nothing to tell. */
  readonly show: (value: unknown) => string;
  readonly tell: (text: string) => unknown;
}

function typing({ knows = [], make, dress, show, tell }: Kind): Component {
  return {
    knows: [...fieldNames, ...knows],
    make: () => {
      const control = make();
      control.classList.add("input");
      const around = field(control);
      const text = new TypedText(control);
      let props: PropReader | undefined;
      let begun = false;
      const say = (name: string) => {
        const value = tell(control.value);
        if (value !== undefined) props?.call(name, value);
      };
      control.addEventListener("input", () => {
        text.typed();
        say("onInput");
      });
      control.addEventListener("change", () => say("onChange"));
      control.addEventListener("blur", () => say("onBlur"));
      control.addEventListener("focus", () => say("onFocus"));
      return {
        element: around.element,
        update: (given) => {
          props = given;
          around.update(given);
          control.readOnly = given.flag("readOnly") === true;
          set(control, { placeholder: given.text("placeholder") });
          dress?.(control, given);
          if (!begun && given.has("defaultValue")) text.write(show(given.all["defaultValue"]));
          if (given.has("value")) text.write(show(given.all["value"]));
          begun = true;
        },
      };
    },
  };
}

const asText = (value: unknown): string =>
  typeof value === "string" || typeof value === "number" ? String(value) : "";
const sameText = (text: string): string => text;
const asNumber = (text: string): number | undefined => (text.trim() === "" ? undefined : Number(text));

const numberNames = ["min", "max", "precision", "formatStyle", "textAlign", "stepSize", "currency"];
const numeric: Kind = {
  knows: [...numberNames, "minValueReachedTooltip", "maxValueReachedTooltip"],
  make: () => el("input", { type: "number" }),
  dress: (control, props) => {
    const precision = props.number("precision");
    const step = props.number("stepSize") ?? (precision === undefined ? "any" : 10 ** -precision);
    set(control, { min: props.number("min"), max: props.number("max"), step });
  },
  show: asText,
  tell: asNumber,
};

const two = (value: unknown): string => String(value).padStart(2, "0");
const parts = (value: unknown): Props => (typeof value === "object" && value !== null ? { ...value } : {});

/** HubSpot's month starts at 0. */
const dateText = (value: unknown): string => {
  const { year, month, date } = parts(value);
  return typeof month === "number" ? `${year}-${two(month + 1)}-${two(date)}` : "";
};
const dateValue = (text: string) => {
  const [year, month, date] = text.split("-").map(Number);
  return date && month ? { year, month: month - 1, date, formattedDate: text } : undefined;
};
const timeText = (value: unknown): string => {
  const { hours, minutes } = parts(value);
  return hours === undefined ? "" : `${two(hours)}:${two(minutes)}`;
};
const timeValue = (text: string) => {
  const [hours, minutes] = text.split(":").map(Number);
  return minutes === undefined ? undefined : { hours, minutes };
};

/** What is handed in: each named control's value. */
const Form: Component = {
  knows: ["onSubmit", "preventDefault", "autoComplete"],
  make: (drawing) => {
    const element = el("form", { class: "form", novalidate: true });
    let props: PropReader | undefined;
    element.addEventListener("submit", (event) => {
      event.preventDefault();
      const targetValue = Object.fromEntries([...new FormData(element)].map(([name, value]) => [name, String(value)]));
      const { open, close } = drawing.overlays;
      props?.call(
        "onSubmit",
        { targetValue },
        { openPanel: open, closePanel: close, openModal: open, closeModal: close },
      );
    });
    return {
      element,
      slot: element,
      update: (given) => {
        props = given;
        set(element, { autocomplete: given.text("autoComplete") });
      },
    };
  },
};

export const fields: Readonly<Record<string, Component>> = {
  Form,
  Input: typing({
    knows: ["type"],
    make: () => el("input", { type: "text" }),
    dress: (control, props) => set(control, { type: props.text("type") ?? "text" }),
    show: asText,
    tell: sameText,
  }),
  TextArea: typing({
    knows: ["cols", "rows", "maxLength", "resize"],
    make: () => el("textarea"),
    dress: (control, props) => set(control, { rows: props.number("rows") ?? 3, maxlength: props.number("maxLength") }),
    show: asText,
    tell: sameText,
  }),
  SearchInput: typing({
    knows: ["clearable"],
    make: () => el("input", { type: "search" }),
    show: asText,
    tell: sameText,
  }),
  NumberInput: typing(numeric),
  StepperInput: typing(numeric),
  CurrencyInput: typing(numeric),
  DateInput: typing({
    knows: [
      "min",
      "max",
      "format",
      "timezone",
      "clearButtonLabel",
      "todayButtonLabel",
      "minValidationMessage",
      "maxValidationMessage",
    ],
    make: () => el("input", { type: "date" }),
    dress: (control, props) =>
      set(control, { min: dateText(props.all["min"]) || undefined, max: dateText(props.all["max"]) || undefined }),
    show: dateText,
    tell: dateValue,
  }),
  TimeInput: typing({
    knows: ["min", "max", "interval", "timezone"],
    make: () => el("input", { type: "time" }),
    show: timeText,
    tell: timeValue,
  }),
};
