/** The command line as a person runs it: a process of its own, with its exit code and what it prints. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { text } from "node:stream/consumers";

const main = path.resolve(import.meta.dirname, "../../cli/main.js");

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** A folder without a `.env`. */
  readonly cwd: string;
}

export async function flowella(args: readonly string[], { input = "", env = {}, cwd }: RunOptions): Promise<Ran> {
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(process.execPath, [main, ...args], { cwd, env: { PATH, HOME, ...env } });
  child.stdin.end(input);
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
  return { code: child.exitCode ?? -1, out, err };
}
