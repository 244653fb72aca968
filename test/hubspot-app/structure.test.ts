import { globSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import {
  collectFileDependencies,
  collectWorkspaceDirectories,
  findAndParsePackageJsonFiles,
  validateWorkspaceProtocolDependencies,
} from "@hubspot/project-parsing-lib/workspaces";
import { beforeAll, describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { optionalScopes, requiredScopes } from "../../core/portal/scopes.ts";
import { asked, type Component, parseProject, repository } from "./hubspot-project.ts";
import { projectProblems } from "./project-problems.ts";
import { componentSchemas } from "./schemas/index.ts";

const app = path.join(repository, "src/app");

const appConfigSchema = z.object({
  logo: z.string(),
  distribution: z.string(),
  auth: z.object({
    requiredScopes: z.array(z.string()),
    optionalScopes: z.array(z.string()),
    conditionallyRequiredScopes: z.array(z.string()),
  }),
});

describe("the project, read by HubSpot's parser", () => {
  let components: Component[];
  let appConfig: z.infer<typeof appConfigSchema>;

  beforeAll(async () => {
    const parsed = await parseProject(repository);
    if (!parsed.ok) throw new Error(parsed.errors);
    components = parsed.components;
    appConfig = appConfigSchema.parse(components.find(({ componentType }) => componentType === "APPLICATION")?.config);
  });

  it("has nothing to complain about, in any file and across them", async () => {
    expect(await projectProblems(repository)).toEqual([]);
    expect(asked).toContain("project-components-external/project-schemas/v3/2026.03");
  });

  it("holds every meta file that there is below src, and of each a kind whose schema is written here", async () => {
    const files = (await readdir(path.join(repository, "src"), { recursive: true })).filter(
      (file) => file.endsWith("-hsmeta.json") && !file.includes("node_modules"),
    );
    expect(components.map(({ metaFilePath }) => metaFilePath).sort()).toEqual(files.sort());
    expect(Object.keys(componentSchemas)).toEqual(
      expect.arrayContaining(components.map(({ componentType }) => componentType)),
    );
    for (const type of ["APPLICATION", "CARD", "PAGE", "WEBHOOKS", "WORKFLOW_ACTION"]) {
      expect(components.map(({ componentType }) => componentType)).toContain(type);
    }
  });

  it("names each component by the environment, so that two environments in one account stay apart", async () => {
    for (const { metaFilePath } of components) {
      const meta = z.object({ uid: z.string() });
      const { uid } = meta.parse(JSON.parse(await readFile(path.join(repository, "src", metaFilePath), "utf8")));
      expect(uid).toMatch(/^flowella_[a-z_]+_\$\{ENVIRONMENT\}$/);
    }
  });

  it("has a logo of 512 by 512 points", async () => {
    const bytes = await readFile(path.join(repository, "src", appConfig.logo));
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([512, 512]);
  });

  it("has the place of each card in the documentation", async () => {
    const docs = await readFile(path.join(repository, "docs/hubspot-app.md"), "utf8");
    const cardSchema = z.object({ name: z.string(), location: z.string() });
    const cards = components.filter(({ componentType }) => componentType === "CARD");
    for (const { name, location } of cards.map(({ config }) => cardSchema.parse(config))) {
      expect(docs).toMatch(new RegExp(`^\\| ${name} \\|.*\\(\`${location}\`\\) \\|$`, "m"));
    }
  });

  it("declares the permissions that an install asks for, and no other", () => {
    const { auth, distribution } = appConfig;
    expect(distribution).toBe("marketplace");
    // One that the authorize address names and the app's file does not would fail the install (HubSpot reference 1.6).
    expect(auth.requiredScopes).toEqual(requiredScopes);
    expect(auth.optionalScopes).toEqual(optionalScopes);
    expect(auth.conditionallyRequiredScopes).toEqual([]);
  });
});

describe("the packages that HubSpot builds", () => {
  const packageSchema = z.object({ name: z.string(), dependencies: z.record(z.string(), z.string()).default({}) });
  const folders = globSync("{packages/*,*}/package.json", { cwd: app, exclude: ["node_modules/**"] })
    .map((file) => path.dirname(file))
    .sort();

  it("are workspaces inside src, with no file: or workspace: dependency", async () => {
    const packages = (await findAndParsePackageJsonFiles(path.join(repository, "src"))).filter(
      ({ dir }) => !dir.includes("node_modules"),
    );
    const workspaces = await collectWorkspaceDirectories(packages);
    expect(workspaces.map(({ workspaceDir }) => path.relative(app, workspaceDir)).sort()).toEqual(folders);
    expect(folders).toEqual(expect.arrayContaining(["cards", "packages/contract", "packages/ui", "pages"]));
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
      for (const [, specifier = ""] of source.matchAll(/(?:from|import)\s*\(?\s*"([^"\s]+)"/g)) {
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

  it("are all type-checked", async () => {
    const tsconfig = z.object({ include: z.array(z.string()) });
    const { include } = tsconfig.parse(JSON.parse(await readFile(path.join(app, "tsconfig.json"), "utf8")));
    expect(folders.filter((folder) => !include.some((each) => `${folder}/`.startsWith(`${each}/`)))).toEqual([]);
  });

  it("stand in the lock file as they are, so that npm ci takes it", async () => {
    const lockSchema = z.object({ packages: z.record(z.string(), z.unknown()) });
    const lock = lockSchema.parse(JSON.parse(await readFile(path.join(app, "package-lock.json"), "utf8")));
    for (const folder of folders) {
      const text = await readFile(path.join(app, folder, "package.json"), "utf8");
      const { name, dependencies } = packageSchema.parse(JSON.parse(text));
      expect(lock.packages[folder]).toMatchObject({ name, dependencies });
      expect(lock.packages[`node_modules/${name}`]).toEqual({ resolved: folder, link: true });
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
