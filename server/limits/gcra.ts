/**
 * How fast calls may go so that no rolling window ever holds more than its limit. Pure.
 *
 * Each key has one number: the theoretical arrival time (`tat`) of its next permit. Permits are taken some at a time
 * ahead of it and used within `leaseMs`, so the emission interval is stretched until even the worst bunching fits: a
 * fixed window, or a bucket of the full size, would let twice the limit into one rolling window.
 */
export interface Limit {
  /** So many calls … */
  readonly calls: number;
  /** … in any window of this length, in milliseconds. */
  readonly windowMs: number;
}

export interface Pace {
  /** Permits that may be used at once after a pause. */
  readonly burst: number;
  /** Milliseconds per permit, whole: times are stored so. */
  readonly intervalMs: number;
  /** Permits taken from the shared row at a time. */
  readonly lot: number;
  /** How long a taken permit may be used, in milliseconds. */
  readonly leaseMs: number;
}

/** Burst plus what the interval emits in one window and one lease is at most the limit. */
export function paceOf({ calls, windowMs }: Limit): Pace {
  const lot = calls >= 50 ? 5 : 1;
  const leaseMs = lot === 1 ? 0 : Math.min(1_000, windowMs / 10);
  const burst = Math.max(1, Math.floor(calls / 5));
  // With a single call a window there is no room for a burst beside it.
  const steady = Math.max(calls - burst, 1);
  const intervalMs = calls === 1 ? windowMs : Math.ceil((windowMs + leaseMs) / steady);
  return { burst, intervalMs, lot: Math.min(lot, burst), leaseMs };
}

export interface Taken {
  /** To be stored in place of the `tat` that was read. */
  readonly tat: number;
  /** From when on the permits may be used, epoch milliseconds. */
  readonly from: number;
}

/** Takes so many permits: at once where there is room, else at the time when there will be. */
export function takePermits(tat: number, now: number, permits: number, { burst, intervalMs }: Pace): Taken {
  const next = Math.max(tat, now) + permits * intervalMs;
  return { tat: next, from: Math.max(now, next - burst * intervalMs) };
}
