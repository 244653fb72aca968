/** A call to a stand-in that is on its way while something else happens. */
import type { Request } from "express";
import type { Failure } from "../../sandbox/stand-in.ts";

/** Holds the first call that is wanted for a while. @returns when it came */
export function held(
  of: { fate: (request: Request) => Failure | undefined },
  wanted: (request: Request) => boolean,
): Promise<void> {
  return new Promise((resolve) => {
    of.fate = (request) => {
      if (!wanted(request)) return undefined;
      of.fate = () => undefined;
      resolve();
      return { kind: "slow", ms: 1_500 };
    };
  });
}
