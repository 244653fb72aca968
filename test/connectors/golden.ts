/**
 * Definitions of the reference beside the forms, Flows and reports that they become. `FLOWELLA_UPDATE_GOLDENS=1 npm test
 * -- golden` writes them anew; look at the difference before keeping it.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect } from "@jest/globals";
import { compile } from "../../core/flow/index.ts";
import type { ConversionReport } from "../../core/flow/types.ts";
import { type Form, formSchema } from "../../core/form/types.ts";
import { validateFlowJson } from "../../sandbox/whatsapp/validation/validate.ts";

const root = path.resolve(import.meta.dirname, "../..");
export const referenceForms = path.join(root, "../shared/reference/forms");
/** The reference stands beside the repository; without it these tests are skipped. */
export const hasReference = existsSync(referenceForms);
const goldens = path.join(root, "test/fixtures/flows/7.3/reference");
const update = process.env["FLOWELLA_UPDATE_GOLDENS"] === "1";

export const readJson = (file: string): unknown => JSON.parse(readFileSync(file, "utf8"));

/** The form as it was read, its Flow and its report, as they were seen and liked; and Flow JSON that WhatsApp takes. */
export function compareWithGoldens(form: Form, name: string): ConversionReport {
  expect(formSchema.parse(form)).toEqual(form);
  const { flow, report, check } = compile(form);
  expect(check).toEqual({ ok: true, problems: [] });
  // The stand-in's own reading of Flow JSON's rules, which shares nothing with ours.
  expect(validateFlowJson(JSON.stringify(flow)).errors).toEqual([]);
  compareFile(path.join(goldens, `${name}.form.json`), form);
  compareFile(path.join(goldens, `${name}.flow.json`), flow);
  compareFile(path.join(goldens, `${name}.report.json`), report);
  return report;
}

function compareFile(file: string, value: unknown): void {
  if (update) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
  }
  expect(value).toEqual(readJson(file));
}
