/** HubSpot keeps texts as HTML; WhatsApp shows plain text. */

/** Plain text of an HTML fragment: one line per block, list items with a bullet, links with their address. */
export function textOf(html: string): string {
  const marked = withoutCode(html)
    .replace(/<a\b[^<>]*?href\s*=\s*["']([^"'<>]*)["'][^<>]*>([^<]*)<\/a>/gi, (_, href: string, text: string) =>
      isWebAddress(href) && !text.includes(href) ? `${text} (${href})` : text,
    )
    .replace(/<li\b[^<>]*>/gi, "\n• ")
    .replace(/<(?:br|\/p|\/div|\/li|\/h[1-6]|\/tr|\/ul|\/ol)\b[^<>]*>/gi, "\n");
  const lines = decodeEntities(marked.replace(/<[a-z!/][^<>]*>/gi, "")).split("\n");
  return lines
    .map((line) => line.replace(/[\s\u00a0]+/g, " ").trim())
    .filter((line) => line !== "" && line !== "•")
    .join("\n");
}

/** Scripts and styles go with their content; one that never ends takes the rest along. */
function withoutCode(html: string): string {
  const kept: string[] = [];
  let from = 0;
  for (const { index, 1: name } of html.matchAll(/<(script|style)\b/gi)) {
    if (index < from) continue;
    kept.push(html.slice(from, index));
    const closing = new RegExp(`</${name}`, "gi");
    closing.lastIndex = index;
    const end = closing.exec(html);
    if (!end) return kept.join("");
    from = end.index;
  }
  return kept.join("") + html.slice(from);
}

/** The first web address that the fragment links to. */
export function linkIn(html: string): string | undefined {
  for (const [, href = ""] of html.matchAll(/<a\b[^<>]*?href\s*=\s*["']([^"'<>]*)["']/gi)) {
    const address = decodeEntities(href).trim();
    if (isWebAddress(address)) return address;
  }
  return undefined;
}

const isWebAddress = (href: string): boolean => /^https?:\/\//i.test(href.trim());

/** The named characters 160 to 255, in order. */
const latin1 =
  "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para " +
  "middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave " +
  "Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc " +
  "Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc " +
  "iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";

const named = new Map([
  ...latin1.split(" ").map((name, at) => [name, String.fromCodePoint(160 + at)] as const),
  ...Object.entries({
    amp: "&",
    lt: "<",
    gt: ">",
    quot: '"',
    apos: "'",
    ndash: "–",
    mdash: "—",
    lsquo: "‘",
    rsquo: "’",
    ldquo: "“",
    rdquo: "”",
    sbquo: "‚",
    bdquo: "„",
    bull: "•",
    hellip: "…",
    euro: "€",
    trade: "™",
    zwj: "\u200d",
    zwnj: "\u200c",
  }),
]);

/** One pass: `&amp;lt;` is the text `&lt;`, not a bracket. Unknown names stay as they are. */
function decodeEntities(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z][a-z0-9]{1,30}));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return named.get(name) ?? whole;
    const code = hex === undefined ? Number.parseInt(decimal, 10) : Number.parseInt(hex, 16);
    return isCharacter(code) ? String.fromCodePoint(code) : "";
  });
}

const isCharacter = (code: number): boolean =>
  code >= 32 ? code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) : code === 9 || code === 10;
