/**
 * The Flow endpoint against the bare RSA limit of one core and against a minimal Express handler, in one run: medians of
 * five interleaved rounds. Then under open load, with and without deliveries that wait for a HubSpot that hangs.
 *
 * The server is the real one in a process of its own: signature, zod, a log line and a durable write per exchange. Every
 * session is opened and answered screen by screen as a phone does, and every answer is compared with what the phone got.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { closedLoad, closedSessions } from "./endpoint-closed.ts";
import { buildHouse } from "./endpoint-house.ts";
import { openLoad, openSessions, waitingDeliveries } from "./endpoint-open.ts";
import { profileText, summariseProfile } from "./endpoint-profile.ts";

export interface EndpointBenchOptions {
  /** Profiles the server and prints what costs most. The figures of such a run are lower. */
  readonly profile: boolean;
  readonly say: (text: string) => void;
}

export async function endpointBench({ profile, say }: EndpointBenchOptions): Promise<Record<string, unknown>> {
  const folder = await mkdtemp(path.join(tmpdir(), "flowella-bench-"));
  try {
    const house = await buildHouse(folder, closedSessions + openSessions, waitingDeliveries);
    const profileFolder = profile ? path.join(folder, "profile") : undefined;
    const { more, ...closed } = await closedLoad(house, house.tokens, { folder, profileFolder, say });
    if (profileFolder) say(profileText(await summariseProfile(profileFolder)));
    const { wrong, ...open } = await openLoad(house, house.tokens.slice(closedSessions), folder, say);
    say(`more: ${JSON.stringify({ ...more, ...open })}`);
    return { ...closed, wrong: closed.wrong + wrong };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
