import { OutsideError } from "../../core/errors.ts";

/** Waits between attempts of a failing step; after the last one it becomes a dead letter. About three days in all. */
export const retryWaits = [
  5_000,
  30_000,
  2 * 60_000,
  10 * 60_000,
  30 * 60_000,
  2 * 3_600_000,
  6 * 3_600_000,
  12 * 3_600_000,
  24 * 3_600_000,
  24 * 3_600_000,
] as const;

export type Verdict =
  | { readonly kind: "retry"; readonly afterMs: number; readonly renewToken: boolean }
  | { readonly kind: "dead" };

/**
 * What a step's failure means: the one place where an error becomes a retry or a dead letter.
 *
 * @param attempts how many attempts were made, this one included
 * @param chance a number in [0, 1): full jitter keeps many steps from coming back at once
 */
export function judge(error: unknown, attempts: number, chance: number): Verdict {
  const wait = retryWaits[attempts - 1];
  if (wait === undefined) return { kind: "dead" };
  const jittered = Math.ceil(wait * (0.5 + chance / 2));
  // A fault of our own (a full disk, a bug that an update mends) waits like an outage, so that nothing is lost.
  if (!(error instanceof OutsideError)) return { kind: "retry", afterMs: jittered, renewToken: false };
  if (error.remedy === "give-up") return { kind: "dead" };
  // Somebody has to be told, and a dead letter is what people see.
  if (error.remedy === "ask-admin" && !connectionIsOut.has(error.code)) return { kind: "dead" };
  const asked = Math.max(error.retryAfterMs ?? jittered, 1);
  // What may have landed is looked for before it is done again, and shows up late.
  const afterMs = error.mayHaveLanded ? Math.max(asked, jittered) : asked;
  return { kind: "retry", afterMs, renewToken: error.remedy === "authorise" };
}

/** Nothing is wrong with this submission: it goes on by itself once the connection as a whole was repaired. */
const connectionIsOut: ReadonlySet<string> = new Set([
  "hubspot.not_connected",
  "hubspot.disconnected",
  "hubspot.app_settings",
]);
