/** `flowella compile --edits`: the report's own fixes, handed back as a file. */
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "@jest/globals";
import { folderPerTest } from "./folder.ts";
import { run } from "./process.ts";

const folder = folderPerTest();
const form = fileURLToPath(new URL("../fixtures/forms/typeform/product-feedback.json", import.meta.url));
const flowella = (args: string[]) => run(args, { cwd: folder() });
const compiled = async (...more: string[]) =>
  JSON.parse((await flowella(["compile", "--from", "typeform", form, "--json", ...more])).stdout);

async function file(content: unknown): Promise<string> {
  const place = path.join(folder(), "edits.json");
  await writeFile(place, JSON.stringify(content));
  return place;
}

it("makes the edits that the report proposes, and says how long the form takes", async () => {
  const before = await compiled();
  const adapted = before.report.lines.filter((line: { outcome: string }) => line.outcome === "adapted");
  expect(adapted.length).toBeGreaterThan(0);
  const edits = await file({ version: 1, edits: adapted.map((line: { fix: unknown }) => line.fix) });
  const after = await compiled("--edits", edits);
  expect(after.check.ok).toBe(true);
  const left = after.report.lines.filter(
    (line: { outcome: string; accepted?: true }) => line.outcome === "adapted" && !line.accepted,
  );
  expect(left).toEqual([]);
  const { stdout } = await flowella(["compile", "--from", "typeform", form, "--edits", edits]);
  expect(stdout).toMatch(/It takes about (a minute|\d+ minutes) to fill in\./);
});

it("refuses a file that holds none, and says where", async () => {
  const { code, stderr } = await flowella([
    "compile",
    "--from",
    "typeform",
    form,
    "--edits",
    await file({ version: 1, edits: [{ kind: "hide" }] }),
  ]);
  expect(code).not.toBe(0);
  expect(stderr).toMatch(/holds no edits that can be made.*edits\[0\]\.field/s);
});

it("takes a form in another of its languages, from the translation beside it", async () => {
  const definition = {
    id: "f",
    title: "Form",
    settings: { language: "en", translation_languages: ["es"] },
    fields: [{ id: "q1", ref: "q", type: "short_text", title: "Why?" }],
  };
  const place = path.join(folder(), "form.json");
  const texts = path.join(folder(), "es.json");
  await writeFile(place, JSON.stringify(definition));
  await writeFile(texts, JSON.stringify({ fields: [{ id: "q1", title: "¿Por qué?" }] }));
  const compile = (...more: string[]) => flowella(["compile", "--from", "typeform", place, ...more]);
  const spanish = await compile("--language", "es", "--translation", texts);
  expect(spanish).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/several languages \(en, es\).*¿Por qué\?/s),
  });
  expect(await compile("--language", "en")).toMatchObject({ code: 0, stdout: expect.stringContaining("Why?") });
  const refusals: [string[], string][] = [
    [["--language", "es"], "texts in es are not in this document"],
    [["--language", "fr"], "not written in fr. It has en, es."],
    [["--translation", texts], "Say with --language"],
  ];
  for (const [more, why] of refusals) {
    expect(await compile(...more)).toMatchObject({ code: 1, stderr: expect.stringContaining(why) });
  }
});
