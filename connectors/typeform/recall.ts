/**
 * Typeform's recall puts earlier answers into later texts: `{{field:ref}}`, `{{hidden:name}}`, `{{var:name}}`
 * (form-tools reference 2.8). A Flow of ours does not do that yet, so the texts must read well without.
 */
const token = /\{\{\s*(?:field|hidden|var|form|answer_|hidden_)[^{}]{0,300}\}\}/;

export function hasRecall(text: string | undefined): boolean {
  return text !== undefined && token.test(text);
}

/**
 * "Nice to meet you, {{field:name}}." becomes "Nice to meet you."; "Hello {{field:name}}, welcome" becomes "Hello, welcome".
 * Anywhere else a dash-like "…" stands for what is missing.
 */
export function withoutRecall(text: string): string {
  if (!hasRecall(text)) return text;
  return text
    .replace(new RegExp(`,\\s*${token.source}(?=\\s*(?:[.,:;!?]|$))`, "gm"), "")
    .replace(new RegExp(`^([^\\S\\n]*\\p{L}+)[^\\S\\n]*${token.source}(?=\\s*[,!.])`, "gmu"), "$1")
    .replace(new RegExp(`${token.source}\\.?`, "g"), "…");
}
