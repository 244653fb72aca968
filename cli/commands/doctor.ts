import path from "node:path";
import { z } from "zod";
import { parseConfig } from "../../server/config.ts";
import { type CliExamination, type CliFinding, examinationSchema } from "../doctor/finding.ts";
import { configurationFindings, databaseFindings, silentServer } from "../doctor/here.ts";
import { postgresFindings } from "../doctor/postgres.ts";
import { doctorText } from "../doctor/print.ts";
import { CommandFailed, print, printJson } from "../output.ts";
import { operatorToken, type ServerOptions } from "./operator.ts";

export interface DoctorOptions extends ServerOptions {
  readonly portal?: string;
  readonly json?: boolean;
}

/** `flowella doctor`: examines the running server and this machine. Exit code 1 when something is broken. */
export async function doctorCommand(options: DoctorOptions): Promise<void> {
  const parsed = parseConfig(process.env);
  const addresses = addressesOf(options);
  const examination = await askFirst(addresses, options);
  const here = options.server === undefined;
  const file = path.resolve(process.env["DATABASE_FILE"] || "data/flowella.db");
  const findings: CliFinding[] = [
    ...(here ? configurationFindings(parsed) : []),
    ...(examination ? [] : [silentServer(addresses)]),
    ...(here ? await databaseHere(file, examination) : []),
    ...(examination?.findings ?? []),
  ];
  const ok = !findings.some(({ state }) => state === "broken");
  if (options.json) printJson({ ok, findings, events: examination?.events ?? [] });
  else print(doctorText(findings, examination));
  if (!ok) process.exitCode = 1;
}

function databaseHere(file: string, examination: CliExamination | undefined): CliFinding[] | Promise<CliFinding[]> {
  const url = process.env["DATABASE_URL"];
  return url ? postgresFindings(url) : databaseFindings(file, examination?.databaseFile);
}

/** This machine first: a server whose public address is broken must still be examined. */
function addressesOf({ server }: DoctorOptions): string[] {
  if (server !== undefined) return [server];
  const here = `http://127.0.0.1:${process.env["PORT"] || "3000"}`;
  const publicUrl = process.env["PUBLIC_BASE_URL"];
  return publicUrl ? [here, publicUrl.replace(/\/+$/, "")] : [here];
}

async function askFirst(addresses: readonly string[], options: DoctorOptions): Promise<CliExamination | undefined> {
  for (const address of addresses) {
    const examination = await examineAt(address, options);
    if (examination) return examination;
  }
  return undefined;
}

const refusalSchema = z.object({ kind: z.literal("refused"), message: z.string() });

/** @returns undefined when no server of ours answers there */
async function examineAt(address: string, options: DoctorOptions): Promise<CliExamination | undefined> {
  const token = await operatorToken(options).catch((error: unknown) => {
    if (error instanceof CommandFailed) return undefined;
    throw error;
  });
  let answer: unknown;
  try {
    const response = await fetch(`${address}/operator/doctor`, {
      method: "POST",
      headers: { authorization: `Bearer ${token ?? ""}`, "content-type": "application/json" },
      body: JSON.stringify(options.portal === undefined ? {} : { portalId: options.portal }),
      redirect: "manual",
    });
    answer = await response.json();
  } catch {
    return undefined;
  }
  const refusal = refusalSchema.safeParse(answer);
  if (refusal.success) throw new CommandFailed(refusal.data.message);
  return examinationSchema.safeParse(answer).data;
}
