/** The database as whoever has the file sees it; the server must be stopped. */
import { readFile } from "node:fs/promises";
import Database from "better-sqlite3";

export function rowsOf(file: string, sql: string): Record<string, unknown>[] {
  const database = new Database(file, { readonly: true });
  try {
    return database.prepare<[], Record<string, unknown>>(sql).all();
  } finally {
    database.close();
  }
}

/** Every byte of the file and of what SQLite keeps beside it. */
export async function bytesOf(file: string): Promise<Buffer> {
  const parts = [file, `${file}-wal`, `${file}-shm`, `${file}-journal`];
  return Buffer.concat(await Promise.all(parts.map((part) => readFile(part).catch(() => Buffer.alloc(0)))));
}

/** Which of the texts can be read in it: as they are, in any case, or as base64 at any of its three offsets. */
export function readable(bytes: Buffer, texts: readonly string[]): string[] {
  const haystack = bytes.toString("latin1").toLowerCase();
  return texts.filter((text) => spellings(text).some((spelling) => haystack.includes(spelling)));
}

function spellings(text: string): string[] {
  const utf8 = Buffer.from(text, "utf8");
  const base64 = [0, 1, 2].flatMap((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), utf8]).toString("base64");
    // Its first and last characters depend on the neighbours.
    const core = encoded.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + utf8.length) * 8) / 6));
    return [core, core.replaceAll("+", "-").replaceAll("/", "_")];
  });
  return [utf8.toString("latin1"), utf8.toString("hex"), ...base64].map((spelling) => spelling.toLowerCase());
}
