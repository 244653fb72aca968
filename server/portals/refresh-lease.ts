/** The lock under which one process renews a connection's tokens for all: a lease on its row, which ends by itself. */
import type { Context } from "../context.ts";
import { type Write, write } from "../store/index.ts";

/** A connection's row as it was read, times in epoch milliseconds. */
export interface LeasableConnection {
  readonly id: string;
  readonly refreshingUntil: number;
  readonly updatedAt: number;
}

/** Fails with StoreConflict when another process took it, or renewed the tokens, since the row was read. */
export function takeRefreshLease(
  { store }: Context,
  portalId: string,
  { id, refreshingUntil, updatedAt }: LeasableConnection,
  until: number,
): Write {
  return write(
    store
      .of(portalId)
      .db.updateTable("connections")
      .set({ refreshing_until: until })
      .where("id", "=", id)
      .where("status", "=", "active")
      .where("refreshing_until", "=", refreshingUntil)
      // One that began and ended since left no lock, but newer tokens.
      .where("updated_at", "=", updatedAt),
    1,
  );
}
