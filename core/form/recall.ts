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
