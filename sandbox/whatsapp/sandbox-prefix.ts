/** Paths below are the stand-in's own, for looking at it; they are no part of Meta's API and of no contract. */
export const SANDBOX_PREFIX = "/_sandbox";
