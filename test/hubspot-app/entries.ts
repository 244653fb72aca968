/** Every card, page and settings screen of the app, found by its meta file, with what its entry registers. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { parseProject, repository } from "./hubspot-project.ts";

export interface Entry {
  /** Below `srcDir`, such as `/app/cards/ContactCard.tsx`. */
  readonly entrypoint: string;
  /** Such as `crm.record.sidebar`, `pages` or `settings`. */
  readonly location: string;
  /** What a record's card stands on, such as `contacts`. */
  readonly objectTypes: readonly string[];
  /** Addresses inside it: of a page all its routes and one that is not there, of anything else `/`. */
  readonly addresses: readonly string[];
  /** Makes the element, as HubSpot's worker asks for it. */
  readonly make: () => unknown;
}

const configSchema = z.object({ entrypoint: z.string(), objectTypes: z.array(z.string()).default([]) });
const callbackSchema = z.custom<() => unknown>((value) => typeof value === "function");

export async function findEntries(): Promise<Entry[]> {
  const parsed = await parseProject(repository);
  if (!parsed.ok) throw new Error(parsed.errors);
  const entries = parsed.components.filter(({ componentType }) => ["CARD", "PAGE", "SETTINGS"].includes(componentType));
  return Promise.all(entries.map(({ config }) => readEntry(configSchema.parse(config))));
}

/** Under test `hubspot.extend` does nothing, so what an entry hands to it is fetched from where the entry has it from. */
async function readEntry({ entrypoint, objectTypes }: z.infer<typeof configSchema>): Promise<Entry> {
  const file = path.join(repository, "src", entrypoint);
  const source = await readFile(file, "utf8");
  const [, location, name = ""] = /hubspot\.extend<"([^"]+)">\((\w+)\)/.exec(source) ?? [];
  const [, from] = new RegExp(`import \\{[^}]*\\b${name}\\b[^}]*\\} from "(\\./[^"]+)"`).exec(source) ?? [];
  if (!location || !from) throw new Error(`${entrypoint} must import one function and hand it to hubspot.extend.`);
  const module = z.record(z.string(), z.unknown()).parse({ ...(await import(path.join(path.dirname(file), from))) });
  const routes = location === "pages" ? await routesIn(path.join(path.dirname(file), from)) : [];
  return { entrypoint, location, objectTypes, addresses: ["/", ...routes], make: callbackSchema.parse(module[name]) };
}

async function routesIn(file: string): Promise<string[]> {
  const source = await readFile(file, "utf8");
  const paths = [...source.matchAll(/<PageRoutes\.Route\s+path="([^"]+)"/g)].map(([, route = ""]) => route);
  return [...paths.map((route) => route.replace(/:\w+/g, "flow-1")), "/not-there"];
}
