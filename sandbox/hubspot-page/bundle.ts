/**
 * The page's script and style sheet, and one script for each of the app's extensions, bundled once per process.
 *
 * An extension is bundled from its entry's path, with React, remote-ui and HubSpot's SDK as the app has them installed.
 * Its script is a worker's: first the globals that HubSpot's host gives (`browser/worker.ts`), then the entry as it is.
 */
import path from "node:path";
import { type BuildOptions, build, type Plugin } from "esbuild";
import type { PageBundle } from "../own-page.ts";

const folder = path.join(import.meta.dirname, "browser");
const kept = new Map<string, Promise<PageBundle>>();

/** @param source the project's `srcDir`. Throws where the sources do not bundle; the next call tries again. */
export function pageBundle(source: string): Promise<PageBundle> {
  return once(`page ${source}`, {
    ...shared(source),
    entryPoints: [path.join(folder, "main.ts"), path.join(folder, "page.css")],
  });
}

/** @param entry the extension's entry file. Throws as `pageBundle`. */
export async function extensionScript(source: string, entry: string): Promise<string> {
  const imports = [path.join(folder, "worker.ts"), entry].map((file) => `import ${JSON.stringify(file)};`);
  const stdin = { contents: imports.join("\n"), resolveDir: path.dirname(entry), sourcefile: "extension.ts" };
  return (await once(`${source} ${entry}`, { ...shared(source), stdin })).script;
}

function shared(source: string): BuildOptions {
  return {
    // A name only: nothing is written to disk.
    outdir: folder,
    write: false,
    bundle: true,
    minify: true,
    format: "esm",
    jsx: "automatic",
    define: { "process.env.NODE_ENV": '"production"' },
    plugins: [appPackages(source)],
    target: ["chrome123", "firefox128", "safari17.5"],
    logLevel: "silent",
  };
}

/** One React and one remote-ui: those that the app's own code finds. */
function appPackages(source: string): Plugin {
  const host = 'export { createEndpoint, retain } from "@remote-ui/rpc";';
  const packages: Readonly<Record<string, string>> = {
    "host.ts": `${host} export { createRemoteReceiver } from "@remote-ui/core";`,
    "worker.ts": `${host} export { createRemoteRoot } from "@remote-ui/core";
      export { createRoot } from "@remote-ui/react"; export { useSyncExternalStore } from "react";`,
  };
  return {
    name: "app-packages",
    setup: ({ onLoad }) => {
      onLoad({ filter: /[\\/]hubspot-page[\\/]browser[\\/]remote-ui[\\/]/ }, ({ path: file }) => {
        const contents = packages[path.basename(file)];
        return contents === undefined ? undefined : { contents, resolveDir: path.join(source, "app") };
      });
    },
  };
}

function once(name: string, options: BuildOptions): Promise<PageBundle> {
  const made = kept.get(name) ?? bundle(options);
  kept.set(name, made);
  made.catch(() => kept.delete(name));
  return made;
}

async function bundle(options: BuildOptions): Promise<PageBundle> {
  const { outputFiles = [] } = await build(options);
  const text = (ending: string) => outputFiles.find((file) => file.path.endsWith(ending))?.text ?? "";
  return { script: text(".js"), style: text(".css") };
}
