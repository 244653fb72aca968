/**
 * When a failed step is tried again. What an error means is the connector's word (`OutsideError.remedy`,
 * `retryAfterMs`, `mayHaveLanded`); this file turns that word into a time. `docs/delivery.md` shows it as a table.
 */
import { OutsideError } from "../../core/errors.ts";
import { LeaseLost } from "../store/leased.ts";

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** Longest wait after each failure in a row, in milliseconds; the last one repeats. Full jitter shortens each. */
export const retryWaits = [5 * second, 30 * second, 2 * minute, 10 * minute, 30 * minute, 2 * hour, 6 * hour] as const;

/** A step that keeps failing is tried for so long, counted from its first try, before it becomes a dead letter. */
export const horizonMs = 72 * hour;

/** And one that is told to wait, again and again, for so long. */
export const longestWaitMs = 14 * 24 * hour;

/**
 * What may have landed is looked for before it is done again, and not sooner than this: HubSpot's list of submissions
 * shows a new one with a delay that is not documented.
 */
export const lookAfterMs = 10 * second;

export type Verdict =
  /** By the schedule; uses up one of its waits. */
  | { readonly kind: "retry"; readonly afterMs: number }
  /** Exactly so long, as the other side asked or as we were late ourselves; the schedule stays where it is. */
  | { readonly kind: "wait"; readonly afterMs: number }
  /** Renew the credentials, then by the schedule. */
  | { readonly kind: "authorise"; readonly afterMs: number }
  /** A dead letter: listed with its reason, until somebody replays it. */
  | { readonly kind: "dead" };

export interface Tried {
  /** Failures so far that used up a wait, without this one. */
  readonly failures: number;
  /** When the step was begun for the first time, or again after a replay. */
  readonly begunAt: number;
  readonly now: number;
  /** A number in [0, 1): keeps many steps from coming back at once. */
  readonly chance: number;
}

/** What a step's failure means: the one place where an error becomes a wait or a dead letter. */
export function judge(error: unknown, tried: Tried): Verdict {
  const afterMs = backoff(tried);
  const tooOld = tried.now - tried.begunAt >= horizonMs;
  const toldLongEnough = tried.now - tried.begunAt >= longestWaitMs;
  // Too slow, and nothing failed: not even the call was made.
  if (error instanceof LeaseLost) return toldLongEnough ? { kind: "dead" } : { kind: "wait", afterMs: lookAfterMs };
  // A fault of our own (a full disk, a lost database, a bug that an update mends) waits like an outage, so that nothing
  // is lost; and nobody knows whether it came before the call or after it.
  if (!(error instanceof OutsideError))
    return tooOld ? { kind: "dead" } : { kind: "retry", afterMs: Math.max(afterMs, lookAfterMs) };
  if (error.remedy === "give-up") return { kind: "dead" };
  // Somebody has to be told, and a dead letter is what people see.
  if (error.remedy === "ask-admin" && !connectionIsOut.has(error.code)) return { kind: "dead" };
  if (error.remedy === "authorise") return tooOld ? { kind: "dead" } : { kind: "authorise", afterMs };
  if (error.mayHaveLanded) {
    if (tooOld) return { kind: "dead" };
    return { kind: "retry", afterMs: Math.max(afterMs, lookAfterMs, error.retryAfterMs ?? 0) };
  }
  if (error.retryAfterMs !== undefined) {
    return toldLongEnough ? { kind: "dead" } : { kind: "wait", afterMs: Math.max(error.retryAfterMs, 1) };
  }
  return tooOld ? { kind: "dead" } : { kind: "retry", afterMs };
}

function backoff({ failures, chance }: Tried): number {
  const longest = retryWaits[failures] ?? retryWaits[retryWaits.length - 1] ?? hour;
  return Math.max(1, Math.ceil(longest * chance));
}

/** Nothing is wrong with this submission: it goes on by itself once the connection as a whole was repaired. */
const connectionIsOut: ReadonlySet<string> = new Set([
  "hubspot.not_connected",
  "hubspot.disconnected",
  "hubspot.app_settings",
  "forms.not_connected",
  "surveymonkey.disconnected",
  "google.disconnected",
  "pipedrive.disconnected",
  "pipedrive.account_closed",
]);

/** Dead letters of these codes live again when the app is installed once more: that is their cure. */
export const mendedByInstalling: readonly string[] = [...connectionIsOut, "hubspot.forbidden"];

/** Whether a failure says that the destination itself is not well, whoever's answers they are. */
export function blamesDestination(error: unknown): boolean {
  if (!(error instanceof OutsideError)) return false;
  if (error.remedy === "authorise" || connectionIsOut.has(error.code)) return true;
  return error.remedy === "retry" && (error.mayHaveLanded || error.retryAfterMs === undefined);
}
