/**
 * The appointment that answers asked for, in its calendar: made, moved or taken out. What came of it is written down before
 * the step ends, so a repeated step finds it; then the customer is told.
 */
import { calendarKey, googleCalendarIn, isGoogle, type Service } from "../../../core/bookings/index.ts";
import { inGoogle, outOfGoogle } from "../../bookings/google.ts";
import { askPeople, inHubSpot, isHubSpot } from "../../bookings/hubspot.ts";
import { type Booking, bookingAskedBy, bookingById } from "../../bookings/rows.ts";
import { serviceNamed, unknownService } from "../../bookings/services.ts";
import { type Settled, settle } from "../../bookings/settle.ts";
import type { Job, Step, StepResult } from "../step.ts";

export const booking: Step = async (job) => {
  const { context, portal, submission } = job;
  const asked = await bookingAskedBy(context, portal.id, submission);
  if (!asked) return { kind: "skipped", reason: "replaced-by-newer-answers" };
  if (asked.status !== "asked") return told(asked.outcome);
  const service = await serviceNamed(context, portal.id, asked.service);
  if (!service) throw unknownService(asked.service);
  const settled = await inCalendars(job, service, asked);
  if (settled === "again") return { kind: "not-yet", reason: "slot-changed", afterMs: 1_000 };
  await settle(job, service, asked, settled);
  return told((await bookingById(context, portal.id, asked.id))?.outcome ?? null);
};

/**
 * The calendar of a service may be another one than it was when the appointment was made. What stands is taken out where it
 * stands, and not before the service's calendar of today has the new time.
 */
async function inCalendars(job: Job, service: Service, booking: Booking): Promise<Settled | "again"> {
  const current = calendarKey(service);
  // Accepted while there was nothing to book by that name.
  const made = booking.calendar === "" ? current : booking.calendar;
  const google = googleCalendarIn(made);
  if (google === undefined && (booking.asked === "cancel" || booking.start_at !== null)) {
    return askPeople(job, service, booking);
  }
  if (google !== undefined && booking.asked === "cancel") return outOfGoogle(job, google, booking);
  const settled = await inTodays(job, service, booking);
  const stands = settled !== "again" && (settled.outcome === "booked" || settled.outcome === "moved");
  if (stands && google !== undefined && made !== current) await outOfGoogle(job, google, booking);
  return settled;
}

async function inTodays(job: Job, service: Service, booking: Booking): Promise<Settled | "again"> {
  if (isHubSpot(service)) return inHubSpot(job, service, booking);
  if (isGoogle(service)) return inGoogle(job, service, booking);
  throw unknownService(service.name);
}

function told(outcome: string | null): StepResult {
  return { kind: "done", ...(outcome !== null && { reason: outcome }), plan: [{ step: "booking_message", after: [] }] };
}
