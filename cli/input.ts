import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { z } from "zod";
import { type Edits, editsSchema } from "../core/edits/index.ts";
import { CommandFailed } from "./output.ts";

/** A JSON file, or standard input for `-`. */
export async function readJson(file: string): Promise<unknown> {
  const content = await readText(file);
  try {
    return JSON.parse(content);
  } catch {
    throw new CommandFailed(`${file} is not JSON.`);
  }
}

/** A file of edits on top of a form: `{"version": 1, "edits": [...]}`. */
export async function editsFrom(file: string): Promise<Edits> {
  const parsed = editsSchema.safeParse(await readJson(file));
  if (parsed.success) return parsed.data;
  throw new CommandFailed(`${file} holds no edits that can be made:\n${z.prettifyError(parsed.error)}`);
}

/** A secret from a file or from standard input: never from the command line, where other users can read it. */
export async function readSecret(file: string): Promise<string> {
  const secret = (await readText(file)).trim();
  if (!secret) throw new CommandFailed(`${file} is empty.`);
  return secret;
}

/** A file's bytes. */
export async function readBytes(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    throw unreadable(file, error);
  }
}

async function readText(file: string): Promise<string> {
  try {
    return file === "-" ? await text(process.stdin) : await readFile(file, "utf8");
  } catch (error) {
    throw unreadable(file, error);
  }
}

function unreadable(file: string, error: unknown): CommandFailed {
  const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
  return new CommandFailed(`${file} cannot be read (${code}).`);
}

/** An option's value. @throws CommandFailed when it is none, or out of bounds */
export function wholeNumber(option: string, text: string, least: number, most = Number.MAX_SAFE_INTEGER): number {
  const number = Number(text);
  if (text.trim() !== "" && Number.isSafeInteger(number) && number >= least && number <= most) return number;
  const limits = most === Number.MAX_SAFE_INTEGER ? `from ${least}` : `from ${least} to ${most}`;
  throw new CommandFailed(`${option} takes a whole number ${limits}.`);
}
