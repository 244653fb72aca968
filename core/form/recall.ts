/** A text that quotes earlier answers, as its pieces in order (form-tools reference 2.8). */
import { z } from "zod";
import { fieldIdSchema } from "./field-id.ts";

/** Plain text, or what is put in its place: an answer (of one `part`), a hidden value, a calculated value. */
export const recallPartSchema = z.union([
  z.string(),
  z.object({ kind: z.literal("field"), field: fieldIdSchema, part: z.string().optional() }),
  z.object({ kind: z.literal("hidden"), name: z.string() }),
  z.object({ kind: z.literal("variable"), name: z.string() }),
]);
export type RecallPart = z.infer<typeof recallPartSchema>;
type Quoted = Extract<RecallPart, { kind: string }>;

const mostPieces = 200;
export const recallSchema = z.array(recallPartSchema).max(mostPieces);

const token = /\{\{\s*(field|hidden|var):([^{}]{1,300}?)\s*\}\}/g;

/**
 * The pieces of a text with tokens: `{{field:ID}}`, `{{hidden:NAME}}`, `{{var:NAME}}`. `fieldOf` says which question an ID
 * means; a token that means none is left out. Undefined for a text without tokens.
 */
export function recallIn(
  text: string,
  fieldOf: (id: string) => Extract<RecallPart, { kind: "field" }> | undefined,
): RecallPart[] | undefined {
  const parts: RecallPart[] = [];
  let from = 0;
  for (const match of text.matchAll(token)) {
    const [whole, kind, name = ""] = match;
    if (match.index > from) parts.push(text.slice(from, match.index));
    from = match.index + whole.length;
    const quoted: Quoted | undefined =
      kind === "field" ? fieldOf(name) : { kind: kind === "var" ? "variable" : "hidden", name };
    if (quoted) parts.push(quoted);
  }
  if (from === 0) return undefined;
  if (from < text.length) parts.push(text.slice(from));
  return parts.slice(0, mostPieces);
}

/** Stands for what is missing while a text is put together; no form and no customer can write it. */
const gap = "\u0000";

/**
 * The text of these pieces, made to read well where one is not known (undefined): "Nice to meet you, ANNA." becomes "Nice to
 * meet you."; "Hello ANNA, welcome" becomes "Hello, welcome". Anywhere else "…" stands for what is missing.
 */
export function withGaps(pieces: readonly (string | undefined)[]): string {
  const text = pieces.map((piece) => piece?.replaceAll(gap, "") ?? gap).join("");
  if (!text.includes(gap)) return text;
  return text.replace(afterComma, "").replace(afterFirstWord, "$1").replace(elsewhere, "…");
}

// biome-ignore-start lint/suspicious/noControlCharactersInRegex: the gap is one, so that no text holds it.
const afterComma = /,\s*\u0000(?=\s*(?:[.,:;!?]|$))/gm;
const afterFirstWord = /^([^\S\n]*\p{L}+)[^\S\n]*\u0000(?=\s*[,!.])/gmu;
const elsewhere = /\u0000\.?/g;
// biome-ignore-end lint/suspicious/noControlCharactersInRegex: the gap is one, so that no text holds it.
