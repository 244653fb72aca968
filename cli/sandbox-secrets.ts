/** The sandbox's own secrets, kept beside its database so that its data can be read at the next start. */
import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";

const schema = z.object({ masterKey: z.string(), operatorToken: z.string() });
export type SandboxSecrets = z.infer<typeof schema>;

export function sandboxSecretsFile(databaseFile = "data/flowella.db"): string {
  return path.join(path.dirname(databaseFile), "sandbox-secrets.json");
}

/** Reads them, or makes them on the first start. Only this machine's user may read the file. */
export async function sandboxSecrets(databaseFile: string): Promise<SandboxSecrets> {
  const file = sandboxSecretsFile(databaseFile);
  try {
    return schema.parse(JSON.parse(await readFile(file, "utf8")));
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
  const secrets = newSandboxSecrets();
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(secrets)}\n`, { mode: 0o600, flag: "wx" });
  return secrets;
}

export function newSandboxSecrets(): SandboxSecrets {
  return { masterKey: randomBytes(32).toString("base64"), operatorToken: randomBytes(32).toString("hex") };
}
