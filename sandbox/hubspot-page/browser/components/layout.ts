/** Where things stand, and words. */
import { el, newId, set } from "../../../../phone/screen/index.ts";
import { type Component, mark, plain } from "../component.ts";

const textNames = ["variant", "inline", "truncate"];

const Text: Component = {
  knows: [...textNames, "format"],
  make: () => {
    // A text may stand in another one, which a paragraph must not.
    const element = el("span", { class: "text" });
    return {
      element,
      slot: element,
      update: (props) => {
        mark(element, props, textNames);
        const format = props.object("format") ?? {};
        const names = { weight: "fontWeight", line: "lineDecoration", transform: "textTransform" };
        for (const [attribute, name] of Object.entries(names)) {
          const value = format[name];
          set(element, { [`data-${attribute}`]: typeof value === "string" ? value : undefined });
        }
        set(element, { "data-italic": format["italic"] === true });
      },
    };
  },
};

const Heading: Component = {
  knows: ["inline"],
  make: () => {
    const element = el("h3", { class: "heading" });
    return { element, slot: element, update: (props) => mark(element, props, ["inline"]) };
  },
};

const AutoGrid: Component = {
  knows: ["columnWidth", "gap", "flexible"],
  make: () => {
    const element = el("div", { class: "grid" });
    return {
      element,
      slot: element,
      update: (props) => {
        mark(element, props, ["gap", "flexible"]);
        element.style.setProperty("--column", `${props.number("columnWidth") ?? 200}px`);
      },
    };
  },
};

const Box: Component = {
  knows: ["flex", "alignSelf"],
  make: () => {
    const element = el("div", { class: "box" });
    return {
      element,
      slot: element,
      update: (props) => {
        mark(element, props, ["alignSelf"]);
        element.style.flex = props.text("flex") ?? "";
      },
    };
  },
};

const listVariants = ["ordered", "ordered-styled"];

const List: Component = {
  knows: ["variant"],
  make: () => {
    const element = el("div", { class: "list-place" });
    let slot: HTMLElement = el("ul", { class: "list" });
    element.append(slot);
    return {
      element,
      get slot() {
        return slot;
      },
      wrap: (child) => el("li", {}, child),
      update: (props) => {
        const tag = listVariants.includes(props.text("variant") ?? "") ? "ol" : "ul";
        if (slot.localName !== tag) {
          const other = el(tag, { class: "list" }, ...slot.childNodes);
          slot.replaceWith(other);
          slot = other;
        }
        mark(slot, props, ["variant"]);
      },
    };
  },
};

const DescriptionListItem: Component = {
  knows: ["label"],
  make: () => {
    const label = el("dt");
    const slot = el("dd");
    return {
      element: el("div", { class: "pair" }, label, slot),
      slot,
      update: (props) => {
        label.textContent = props.text("label") ?? "";
      },
    };
  },
};

const Accordion: Component = {
  knows: ["title", "defaultOpen", "open", "disabled", "size", "onClick"],
  make: () => {
    const slot = el("div", { class: "accordion-body", id: newId("accordion") });
    const title = el("button", { type: "button", class: "accordion-title", "aria-controls": slot.id });
    const element = el("div", { class: "accordion" }, title, slot);
    let open: boolean | undefined;
    let press = () => {};
    const show = () => {
      set(title, { "aria-expanded": String(open === true) });
      slot.hidden = open !== true;
    };
    title.addEventListener("click", () => press());
    return {
      element,
      slot,
      update: (props) => {
        title.textContent = props.text("title") ?? "";
        title.disabled = props.flag("disabled") === true;
        mark(element, props, ["size"]);
        open = props.flag("open") ?? open ?? props.flag("defaultOpen") ?? false;
        press = () => {
          if (!props.has("open")) open = !open;
          show();
          props.call("onClick");
        };
        show();
      },
    };
  },
};

const Spacer: Component = plain("div", "spacer", ["size"]);

const Divider: Component = {
  knows: ["size", "distance"],
  make: () => {
    const element = el("hr", { class: "divider" });
    return { element, update: (props) => mark(element, props, ["size"]) };
  },
};

export const layout: Readonly<Record<string, Component>> = {
  Flex: plain("div", "flex", ["direction", "justify", "align", "alignSelf", "wrap", "gap"]),
  Inline: plain("div", "inline", ["justify", "align", "gap"]),
  Tile: plain("div", "tile", ["compact", "flush"]),
  Card: plain("div", "tile"),
  DescriptionList: plain("dl", "pairs", ["direction"]),
  Text,
  Heading,
  AutoGrid,
  Box,
  List,
  DescriptionListItem,
  Accordion,
  Spacer,
  Divider,
};
