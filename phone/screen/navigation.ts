/** NavigationList: rows that each lead on. */
import type { NavigationItem, NavigationView } from "../index.ts";
import { button, el, ICONS, icon, newId, set } from "./dom.ts";
import type { InputActions } from "./field.ts";
import { type Piece, redrawn } from "./pieces.ts";
import { dataAddress } from "./texts.ts";

export function navigationPiece(actions: InputActions): Piece<NavigationView> {
  const labelId = newId("label");
  const element = el("section", { class: "navigation" });
  return redrawn(element, (list) => {
    set(element, { "aria-labelledby": list.label ? labelId : undefined });
    const rows = list.items.map((item) =>
      el(
        "li",
        {},
        drawItem(item, list.mediaSize, () => actions.tapItem(list.name, item.id)),
      ),
    );
    return [
      ...(list.label ? [el("h3", { class: "label", id: labelId, dir: "auto" }, list.label)] : []),
      ...(list.description ? [el("p", { class: "description", dir: "auto" }, list.description)] : []),
      el("ul", { class: "ways" }, ...rows),
    ];
  });
}

function drawItem(item: NavigationItem, mediaSize: NavigationView["mediaSize"], onTap: () => void): HTMLElement {
  const { title, description, metadata, end, image, alt = "", badge, tags } = item;
  const words = [
    ...(badge ? [span("way-badge", badge)] : []),
    span("option-title", title),
    ...(description ? [span("option-description", description)] : []),
    ...(metadata ? [span("way-metadata", metadata)] : []),
    ...(tags.length > 0 ? [el("span", { class: "tags" }, ...tags.map((tag) => span("way-tag", tag)))] : []),
  ];
  const aside = [
    ...(end?.title ? [span("way-end-title", end.title)] : []),
    ...(end?.description ? [span("", end.description)] : []),
    ...(end?.metadata ? [span("", end.metadata)] : []),
  ];
  return button(
    { class: "way" },
    onTap,
    ...(image
      ? [el("span", { class: "option-media", "data-size": mediaSize }, el("img", { src: dataAddress(image), alt }))]
      : []),
    el("span", { class: "option-words" }, ...words),
    ...(aside.length > 0 ? [el("span", { class: "way-end" }, ...aside)] : []),
    icon(ICONS.forward),
  );
}

/** Screen readers read the parts of a button in one breath unless something parts them. */
function span(name: string, text: string): HTMLElement {
  return el("span", { class: name, dir: "auto" }, text, el("span", { class: "unseen" }, ", "));
}
