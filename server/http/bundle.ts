/**
 * A page's script and style sheet, bundled for the browser from the path of their entries and kept. A path is no import:
 * what the page is made of stays outside the server.
 */
import { createHash } from "node:crypto";
import path from "node:path";
import { build } from "esbuild";

export interface Bundle {
  readonly script: string;
  readonly style: string;
  /** Changes with the content, so that no browser shows yesterday's page. */
  readonly version: string;
}

/** @param entries folder with `main.ts` and `page.css`. What it returns throws where the sources do not bundle, and tries again. */
export function bundleOf(entries: string): () => Promise<Bundle> {
  let kept: Promise<Bundle> | undefined;
  return () => {
    kept ??= bundle(entries).catch((error: unknown) => {
      kept = undefined;
      throw error;
    });
    return kept;
  };
}

async function bundle(folder: string): Promise<Bundle> {
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
  const [script, style] = [text(".js"), text(".css")];
  const version = createHash("sha256").update(script).update(style).digest("hex").slice(0, 12);
  return { script, style, version };
}
