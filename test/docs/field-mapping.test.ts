import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "@jest/globals";
import { fieldMapping } from "./field-mapping.ts";

const file = path.resolve(import.meta.dirname, "../../docs/field-mapping.md");

it("docs/field-mapping.md says what the connectors and the compiler do now", () => {
  const current = fieldMapping();
  if (process.env["FLOWELLA_UPDATE_DOCS"] === "1") writeFileSync(file, current);
  expect(readFileSync(file, "utf8")).toBe(current);
});
