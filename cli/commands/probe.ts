/** `flowella probe URL`: holds any Flow endpoint, ours or another's, against the documented protocol. */
import { readFile } from "node:fs/promises";
import { UnusableKey } from "../../phone/index.ts";
import { readSecret, wholeNumber } from "../input.ts";
import { CommandFailed, complain, print, printJson } from "../output.ts";
import {
  type FuzzReport,
  fuzz,
  fuzzText,
  type ProbeReport,
  type ProbeTarget,
  probe,
  probeText,
} from "../probe/index.ts";

export interface ProbeOptions {
  readonly publicKey: string;
  readonly appSecretFile: string;
  readonly token?: string;
  readonly tokenFile?: string;
  readonly caFile?: string;
  readonly timeout: string;
  readonly fuzz?: string;
  readonly seed?: string;
  readonly json?: boolean;
}

/** Exit code 0 only when nothing failed. With `--fuzz`, every case is tried once more after the random requests. */
export async function probeCommand(url: string, options: ProbeOptions): Promise<void> {
  const requests = options.fuzz === undefined ? 0 : wholeNumber("--fuzz", options.fuzz, 1);
  const seed = options.seed === undefined ? Date.now() % 1_000_000 : wholeNumber("--seed", options.seed, 0);
  const target = await targetOf(url, options);
  const before = await tried(target);
  if (!options.json) print(probeText(before));
  if (requests === 0) {
    if (options.json) printJson(before);
    if (!before.ok) process.exitCode = 1;
    return;
  }
  const fuzzed = await fuzz(target, { requests, seed, onProgress: progress(requests) });
  const after = await tried(target);
  if (options.json) printJson({ ...before, ok: allOk(before, fuzzed, after), fuzz: fuzzed, after });
  else print(`\n${fuzzText(fuzzed)}\n\nAfterwards:\n${probeText(after)}`);
  if (!allOk(before, fuzzed, after)) process.exitCode = 1;
}

const allOk = (before: ProbeReport, fuzzed: FuzzReport, after: ProbeReport) => before.ok && fuzzed.ok && after.ok;

async function targetOf(text: string, options: ProbeOptions): Promise<ProbeTarget> {
  if (options.token !== undefined && options.tokenFile !== undefined)
    throw new CommandFailed("Give the token once: --token or --token-file.");
  const url = URL.parse(text);
  if (!url || !["http:", "https:"].includes(url.protocol)) throw new CommandFailed(`${text} is no http(s) address.`);
  return {
    url,
    publicKey: await textOf(options.publicKey),
    appSecret: await readSecret(options.appSecretFile),
    token: options.tokenFile === undefined ? options.token : await readSecret(options.tokenFile),
    ca: options.caFile === undefined ? undefined : await textOf(options.caFile),
    timeoutMs: wholeNumber("--timeout", options.timeout, 1),
  };
}

async function tried(target: ProbeTarget): Promise<ProbeReport> {
  try {
    return await probe(target);
  } catch (error) {
    if (error instanceof UnusableKey) throw new CommandFailed(`The public key cannot be used. ${error.message}`);
    throw error;
  }
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch {
    throw new CommandFailed(`${file} cannot be read.`);
  }
}

/** A line now and then, beside the result. */
function progress(requests: number): (done: number) => void {
  const step = Math.max(Math.ceil(requests / 10), 100_000);
  return (done) => {
    if (done % step === 0) complain(`${done} of ${requests} random requests`);
  };
}
