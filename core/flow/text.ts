/**
 * A form's text, made fit for WhatsApp: no markup, nothing that WhatsApp would take for a reference, within limits.
 *
 * Lengths are UTF-16 units: WhatsApp does not say what it counts, and no other count is larger (WhatsApp reference 10).
 */

/** Text without HTML and Markdown; lines and paragraphs stay. Blank text becomes "". */
export function plainText(text: string | undefined): string {
  if (!text) return "";
  if (text.length <= longestRead && ordinary.test(text)) return text;
  const clean = withoutMarkdown(withoutHtml(text.slice(0, longestRead).toWellFormed()))
    .replace(/\r\n?/g, "\n")
    .replace(controls, "")
    .replace(/[^\S\n]+/g, " ")
    .replace(/ ?\n ?/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
  return visible.test(clean) ? defuse(clean) : "";
}

/** The same on one line, for labels, headings and options. */
export function plainLine(text: string | undefined): string {
  return plainText(text).replace(/\n+/g, " ");
}

/** At most `max` characters, cut between words and marked with "…". Never cuts through an emoji or an accent. */
export function shorten(text: string, max: number): string {
  if (text.length <= max) return text;
  const room = max - 1;
  const atWord = Math.max(text.lastIndexOf(" ", room), text.lastIndexOf("/", room));
  const end = atWord > room / 3 ? atWord : wholeCharacters(text, room);
  return `${text.slice(0, end).replace(/[\s.,;:!?–—-]+$/u, "")}…`;
}

/** Pieces of at most `max` characters that together are the whole text, split at a line or a word. */
export function pieces(text: string, max: number): string[] {
  const result: string[] = [];
  let rest = text;
  while (rest.length > max) {
    const line = rest.lastIndexOf("\n", max);
    const word = rest.lastIndexOf(" ", max);
    const end = line > max / 2 ? line : word > max / 2 ? word : wholeCharacters(rest, max);
    result.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  if (rest) result.push(rest);
  return result.filter((piece) => visible.test(piece));
}

/** More than any screen shows; hostile text must not cost more. */
const longestRead = 50_000;

/** Words and marks that mean nothing to anybody, one space between them: most texts are like this. */
const ordinary = /^[\p{L}\p{N}.,;:!?'’"()/%+=@–—-]+(?: [\p{L}\p{N}.,;:!?'’"()/%+=@–—-]+)*$/u;

/** Letters, digits, punctuation or symbols (emoji are symbols): what WhatsApp would not call blank. */
const visible = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** Control characters but the line break, and the marks that turn the direction of the text that follows. */
const controls = /(?!\n)[\p{Cc}\u2028\u2029\u202a-\u202e\ufeff]/gu;

/**
 * `${...}` is a reference and a value in backticks an expression (WhatsApp reference 2). A space after the dollar sign
 * and an apostrophe for the backtick leave the text readable and neither of the two.
 */
function defuse(text: string): string {
  return text.replaceAll("${", "$ {").replaceAll("`", "'");
}

function withoutHtml(text: string): string {
  if (!/[<&]/.test(text)) return text;
  return text
    .replace(/<(script|style)\b[^<>]*>[^<]*<\/\1\s*>/gi, "")
    .replace(/<li\b[^<>]*>/gi, "\n• ")
    .replace(/<br\b[^<>]*>|<\/(p|div|li|ul|ol|h[1-6]|tr)\s*>/gi, "\n")
    .replace(tags, "")
    .replace(/&(#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,6});/gi, (entity, name: string) => character(name) ?? entity);
}

/** The tags that form tools write; "x < y and z > w" is none. */
const tags =
  /<!--[^<>]*-->|<\/?(?:a|abbr|b|big|blockquote|body|button|center|code|div|em|font|form|h[1-6]|head|hr|html|i|iframe|img|input|ins|label|link|meta|object|ol|p|pre|s|script|section|small|span|strike|strong|style|sub|sup|svg|table|tbody|td|th|thead|tr|u|ul)(?=[\s/>])[^<>]*>/gi;

const namedCharacters = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
  ["nbsp", " "],
  ["ndash", "–"],
  ["mdash", "—"],
  ["hellip", "…"],
  ["rsquo", "’"],
  ["lsquo", "‘"],
  ["copy", "©"],
  ["reg", "®"],
  ["euro", "€"],
]);

function character(entity: string): string | undefined {
  if (!entity.startsWith("#")) return namedCharacters.get(entity.toLowerCase());
  const hex = entity[1]?.toLowerCase() === "x";
  const code = Number.parseInt(entity.slice(hex ? 2 : 1), hex ? 16 : 10);
  const known = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return known ? String.fromCodePoint(code) : undefined;
}

// The bounds on what may stand between two marks keep hostile text from costing more than its length.
function withoutMarkdown(text: string): string {
  if (!/[*_~[#]/.test(text)) return text;
  return text
    .replace(/!?\[([^\][\n]{1,300})\]\((https?:\/\/[^\s()]{1,500})\)/g, (_, label: string, url: string) =>
      label.trim() === url ? url : `${label} (${url})`,
    )
    .replace(/^#{1,6} +/gm, "")
    .replace(/(^|[^\p{L}\p{N}*])\*{1,3}(?=\S)([^*\n]{1,300}?)(?<=\S)\*{1,3}(?![\p{L}\p{N}*])/gmu, "$1$2")
    .replace(/(^|[^\p{L}\p{N}_])_{1,3}(?=\S)([^_\n]{1,300}?)(?<=\S)_{1,3}(?![\p{L}\p{N}_])/gmu, "$1$2")
    .replace(/~~(?=\S)([^~\n]{1,300}?)(?<=\S)~~/g, "$1");
}

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** The largest end at or before `max` that cuts no character in two. */
function wholeCharacters(text: string, max: number): number {
  // Only the last few characters matter: what a reader sees as one character is hardly ever longer than this.
  const from = Math.max(0, max - 64);
  const start = isLowSurrogate(text, from) ? from - 1 : from;
  const cluster = graphemes.segment(text.slice(start, max + 64)).containing(max - start);
  const end = cluster ? start + cluster.index : max;
  if (end > start) return end;
  return isLowSurrogate(text, max) ? max - 1 : max;
}

function isLowSurrogate(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff;
}
