/**
 * Typeform definitions and the Flows they become, side by side. `FLOWELLA_UPDATE_GOLDENS=1 npm test -- golden` writes the
 * Flows anew; look at the difference before keeping it.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { formFromTypeform } from "../../../connectors/typeform/index.ts";
import { compile } from "../../../core/flow/index.ts";
import { formSchema } from "../../../core/form/types.ts";
import { validateFlowJson } from "../../../sandbox/whatsapp/validation/validate.ts";

const root = path.resolve(import.meta.dirname, "../../..");
const own = path.join(root, "test/fixtures/forms/typeform");
const reference = path.join(root, "../shared/reference/forms/typeform");
const goldens = path.join(root, "test/fixtures/flows/7.3");
const update = process.env["FLOWELLA_UPDATE_GOLDENS"] === "1";

const referenceForms = [
  "all-fields",
  "demo-form",
  "health-history",
  "home-insurance-quote",
  "matrix-example",
  "pt-intake",
  "translation-base",
];

const read = (file: string): unknown => JSON.parse(readFileSync(file, "utf8"));

function compareWithGolden(file: string, value: unknown): void {
  if (update) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
  }
  expect(value).toEqual(read(file));
}

function compare(source: string, golden: string): void {
  const form = formFromTypeform(read(source));
  expect(formSchema.parse(form)).toEqual(form);
  const { flow, report, check } = compile(form);
  expect(check).toEqual({ ok: true, problems: [] });
  // The stand-in's own reading of Flow JSON's rules, which shares nothing with ours.
  expect(validateFlowJson(JSON.stringify(flow)).errors).toEqual([]);
  compareWithGolden(`${golden}.flow.json`, flow);
  compareWithGolden(`${golden}.report.json`, report);
}

describe("our own definitions", () => {
  const names = readdirSync(own).map((file) => path.basename(file, ".json"));

  it.each(names)("%s becomes the Flow that we have seen and liked", (name) => {
    compare(path.join(own, `${name}.json`), path.join(goldens, `typeform-${name}`));
  });
});

const here = existsSync(reference);
(here ? describe : describe.skip)("the reference's definitions (skipped where ../shared is absent)", () => {
  it.each(referenceForms)("%s becomes the Flow that we have seen and liked", (name) => {
    compare(path.join(reference, `${name}.json`), path.join(goldens, "reference", `typeform-${name}`));
  });

  it.each(referenceForms)("every question of %s is in the report once", (name) => {
    const source = read(path.join(reference, `${name}.json`));
    const { lines } = compile(formFromTypeform(source)).report;
    const reported = lines.filter(({ kind }) => kind !== "hidden").map(({ sourceId }) => sourceId);
    expect(reported).toEqual(questionIds(z.object({ fields: z.array(z.unknown()) }).parse(source).fields));
  });

  it.each([
    ["all-fields", []],
    ["demo-form", []],
    ["health-history", []],
    ["home-insurance-quote", []],
    ["matrix-example", []],
    ["pt-intake", []],
    ["translation-base", []],
  ])("of %s, only what no screen can ask yet forbids publishing", (name, kinds) => {
    const form = formFromTypeform(read(path.join(reference, `${name}.json`)));
    const { report, publishable } = compile(form);
    const blocking = report.notices.filter(({ level }) => level === "block");
    expect(blocking.map(({ fieldId }) => form.fields[fieldId ?? ""]?.kind)).toEqual(kinds);
    expect(publishable).toBe(kinds.length === 0);
    expect(report.notices.map(({ code }) => code)).not.toContain("logic.not_built");
  });

  it("refuses the translation and says what to pass instead", () => {
    const translation = read(path.join(reference, "translation-es.json"));
    expect(() => formFromTypeform(translation)).toThrow(
      /^This is a translation of a Typeform form.*Pass the form's own definition/,
    );
  });
});

const questionSchema = z.object({
  id: z.string(),
  type: z.string(),
  properties: z.object({ fields: z.array(z.unknown()).optional() }).optional(),
});

/** Ids of all questions as they stand in the definition: groups are not questions, and what is inside a matrix is one. */
function questionIds(fields: unknown[]): string[] {
  return z
    .array(questionSchema)
    .parse(fields)
    .flatMap(({ id, type, properties }) => (type === "group" ? questionIds(properties?.fields ?? []) : [id]));
}
