/** A screen's content in the order in which it is shown, ready to be drawn: every reference resolved. */
import * as z from "zod";
import type { Action } from "./actions.ts";
import { BrokenFlow } from "./errors.ts";
import { type Lookup, resolve } from "./expression.ts";
import type { InputView } from "./input-view.ts";
import { isInput, type Leaf, type LeafOf } from "./leaves.ts";
import { type Inline, type Paragraph, readMarkdown } from "./markdown.ts";
import { type NavigationView, navigationView } from "./navigation.ts";
import { countOf, flagOf, textOf } from "./properties.ts";

export type TextStyle = "heading" | "subheading" | "body" | "caption" | "rich";

export type Block =
  | { readonly kind: "text"; readonly style: TextStyle; readonly content: readonly Paragraph[] }
  /** `link` is an OptIn's "Read more". */
  | { readonly kind: "input"; readonly input: InputView; readonly link?: LinkView }
  | { readonly kind: "link"; readonly link: LinkView }
  | { readonly kind: "image"; readonly image: ImageView }
  | { readonly kind: "carousel"; readonly carousel: CarouselView }
  | { readonly kind: "navigation"; readonly list: NavigationView };

export interface LinkView {
  /** What `tap` takes. */
  readonly label: string;
  /** Where it leads, when it opens the browser. */
  readonly url?: string;
}

export interface ImageView {
  /** Base64, without the `data:` prefix. */
  readonly src: string;
  readonly alt: string;
  readonly fit: "contain" | "cover";
  /** Width divided by height. */
  readonly aspectRatio: number;
  /** In pixels, where the Flow sets them. */
  readonly width?: number;
  readonly height?: number;
}

/** One to three pictures, of which one is seen at a time. */
export interface CarouselView {
  readonly images: readonly { readonly src: string; readonly alt: string }[];
  readonly fit: "contain" | "cover";
  readonly aspectRatio: "4:3" | "16:9";
}

const STYLES: Partial<Record<Leaf["type"], TextStyle>> = {
  TextHeading: "heading",
  TextSubheading: "subheading",
  TextBody: "body",
  TextCaption: "caption",
  RichText: "rich",
};

/** The blocks of one component. `inputs` are the inputs of the screen, by name. Throws `BrokenFlow`. */
export function blocksOf(leaf: Leaf, lookup: Lookup, inputs: ReadonlyMap<string, InputView>): Block[] {
  const style = STYLES[leaf.type];
  if (style) return [{ kind: "text", style, content: contentOf(leaf, lookup) }];
  const link = linkOf(leaf, lookup);
  if (isInput(leaf)) {
    const input = inputs.get(leaf.name);
    return input ? [{ kind: "input", input, ...(link && { link: link.view }) }] : [];
  }
  if (link) return [{ kind: "link", link: link.view }];
  if (leaf.type === "Image") return [{ kind: "image", image: imageOf(leaf, lookup) }];
  if (leaf.type === "ImageCarousel") return [{ kind: "carousel", carousel: carouselOf(leaf, lookup) }];
  return leaf.type === "NavigationList" ? [{ kind: "navigation", list: navigationView(leaf, lookup) }] : [];
}

/** The paragraphs of a text component as they are written, or nothing for other components. */
export function textLines(leaf: Leaf, lookup: Lookup): string[] {
  if (STYLES[leaf.type] === undefined || !("text" in leaf)) return [];
  const text = resolve(leaf.text, lookup);
  const lines = Array.isArray(text) ? text.map((line) => textOf(line, leaf.type)) : [textOf(text, leaf.type)];
  if (lines.join("").trim() === "") throw new BrokenFlow(`A ${leaf.type} has no text: blank text is not accepted.`);
  return lines;
}

/** The link of an EmbeddedLink or an OptIn, with what a tap on it does. */
export function linkOf(leaf: Leaf, lookup: Lookup): { readonly view: LinkView; readonly action: Action } | undefined {
  if (leaf.type !== "EmbeddedLink" && leaf.type !== "OptIn") return undefined;
  const action = leaf["on-click-action"];
  if (!action) return undefined;
  const label =
    leaf.type === "OptIn"
      ? textOf(resolve(leaf.label, lookup), "OptIn.label")
      : textOf(resolve(leaf.text, lookup), "EmbeddedLink.text");
  if (action.name !== "open_url") return { view: { label }, action };
  const url = textOf(resolve(action.url, lookup), "open_url.url");
  return { view: { label, url }, action: { name: "open_url", url } };
}

function contentOf(leaf: Leaf, lookup: Lookup): Paragraph[] {
  const lines = textLines(leaf, lookup);
  if (leaf.type === "RichText") return readMarkdown(lines, "rich");
  if (leaf.type !== "TextBody" && leaf.type !== "TextCaption") return lines.map((text) => plain({ text }));
  const weight = textOf(resolve(leaf["font-weight"], lookup), `${leaf.type}.font-weight`);
  const strike = flagOf(resolve(leaf.strikethrough, lookup), false, `${leaf.type}.strikethrough`);
  const style = {
    ...(weight.startsWith("bold") && { bold: true as const }),
    ...(weight.endsWith("italic") && { italic: true as const }),
    ...(strike && { strike: true as const }),
  };
  if (!leaf.markdown) return lines.map((text) => plain({ text, ...style }));
  return readMarkdown(lines, "body").map((paragraph) => styled(paragraph, style));
}

const plain = (part: Inline): Paragraph => ({ kind: "paragraph", parts: [part] });

function styled(paragraph: Paragraph, style: Partial<Inline>): Paragraph {
  const all = (parts: readonly Inline[]) => parts.map((part) => ({ ...part, ...style }));
  switch (paragraph.kind) {
    case "list":
      return { ...paragraph, items: paragraph.items.map(all) };
    case "table":
      return { ...paragraph, rows: paragraph.rows.map((row) => row.map(all)) };
    default:
      return { ...paragraph, parts: all(paragraph.parts) };
  }
}

const carouselImages = z
  .array(z.strictObject({ src: z.string().min(1), "alt-text": z.string().min(1) }))
  .min(1)
  .max(3);

function carouselOf(leaf: LeafOf<"ImageCarousel">, lookup: Lookup): CarouselView {
  const images = carouselImages.safeParse(resolve(leaf.images, lookup));
  if (!images.success) throw new BrokenFlow(`ImageCarousel.images: ${z.prettifyError(images.error)}`);
  return {
    images: images.data.map(({ src, "alt-text": alt }) => ({ src, alt })),
    fit: resolve(leaf["scale-type"], lookup) === "cover" ? "cover" : "contain",
    aspectRatio: resolve(leaf["aspect-ratio"], lookup) === "16:9" ? "16:9" : "4:3",
  };
}

function imageOf(leaf: LeafOf<"Image">, lookup: Lookup): ImageView {
  const read = (property: unknown) => resolve(property, lookup);
  const width = countOf(read(leaf.width), 0, "Image.width");
  const height = countOf(read(leaf.height), 0, "Image.height");
  return {
    src: textOf(read(leaf.src), "Image.src"),
    alt: textOf(read(leaf["alt-text"]), "Image.alt-text"),
    fit: textOf(read(leaf["scale-type"]), "Image.scale-type") === "cover" ? "cover" : "contain",
    aspectRatio: countOf(read(leaf["aspect-ratio"]), 1, "Image.aspect-ratio"),
    ...(width > 0 && { width }),
    ...(height > 0 && { height }),
  };
}
