/** Fields in which something is chosen. */
import { el, newId, set } from "../../../../phone/screen/index.ts";
import { type Component, mark, type PropReader } from "../component.ts";
import { field, fieldNames } from "./field.ts";

interface Option {
  readonly label: string;
  readonly value: unknown;
  readonly description?: string;
  readonly readOnly: boolean;
  readonly initial: boolean;
}

function optionsOf(props: PropReader): Option[] {
  return props.list("options").map((given) => {
    const { label, value, description, readOnly, readonly, initialIsChecked } = Object(given);
    return {
      label: String(label),
      value,
      ...(typeof description === "string" && { description }),
      readOnly: readOnly === true || readonly === true,
      initial: initialIsChecked === true,
    };
  });
}

const Select: Component = {
  knows: [...fieldNames, "options", "variant"],
  make: () => {
    const control = el("select", { class: "input" });
    const around = field(control);
    let options: Option[] = [];
    let props: PropReader | undefined;
    control.addEventListener("change", () => {
      const chosen = options[Number(control.value)];
      if (chosen) props?.call("onChange", chosen.value);
    });
    return {
      element: around.element,
      update: (given) => {
        props = given;
        around.update(given);
        options = optionsOf(given);
        control.disabled = given.flag("readOnly") === true;
        mark(control, given, ["variant"]);
        const chosen = options.findIndex(({ value }) => value === given.all["value"]);
        const empty = el("option", { value: "", hidden: true }, given.text("placeholder") ?? "");
        control.replaceChildren(empty, ...options.map(({ label }, at) => el("option", { value: at }, label)));
        control.value = chosen < 0 ? "" : String(chosen);
      },
    };
  },
};

const boxNames = [
  "value",
  "checked",
  "initialIsChecked",
  "readOnly",
  "readonly",
  "description",
  "name",
  "variant",
  "size",
];

/** One box with its words as children. */
function box(type: "checkbox" | "radio"): Component {
  return {
    knows: [...boxNames, "inline", "onChange", "aria-label"],
    make: () => {
      const control = el("input", { type, id: newId("box") });
      const slot = el("label", { class: "box-words", for: control.id });
      const help = el("span", { class: "help" });
      const element = el("div", { class: "choice" }, control, slot, help);
      let props: PropReader | undefined;
      let begun = false;
      control.addEventListener("change", () => {
        const { checked } = control;
        props?.call("onChange", checked, props.text("value") ?? "");
      });
      return {
        element,
        slot,
        update: (given) => {
          props = given;
          const checked = given.flag("checked") ?? (begun ? undefined : given.flag("initialIsChecked"));
          if (checked !== undefined) control.checked = checked;
          begun = true;
          control.disabled = given.flag("readOnly") === true || given.flag("readonly") === true;
          set(control, {
            name: given.text("name"),
            value: given.text("value"),
            "aria-label": given.text("aria-label"),
          });
          help.textContent = given.text("description") ?? "";
          help.hidden = help.textContent === "";
          mark(element, given, ["inline", "size"]);
        },
      };
    },
  };
}

/** Boxes of one question. `single`: one at most. */
function boxes(single: (props: PropReader) => boolean, knows: readonly string[]): Component {
  return {
    knows: [...fieldNames, "options", ...knows],
    make: () => {
      const group = el("div", { class: "choices" });
      const around = field(group, true);
      const name = newId("choices");
      let own: unknown[] | undefined;
      return {
        element: around.element,
        update: (props) => {
          around.update(props);
          mark(group, props, ["inline"]);
          const one = single(props);
          const options = optionsOf(props);
          own ??= options.filter(({ initial }) => initial).map(({ value }) => value);
          const given = props.all["value"];
          const chosen = Array.isArray(given) ? given : given === undefined ? own : [given];
          const choices = options.map((option) => {
            const id = newId("choice");
            const control = el("input", {
              type: one ? "radio" : "checkbox",
              id,
              name,
              checked: chosen.includes(option.value),
            });
            control.disabled = option.readOnly || props.flag("readOnly") === true;
            control.addEventListener("change", () => {
              const others = chosen.filter((value) => value !== option.value);
              own = one ? [option.value] : control.checked ? [...others, option.value] : others;
              props.call("onChange", one ? option.value : own);
            });
            const help = option.description ? [el("span", { class: "help" }, option.description)] : [];
            return el(
              "div",
              { class: "choice" },
              control,
              el("label", { class: "box-words", for: id }, option.label),
              ...help,
            );
          });
          replaceKeepingFocus(group, choices);
        },
      };
    },
  };
}

/** The boxes are made anew after each choice: whoever uses the keyboard stays where they were. */
function replaceKeepingFocus(group: HTMLElement, children: readonly HTMLElement[]): void {
  const at = [...group.children].findIndex((child) => child.contains(document.activeElement));
  group.replaceChildren(...children);
  if (at >= 0) group.children[at]?.querySelector("input")?.focus();
}

const Toggle: Component = {
  knows: [...boxNames, "label", "labelDisplay", "textChecked", "textUnchecked", "onChange"],
  make: () => {
    const control = el("input", { type: "checkbox", role: "switch", id: newId("toggle"), class: "toggle" });
    const label = el("label", { class: "box-words", for: control.id });
    const words = el("span", { class: "help" });
    const element = el("div", { class: "choice" }, control, label, words);
    let props: PropReader | undefined;
    let begun = false;
    const say = () => {
      words.textContent = (control.checked ? props?.text("textChecked") : props?.text("textUnchecked")) ?? "";
      words.hidden = words.textContent === "";
    };
    control.addEventListener("change", () => {
      say();
      props?.call("onChange", control.checked);
    });
    return {
      element,
      update: (given) => {
        props = given;
        const checked = given.flag("checked") ?? (begun ? undefined : given.flag("initialIsChecked"));
        if (checked !== undefined) control.checked = checked;
        begun = true;
        control.disabled = given.flag("readOnly") === true || given.flag("readonly") === true;
        label.textContent = given.text("label") ?? "";
        label.classList.toggle("unseen", given.text("labelDisplay") === "hidden");
        set(control, { name: given.text("name") });
        say();
      },
    };
  },
};

const groupNames = ["toggleType", "inline", "variant", "size"];

export const choices: Readonly<Record<string, Component>> = {
  Select,
  MultiSelect: boxes(() => false, ["variant"]),
  ToggleGroup: boxes((props) => props.text("toggleType") === "radioButtonList", groupNames),
  Checkbox: box("checkbox"),
  RadioButton: box("radio"),
  Toggle,
};
