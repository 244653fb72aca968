/** Commands that talk to the running server with the operator's token. */
import { readFile } from "node:fs/promises";
import { z } from "zod";
import { readSecret } from "../input.ts";
import { CommandFailed, print } from "../output.ts";
import { sandboxSecretsFile } from "../sandbox-secrets.ts";

export interface ServerOptions {
  /** Address of the server; by default the one this machine's configuration names. */
  readonly server?: string;
  /** File with the operator's token; by default the configuration's, or the sandbox's. */
  readonly tokenFile?: string;
}

const refusalSchema = z.object({ kind: z.literal("refused"), message: z.string() });

/** Asks one thing of the server and prints the answer. */
export async function askServer(path: string, body: unknown, options: ServerOptions): Promise<unknown> {
  // An empty variable, as in a copied .env.example, is one that is not set.
  const { FLOWELLA_SERVER, PUBLIC_BASE_URL, PORT } = process.env;
  const here = `http://127.0.0.1:${PORT || "3000"}`;
  const server = (options.server || FLOWELLA_SERVER || PUBLIC_BASE_URL || here).replace(/\/+$/, "");
  const token = await operatorToken(options);
  let response: Response;
  try {
    response = await fetch(`${server}${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  } catch {
    throw new CommandFailed(`No server answers at ${server}. Start it with npm start, or name it with --server.`);
  }
  const answer: unknown = await response.json().catch(() => undefined);
  const refusal = refusalSchema.safeParse(answer);
  if (refusal.success) throw new CommandFailed(refusal.data.message);
  if (!response.ok) throw new CommandFailed(`The server answered ${response.status}.`);
  return answer;
}

export async function askAndPrint(path: string, body: unknown, options: ServerOptions): Promise<void> {
  print(JSON.stringify(await askServer(path, body, options), null, 2));
}

const secrets = new Map<string, Promise<string>>();

/** From the given file, the configuration, or the sandbox. @throws CommandFailed where there is none */
export async function operatorToken({ tokenFile }: ServerOptions): Promise<string> {
  if (tokenFile) {
    // Standard input can be read once, however many questions a command asks.
    const secret = secrets.get(tokenFile) ?? readSecret(tokenFile);
    secrets.set(tokenFile, secret);
    return secret;
  }
  const configured = process.env["FLOWELLA_OPERATOR_TOKEN"];
  if (configured) return configured;
  try {
    const stored: unknown = JSON.parse(
      await readFile(sandboxSecretsFile(process.env["DATABASE_FILE"] || undefined), "utf8"),
    );
    return z.object({ operatorToken: z.string() }).parse(stored).operatorToken;
  } catch {
    throw new CommandFailed("No operator token: set FLOWELLA_OPERATOR_TOKEN, or give --token-file.");
  }
}
