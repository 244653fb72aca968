/**
 * HubSpot's bundler and development server, installed for one test in a folder of its own from the lock file in
 * `dev-server/`; and the project installed alone, as HubSpot's cloud gets it. Both ask the package registry or npm's cache.
 */
import { execFile } from "node:child_process";
import { cp, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Returns the folder with `bundle.js` and `proxy.js`; whoever asks removes it. */
export async function installDevServer(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "flowella-hubspot-tools-"));
  await cp(path.join(import.meta.dirname, "dev-server"), folder, { recursive: true });
  await npm(folder, ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
  return folder;
}

/** What the cloud runs before it builds (HubSpot reference 2.8). @param root a copy of the project outside the repository */
export async function installAsCloud(root: string): Promise<void> {
  await npm(path.join(root, "src/app"), ["ci", "--ignore-scripts", "--no-audit", "--no-optional", "--no-fund"]);
}

/** Runs one of the tools to its end. Throws with what it said. */
export async function runTool(tools: string, script: string, args: readonly string[]): Promise<string> {
  const { stdout, stderr } = await run(process.execPath, [path.join(tools, script), ...args], { env: environment() });
  return stdout + stderr;
}

/**
 * What the tools may know of the environment. The development server reports its own failures to HubSpot: the proxy that
 * is not there keeps tests from talking to anybody outside.
 */
export function environment(more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  return { PATH: process.env["PATH"], HOME: process.env["HOME"], HTTPS_PROXY: "http://127.0.0.1:9", ...more };
}

async function npm(folder: string, args: readonly string[]): Promise<void> {
  await run("npm", [...args], { cwd: folder, maxBuffer: 16 * 1024 * 1024 });
}
