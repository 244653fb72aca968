/** The app whose code the page runs, read from its project as HubSpot's upload does (HubSpot reference 1.3 to 1.8). */
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import * as z from "zod";
import type { Extension } from "./shapes.ts";

export interface ShownApp {
  readonly appId: number;
  /** The project's `srcDir`, an absolute path. */
  readonly source: string;
  /** Of the upload profile: they fill the meta files, and the extensions see them. */
  readonly variables: Readonly<Record<string, string>>;
  /** From public origins to where they are on this machine, as in `local.json` (HubSpot reference 2.9). */
  readonly proxy: Readonly<Record<string, string>>;
}

export interface AppProject {
  readonly name: string;
  readonly permitted: { readonly fetch: readonly string[]; readonly iframe: readonly string[] };
  readonly extensions: readonly (Extension & { readonly entry: string })[];
}

const urls = z.array(z.string()).default([]);
const appConfig = z.object({
  name: z.string(),
  permittedUrls: z.object({ fetch: urls, iframe: urls }).default({ fetch: [], iframe: [] }),
});
const metaSchema = z.object({ type: z.string(), config: z.unknown() });
const cardConfig = z.object({
  name: z.string(),
  location: z.string(),
  entrypoint: z.string(),
  objectTypes: z.array(z.string()),
});
const entryConfig = z.object({ entrypoint: z.string() });

/** Read anew each time, so that a new card or page is there after a reload. Throws where a meta file is malformed. */
export async function readProject(shown: ShownApp): Promise<AppProject> {
  const metas = await metaFiles(shown);
  const app = metas.find(({ type }) => type === "app");
  if (!app) throw new Error(`There is no app-hsmeta.json in ${shown.source}.`);
  const { name, permittedUrls } = appConfig.parse(app.config);
  const extensions = metas.flatMap((meta) => extensionOf(meta, name, shown.source));
  return { name, permitted: permittedUrls, extensions };
}

interface MetaFile {
  readonly id: string;
  readonly type: string;
  readonly config?: unknown;
}

async function metaFiles({ source, variables }: ShownApp): Promise<MetaFile[]> {
  const app = path.join(source, "app");
  const entries = await readdir(app, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory() && entry.name !== "node_modules");
  const places = [app, ...folders.map(({ name }) => path.join(app, name))];
  const found: MetaFile[] = [];
  for (const place of places) {
    for (const file of (await readdir(place)).filter((name) => name.endsWith("-hsmeta.json")).sort()) {
      const text = await readFile(path.join(place, file), "utf8");
      const filled = text.replace(/\$\{(\w+)\}/g, (whole, name: string) => variables[name] ?? whole);
      found.push({ id: file.replace(/-hsmeta\.json$/, ""), ...metaSchema.parse(JSON.parse(filled)) });
    }
  }
  return found;
}

function extensionOf({ id, type, config }: MetaFile, appName: string, source: string): AppProject["extensions"] {
  const at = (entrypoint: string) => path.join(source, entrypoint);
  if (type === "card") {
    const { name, location, entrypoint, objectTypes } = cardConfig.parse(config);
    return [{ id, type, title: name, location, objectTypes: objectTypes.map(plural), entry: at(entrypoint) }];
  }
  const { data } = entryConfig.safeParse(config);
  if (!data) return [];
  const shared = { id, title: appName, objectTypes: [], entry: at(data.entrypoint) };
  // Both spellings pass HubSpot's parser (HubSpot reference 1.8).
  if (type === "page" || type === "pages") return [{ ...shared, type: "page", location: "pages" }];
  return type === "settings" ? [{ ...shared, type: "settings", location: "settings" }] : [];
}

/** HubSpot's own templates write both `"contacts"` and `"CONTACT"` (HubSpot reference 1.7). */
function plural(objectType: string): string {
  const name = objectType.toLowerCase();
  return name.endsWith("s") ? name : `${name}s`;
}
