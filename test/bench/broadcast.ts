/**
 * A broadcast against its limit: what a number may send in a second, what of it was used, and what was never passed; with
 * the server process killed on the way. Statuses come back by webhook all the while, as they do for real.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type BroadcastRun, runBroadcast } from "./broadcast-run.ts";

export interface BroadcastBenchOptions {
  readonly recipients: number;
  readonly limit: number;
  readonly kills: number;
  /** Where a CPU profile of the server goes. */
  readonly profileFolder?: string | undefined;
  readonly say: (text: string) => void;
}

export async function broadcastBench({
  recipients,
  limit,
  kills,
  profileFolder,
  say,
}: BroadcastBenchOptions): Promise<Record<string, unknown> & BroadcastRun> {
  const folder = await mkdtemp(path.join(tmpdir(), "flowella-broadcast-"));
  try {
    return { ...(await runBroadcast({ folder, recipients, perSecond: limit, kills, profileFolder, say })) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
