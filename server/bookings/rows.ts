/** Appointments at rest. */
import { calendarKey, type Interval, type Service } from "../../core/bookings/index.ts";
import type { Context } from "../context.ts";
import type { Row } from "../store/index.ts";

export type Booking = Row<"bookings">;

export async function bookingById({ store }: Context, portalId: string, id: string): Promise<Booking | undefined> {
  const tenant = store.of(portalId);
  return tenant.first(tenant.db.selectFrom("bookings").selectAll().where("id", "=", id));
}

/** The appointment that a submission made. */
export async function bookingOf(
  { store }: Context,
  portalId: string,
  submissionId: string,
): Promise<Booking | undefined> {
  const tenant = store.of(portalId);
  return tenant.first(tenant.db.selectFrom("bookings").selectAll().where("submission_id", "=", submissionId));
}

/** The appointment that a submission asked something of last: made by it, or to be changed. */
export async function bookingAskedBy(
  { store }: Context,
  portalId: string,
  { id, revision }: { readonly id: string; readonly revision: number },
): Promise<Booking | undefined> {
  const tenant = store.of(portalId);
  const query = tenant.db.selectFrom("bookings").selectAll().where("asked_by", "=", id);
  return tenant.first(query.where("asked_revision", "=", revision));
}

/** Newest first; those that are still to come, or all. */
export async function bookingsOf(
  { store, now }: Context,
  portalId: string,
  { past = false }: { readonly past?: boolean } = {},
): Promise<Booking[]> {
  const tenant = store.of(portalId);
  const query = tenant.db.selectFrom("bookings").selectAll().orderBy("created_at", "desc").limit(200);
  const coming = query.where(({ eb, or }) => or([eb("end_at", ">", now()), eb("status", "in", ["asked", "offered"])]));
  return tenant.all(past ? query : coming);
}

/**
 * The appointment that a session changes: it came with the message that offered the change, or a correction made it. One that is
 * over is not changed any more.
 */
export async function changedBooking(
  context: Context,
  portalId: string,
  { named, submissionId }: { readonly named: string | undefined; readonly submissionId: string | null },
): Promise<Booking | undefined> {
  const offered = named ? await bookingById(context, portalId, named) : undefined;
  if (offered && !isOver(context, offered)) return offered;
  return submissionId === null ? undefined : bookingOf(context, portalId, submissionId);
}

export function isOver({ now }: Pick<Context, "now">, { end_at: end }: Booking): boolean {
  return end !== null && end <= now();
}

/**
 * What an appointment takes up now in the calendar that the service fills. One in the calendar before is kept free there by its
 * event.
 */
export function standingIn(service: Service, booking: Booking | undefined): Interval[] {
  const { start_at: start = null, end_at: end = null } = booking ?? {};
  return start === null || end === null || booking?.calendar !== calendarKey(service) ? [] : [{ start, end }];
}
