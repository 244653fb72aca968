/** Every package of the lock files may be used where it is used. */
import { readFile } from "node:fs/promises";
import { expect, it } from "@jest/globals";
import { lockFiles, unfitLicences } from "./licences.ts";

it.each(lockFiles)("%s names only licences that may be used", async (file) => {
  const lock = await readFile(file, "utf8");
  expect(lock.match(/"node_modules\/[^"]+": \{/g)?.length).toBeGreaterThan(100);
  expect(unfitLicences(lock)).toEqual([]);
});

it.each([
  [{ license: "GPL-3.0-only" }, "production"],
  [{ license: "MIT AND GPL-2.0" }, "production"],
  [{ license: "MPL-2.0" }, "production"],
  [{ license: "SEE LICENSE IN LICENSE.md" }, "production"],
  [{}, "production"],
  [{ license: "AGPL-3.0-only", dev: true }, "development"],
])("%j would be noticed", (found, used) => {
  const lock = JSON.stringify({ packages: { "": {}, "packages/ui": {}, "node_modules/some": found } });
  expect(unfitLicences(lock)).toEqual([
    { name: "node_modules/some", licence: "license" in found ? found.license : "none", used },
  ]);
});

it("a choice is taken, and what only builds may have more", () => {
  const lock = {
    packages: {
      "node_modules/a": { license: "(BSD-3-Clause OR GPL-2.0)" },
      "node_modules/b": { license: "MPL-2.0", dev: true },
    },
  };
  expect(unfitLicences(JSON.stringify(lock))).toEqual([]);
});
