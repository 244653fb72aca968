/**
 * Open load: whole conversations, acceptance included, at a rate that does not depend on the answers. One server has
 * nothing else to do; the other has ten thousand deliveries waiting for a HubSpot that hangs.
 */
import { createPublicKey } from "node:crypto";
import path from "node:path";
import { type Child, startServer } from "./endpoint-children.ts";
import { over, quantile } from "./endpoint-figures.ts";
import type { House } from "./endpoint-house.ts";
import { startHubSpotDouble } from "./endpoint-hubspot.ts";
import { atRate } from "./endpoint-load.ts";
import { prepare, wrongOf } from "./endpoint-sealed.ts";

const rounds = 5;
const perSecond = 200;
const sessionsPerRound = 100;

export const openSessions = rounds * sessionsPerRound;
export const waitingDeliveries = 10_000;

export async function openLoad(house: House, tokens: readonly string[], folder: string, say: (text: string) => void) {
  const [refuses, hangs] = await Promise.all([startHubSpotDouble("refuses"), startHubSpotDouble("hangs")]);
  const logs = (name: string) => ({ logFile: path.join(folder, `${name}.log`) });
  const quiet = await startServer(house, house.quietDatabase, refuses.url, logs("quiet"));
  const busy = await startServer(house, house.busyDatabase, hangs.url, logs("busy"));
  const publicKey = createPublicKey(house.publicKey);
  let wrong = 0;
  const p99Of = async ({ port }: Child, tokens: readonly string[]): Promise<number> => {
    // Step by step through all the sessions: each waits half a second between its exchanges.
    const requests = house.script.flatMap((step) =>
      tokens.map((token) => prepare(house, publicKey, `127.0.0.1:${port}`, token, step)),
    );
    const loaded = await atRate(port, requests, perSecond);
    wrong += wrongOf(loaded, say);
    return quantile(
      loaded.answers.map(({ ms }) => ms),
      0.99,
    );
  };
  const measured: { quiet: number; busy: number }[] = [];
  for (let number = 0; number < rounds; number += 1) {
    // The same sessions at both: each server has a database of its own.
    const group = tokens.slice(number * sessionsPerRound, (number + 1) * sessionsPerRound);
    const round = { quiet: await p99Of(quiet, group), busy: await p99Of(busy, group) };
    measured.push(round);
    say(`open load ${number + 1}: p99 ${round.quiet.toFixed(1)} ms, deliveries waiting ${round.busy.toFixed(1)} ms`);
  }
  // Stopping waits for what is under way: HubSpot first, so that nothing hangs any more.
  hangs.close();
  refuses.close();
  await Promise.all([quiet.stop(), busy.stop()]);
  return {
    wrong,
    openP99Ms: over(measured, (round) => round.quiet),
    openP99WaitingMs: over(measured, (round) => round.busy),
  };
}
