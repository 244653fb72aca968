import { spawnSync } from "node:child_process";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";

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

describe("HubSpot's lint rules", () => {
  it("find nothing in the app", () => {
    expect(lint(["."])).toEqual({ status: 0, output: "" });
  });

  it.each([
    ["no-html-elements", "export const Planted = () => <div />;"],
    ["no-parent-imports", 'import { start } from "../../../cli/start.ts";\nexport const planted = start;'],
    ["no-native-http", 'export const planted = () => fetch("https://example.com");'],
    ["no-browser-storage", 'export const planted = () => localStorage.getItem("key");'],
  ])("find a planted break of %s", (rule, source) => {
    const { status, output } = lint(["--stdin", "--stdin-filename", "cards/Planted.tsx"], source);
    expect(output).toContain(`@hubspot/ui-extensions/${rule}`);
    expect(status).toBe(1);
  });
});
