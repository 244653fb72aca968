/** Delivery's lanes, as whoever wakes us names them: one for each destination of each portal. */
import type { Context } from "../context.ts";
import type { Write } from "../store/index.ts";

export const sleeperName = "delivery";

export function deliveryLane(portalId: string, destination: string): string {
  return `${sleeperName}/${portalId}/${destination}`;
}

export function placeOf(lane: string): { portalId: string; destination: string } | undefined {
  const [, portalId, destination] = /^delivery\/([^/]+)\/(.+)$/.exec(lane) ?? [];
  return portalId && destination ? { portalId, destination } : undefined;
}

/** To be committed with whatever makes steps of these destinations ready. */
export function wakeWrites({ wakeups, now }: Context, portalId: string, destinations: Iterable<string>): Write[] {
  const lanes = [...new Set(destinations)].map((destination) => deliveryLane(portalId, destination));
  return lanes.length === 0 ? [] : (wakeups?.writes(lanes.map((lane) => ({ lane, at: now() }))) ?? []);
}
