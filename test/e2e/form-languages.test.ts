/** `flowella forms import --language` and `--edits`, as a person runs them, and what the next import keeps of both. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { z } from "zod";
import { flowella } from "./command-line.ts";
import { connectTool } from "./form-tool.ts";
import { startWorld, type World } from "./world.ts";

let world: World;
let cwd: string;
beforeAll(async () => {
  world = await startWorld();
  cwd = await mkdtemp(path.join(tmpdir(), "flowella-cli-"));
  await connectTool(world, "typeform");
  await connectTool(world, "surveymonkey");
  const { typeform, surveymonkey } = world.formTools;
  const form = typeform.forms.get("Lum3Fb");
  if (form) {
    const settings = { language: "en", is_public: true, translation_languages: ["es", "de"] };
    typeform.forms.set("Lum3Fb", { ...form, settings });
  }
  typeform.translations.set("Lum3Fb/es", { fields: [{ id: "Lum3FbField1", title: "¿Está satisfecho?" }] });
  const heading = z.object({ pages: z.array(z.object({ questions: z.array(z.object({ id: z.string() })) })) });
  const id = heading.parse(surveymonkey.surveys.get("500100200")).pages[0]?.questions[0]?.id ?? "";
  const spanish = { context: "question_heading", resource_id: id, default: "", translation: "¿Qué tal la visita?" };
  surveymonkey.translations.set("500100200", new Map([["es", [spanish]]]));
});
afterAll(async () => {
  await world.close();
  await rm(cwd, { recursive: true, force: true });
});

const run = (...args: string[]) =>
  flowella(["forms", "import", ...args, "--portal", world.portalId, "--server", world.url], {
    cwd,
    env: { FLOWELLA_OPERATOR_TOKEN: world.operatorToken },
  });
async function drafted(...args: string[]): Promise<string> {
  const { out, err } = await run(...args);
  expect(err).toBe("");
  return JSON.stringify(JSON.parse(out));
}
async function edits(content: unknown): Promise<string> {
  const file = path.join(cwd, "edits.json");
  await writeFile(file, JSON.stringify(content));
  return file;
}
const typeform = ["Lum3Fb", "--tool", "typeform"];
const surveymonkey = ["500100200", "--tool", "surveymonkey"];

it("reads a Typeform form in the language that is named; the next import does so untold, until another is named", async () => {
  expect(await drafted(...typeform)).toContain("How satisfied are you?");
  const spanish = await drafted(...typeform, "--language", "es");
  expect(spanish).toContain("¿Está satisfecho?");
  expect(spanish).toContain("customers read it in es");
  expect(await drafted(...typeform)).toContain("¿Está satisfecho?");
  expect(await drafted("https://example.typeform.com/to/Lum3Fb", "--tool", "typeform")).toContain("¿Está satisfecho?");
  expect(await drafted(...typeform, "--language", "EN")).toContain("How satisfied are you?");
  expect(await drafted(...typeform)).toContain("How satisfied are you?");
});

it("refuses a language that the form is not written in, and says which it has", async () => {
  expect(await run(...typeform, "--language", "fr")).toMatchObject({
    code: 1,
    err: expect.stringContaining("The form is not written in fr. It has en, es, de."),
  });
});

it("keeps edits by question, and the language, over the next imports, whatever else changes in the form", async () => {
  const label = { kind: "text", field: "why", title: "Tell us why" };
  const gone = { kind: "label", field: "gone", label: "Gone" };
  const first = await drafted(
    ...typeform,
    "--language",
    "es",
    "--edits",
    await edits({ version: 1, edits: [label, gone] }),
  );
  expect(first).toContain("Tell us why");
  expect(first).toContain("the form has no question gone any more");
  const { typeform: account } = world.formTools;
  const before = account.forms.get("Lum3Fb");
  const fields = z.array(z.record(z.string(), z.unknown())).parse(before?.["fields"]);
  const added = { id: "Lum3FbField9", ref: "new", title: "Anything else?", type: "long_text" };
  if (before) account.forms.set("Lum3Fb", { ...before, fields: [added, ...fields.toReversed()] });
  const again = await drafted(...typeform);
  for (const text of ["Anything else?", "Tell us why", "¿Está satisfecho?"]) expect(again).toContain(text);
  const without = await drafted(...typeform, "--edits", await edits({ version: 1, edits: [] }));
  expect(without).not.toContain("Tell us why");
  expect(without).toContain("¿Está satisfecho?");
});

it("refuses a file that holds no edits before anything is asked of the server", async () => {
  const file = await edits({ version: 1, edits: [{ kind: "explode" }] });
  expect(await run(...typeform, "--edits", file)).toMatchObject({
    code: 1,
    err: expect.stringContaining("holds no edits that can be made"),
  });
});

it("reads a survey in another language, with the thank-you message of its web link", async () => {
  const { collectors } = world.formTools.surveymonkey.responses;
  collectors.set("1", {
    id: "1",
    surveyId: "500100200",
    name: "Web Link 1",
    status: "open",
    thankYou: "Grazie mille, we will call you back soon.",
  });
  const spanish = await drafted(...surveymonkey, "--language", "es");
  expect(spanish).toContain("¿Qué tal la visita?");
  expect(spanish).toContain("Grazie mille");
  collectors.clear();
  expect(await drafted(...surveymonkey)).toContain("sm.thank_you_unread");
});
