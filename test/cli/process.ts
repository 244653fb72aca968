/** The command line as a child process: an environment of its own, a folder of its own, no `.env` in sight. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const entry = fileURLToPath(new URL("../../cli/main.js", import.meta.url));

export interface RunOptions {
  /** All that is in the environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Where it runs; its data go below. */
  readonly cwd: string;
  /** Standard input. */
  readonly input?: string;
}

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  /** The first match in standard output; fails when the process ends without it. */
  until(pattern: RegExp): Promise<RegExpExecArray>;
  /** Sends the signal and waits for the end. */
  stop(signal?: NodeJS.Signals): Promise<Finished>;
  readonly finished: Promise<Finished>;
}

const children = new Set<ChildProcess>();

/** Ends what a failed test left running. */
export async function endAll(): Promise<void> {
  const left = [...children].map((child) => {
    const closed = once(child, "close");
    child.kill("SIGKILL");
    return closed;
  });
  await Promise.all(left);
}

/** Runs to the end. */
export function run(args: readonly string[], options: RunOptions): Promise<Finished> {
  return begin(args, options).finished;
}

export function begin(args: readonly string[], { env = {}, cwd, input = "" }: RunOptions): Running {
  const child: ChildProcess = spawn(process.execPath, [entry, ...args], { cwd, env: { ...env }, stdio: "pipe" });
  children.add(child);
  let stdout = "";
  let stderr = "";
  let ended = false;
  const news = new EventTarget();
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    news.dispatchEvent(new Event("text"));
  });
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  child.stdin?.on("error", () => undefined).end(input);
  const finished = once(child, "close").then(([code]): Finished => {
    ended = true;
    children.delete(child);
    news.dispatchEvent(new Event("text"));
    return { code, stdout, stderr };
  });
  return {
    finished,
    until: async (pattern) => {
      for (;;) {
        const match = pattern.exec(stdout);
        if (match) return match;
        if (ended) throw new Error(`It ended without saying ${pattern}:\n${stdout}\n${stderr}`);
        await once(news, "text");
      }
    },
    stop: (signal = "SIGINT") => {
      child.kill(signal);
      return finished;
    },
  };
}
