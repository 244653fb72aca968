/** Headings, paragraphs, lists, tables and pictures (WhatsApp reference 1.7). */
import type { Block, ImageView, Inline, LinkView, Paragraph, TextStyle } from "../index.ts";
import { button, el, ICONS, icon } from "./dom.ts";
import type { InputActions } from "./field.ts";
import { type Piece, redrawn } from "./pieces.ts";

type TextBlock = Extract<Block, { kind: "text" }>;

const TAGS: Record<TextStyle, "h3" | "div"> = {
  heading: "h3",
  subheading: "h3",
  body: "div",
  caption: "div",
  rich: "div",
};

export function textPiece(block: TextBlock): Piece<TextBlock> {
  const element = el(TAGS[block.style], { class: `text text-${block.style}`, dir: "auto" });
  const heading = TAGS[block.style] !== "div";
  return redrawn(element, ({ content }) =>
    heading ? content.flatMap((part) => ("parts" in part ? drawParts(part.parts) : [])) : content.map(drawParagraph),
  );
}

function drawParagraph(paragraph: Paragraph): HTMLElement {
  switch (paragraph.kind) {
    case "paragraph":
      return el("p", { dir: "auto" }, ...drawParts(paragraph.parts));
    case "heading":
      return el(paragraph.level === 1 ? "h3" : "h4", { dir: "auto" }, ...drawParts(paragraph.parts));
    case "list":
      return el(
        paragraph.ordered ? "ol" : "ul",
        {},
        ...paragraph.items.map((item) => el("li", { dir: "auto" }, ...drawParts(item))),
      );
    case "table":
      return drawTable(paragraph.rows);
  }
}

function drawTable([head = [], ...rows]: readonly (readonly (readonly Inline[])[])[]): HTMLElement {
  const header = el("tr", {}, ...head.map((cell) => el("th", { scope: "col", dir: "auto" }, ...drawParts(cell))));
  const body = rows.map((row) => el("tr", {}, ...row.map((cell) => el("td", { dir: "auto" }, ...drawParts(cell)))));
  return el("table", {}, el("thead", {}, header), el("tbody", {}, ...body));
}

function drawParts(parts: readonly Inline[]): Node[] {
  return parts.map((part) => {
    let node: Node = document.createTextNode(part.text);
    if (part.image !== undefined) node = el("img", { src: part.image, alt: part.text });
    if (part.strike) node = el("s", {}, node);
    if (part.italic) node = el("em", {}, node);
    if (part.bold) node = el("strong", {}, node);
    return part.link === undefined ? node : el("a", { href: part.link, ...NEW_TAB }, node);
  });
}

const NEW_TAB = { target: "_blank", rel: "noopener noreferrer" };

/** A link of the Flow. One that leads out of WhatsApp is a real one; `tap` hears of every tap. */
export function drawLink(
  { label, url }: LinkView,
  content: readonly (Node | string)[],
  { tap, words }: Pick<InputActions, "tap" | "words">,
): HTMLElement {
  if (url === undefined || !/^https?:\/\//i.test(url))
    return button({ class: "link", dir: "auto" }, () => tap(label), ...content);
  const hint = el("span", { class: "unseen" }, ` (${words.opensBrowser})`);
  const anchor = el("a", { class: "link", href: url, dir: "auto", ...NEW_TAB }, ...content, hint, icon(ICONS.external));
  anchor.addEventListener("click", () => tap(label));
  return anchor;
}

export function imagePiece(): Piece<ImageView> {
  return redrawn(el("div", { class: "picture" }), (image) => {
    const picture = el("img", { src: dataAddress(image.src), alt: image.alt });
    picture.style.objectFit = image.fit;
    if (image.height === undefined) picture.style.aspectRatio = String(image.aspectRatio);
    else picture.style.height = `${image.height}px`;
    if (image.width !== undefined) picture.style.width = `${image.width}px`;
    return [picture];
  });
}

/** Flow JSON carries base64 alone; the first characters tell what it is (JPEG or PNG; options may be WebP). */
export function dataAddress(base64: string): string {
  if (base64.startsWith("data:image/")) return base64;
  const type = base64.startsWith("/9j/") ? "jpeg" : base64.startsWith("UklGR") ? "webp" : "png";
  return `data:image/${type};base64,${base64}`;
}
