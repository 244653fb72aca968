/** What can be pressed. */
import { el, newId, set } from "../../../../phone/screen/index.ts";
import { type Component, type Drawing, mark, type PropReader, plain, type View } from "../component.ts";

const pressNames = ["variant", "size", "disabled", "href", "type", "truncate", "onClick", "overlay"];

/** Calls the extension's handler as HubSpot does, and opens what the component carries. */
function press(props: PropReader, { overlays }: Drawing): void {
  const overlay = props.fragment("overlay");
  const reactions = {
    openPanel: (id: string) => overlays.open(id),
    closePanel: (id: string) => overlays.close(id),
    openModal: (id: string) => overlays.open(id),
    closeModal: (id: string) => overlays.close(id),
  };
  props.call("onClick", {}, reactions);
  if (overlay && !isTooltip(overlay)) overlays.openIn(overlay);
}

type Overlay = NonNullable<ReturnType<PropReader["fragment"]>>;

function isTooltip({ children: [first] }: Overlay): boolean {
  return first?.kind === 1 && first.type === "Tooltip";
}

/** An address, and whether it opens in a tab of its own. */
function target(props: PropReader, local: Drawing["local"]): { href: string; external: boolean } | undefined {
  const given = props.object("href");
  const url = given ? given["url"] : props.text("href");
  if (typeof url !== "string" || !/^(https?:|mailto:|\/)/.test(url)) return undefined;
  return { href: local(url), external: given?.["external"] === true || /^https?:/.test(url) };
}

/** A button, or a link where it has an address; the element changes with that, so it stands in a place of its own. */
function pressable(className: string, link: boolean): (drawing: Drawing) => View {
  return (drawing) => {
    const place = el("span", { class: "press-place" });
    const slot = el("span", { class: "press-words" });
    const tooltip = el("span", { class: "tooltip", role: "tooltip", id: newId("tooltip") });
    let element: HTMLElement | undefined;
    let stopTooltip: (() => void) | undefined;
    let newest: PropReader | undefined;
    const onClick = (event: Event) => {
      if (!newest) return;
      if (newest.flag("preventDefault") || (link && newest.fragment("overlay"))) event.preventDefault();
      press(newest, drawing);
    };
    const renew = (tag: "a" | "button") => {
      if (element?.localName === tag) return element;
      const next = el(tag, { class: className }, slot);
      next.addEventListener("click", onClick);
      place.replaceChildren(next);
      element = next;
      return next;
    };
    return {
      element: place,
      slot,
      update: (props) => {
        newest = props;
        const to = props.flag("disabled") ? undefined : target(props, drawing.local);
        const shown = renew(to ? "a" : "button");
        mark(shown, props, ["variant", "size", "truncate", "loading"]);
        if (to) set(shown, { href: to.href, target: to.external ? "_blank" : undefined, rel: "noreferrer" });
        else set(shown, { type: props.text("type") ?? "button", disabled: props.flag("disabled") });
        const overlay = props.fragment("overlay");
        if (overlay) drawing.overlays.keep(overlay, drawing.draw);
        if (overlay && isTooltip(overlay) && !stopTooltip) {
          stopTooltip = drawing.draw(overlay, tooltip);
          place.append(tooltip);
          set(shown, { "aria-describedby": tooltip.id });
        }
        set(shown, { "aria-busy": props.flag("loading") ? "true" : undefined });
      },
      end: () => stopTooltip?.(),
    };
  };
}

const Button: Component = { knows: pressNames, make: pressable("button", false) };

const LoadingButton: Component = {
  knows: [...pressNames, "loading", "resultIconName", "overlayOptions"],
  make: pressable("button", false),
};

const Link: Component = {
  knows: ["variant", "href", "onClick", "preventDefault", "overlay"],
  make: pressable("link", true),
};

const Tag: Component = {
  knows: ["variant", "inline", "onClick", "overlay"],
  make: (drawing) => {
    const slot = el("span", { class: "tag" });
    return {
      element: slot,
      slot,
      update: (props) => {
        mark(slot, props, ["variant", "inline"]);
        const pressed = props.has("onClick") || props.has("overlay");
        set(slot, { role: pressed ? "button" : undefined, tabindex: pressed ? 0 : undefined });
        const act = () => press(props, drawing);
        slot.onclick = pressed ? act : null;
        slot.onkeydown = pressed ? ({ key }) => (key === "Enter" || key === " " ? act() : undefined) : null;
      },
    };
  },
};

const Image: Component = {
  knows: ["src", "alt", "width", "height", "href", "onClick", "overlay"],
  make: (drawing) => {
    const image = el("img", { class: "image" });
    const element = el("span", { class: "image-place" }, image);
    return {
      element,
      update: (props) => {
        const to = target(props, drawing.local);
        set(image, {
          src: drawing.local(props.text("src") ?? ""),
          alt: props.text("alt") ?? "",
          width: props.number("width"),
          height: props.number("height"),
        });
        if (to) element.replaceChildren(el("a", { href: to.href, target: "_blank", rel: "noreferrer" }, image));
        else if (props.has("onClick") || props.has("overlay")) {
          const button = el("button", { type: "button", class: "bare" }, image);
          button.addEventListener("click", () => press(props, drawing));
          element.replaceChildren(button);
        }
      },
    };
  },
};

/** A button that opens a list of buttons. */
const Dropdown: Component = {
  knows: ["variant", "buttonText", "buttonSize", "disabled", "options"],
  make: () => {
    const words = el("span", { class: "press-words" });
    const list = el("div", { class: "menu", id: newId("menu") });
    const button = el("button", { type: "button", class: "button button-menu", "aria-controls": list.id }, words);
    const element = el("div", { class: "dropdown" }, button, list);
    const show = (open: boolean) => {
      list.hidden = !open;
      set(button, { "aria-expanded": String(open) });
    };
    show(false);
    button.addEventListener("click", () => show(list.hidden));
    list.addEventListener("click", () => show(false));
    element.addEventListener("keydown", ({ key }) => (key === "Escape" ? show(false) : undefined));
    element.addEventListener("focusout", ({ relatedTarget }) => {
      if (!(relatedTarget instanceof Node && element.contains(relatedTarget))) show(false);
    });
    const slot = el("div", { class: "menu-items" });
    const old = el("div", { class: "menu-items" });
    list.append(slot, old);
    return {
      element,
      slot,
      update: (props) => {
        words.textContent = props.text("buttonText") ?? "Actions";
        button.disabled = props.flag("disabled") === true;
        mark(button, props, ["variant"]);
        set(button, { "data-size": props.text("buttonSize") });
        old.replaceChildren(...props.list("options").map(oldOption));
      },
    };
  },
};

/** The older way of writing a menu: options as data. */
function oldOption(option: unknown): HTMLElement {
  const { label, onClick } = Object(option);
  const button = el("button", { type: "button", class: "menu-item" }, String(label));
  if (typeof onClick === "function") button.addEventListener("click", () => onClick());
  return button;
}

const DropdownButtonItem: Component = { knows: ["onClick", "overlay"], make: pressable("menu-item", false) };

export const actions: Readonly<Record<string, Component>> = {
  Button,
  LoadingButton,
  ButtonRow: {
    ...plain("div", "button-row"),
    // With room for all buttons HubSpot shows them all; the menu for the rest is not drawn.
    knows: ["disableDropdown", "dropDownButtonOptions"],
  },
  Link,
  Tag,
  Image,
  Dropdown,
  DropdownButtonItem,
  Tooltip: { ...plain("span", "tooltip-words"), knows: ["placement"] },
};
