/**
 * Slots that our own customers hold. A slot is held grain by grain, as places of its calendar with room for one: the commit
 * that accepts the answers takes all of them or is a StoreConflict (conversation/reservations.ts). So no two customers get
 * times that touch, whichever Flow or service of the calendar they came by.
 *
 * Holds are an appointment's own: they are kept under its id in place of a submission's.
 */
import {
  calendarKey,
  grainsOf,
  heldBy,
  type Interval,
  joined,
  type Service,
  slotId,
  slotStart,
} from "../../core/bookings/index.ts";
import type { Context } from "../context.ts";
import { claimWrites } from "../conversation/reservations.ts";
import type { Write } from "../store/index.ts";

export interface HoldFor {
  readonly portalId: string;
  readonly personId: string;
  readonly bookingId: string;
}

/** Makes these slots of the service's calendar, and no others, the appointment's own. To be committed last in its batch. */
export async function holdWrites(
  context: Context,
  { portalId, personId, bookingId }: HoldFor,
  service: Service,
  slots: readonly Interval[],
): Promise<Write[]> {
  const grains = new Set(slots.flatMap((slot) => grainsOf(heldBy(service, slot))));
  const claims = [...grains].map((grain) => ({ field: slotId(grain), choice: "", label: "", amount: 1, limit: 1 }));
  return claimWrites(context, { portalId, flowId: calendarKey(service), personId, submissionId: bookingId }, claims);
}

/** What is held of a calendar from now on, but not by this appointment itself. */
export async function heldIn(
  { store }: Context,
  portalId: string,
  calendar: string,
  { from, except }: { readonly from: number; readonly except: string | undefined },
): Promise<Interval[]> {
  const tenant = store.of(portalId);
  const query = tenant.db.selectFrom("places").select("field").where("flow_id", "=", calendar).where("taken", ">", 0);
  // Moments of the same length sort as the time does.
  const others = query.where("field", ">=", slotId(from));
  const own = tenant.db
    .selectFrom("reservations")
    .select("place_id")
    .where("submission_id", "=", except ?? "")
    .where("status", "=", "held");
  const rows = await tenant.all(except === undefined ? others : others.where("id", "not in", own));
  return joined(rows.flatMap(({ field }) => slotStart(field) ?? []));
}
