/** Reminders that went, or came to nothing, long ago. One that is put again under the same name is a new one. */
import type { Context } from "../context.ts";
import { type Write, write } from "../store/index.ts";

const keptMs = 90 * 24 * 3_600_000;

/** In all portals. Until it helps nobody any more, its row says that it went for its time already. */
export function forgetReminders({ store, now }: Pick<Context, "store" | "now">): Write {
  const before = now() - keptMs;
  return write(
    store
      .everyPortal()
      .db.deleteFrom("reminders")
      .where("status", "in", ["sent", "cancelled", "ended"])
      .where("updated_at", "<", before)
      .where("expires_at", "<", before),
  );
}
