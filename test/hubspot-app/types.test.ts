/** The type check of HubSpot's part, with its own compiler and settings, in the workspace that the cloud builds from. */
import { spawnSync } from "node:child_process";
import { appendFile, rm, symlink } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { copyOfProject, repository } from "./hubspot-project.ts";

const app = path.join(repository, "src/app");
let copy: string;

beforeAll(async () => {
  copy = await copyOfProject();
  await symlink(path.join(app, "node_modules"), path.join(copy, "src/app/node_modules"));
});
afterAll(() => rm(copy, { recursive: true, force: true }));

function typeCheck(folder: string): string[] {
  const compiler = path.join(app, "node_modules/typescript/bin/tsc");
  const { status, stdout } = spawnSync(process.execPath, [compiler, "--noEmit"], { cwd: folder, encoding: "utf8" });
  expect(status).not.toBe(0);
  return stdout.split("\n").filter((line) => line !== "" && !line.startsWith(" "));
}

it("finds nothing in the app but what was planted: a property that a component has not", async () => {
  const planted =
    '\nimport { Button as Planted } from "@hubspot/ui-extensions";\nexport const planted = <Planted colour="green" />;\n';
  const spoilt = ["cards/ContactCard.tsx", "pages/AppPage.tsx"];
  for (const file of spoilt) await appendFile(path.join(copy, "src/app", file), planted);
  expect(typeCheck(path.join(copy, "src/app"))).toEqual(
    spoilt.map((file) => expect.stringMatching(new RegExp(`^${file}.*error TS2322`))),
  );
});
