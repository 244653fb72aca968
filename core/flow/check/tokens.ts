/** The words of a formula: what stands between backticks, or in `If.condition` (WhatsApp reference 2.2, 2.3). */
export type Token =
  | { kind: "reference" | "string" | "number" | "boolean"; text: string }
  | { kind: "operator"; text: string }
  | { kind: "open" | "close"; text: string };

const words: readonly { kind: Token["kind"] | "space"; pattern: RegExp }[] = [
  { kind: "space", pattern: /\s+/y },
  { kind: "reference", pattern: /\$\{[^{}]*\}/y },
  { kind: "string", pattern: /'(?:[^'\\]|\\.)*'/sy },
  { kind: "number", pattern: /\d+(?:\.\d+)?/y },
  { kind: "boolean", pattern: /(?:true|false)(?![\w])/y },
  { kind: "operator", pattern: /==|!=|<=|>=|&&|\|\||[<>+\-/%!]/y },
  { kind: "open", pattern: /\(/y },
  { kind: "close", pattern: /\)/y },
];

/** Splits a formula into words; a text instead says where that fails. */
export function tokensOf(formula: string): Token[] | string {
  const tokens: Token[] = [];
  let position = 0;
  while (position < formula.length) {
    const found = wordAt(formula, position);
    if (!found) return unreadable(formula.slice(position, position + 20));
    position += found.text.length;
    if (found.kind !== "space") tokens.push({ kind: found.kind, text: found.text });
  }
  return tokens;
}

function wordAt(formula: string, position: number): { kind: Token["kind"] | "space"; text: string } | undefined {
  for (const { kind, pattern } of words) {
    pattern.lastIndex = position;
    const text = pattern.exec(formula)?.[0];
    if (text !== undefined) return { kind, text };
  }
  return undefined;
}

function unreadable(rest: string): string {
  if (rest.startsWith("*")) return "there is no multiplication (*) in Flow JSON";
  if (rest.startsWith('"')) return "texts stand in single quotes, such as 'yes'";
  if (rest.startsWith("'")) return "a text has no closing quote";
  if (rest.startsWith("=")) return "use == to compare";
  if (rest.startsWith("`")) return "there is a backtick where none may stand";
  return `${JSON.stringify(rest)} cannot be read`;
}
