/** A customer who only said when it suits them: the first time that fits is held, and then entered like a chosen one. */
import { calendarKey, type Interval, type Service, slotFor, wishIn } from "../../core/bookings/index.ts";
import type { Job } from "../delivery/step.ts";
import { tryCommit, write } from "../store/index.ts";
import { heldIn, holdWrites } from "./holds.ts";
import { type Booking, bookingById, standingIn } from "./rows.ts";

/**
 * @param free the times that are free besides what other customers hold, in the order of time
 * @returns when the held time begins; `again` where somebody was faster; undefined where nothing fits
 */
export async function holdWished(
  { context, portal, personId }: Job,
  service: Service,
  booking: Booking,
  free: (held: readonly Interval[]) => readonly Interval[],
): Promise<number | "again" | undefined> {
  const { id: bookingId } = booking;
  const held = await heldIn(context, portal.id, calendarKey(service), { from: context.now(), except: bookingId });
  const slot = slotFor(wishIn(booking.asked) ?? "any", free(held), service.timeZone);
  if (!slot) return undefined;
  const hold = { portalId: portal.id, personId, bookingId };
  const change = { asked_start: slot.start, revision: booking.revision + 1, updated_at: context.now() };
  const tenant = context.store.of(portal.id);
  const update = tenant.db.updateTable("bookings").set(change).where("id", "=", bookingId);
  const writes = [
    write(update.where("revision", "=", booking.revision), 1),
    ...(await holdWrites(context, hold, service, [...standingIn(service, booking), slot])),
  ];
  return (await tryCommit(tenant, writes)) ? slot.start : "again";
}

/** The time that was held for a wish is taken in the calendar: another one is looked for. */
export async function giveUpSlot(
  { context, portal, personId }: Job,
  service: Service,
  { id }: Booking,
): Promise<"again"> {
  const row = await bookingById(context, portal.id, id);
  if (!row) return "again";
  const hold = { portalId: portal.id, personId, bookingId: id };
  const change = { asked_start: null, revision: row.revision + 1, updated_at: context.now() };
  const tenant = context.store.of(portal.id);
  const update = tenant.db.updateTable("bookings").set(change).where("id", "=", id);
  await tryCommit(tenant, [
    write(update.where("revision", "=", row.revision), 1),
    ...(await holdWrites(context, hold, service, standingIn(service, row))),
  ]);
  return "again";
}
