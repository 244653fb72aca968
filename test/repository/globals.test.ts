import { spawnSync } from "node:child_process";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { plant } from "./planted.ts";

const biome = path.resolve(import.meta.dirname, "../../node_modules/@biomejs/biome/bin/biome");

/** [file, code, the words of the complaint] */
const planted: [string, string, string][] = [
  ["core/bad.ts", "export const now = () => Date.now();", "core has no clock"],
  ["core/bad.ts", "export const load = (url: string) => fetch(url);", "core decides and never talks"],
  ["core/bad.ts", 'export const mode = process.env["MODE"];', "core knows no environment"],
  ["core/bad.ts", "export const id = () => crypto.randomUUID();", "core has no randomness"],
  ["core/bad.ts", "export const later = (act: () => void) => setTimeout(act, 1);", "core is synchronous"],
  ["core/bad.ts", "export const bytes = Buffer.alloc(1);", "core runs anywhere"],
  ["core/bad.ts", 'import { readFileSync } from "node:fs";\nexport const read = readFileSync;', "no node: import"],
  ["connectors/one/bad.ts", "export const load = (url: string) => fetch(url);", "fetch is handed in"],
  ["server/bad.ts", "export const load = (url: string) => fetch(url);", "fetch is handed in"],
  ["server/bad.ts", 'export const mode = process.env["MODE"];', "noProcessEnv"],
  ["server/bad.ts", "export const loose: any = 1;", "noExplicitAny"],
];

function complaints(file: string, code: string): { status: number | null; text: string } {
  const { folder, remove } = plant({ [file]: `${code}\n` });
  try {
    const run = spawnSync(process.execPath, [biome, "lint", "--vcs-enabled=false", "--error-on-warnings", file], {
      cwd: folder,
      encoding: "utf8",
    });
    return { status: run.status, text: run.stdout + run.stderr };
  } finally {
    remove();
  }
}

describe("the globals that a room may not touch", () => {
  it.each(planted)("%s: %s", (file, code, words) => {
    const { status, text } = complaints(file, code);
    expect(text).toContain(words);
    expect(status).toBe(1);
  });

  it("leaves other rooms alone", () => {
    expect(complaints("cli/good.ts", "export const now = () => Date.now();")).toMatchObject({ status: 0 });
  });
});
