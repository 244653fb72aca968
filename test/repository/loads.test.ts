import { execFileSync, spawnSync } from "node:child_process";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";

const root = path.resolve(import.meta.dirname, "../..");
const rooms = ["core", "connectors", "server", "phone", "sandbox", "cli", "src/app/packages/contract"];

/** The tests' compiler accepts more than Node's own type stripping does: only Node itself can tell. */
describe("Node runs the sources as they are", () => {
  it("every file of every room loads", () => {
    const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", ...rooms], {
      cwd: root,
      encoding: "utf8",
    })
      .split("\n")
      .filter((file) => file.endsWith(".ts"));
    expect(files.length).toBeGreaterThan(100);
    const script = `for (const file of ${JSON.stringify(files)}) await import(${JSON.stringify(`file://${root}/`)} + file);`;
    const run = spawnSync(process.execPath, ["--input-type=module", "--eval", script], { cwd: root, encoding: "utf8" });
    expect(run.stderr).toBe("");
    expect(run.status).toBe(0);
  });

  it.each([
    ["cli/main.js", "--help"],
    ["cli/main.js", "start", "--help"],
    ["cli/main.js", "demo", "--help"],
    ["test/bench/run.ts", "--help"],
  ])("%s %s starts", (...command) => {
    const run = spawnSync(process.execPath, command, { cwd: root, encoding: "utf8" });
    expect(run.stderr).toBe("");
    expect(run.stdout).toMatch(/^Usage: /);
    expect(run.status).toBe(0);
  });
});
