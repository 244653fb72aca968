/**
 * Everything that is wrong with a copy of the project: first by HubSpot's own parser and validator, then across its files,
 * where HubSpot looks only at upload or at run time (HubSpot reference 7, "own cross-file checks").
 */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { type Component, type Parsed, parseProject } from "./hubspot-project.ts";
import { labelProblems } from "./label-problems.ts";
import { scopeProblems, subscriptionProblems } from "./permission-problems.ts";

/** Sentences; none for a project that holds together. */
export async function projectProblems(root: string): Promise<string[]> {
  let parsed: Parsed;
  try {
    parsed = await parseProject(root);
  } catch (error) {
    return [String(error)];
  }
  if (!parsed.ok) return [parsed.errors];
  const { components, skipped } = parsed;
  return [
    ...skipped.map((file) => `${file} stands where HubSpot does not look`),
    ...(await Promise.all(components.map((component) => entryProblems(root, component)))).flat(),
    ...(await pictureProblems(root, components)),
    ...addressProblems(components),
    ...scopeProblems(components),
    ...components.flatMap(subscriptionProblems),
    ...components.flatMap(labelProblems),
  ];
}

/** The place that an entry registers itself for, as the SDK writes it (HubSpot reference 2.2). */
const entrySchema = z.object({ entrypoint: z.string(), location: z.string().optional() });
const placeOf: Readonly<Record<string, string>> = { PAGE: "pages", SETTINGS: "settings" };

async function entryProblems(
  root: string,
  { config, componentType, metaFilePath: file }: Component,
): Promise<string[]> {
  const entry = entrySchema.safeParse(config);
  if (!entry.success) return [];
  const { entrypoint, location = placeOf[componentType] } = entry.data;
  const source = await textOf(root, entrypoint);
  if (source === undefined) return [`${file}: there is no ${entrypoint}`];
  const places = [...source.matchAll(/hubspot\.extend<"([^"]+)">/g)].map(([, place]) => place);
  if (places.length === 1 && places[0] === location) return [];
  return [`${file}: ${entrypoint} must register itself once, for ${location}`];
}

const picturesSchema = z.object({
  logo: z.string().optional(),
  previewImage: z.object({ file: z.string() }).optional(),
});

async function pictureProblems(root: string, components: readonly Component[]): Promise<string[]> {
  const problems: string[] = [];
  for (const { config, metaFilePath: file } of components) {
    const { logo, previewImage } = picturesSchema.parse(config);
    for (const picture of [logo, previewImage?.file].filter((each) => each !== undefined)) {
      const start = (await textOf(root, picture, "latin1"))?.slice(0, 8);
      if (start !== "\x89PNG\r\n\x1a\n") problems.push(`${file}: ${picture} is no PNG`);
    }
  }
  return problems;
}

/** One server, by https, wherever the project names an address. */
function addressProblems(components: readonly Component[]): string[] {
  const origins = components.flatMap(({ config, metaFilePath: file }) =>
    [...JSON.stringify(config).matchAll(/"(https?:\/\/[^"]*)"/g)].map(([, url = ""]) => ({
      file,
      origin: URL.parse(url)?.origin ?? url,
    })),
  );
  const server = origins[0]?.origin;
  return origins
    .filter(({ origin }) => origin !== server || !origin.startsWith("https:"))
    .map(({ file, origin }) => `${file}: ${origin} is not the server's address`);
}

/** A file that a meta file names by its path below `srcDir`. */
async function textOf(root: string, named: string, encoding: "utf8" | "latin1" = "utf8"): Promise<string | undefined> {
  try {
    return await readFile(path.join(root, "src", named), encoding);
  } catch {
    return undefined;
  }
}
