/** Every form that is to be filled in: of each tool that can be read, what is committed here and what the reference brings. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { formReaders } from "../../../connectors/index.ts";
import { compile } from "../../../core/flow/index.ts";
import { type Form, toolSchema } from "../../../core/form/types.ts";

const fixtures = path.resolve(import.meta.dirname, "../../fixtures/forms");
/** Absent where only the repository is. */
export const reference = path.resolve(import.meta.dirname, "../../../../shared/reference/forms");

export interface Definition {
  readonly name: string;
  readonly form: Form;
}

/** A translation is no form, and every reader says so. */
const noForms = new Set(["translation-es.json"]);

/** Those that could be published as they are. */
export function publishable(folder: "fixtures" | "reference"): Definition[] {
  const root = folder === "fixtures" ? fixtures : reference;
  return toolSchema.options.flatMap((tool): Definition[] => {
    const read = formReaders[tool];
    if (!read) return [];
    const pages = path.join(root, tool, "public-load-data");
    const all = [
      ...jsonIn(path.join(root, tool)).map((file) => ({
        name: `${tool}/${path.basename(file)}`,
        form: read(json(file)),
      })),
      ...jsonIn(pages).map((file) => ({
        name: `${tool}/public-load-data/${path.basename(file)}`,
        form: read(undefined, { pageData: json(file) }),
      })),
    ];
    return all.filter(({ form }) => compile(form).publishable);
  });
}

function jsonIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith(".json") && !noForms.has(name));
  return names.sort().map((name) => path.join(folder, name));
}

function json(file: string): unknown {
  return JSON.parse(readFileSync(file, "utf8"));
}

/** Of each tool those with the most inputs, and yet not more than `most` of them. */
export function broadest(definitions: readonly Definition[], count: number, most: number): Definition[] {
  const sized = definitions.map((definition) => ({ definition, size: inputsIn(definition) }));
  const fitting = sized.filter(({ size }) => size <= most).sort((one, other) => other.size - one.size);
  return toolSchema.options.flatMap((tool) =>
    fitting
      .filter(({ definition }) => definition.form.source.tool === tool)
      .slice(0, count)
      .map(({ definition }) => definition),
  );
}

function inputsIn({ form }: Definition): number {
  return compile(form).screens.reduce((sum, { inputs }) => sum + inputs.length, 0);
}
