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
  const afterMs = error.retryAfterMs === undefined ? jittered : Math.max(error.retryAfterMs, 1);
  if (error.remedy === "authorise")
    return { kind: "retry", afterMs: Math.min(afterMs, retryWaits[0]), renewToken: true };
  return { kind: "retry", afterMs, renewToken: false };
}

/** The stable code of any failure, for the attempt's row and the log. */
export function codeOf(error: unknown): string {
  if (error instanceof OutsideError) return error.code;
  return error instanceof Error ? `internal.${error.name}` : "internal.unknown";
}
