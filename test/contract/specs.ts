/**
 * The vendors' OpenAPI documents. They are not part of this repository: they are read from `FLOWELLA_SPECS_DIR`, or
 * from `../shared/specs` beside the project. Where they are absent, contract tests are skipped and say so;
 * `FLOWELLA_REQUIRE_SPECS=1` makes that a failure.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

export type Vendor = "hubspot" | "meta";

const looseRecord = z.record(z.string(), z.unknown());

/** As much of an OpenAPI document as the harness walks through. */
const specSchema = z.object({
  openapi: z.string(),
  servers: z.array(z.object({ url: z.string() })).default([]),
  paths: z.record(z.string(), looseRecord),
  components: z.record(z.string(), looseRecord).default({}),
});

export interface Spec extends z.infer<typeof specSchema> {
  /** Unique, and part of every schema's address. */
  readonly id: string;
}

export type Specs =
  | { readonly present: true; readonly specs: Readonly<Record<Vendor, readonly Spec[]>> }
  | { readonly present: false; readonly reason: string };

export function specsFolder(): string {
  return path.resolve(process.env["FLOWELLA_SPECS_DIR"] ?? "../shared/specs");
}

let loaded: Specs | undefined;

/** @throws Error where the documents are absent and `FLOWELLA_REQUIRE_SPECS=1`. */
export function loadSpecs(): Specs {
  loaded ??= readSpecs(specsFolder());
  return demand(loaded, process.env["FLOWELLA_REQUIRE_SPECS"] === "1");
}

/** Exported for the harness's own tests. */
export function demand(specs: Specs, required: boolean): Specs {
  if (required && !specs.present) throw new Error(`${specs.reason} FLOWELLA_REQUIRE_SPECS=1 demands them.`);
  return specs;
}

/** Reads the documents in a folder; exported for the harness's own tests. */
export function readSpecs(folder: string): Specs {
  if (!existsSync(folder)) {
    return { present: false, reason: "The vendors' specifications are absent (set FLOWELLA_SPECS_DIR)." };
  }
  return { present: true, specs: { hubspot: readFolder(folder, "hubspot"), meta: readFolder(folder, "meta") } };
}

function readFolder(folder: string, vendor: Vendor): Spec[] {
  const inside = path.join(folder, vendor);
  return readdirSync(inside)
    .filter((file) => file.endsWith(".json"))
    .toSorted()
    .map((file) => ({
      ...specSchema.parse(JSON.parse(readFileSync(path.join(inside, file), "utf8"))),
      id: `${vendor}/${file}`,
    }));
}
