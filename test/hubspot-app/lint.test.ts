import { spawnSync } from "node:child_process";
import { globSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { z } from "zod";

const app = path.resolve(import.meta.dirname, "../../src/app");

/** ESLint with HubSpot's rules, as `hs project lint` runs it: in the folder, with the installed copy. */
function lint(args: string[], input = "") {
  const eslint = path.join(app, "node_modules/eslint/bin/eslint.js");
  const { status, stdout, stderr } = spawnSync(process.execPath, [eslint, "--max-warnings", "0", ...args], {
    cwd: app,
    input,
    encoding: "utf8",
  });
  return { status, output: stdout + stderr };
}

/** One break of each of HubSpot's rules (HubSpot reference 7), in lines of its own. */
const breaks: Readonly<Record<string, string>> = {
  "no-html-elements": "export const one = () => <div />;",
  // Of records' parts and of pages', one is wrong wherever it stands.
  "no-invalid-extension-point-imports":
    'import { CrmPropertyList } from "@hubspot/ui-extensions/crm"; import { PageLink } from "@hubspot/ui-extensions/pages";',
  "no-invalid-image-src": 'export const two = () => <Image src="./logo.png" />;',
  "no-native-http": 'export const three = () => fetch("https://example.com");',
  "no-browser-dialogs": 'export const four = () => window.alert("Hello");',
  "no-console": 'export const five = () => console.log("Hello");',
  "no-dom-access": 'export const six = () => document.getElementById("card");',
  "no-experimental-imports": 'import { Iframe } from "@hubspot/ui-extensions/experimental";',
  "no-browser-storage": 'export const seven = () => localStorage.getItem("key");',
  "no-parent-imports": 'import { start } from "../../../cli/start.ts";',
  "no-restricted-globals": 'export const eight = () => importScripts("https://example.com/a.js");',
  "no-import-meta-env": "export const nine = import.meta.env.SECRET;",
};
const planted = [
  'import { Image } from "@hubspot/ui-extensions";',
  ...Object.values(breaks).sort((a, b) => Number(b.startsWith("import")) - Number(a.startsWith("import"))),
  "export const used = [CrmPropertyList, PageLink, Iframe, start];",
].join("\n");

const resultsSchema = z.array(z.object({ messages: z.array(z.object({ ruleId: z.string().nullable() })) }));

describe("HubSpot's lint rules", () => {
  it("find nothing in the app", () => {
    expect(lint(["."])).toEqual({ status: 0, output: "" });
  });

  // Each of these folders is built and linted alone.
  const folders = globSync("*/package.json", { cwd: app }).map((file) => path.dirname(file));
  it.each(folders)("find each planted break in %s", (folder) => {
    const { status, output } = lint(["--stdin", "--stdin-filename", `${folder}/Planted.tsx`, "-f", "json"], planted);
    const found = resultsSchema
      .parse(JSON.parse(output))
      .flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId));
    const missed = Object.keys(breaks).filter((rule) => !found.includes(`@hubspot/ui-extensions/${rule}`));
    expect(missed).toEqual([]);
    expect(status).toBe(1);
  });
});
