/**
 * A worker's hold on a lane, as the worker itself may believe in it.
 *
 * A process that stalls, or whose database is away, does not keep its lease: another one takes the lane, looks whether the
 * call landed, and makes it. So nothing is called any more once the lease may have run out.
 */
import type { Context } from "../context.ts";
import { LeaseLost } from "../store/leased.ts";

/** In milliseconds: kept alive while the step runs; a dead process's lanes are free after this. */
export const leaseMs = 30_000;

export interface Lease {
  /** Epoch milliseconds. Until then nobody else can have the lane. */
  until: number;
}

export function newLease({ now }: Context): Lease {
  return { until: now() + leaseMs };
}

/** The lane is kept until then by what was just written; one that had run out before may have been lost meanwhile. */
export function prolong({ now }: Context, lease: Lease, until: number): void {
  if (now() < lease.until) lease.until = until;
}

/** @throws LeaseLost */
export function checkLease({ now }: Context, { until }: Lease): void {
  if (now() >= until) throw new LeaseLost("The lease on the lane ran out before the call; it is looked at again.");
}
