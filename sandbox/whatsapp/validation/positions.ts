/** Where each value of a JSON text stands, by path. The text must be valid JSON; anything else gives no positions. */

/** Lines and columns count from 1; the end is inclusive. */
export interface Span {
  readonly line_start: number;
  readonly line_end: number;
  readonly column_start: number;
  readonly column_end: number;
}

export function positionsOf(text: string): ReadonlyMap<string, Span> {
  const spans = new Map<string, Span>();
  const lines = lineStarts(text);
  const note = (path: string, from: number, to: number) => {
    const start = place(lines, from);
    const end = place(lines, to - 1);
    spans.set(path, { line_start: start.line, line_end: end.line, column_start: start.column, column_end: end.column });
  };
  try {
    JSON.parse(text);
    new Scanner(text, note).value("");
  } catch {
    return spans;
  }
  return spans;
}

const BLANK = /\s*/y;
const SCALAR = /"(?:[^"\\]|\\.)*"|[^\s,\]}]+/y;

class Scanner {
  readonly #text: string;
  readonly #note: (path: string, from: number, to: number) => void;
  #at = 0;

  constructor(text: string, note: (path: string, from: number, to: number) => void) {
    this.#text = text;
    this.#note = note;
  }

  value(path: string): void {
    this.#skip(BLANK);
    const from = this.#at;
    const opener = this.#text[from];
    if (opener === "{") this.#items("}", () => this.#member(path));
    else if (opener === "[") this.#items("]", (index) => this.value(`${path}[${index}]`));
    else this.#skip(SCALAR);
    this.#note(path, from, this.#at);
  }

  #member(path: string): void {
    this.#skip(BLANK);
    const name: unknown = JSON.parse(this.#skip(SCALAR));
    this.#skip(BLANK);
    this.#at += 1;
    this.value(path === "" ? String(name) : `${path}.${String(name)}`);
  }

  #items(closer: string, item: (index: number) => void): void {
    this.#at += 1;
    this.#skip(BLANK);
    for (let index = 0; this.#text[this.#at] !== closer; index += 1) {
      item(index);
      this.#skip(BLANK);
      if (this.#text[this.#at] === ",") this.#at += 1;
      this.#skip(BLANK);
    }
    this.#at += 1;
  }

  #skip(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text)?.[0] ?? "";
    this.#at += match.length;
    return match;
  }
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

function place(starts: readonly number[], offset: number): { line: number; column: number } {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
}
