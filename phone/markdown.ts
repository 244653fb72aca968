/**
 * The markdown that Flow texts may hold (WhatsApp reference 1.7), read into parts, so that whoever draws them decides
 * nothing. What is not markdown stays as it was typed.
 */

/** A run of text in one style. With `image` it is a picture (a `data:` address) and `text` describes it. */
export interface Inline {
  readonly text: string;
  readonly bold?: true;
  readonly italic?: true;
  readonly strike?: true;
  /** `http` or `https`. */
  readonly link?: string;
  readonly image?: string;
}

export type Paragraph =
  | { readonly kind: "paragraph"; readonly parts: readonly Inline[] }
  | { readonly kind: "heading"; readonly level: 1 | 2; readonly parts: readonly Inline[] }
  | { readonly kind: "list"; readonly ordered: boolean; readonly items: readonly (readonly Inline[])[] }
  | { readonly kind: "table"; readonly rows: readonly (readonly (readonly Inline[])[])[] };

/** `rich`: RichText, with headings, pictures and tables. `body`: TextBody and TextCaption with `markdown`. */
export type Dialect = "rich" | "body";

type Style = Pick<Inline, "bold" | "italic" | "strike" | "link">;

/** Each text is a paragraph or several: a blank line parts them. */
export function readMarkdown(texts: readonly string[], dialect: Dialect): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let open: string[] = [];
  const close = () => {
    if (open.length > 0) paragraphs.push({ kind: "paragraph", parts: inline(open.join(" "), dialect) });
    open = [];
  };
  for (const line of texts.flatMap((text) => [...text.split("\n"), ""]).map((text) => text.trim())) {
    const read = line === "" ? undefined : readLine(line, dialect);
    if (line !== "" && !read) open.push(line);
    else close();
    if (read) join(paragraphs, read);
  }
  return paragraphs;
}

/** A list item, table row or heading; undefined for a line of a paragraph. */
function readLine(line: string, dialect: Dialect): Paragraph | undefined {
  const [, bullet, item = ""] = /^(?:([-+])|\d+\.)\s+(.+)$/.exec(line) ?? [];
  if (item) return { kind: "list", ordered: bullet === undefined, items: [inline(item, dialect)] };
  if (dialect === "body") return undefined;
  const [, marks = "", title = ""] = /^(#{1,2})\s+(.+)$/.exec(line) ?? [];
  if (title) return { kind: "heading", level: marks === "#" ? 1 : 2, parts: inline(title, dialect) };
  if (!/^\|.*\|$/.test(line)) return undefined;
  const cells = line.slice(1, -1).split("|");
  return { kind: "table", rows: [cells.map((cell) => inline(cell.trim(), dialect))] };
}

/** Items and rows that follow each other are one list and one table; a table's rule below its head is left out. */
function join(paragraphs: Paragraph[], next: Paragraph): void {
  const last = paragraphs.at(-1);
  if (last?.kind === "list" && next.kind === "list" && last.ordered === next.ordered)
    paragraphs[paragraphs.length - 1] = { ...last, items: [...last.items, ...next.items] };
  else if (last?.kind === "table" && next.kind === "table") {
    if (!next.rows.flat(2).every(({ text }) => /^:?-+:?$/.test(text)))
      paragraphs[paragraphs.length - 1] = { ...last, rows: [...last.rows, ...next.rows] };
  } else paragraphs.push(next);
}

const MARKS =
  /!\[([^\]]*)\]\((data:image\/(?:png|jpe?g|webp);base64,[A-Za-z0-9+/=]+)\)|\[([^\]]+)\]\((https?:\/\/[^\s)]+)\)|\*\*(.+?)\*\*(?!\*)|\*(.+?)\*|~~(.+?)~~/;

function inline(text: string, dialect: Dialect, style: Style = {}): Inline[] {
  const match = MARKS.exec(text);
  if (!match) return text === "" ? [] : [{ text, ...style }];
  const [whole, alt = "", image, label, link, bold, italic, strike] = match;
  const before = text.slice(0, match.index);
  const after = inline(text.slice(match.index + whole.length), dialect, style);
  return [...(before === "" ? [] : [{ text: before, ...style }]), ...marked(), ...after];

  function marked(): Inline[] {
    if (image !== undefined) return [{ text: dialect === "rich" ? alt : whole, ...(dialect === "rich" && { image }) }];
    if (link !== undefined) return inline(label ?? "", dialect, { ...style, link });
    if (bold !== undefined) return inline(bold, dialect, { ...style, bold: true });
    if (italic !== undefined) return inline(italic, dialect, { ...style, italic: true });
    return inline(strike ?? "", dialect, { ...style, strike: true });
  }
}
