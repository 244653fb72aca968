/**
 * The page's script and style sheet, bundled for the browser once per process. What ends up in it imports zod as a
 * namespace (`import * as z`): otherwise all of zod's languages come along, two thirds of the whole.
 */
import path from "node:path";
import { build } from "esbuild";
import type { PageBundle } from "../own-page.ts";

let cached: Promise<PageBundle> | undefined;

/** Throws where the sources do not bundle; the next call tries again. */
export function phonePageBundle(): Promise<PageBundle> {
  cached ??= bundle().catch((error: unknown) => {
    cached = undefined;
    throw error;
  });
  return cached;
}

async function bundle(): Promise<PageBundle> {
  const folder = path.join(import.meta.dirname, "browser");
  const { outputFiles } = await build({
    entryPoints: [path.join(folder, "main.ts"), path.join(folder, "page.css")],
    // A name only: nothing is written to disk.
    outdir: folder,
    write: false,
    bundle: true,
    minify: true,
    format: "esm",
    target: ["chrome123", "firefox128", "safari17.5"],
    logLevel: "silent",
  });
  const text = (ending: string) => outputFiles.find((file) => file.path.endsWith(ending))?.text ?? "";
  return { script: text(".js"), style: text(".css") };
}
