import { mkdir, readdir, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import {
  collectFileDependencies,
  collectWorkspaceDirectories,
  findAndParsePackageJsonFiles,
  validateWorkspaceProtocolDependencies,
} from "@hubspot/project-parsing-lib/workspaces";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { asked, copyOfProject, editMeta, parseProject, repository } from "./hubspot-project.ts";

const app = path.join(repository, "src/app");
const copies: string[] = [];

async function copy(): Promise<string> {
  const root = await copyOfProject();
  copies.push(root);
  return root;
}

afterAll(async () => {
  await Promise.all(copies.map((root) => rm(root, { recursive: true, force: true })));
});

const appConfigSchema = z.object({
  logo: z.string(),
  auth: z.object({
    redirectUrls: z.array(z.string()),
    requiredScopes: z.array(z.string()),
    optionalScopes: z.array(z.string()),
    conditionallyRequiredScopes: z.array(z.string()),
  }),
  permittedUrls: z.record(z.string(), z.array(z.string())),
});
const entryConfigSchema = z.object({ entrypoint: z.string() });
const cardConfigSchema = z.object({ objectTypes: z.array(z.string()) });

describe("the project, read by HubSpot's parser", () => {
  let configs: Map<string, { config: unknown; file: string }[]>;

  beforeAll(async () => {
    const parsed = await parseProject(repository);
    if (!parsed.ok) throw new Error(parsed.errors);
    expect(parsed.skipped).toEqual([]);
    configs = Map.groupBy(
      parsed.components.map(({ componentType, config, metaFilePath }) => ({
        componentType,
        config,
        file: metaFilePath,
      })),
      ({ componentType }) => componentType,
    );
  });

  const only = (type: string) => {
    const [first, ...more] = configs.get(type) ?? [];
    if (!first || more.length > 0) throw new Error(`There must be exactly one ${type}.`);
    return first;
  };

  it("holds one app, one card, one page, two workflow actions and webhooks, checked against the schemas of its platform version", () => {
    expect([...configs.keys()].sort()).toEqual(["APPLICATION", "CARD", "PAGE", "WEBHOOKS", "WORKFLOW_ACTION"]);
    expect(asked).toContain("project-components-external/project-schemas/v3/2026.03");
  });

  it.each(["CARD", "PAGE"])("names the entry point of its %s, which stands directly in the folder", async (type) => {
    const { config, file } = only(type);
    const { entrypoint } = entryConfigSchema.parse(config);
    expect(path.posix.dirname(entrypoint)).toBe(`/${path.posix.dirname(file)}`);
    await expect(readFile(path.join(repository, "src", entrypoint), "utf8")).resolves.toContain("hubspot.extend<");
  });

  it("has a logo that is the picture its name says", async () => {
    const { logo } = appConfigSchema.parse(only("APPLICATION").config);
    const bytes = await readFile(path.join(repository, "src", logo));
    expect(bytes.subarray(0, 8).toString("latin1")).toBe("\x89PNG\r\n\x1a\n");
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([512, 512]);
  });

  it("permits and redirects to https only, on one origin, once the variables are filled in", () => {
    const { permittedUrls, auth } = appConfigSchema.parse(only("APPLICATION").config);
    const urls = [...Object.values(permittedUrls).flat(), ...auth.redirectUrls];
    expect(permittedUrls["fetch"]).toHaveLength(1);
    expect(new Set(urls.map((url) => new URL(url).origin))).toEqual(new Set(["https://flowella.example.com"]));
  });

  it("may read what its card stands on, and asks for no sensitive data", () => {
    const { auth } = appConfigSchema.parse(only("APPLICATION").config);
    const { objectTypes } = cardConfigSchema.parse(only("CARD").config);
    for (const type of objectTypes) expect(auth.requiredScopes).toContain(`crm.objects.${type}.read`);
    // An app with one sensitive scope may not use hubspot.fetch at all (HubSpot reference 2.6).
    const all = [...auth.requiredScopes, ...auth.optionalScopes, ...auth.conditionallyRequiredScopes];
    expect(all.filter((scope) => scope.includes("sensitive"))).toEqual([]);
  });
});

describe("a planted mistake", () => {
  let root: string;
  beforeEach(async () => {
    root = await copy();
  });

  const card = "cards/contact-card-hsmeta.json";
  const errors = async () => {
    const parsed = await parseProject(root);
    return parsed.ok ? "" : parsed.errors;
  };

  it("is none in the copy itself", async () => {
    expect(await parseProject(root)).toMatchObject({ ok: true, skipped: [] });
  });

  it("is found: a card in another component's folder", async () => {
    await mkdir(path.join(root, "src/app/settings"));
    await rename(path.join(root, "src/app", card), path.join(root, "src/app/settings/contact-card-hsmeta.json"));
    expect(await errors()).toMatch(/cards/);
  });

  it("is found: a meta file one folder too deep", async () => {
    await mkdir(path.join(root, "src/app/cards/deeper"));
    await rename(path.join(root, "src/app", card), path.join(root, "src/app/cards/deeper/contact-card-hsmeta.json"));
    const parsed = await parseProject(root);
    expect(parsed.ok && parsed.skipped).toEqual([expect.stringContaining("deeper")]);
  });

  it("is found: an unknown key beside config", async () => {
    await editMeta(root, card, (meta) => ({ ...meta, colour: "green" }));
    expect(await errors()).toMatch(/colour/);
  });

  it("is found: an unknown key in config", async () => {
    await editMeta(root, card, (meta) => ({ ...meta, config: { ...meta.config, colour: "green" } }));
    expect(await errors()).toMatch(/colour/);
  });

  it("is found: a uid with a character that HubSpot refuses", async () => {
    await editMeta(root, card, (meta) => ({ ...meta, uid: "contact card!" }));
    expect(await errors()).toMatch(/uid/i);
  });

  it("is found: a place that cards cannot have", async () => {
    await editMeta(root, card, (meta) => ({ ...meta, config: { ...meta.config, location: "crm.record.left" } }));
    expect(await errors()).toMatch(/location/);
  });

  it.each(["http://flowella.example.com", "https://localhost:3000"])("is found: fetching from %s", async (url) => {
    await editMeta(root, "app-hsmeta.json", (meta) => ({
      ...meta,
      config: { ...meta.config, permittedUrls: { fetch: [url], iframe: [], img: [] } },
    }));
    expect(await errors()).toMatch(/permittedUrls/);
  });

  it("is found: a variable that the profile does not have", async () => {
    await editMeta(root, card, (meta) => ({ ...meta, config: { ...meta.config, name: "${CARD_NAME}" } }));
    expect(await errors()).toMatch(/CARD_NAME/);
  });
});

describe("the packages that HubSpot builds", () => {
  const packageSchema = z.object({ name: z.string(), dependencies: z.record(z.string(), z.string()).default({}) });
  const folders = ["packages/contract", "packages/ui", "cards", "pages"];

  it("are workspaces inside src, with no file: or workspace: dependency", async () => {
    const packages = (await findAndParsePackageJsonFiles(path.join(repository, "src"))).filter(
      ({ dir }) => !dir.includes("node_modules"),
    );
    const workspaces = await collectWorkspaceDirectories(packages);
    expect(workspaces.map(({ workspaceDir }) => path.relative(app, workspaceDir)).sort()).toEqual([...folders].sort());
    expect(await collectFileDependencies(packages)).toEqual([]);
    expect(() => validateWorkspaceProtocolDependencies(packages, workspaces)).not.toThrow();
  });

  it.each(folders)("%s imports only itself and what its package.json lists", async (folder) => {
    const listed = packageSchema.parse(JSON.parse(await readFile(path.join(app, folder, "package.json"), "utf8")));
    const names = Object.keys(listed.dependencies);
    const files = (await readdir(path.join(app, folder), { recursive: true })).filter(
      (file) => /\.tsx?$/.test(file) && !file.includes("node_modules"),
    );
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      const source = await readFile(path.join(app, folder, file), "utf8");
      for (const [, specifier = ""] of source.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)) {
        if (specifier.startsWith(".")) {
          const target = path.join(app, folder, path.dirname(file), specifier);
          expect(path.relative(path.join(app, folder), target)).not.toMatch(/^\.\./);
          await expect(readFile(target)).resolves.toBeDefined();
        } else {
          expect(names.filter((name) => specifier === name || specifier.startsWith(`${name}/`))).toHaveLength(1);
        }
      }
    }
  });

  it("pin every version, and one lock file names no registry's host", async () => {
    for (const folder of ["", ...folders]) {
      const text = await readFile(path.join(app, folder, "package.json"), "utf8");
      const { dependencies = {}, devDependencies = {} } = z
        .object({
          dependencies: z.record(z.string(), z.string()).optional(),
          devDependencies: z.record(z.string(), z.string()).optional(),
        })
        .parse(JSON.parse(text));
      for (const version of Object.values({ ...dependencies, ...devDependencies })) {
        expect(version).toMatch(/^\d+\.\d+\.\d+$/);
      }
    }
    const locks = (await readdir(app, { recursive: true })).filter(
      (file) => path.basename(file) === "package-lock.json" && !file.includes("node_modules"),
    );
    expect(locks).toEqual(["package-lock.json"]);
    expect(await readFile(path.join(app, "package-lock.json"), "utf8")).not.toMatch(/"resolved": "\w+:/);
  });
});
