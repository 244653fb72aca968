import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

export interface Pace {
  /** Counts one. @returns how many milliseconds to wait, where it was one too many */
  over(key: string): Promise<number | undefined>;
  /** Counts nothing. @returns how many milliseconds to wait, where there were too many already */
  isOver(key: string): Promise<number | undefined>;
}

/** So many within so many seconds for each key, in this process: of several processes, each counts for itself. */
export function pace(points: number, seconds: number): Pace {
  const limiter = new RateLimiterMemory({ points, duration: seconds });
  return {
    over: async (key) => {
      try {
        await limiter.consume(key);
        return undefined;
      } catch (error) {
        if (error instanceof RateLimiterRes) return error.msBeforeNext;
        throw error;
      }
    },
    isOver: async (key) => {
      const found = await limiter.get(key);
      return found && found.consumedPoints >= points ? found.msBeforeNext : undefined;
    },
  };
}
