/** Modals and panels: drawn where a component's `overlay` opens them. */
import { el, newId, set } from "../../../../phone/screen/index.ts";
import { type Component, mark, plain } from "../component.ts";

/** An event with which a dialog asks to be closed; it says so to the extension itself. */
export const CLOSE = "overlay-close";

function dialog(className: string): Component {
  return {
    knows: ["id", "title", "width", "variant", "aria-label", "onOpen", "onClose"],
    make: () => {
      const title = el("h2", { class: "dialog-title", id: newId("dialog") });
      const close = el("button", { type: "button", class: "bare dialog-close", "aria-label": "Close" }, "×");
      const slot = el("div", { class: "dialog-parts" });
      const element = el("dialog", { class: className }, el("div", { class: "dialog-head" }, title, close), slot);
      let opened = false;
      let onClose = () => {};
      const ask = () => element.dispatchEvent(new Event(CLOSE, { bubbles: true }));
      close.addEventListener("click", ask);
      element.addEventListener("cancel", (event) => {
        event.preventDefault();
        ask();
      });
      return {
        element,
        slot,
        update: (props) => {
          title.textContent = props.text("title") ?? "";
          mark(element, props, ["width", "variant"]);
          const name = props.text("aria-label");
          set(element, { "aria-label": name, "aria-labelledby": name === undefined ? title.id : undefined });
          onClose = () => props.call("onClose");
          if (opened) return;
          opened = true;
          // The element has to be in the document before it can be shown.
          queueMicrotask(() => {
            if (!element.isConnected) return;
            element.showModal();
            props.call("onOpen");
          });
        },
        end: () => {
          element.close();
          onClose();
        },
      };
    },
  };
}

export const overlays: Readonly<Record<string, Component>> = {
  Modal: dialog("dialog dialog-modal"),
  ModalBody: plain("div", "dialog-body"),
  ModalFooter: plain("div", "dialog-foot"),
  Panel: dialog("dialog dialog-panel"),
  PanelBody: plain("div", "dialog-body"),
  PanelSection: plain("div", "dialog-section", ["flush"]),
  PanelFooter: plain("div", "dialog-foot"),
};
