/**
 * How fast exchanges may come: per token, which is one customer with one form, and per portal, so that none takes the
 * server away from the others. Never per address, because Meta calls from few; and a ping is never counted.
 */
import { pace } from "../http/limits/pace.ts";

const seconds = 10;
/** A second: no hand is so fast, and no phone's own repetition. */
const leastPerToken = 100;

export interface ExchangePace {
  /** @returns how many milliseconds to wait, where it was one too many */
  over(portalId: string, token: string | undefined): Promise<number | undefined>;
}

/** @param perSecond of one portal; one token may take a tenth of it, and what a hand cannot reach in any case */
export function exchangePace(perSecond: number): ExchangePace {
  const portals = pace(perSecond * seconds, seconds);
  const tokens = pace(Math.max(leastPerToken, Math.floor(perSecond / 10)) * seconds, seconds);
  return {
    over: async (portalId, token) =>
      (token === undefined ? undefined : await tokens.over(token.slice(0, 200))) ?? portals.over(portalId),
  };
}
