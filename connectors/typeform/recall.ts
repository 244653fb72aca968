/**
 * Typeform's recall puts earlier answers into later texts: `{{field:ref}}`, `{{hidden:name}}`, `{{var:name}}`, and in old
 * forms `{{answer_id}}` and `{{hidden_name}}` (form-tools reference 2.8).
 */
import { type RecallPart, recallIn, withGaps } from "../../core/form/recall.ts";

const token = /\{\{\s*(?:field|hidden|var|form|answer_|hidden_)[^{}]{0,300}\}\}/;

export function hasRecall(text: string | undefined): boolean {
  return text !== undefined && token.test(text);
}

/** What stands there while nothing is known: "Nice to meet you, {{field:name}}." becomes "Nice to meet you." */
export function withoutRecall(text: string): string {
  if (!hasRecall(text)) return text;
  const pieces = text.split(new RegExp(token.source, "g"));
  return withGaps(pieces.flatMap((piece, index) => (index === 0 ? [piece] : [undefined, piece])));
}

/** What a text can quote where it stands. */
export interface Quotable {
  /** The question, or one line of it, that a key of Typeform's means, where it has an answer by then. */
  fieldOf(key: string): Extract<RecallPart, { kind: "field" }> | undefined;
  hidden: ReadonlySet<string>;
  variables: ReadonlySet<string>;
}

/** The text in pieces; undefined where it quotes nothing, or something that cannot be known there. */
export function recallOf(text: string | undefined, quotable: Quotable): RecallPart[] | undefined {
  if (text === undefined || !hasRecall(text)) return undefined;
  let unknown = false;
  const known = (part: Extract<RecallPart, { kind: "field" }> | undefined) => {
    unknown ||= part === undefined;
    return part;
  };
  const parts = recallIn(asToday(text), (key) => known(quotable.fieldOf(key)));
  const named = (parts ?? []).every((part) => {
    if (typeof part === "string") return !hasRecall(part);
    if (part.kind === "field") return true;
    return part.kind === "hidden" ? quotable.hidden.has(part.name) : quotable.variables.has(part.name);
  });
  return named && !unknown ? parts : undefined;
}

/** Tokens of old forms, spelt as today's. */
function asToday(text: string): string {
  return text
    .replace(/\{\{\s*hidden_([^{}]{1,300}?)\s*\}\}/g, "{{hidden:$1}}")
    .replace(/\{\{\s*answer_([^{}]{1,300}?)\s*\}\}/g, "{{field:$1}}");
}
