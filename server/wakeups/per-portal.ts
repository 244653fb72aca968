import type { Sleeper } from "./types.ts";

interface PortalsWork {
  /** Does what is due for a portal, or a fair share of it. */
  readonly work: (portalId: string) => Promise<void>;
  /** Portals with something that waits, and when it falls due, earliest first. @param only one of them */
  readonly waiting: (limit: number, only?: string) => Promise<readonly { portalId: string; at: number }[]>;
  /** When to look at a portal again, where that is not when the first of what waits falls due. */
  readonly next?: (portalId: string) => Promise<number | undefined>;
}

/** A sleeper with one lane for each portal, `<name>/<portal id>`: much of one keeps no other one waiting. */
export function perPortal(name: string, { work, waiting, next = firstOf(waiting) }: PortalsWork): Sleeper {
  return {
    name,
    run: async (lane) => {
      const portalId = lane.slice(name.length + 1);
      await work(portalId);
      return next(portalId);
    },
    upcoming: async (limit) => (await waiting(limit)).map(({ portalId, at }) => ({ lane: `${name}/${portalId}`, at })),
  };
}

function firstOf(waiting: PortalsWork["waiting"]) {
  return async (portalId: string): Promise<number | undefined> => (await waiting(1, portalId))[0]?.at;
}
