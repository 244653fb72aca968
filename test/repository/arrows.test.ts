import { spawnSync } from "node:child_process";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { plant } from "./planted.ts";

const cruiser = path.resolve(import.meta.dirname, "../../node_modules/.bin/depcruise");
const rooms = ["core", "connectors", "server", "phone", "sandbox", "cli", "src"];
const reportSchema = z.object({
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) })),
  }),
});

const value = "export const value = 1;\n";
const imports = (target: string) => `import { value } from "${target}";\nexport const own = value;\n`;
const neighbours = {
  "core/rule.ts": value,
  "core/form/types.ts": value,
  "connectors/other/index.ts": value,
  "server/app.ts": value,
  "phone/index.ts": value,
  "sandbox/index.ts": value,
  "cli/run.ts": value,
  "src/app/cards/Card.ts": value,
  "src/app/packages/contract/index.ts": value,
};

/** [rule that must fire, the file that breaks it, what it imports] */
const planted: [string, string, string][] = [
  ["core-is-alone", "core/bad.ts", "../connectors/other/index.ts"],
  ["core-needs-no-node", "core/bad.ts", "node:fs"],
  ["form-imports-nothing", "core/form/bad.ts", "../rule.ts"],
  ["connectors-know-core-only", "connectors/one/bad.ts", "../../server/app.ts"],
  ["no-connector-imports-another", "connectors/one/bad.ts", "../other/index.ts"],
  ["server-stays-home", "server/bad.ts", "../sandbox/index.ts"],
  ["server-stays-home", "server/bad.ts", "../src/app/cards/Card.ts"],
  ["nobody-imports-server", "sandbox/bad.ts", "../server/app.ts"],
  ["phone-shares-no-code", "phone/bad.ts", "../core/rule.ts"],
  ["sandbox-shares-no-code", "sandbox/bad.ts", "../core/rule.ts"],
  ["contract-is-alone", "src/app/packages/contract/bad.ts", "../../../../core/rule.ts"],
  ["no-unlisted-packages", "server/bad.ts", "fast-check"],
];

const allowed: [string, string][] = [
  ["connectors/one/good.ts", "../../core/rule.ts"],
  ["server/good.ts", "../connectors/other/index.ts"],
  ["server/good.ts", "../src/app/packages/contract/index.ts"],
  ["sandbox/good.ts", "../phone/index.ts"],
  ["cli/good.ts", "../server/app.ts"],
  ["cli/good.ts", "../sandbox/index.ts"],
];

function violations(files: Record<string, string>): { rule: string; from: string }[] {
  const { folder, remove } = plant({ ...neighbours, ...files });
  try {
    const run = spawnSync(
      process.execPath,
      [cruiser, "--config", ".dependency-cruiser.cjs", "--output-type", "json", ...rooms],
      {
        cwd: folder,
        encoding: "utf8",
      },
    );
    if (!run.stdout) throw new Error(run.stderr);
    return reportSchema
      .parse(JSON.parse(run.stdout))
      .summary.violations.map(({ rule, from }) => ({ rule: rule.name, from }));
  } finally {
    remove();
  }
}

describe("the arrows between rooms", () => {
  it.each(planted)("%s: %s may not import %s", (rule, file, target) => {
    expect(violations({ [file]: imports(target) })).toContainEqual({ rule, from: file });
  });

  it("a circle of two files is found", () => {
    const found = violations({ "core/a.ts": imports("./b.ts"), "core/b.ts": imports("./a.ts") });
    expect(found.map(({ rule }) => rule)).toContain("no-cycles");
  });

  it("allows what the architecture draws", () => {
    expect(violations(Object.fromEntries(allowed.map(([file, target]) => [file, imports(target)])))).toEqual([]);
  });
});
