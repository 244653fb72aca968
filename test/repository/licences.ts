/**
 * Which licences the packages in the lock files have, held against what we may use. Run by itself it says what does not fit
 * (`npm run check:licences`).
 */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import satisfies from "spdx-satisfies";
import { z } from "zod";

/** What runs at operators and customers: free for any use, and asks for nothing but to be named. */
export const inProduction = [
  "0BSD",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "BlueOak-1.0.0",
  "ISC",
  "MIT",
  "MIT-0",
  "Python-2.0",
  "Unlicense",
];
/** What builds and tests, and is given to nobody. */
export const inDevelopment = [...inProduction, "CC-BY-3.0", "CC-BY-4.0", "CC0-1.0", "MPL-2.0", "PSF-2.0"];

const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      license: z.string().optional(),
      dev: z.boolean().optional(),
      devOptional: z.boolean().optional(),
      link: z.boolean().optional(),
    }),
  ),
});

export interface Unfit {
  readonly name: string;
  readonly licence: string;
  readonly used: "production" | "development";
}

/** @param lock a package-lock.json's text. Our own workspaces, which stand outside of node_modules, are ours. */
export function unfitLicences(lock: string): Unfit[] {
  const { packages } = lockSchema.parse(JSON.parse(lock));
  return Object.entries(packages).flatMap(([name, { license: licence = "none", dev, devOptional, link }]) => {
    if (!name.includes("node_modules/") || link) return [];
    const used = dev || devOptional ? "development" : "production";
    return fits(licence, used === "production" ? inProduction : inDevelopment) ? [] : [{ name, licence, used }];
  });
}

/** What is no SPDX expression ("SEE LICENSE IN …") fits nothing. */
function fits(licence: string, allowed: readonly string[]): boolean {
  try {
    return satisfies(licence, allowed);
  } catch {
    return false;
  }
}

export const lockFiles = ["package-lock.json", "src/app/package-lock.json"].map((file) =>
  path.join(import.meta.dirname, "../..", file),
);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const found = (await Promise.all(lockFiles.map(async (file) => unfitLicences(await readFile(file, "utf8"))))).flat();
  for (const { name, licence, used } of found) console.error(`${name}: ${licence} is not allowed in ${used}.`);
  if (found.length > 0) process.exitCode = 1;
  else console.log("All packages have licences that may be used.");
}
