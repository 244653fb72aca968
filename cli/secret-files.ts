/**
 * Secrets from files: `NAME_FILE` names a file that holds the value of `NAME`, as Docker and Kubernetes mount secrets. What
 * stands in the environment itself can be read from process lists, crash reports and `docker inspect`.
 */
import { readFileSync } from "node:fs";
import { configSchema, type Environment } from "../server/config.ts";
import { CommandFailed } from "./output.ts";

const ending = "_FILE";

/**
 * @returns the variables that files hold, by name; a line end after the value is no part of it
 * @throws CommandFailed where a file cannot be read or is empty, or a variable is given both ways; it holds no value
 */
export function secretsFromFiles(environment: Environment): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of Object.keys(configSchema.shape)) {
    const file = environment[`${name}${ending}`];
    if (!file) continue;
    if (environment[name]) throw new CommandFailed(`${name} and ${name}${ending} are both set: keep one of them.`);
    found[name] = valueIn(file, `${name}${ending}`);
  }
  return found;
}

function valueIn(file: string, variable: string): string {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    throw new CommandFailed(`${variable} names ${file}, which cannot be read (${code}).`);
  }
  const value = text.trim();
  if (!value) throw new CommandFailed(`${variable} names ${file}, which is empty.`);
  return value;
}
