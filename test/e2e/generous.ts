/**
 * HubSpot without its limits, for worlds that are about something else: whoever meets a limit waits for it in real time.
 * The limits have tests of their own (test/server/limits, test/sandbox/hubspot), and the command line's demo keeps them.
 */
import type { HubSpotStandIn } from "../../sandbox/hubspot/index.ts";

const calls = 1_000_000;

/** The server's side. */
export const generousSettings = {
  OUTBOUND_LIMITS: `hubspot_api=${calls}/10000,hubspot_search=${calls}/1000,hubspot_forms=${calls}/10000`,
};

/** HubSpot's side. */
export const generousBehaviour = {
  callsPerTenSeconds: calls,
  searchesPerSecond: calls,
  submissionsPerTenSeconds: calls,
};

export function generous({ behaviour }: HubSpotStandIn): void {
  Object.assign(behaviour, generousBehaviour);
}
