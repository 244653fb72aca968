/** A copy of the project to plant one mistake after the other in. */
import { globSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { copyOfProject, editMeta, type Meta, repository } from "./hubspot-project.ts";
import { projectProblems } from "./project-problems.ts";

/** Every meta file below `src/app`. */
export const metaFiles: readonly string[] = globSync("**/*-hsmeta.json", {
  cwd: path.join(repository, "src/app"),
  exclude: ["**/node_modules/**"],
});

export interface SpoiltCopy {
  readonly root: string;
  /** Takes a file into care, named from the root, and returns its path: `mend` brings it back as it is now. */
  keep(file: string): Promise<string>;
  /** What else `mend` has to do. */
  mendBy(undo: () => Promise<void>): void;
  /** Spoils a meta file and says what is found, in one text. */
  spoilMeta(file: string, spoil: (meta: Meta) => unknown): Promise<string>;
  mend(): Promise<void>;
  remove(): Promise<void>;
}

export async function spoilableCopy(): Promise<SpoiltCopy> {
  const root = await copyOfProject();
  const undoing: (() => Promise<void>)[] = [];
  const keep: SpoiltCopy["keep"] = async (file) => {
    const target = path.join(root, file);
    const before = await readFile(target);
    undoing.push(() => writeFile(target, before));
    return target;
  };
  return {
    root,
    keep,
    mendBy: (undo) => {
      undoing.push(undo);
    },
    spoilMeta: async (file, spoil) => {
      await keep(`src/app/${file}`);
      await editMeta(root, file, spoil);
      return (await projectProblems(root)).join("\n");
    },
    mend: async () => {
      for (const undo of undoing.splice(0)) await undo();
    },
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

/** The same file with other keys in `config`. */
export function config(meta: Meta, changes: Record<string, unknown>): Meta {
  return { ...meta, config: { ...meta.config, ...changes } };
}
