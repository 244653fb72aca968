/** A folder outside the repository with the repository's own rules and files planted to break them. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../..");

export interface PlantedFolder {
  readonly folder: string;
  remove(): void;
}

export function plant(files: Readonly<Record<string, string>>): PlantedFolder {
  const folder = mkdtempSync(path.join(tmpdir(), "flowella-planted-"));
  for (const name of ["biome.json", ".dependency-cruiser.cjs", "tsconfig.json", "package.json"]) {
    cpSync(path.join(root, name), path.join(folder, name));
  }
  symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
}
