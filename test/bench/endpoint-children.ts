/** The benchmark's child processes: each says which port it listens on, and ends when it is told to. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import type { House } from "./endpoint-house.ts";

export interface Child {
  readonly port: number;
  /** Since its start, in milliseconds: of all its threads, and how long its event loop was busy. Only the server tells. */
  usage(): Promise<Usage>;
  stop(): Promise<void>;
}

const usageSchema = z.object({ cpuMs: z.number(), loopMs: z.number() });
export type Usage = z.infer<typeof usageSchema>;

export interface ChildOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Where its log lines go. */
  readonly logFile: string;
  /** A CPU profile goes into this folder when it ends. */
  readonly profileFolder?: string | undefined;
}

export async function startChild(name: string, { env, logFile, profileFolder }: ChildOptions): Promise<Child> {
  const log = openSync(logFile, "a");
  const child = fork(path.join(import.meta.dirname, `${name}.ts`), {
    env: { ...env },
    execArgv: profileFolder ? ["--cpu-prof", "--cpu-prof-dir", profileFolder] : [],
    stdio: ["ignore", "ignore", log, "ipc"],
  });
  closeSync(log);
  const ended = once(child, "exit");
  const first = await Promise.race([once(child, "message"), ended]);
  const said = z
    .tuple([z.object({ port: z.number() })])
    .rest(z.unknown())
    .safeParse(first);
  if (!said.success) throw new Error(`${name} did not start; see ${logFile}.`);
  return {
    port: said.data[0].port,
    usage: async () => {
      child.send("usage");
      const [answer] = await once(child, "message");
      return usageSchema.parse(answer);
    },
    stop: async () => {
      if (child.connected) child.send("stop");
      await ended;
    },
  };
}

/** The real server on one of the house's databases, with this HubSpot. */
export function startServer(
  { masterKey }: House,
  databaseFile: string,
  hubspot: string,
  options: Omit<ChildOptions, "env">,
): Promise<Child> {
  const env = {
    PUBLIC_BASE_URL: "http://127.0.0.1",
    FLOWELLA_MASTER_KEY: masterKey,
    FLOWELLA_OPERATOR_TOKEN: "operator-token-operator-token-operator",
    HUBSPOT_CLIENT_ID: "client",
    HUBSPOT_CLIENT_SECRET: "secret",
    PORT: "0",
    DATABASE_FILE: databaseFile,
    HUBSPOT_API_BASE: hubspot,
    HUBSPOT_FORMS_BASE: hubspot,
    META_GRAPH_BASE: hubspot,
    // One portal has all of it: no limit is what is measured.
    FLOW_EXCHANGES_PER_SECOND: "1000000",
  };
  return startChild("endpoint-server", { ...options, env });
}
