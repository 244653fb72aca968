/** HubSpot's own project parser with its full validator, run without an account. */
import { cp, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { http } from "@hubspot/local-dev-lib/http";
import { parseProjectConfig } from "@hubspot/project-parsing-lib/projects";
import {
  type IntermediateRepresentationNode,
  isTranslationError,
  translate,
} from "@hubspot/project-parsing-lib/translate";
import { z } from "zod";
import { componentSchemas } from "./schemas/index.ts";

export const repository = path.resolve(import.meta.dirname, "../..");

/** URLs that the parser asked HubSpot for since the start. */
export const asked: string[] = [];

// The one thing the parser fetches is the schemas of the components (HubSpot reference 7).
Object.assign(http, {
  get: async (_accountId: number, { url }: { url: string }) => {
    asked.push(url);
    return { data: componentSchemas };
  },
});

export type Component = IntermediateRepresentationNode;

export type Parsed = { ok: true; skipped: string[]; components: Component[] } | { ok: false; errors: string };

/** Parses the project whose `hsproject.json` stands in `root`, with the variables of `profile`. */
export async function parseProject(root: string, profile = "example"): Promise<Parsed> {
  const { srcDir, platformVersion } = parseProjectConfig(root);
  try {
    const { skippedHsMetaFiles, intermediateRepresentation } = await translate(
      { projectSourceDir: path.join(root, srcDir), platformVersion, accountId: 1 },
      { profile },
    );
    return {
      ok: true,
      skipped: skippedHsMetaFiles,
      components: Object.values(intermediateRepresentation.intermediateNodesIndexedByUid),
    };
  } catch (error) {
    return { ok: false, errors: isTranslationError(error) ? error.toString() : String(error) };
  }
}

/** A copy of the project to plant a mistake in. */
export async function copyOfProject(): Promise<string> {
  const root = await mkdtemp(path.join(tmpdir(), "flowella-hubspot-"));
  await cp(path.join(repository, "hsproject.json"), path.join(root, "hsproject.json"));
  await cp(path.join(repository, "src"), path.join(root, "src"), {
    recursive: true,
    filter: (source) => path.basename(source) !== "node_modules",
  });
  return root;
}

const metaSchema = z.looseObject({ uid: z.string(), config: z.looseObject({}) });
export type Meta = z.infer<typeof metaSchema>;

/** Rewrites one meta file of a copy. */
export async function editMeta(root: string, file: string, edit: (meta: Meta) => unknown): Promise<void> {
  const target = path.join(root, "src/app", file);
  await writeFile(target, JSON.stringify(edit(metaSchema.parse(JSON.parse(await readFile(target, "utf8"))))));
}
