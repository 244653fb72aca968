/**
 * An appointment into a Google calendar, out of it, or to another time.
 *
 * Google takes no "if it is free": right before it is written the calendar is asked once more, and what somebody writes into
 * it in that very moment stands beside ours. A repeated try finds the event by its id, which follows from the appointment's
 * (form-tools reference 6.1).
 */
import { createHash } from "node:crypto";
import { type CalendarEvent, eventIdOf, type GoogleCalendar } from "../../connectors/google-calendar/index.ts";
import {
  freeSlots,
  type GoogleService,
  horizon,
  type Interval,
  isFree,
  slotAt,
  wishIn,
  without,
} from "../../core/bookings/index.ts";
import type { Job } from "../delivery/step.ts";
import { asGoogleCalendar } from "./calendars.ts";
import { eventText } from "./event-text.ts";
import type { Booking } from "./rows.ts";
import type { Settled } from "./settle.ts";
import { giveUpSlot, holdWished } from "./wishes.ts";

/**
 * Makes the appointment, or moves it. @returns `again` where another look is needed first
 * @throws OutsideError `google-calendar.*`, `forms.not_connected`
 */
export function inGoogle(job: Job, service: GoogleService, booking: Booking): Promise<Settled | "again"> {
  return asGoogleCalendar(job.context, job.portal.id, async (calendar) => {
    const start = booking.asked_start ?? (await wished(job, calendar, service, booking));
    if (start === "again") return "again";
    if (start === undefined) return { outcome: "none_free" };
    const put = await putIn(job, calendar, { service, booking, slot: slotAt(service, start) });
    // Whoever only wished for a morning gets another one.
    if (put.outcome === "taken" && wishIn(booking.asked)) return giveUpSlot(job, service, booking);
    return put;
  });
}

interface Putting {
  readonly service: GoogleService;
  readonly booking: Booking;
  readonly slot: Interval;
}

async function putIn(job: Job, calendar: GoogleCalendar, putting: Putting, look = false): Promise<Settled> {
  const { service, booking, slot } = putting;
  const { calendarId } = service.calendar;
  const { id, event } = await standingEvent(job, calendar, putting, look);
  const outcome = booking.start_at === null || booking.start_at === slot.start ? "booked" : "moved";
  const done = { outcome, slot, eventId: id } as const;
  if (event?.start === slot.start && event.end === slot.end) return done;
  if (slot.start <= job.context.now()) return { outcome: "taken" };
  const margin = service.calendar.bufferMinutes * 60_000;
  const busy = await calendar.busy(calendarId, { start: slot.start - margin, end: slot.end + margin });
  const { start, end } = event ?? {};
  const others = start !== undefined && end !== undefined ? without(busy, { start, end }) : busy;
  if (!isFree(service, slot, others)) return { outcome: "taken" };
  job.mayCall();
  const { timeZone } = service;
  const landed = event
    ? await calendar.move(calendarId, id, { ...slot, timeZone })
    : await calendar.insert(calendarId, { id, ...slot, timeZone, ...eventText(job, service), booking: booking.id });
  if (landed === "made" || landed === "moved") return done;
  // It was there before, or somebody deleted it just now: what stands there by now?
  if (!look) return putIn(job, calendar, putting, true);
  return { outcome: "cancelled" };
}

/**
 * The appointment's event, and the id under which it is made where none stands. The id of a deleted event stays taken, so
 * whoever books again after that gets another one.
 */
async function standingEvent(
  { portal, attempts }: Job,
  calendar: GoogleCalendar,
  { service, booking }: Putting,
  look: boolean,
): Promise<{ readonly id: string; readonly event?: CalendarEvent }> {
  const first = eventIdFor(portal.id, booking);
  if (!look && attempts === 1 && booking.event_id === null) return { id: first };
  const { calendarId } = service.calendar;
  const event = await calendar.event(calendarId, first);
  if (!event) return { id: first };
  if (event.state === "standing") return { id: first, event };
  const next = freshEventId(portal.id, booking.id, {
    submissionId: booking.asked_by,
    revision: booking.asked_revision,
  });
  const second = await calendar.event(calendarId, next);
  return second?.state === "standing" ? { id: next, event: second } : { id: next };
}

/** One that never was there is gone, too. @throws OutsideError `google-calendar.*`, `forms.not_connected` */
export function outOfGoogle({ context, portal, mayCall }: Job, calendarId: string, booking: Booking): Promise<Settled> {
  return asGoogleCalendar(context, portal.id, async (calendar) => {
    mayCall();
    await calendar.remove(calendarId, eventIdFor(portal.id, booking));
    return { outcome: "cancelled" };
  });
}

async function wished(job: Job, calendar: GoogleCalendar, service: GoogleService, booking: Booking) {
  const now = job.context.now();
  const busy = await calendar.busy(service.calendar.calendarId, horizon(service, now));
  return holdWished(job, service, booking, (held) => freeSlots(service, now, { busy, held }));
}

/** Under which the appointment's event stands, or is made first. */
export function eventIdFor(portalId: string, { id, event_id }: Pick<Booking, "id" | "event_id">): string {
  return event_id ?? idOf(portalId, id);
}

/** Of another event of the same appointment, where the one before is deleted or over. */
export function freshEventId(
  portalId: string,
  bookingId: string,
  { submissionId, revision }: { readonly submissionId: string; readonly revision: number },
): string {
  return idOf(portalId, bookingId, submissionId, revision);
}

function idOf(...parts: readonly (string | number)[]): string {
  return eventIdOf(createHash("sha256").update(JSON.stringify(parts)).digest());
}
