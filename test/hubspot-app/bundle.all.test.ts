/** Every card, page and settings screen, bundled as HubSpot's cloud does it: a lone copy, `npm ci`, HubSpot's own bundler. */
import { appendFile, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { installAsCloud, installDevServer, runTool } from "./dev-server.ts";
import { copyOfProject, parseProject } from "./hubspot-project.ts";

let tools: string;
let root: string;
/** Below `srcDir`, such as `/app/cards/ContactCard.tsx`. */
let entries: string[];

beforeAll(async () => {
  tools = await installDevServer();
  root = await copyOfProject();
  await installAsCloud(root);
  const parsed = await parseProject(root);
  if (!parsed.ok) throw new Error(parsed.errors);
  const entrySchema = z.object({ entrypoint: z.string() });
  entries = parsed.components
    .filter(({ componentType }) => ["CARD", "PAGE", "SETTINGS"].includes(componentType))
    .map(({ config }) => entrySchema.parse(config).entrypoint);
}, 600_000);

afterAll(async () => {
  await Promise.all([tools, root].map((folder) => rm(folder, { recursive: true, force: true })));
});

const fileOf = (entry: string) => path.join(root, "src", entry);

async function bundle(entry: string): Promise<string> {
  await runTool(tools, "bundle.js", [fileOf(entry)]);
  const { dir, name } = path.parse(fileOf(entry));
  return readFile(path.join(dir, "dist", `${name}.js`), "utf8");
}

describe("a lone copy of the project", () => {
  it("brings a bundle of each entry that registers itself once in HubSpot's worker", async () => {
    expect(entries).toEqual(expect.arrayContaining(["/app/cards/ContactCard.tsx", "/app/pages/AppPage.tsx"]));
    for (const entry of entries) {
      const code = await bundle(entry);
      expect([entry, registrations(code)]).toEqual([entry, 1]);
      // HubSpot names no limit; what `hubspot.fetch` carries at most is a measure (HubSpot reference 2.6).
      expect([entry, code.length < 1024 * 1024]).toEqual([entry, true]);
    }
  });

  it("brings none of an entry that needs a package which only the repository has", async () => {
    const [entry = ""] = entries;
    await appendFile(fileOf(entry), '\nexport { DateTime } from "luxon";\n');
    await expect(bundle(entry)).rejects.toThrow(/luxon/);
  });

  it("brings none of an entry that reaches out of what is uploaded", async () => {
    const [, entry = ""] = entries;
    await appendFile(fileOf(entry), '\nexport { start } from "../../../cli/start.ts";\n');
    await expect(bundle(entry)).rejects.toThrow(/cli\/start/);
  });
});

/** How often a bundle asks HubSpot's worker to show it (HubSpot reference 2.10a). React and remote-ui are the host's. */
function registrations(code: string): number {
  let count = 0;
  const self = {
    __HUBSPOT_EXTENSION_WORKER__: true,
    logger: {},
    extend_V2: () => {
      count += 1;
    },
  };
  const react: unknown = createRequire(path.join(root, "src/app/package.json"))("react");
  runInNewContext(code, { self, URL, React: react, RemoteUI: { createRemoteReactComponent: (name: string) => name } });
  return count;
}
