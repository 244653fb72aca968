/** docs/security.md names tests by their own words: they are there, and so is everything else that it leads to. */
import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "@jest/globals";

const docs = path.join(import.meta.dirname, "../../docs");
const link = /\[((?:[^[\]]|\[[^\]]*\])+)\]\(([^)\s]+)\)/g;

async function links(): Promise<{ words: string; target: string }[]> {
  const text = await readFile(path.join(docs, "security.md"), "utf8");
  return [...text.matchAll(link)].map(([, words = "", target = ""]) => ({ words, target }));
}

it("every test that the table names has these words", async () => {
  const named = (await links()).filter(({ target }) => target.startsWith("../test/"));
  expect(named.length).toBeGreaterThan(30);
  for (const { words, target } of named) {
    const source = await readFile(path.join(docs, target), "utf8").catch(() => "");
    expect([target, words, source.includes(`"${words}"`)]).toEqual([target, words, true]);
  }
});

it("every line of the table has a test", async () => {
  const text = await readFile(path.join(docs, "security.md"), "utf8");
  const table = text.slice(text.indexOf("| What is at stake"), text.indexOf("## Limits"));
  const rows = table
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .slice(1);
  expect(rows.length).toBeGreaterThan(15);
  expect(rows.filter((row) => !row.includes("](../test/"))).toEqual([]);
});

it("whatever else it leads to is there", async () => {
  for (const { target } of await links()) {
    const found = await stat(path.join(docs, target.split("#")[0] ?? "")).then(
      () => true,
      () => false,
    );
    expect([target, found]).toEqual([target, true]);
  }
});
