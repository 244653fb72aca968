/** Looks for marked texts in files and in captured text, under every spelling. */
import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { type Spelling, spellingsOf } from "./spellings.ts";

export interface Found {
  /** File, or the name of the captured text. */
  readonly place: string;
  readonly what: string;
  readonly spelling: string;
}

export interface Searched {
  readonly found: readonly Found[];
  /** How much was looked through, so that looking through nothing is noticed. */
  readonly bytes: number;
}

type Marks = Readonly<Record<string, string>>;
type Patterns = readonly (Spelling & { readonly what: string })[];

export function patternsOf(marks: Marks): Patterns {
  return Object.entries(marks).flatMap(([what, text]) => spellingsOf(text).map((spelling) => ({ what, ...spelling })));
}

export function searchBytes(place: string, bytes: Buffer, patterns: Patterns): Found[] {
  return patterns
    .filter((pattern) => bytes.includes(pattern.bytes))
    .map(({ what, name: spelling }) => ({ place, what, spelling }));
}

/** @param newerThan epoch ms: only files that were written since then */
export async function searchFiles(places: readonly string[], patterns: Patterns, newerThan = 0): Promise<Searched> {
  const found: Found[] = [];
  let bytes = 0;
  for (const place of places) {
    for (const file of await filesIn(place)) {
      const seen = await stat(file).catch(() => undefined);
      if (!seen || seen.mtimeMs < newerThan) continue;
      // A file may go while we look.
      const contents = await readFile(file).catch(() => Buffer.alloc(0));
      bytes += contents.length;
      found.push(...searchBytes(file, contents, patterns));
    }
  }
  return { found, bytes };
}

async function filesIn(place: string): Promise<string[]> {
  const seen = await stat(place).catch(() => undefined);
  if (!seen) return [];
  if (seen.isFile()) return [place];
  if (!seen.isDirectory()) return [];
  const names = await readdir(place).catch(() => []);
  return (await Promise.all(names.map((name) => filesIn(path.join(place, name))))).flat();
}
