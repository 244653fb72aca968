/**
 * A real browser for tests: Chromium, found where it usually is, or installed where that is possible. Looked for in this
 * order: `FLOWELLA_CHROMIUM`, the system's Chromium or Chrome, the one that playwright-core downloaded earlier.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";
import { limitBrowser } from "./limited-calls.ts";

const SYSTEM = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

const HELP =
  "These tests need Chromium. Install it (Debian, Ubuntu: apt-get install -y chromium) or set FLOWELLA_CHROMIUM to the " +
  "path of a Chromium or Chrome.";

/** Each call to it has a limit that says what did not answer. Throws with what to do where there is none. */
export async function launchBrowser(): Promise<Browser> {
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--font-render-hinting=none"],
  });
  return limitBrowser(browser);
}

export function findChromium(environment: NodeJS.ProcessEnv = process.env, candidates = SYSTEM): string {
  const named = environment["FLOWELLA_CHROMIUM"];
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`FLOWELLA_CHROMIUM names ${named}, which is not there. ${HELP}`);
  }
  const found = [...candidates, chromium.executablePath()].find((path) => existsSync(path));
  if (found !== undefined) return found;
  if (!install()) throw new Error(HELP);
  return findChromiumOnce(candidates);
}

function findChromiumOnce(candidates: readonly string[]): string {
  const found = candidates.find((path) => existsSync(path));
  if (found === undefined) throw new Error(HELP);
  return found;
}

/** As root on Debian and its kin; several test workers may come at once, so each waits for the package manager's lock. */
function install(): boolean {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return false;
  const apt = (...command: string[]) =>
    spawnSync("apt-get", ["-o", "DPkg::Lock::Timeout=300", ...command], {
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
      stdio: "ignore",
      timeout: 300_000,
    }).status === 0;
  return apt("install", "-y", "chromium") || (apt("update") && apt("install", "-y", "chromium"));
}
