/** Holds of times that are long past, in all portals: nobody asks for those times any more. */
import { slotId } from "../../core/bookings/index.ts";
import type { Context } from "../context.ts";
import { type Write, write } from "../store/index.ts";

/** Longer than anybody books ahead: what was held so long ago is past, and so is every hold on a time of then. */
const keptMs = 70 * 24 * 3_600_000;

export function forgetPastHolds({ store, now }: Context): Write[] {
  const { db } = store.everyPortal();
  const before = now() - keptMs;
  return [
    write(db.deleteFrom("reservations").where("submission_id", "like", "bkg_%").where("created_at", "<", before)),
    write(db.deleteFrom("places").where("flow_id", "like", "calendar:%").where("field", "<", slotId(before))),
  ];
}
