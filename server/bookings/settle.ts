/** What came of an appointment in its calendar: written down with its holds and its reminder, before anything is said of it. */
import { calendarKey, type Interval, type Service } from "../../core/bookings/index.ts";
import { appointmentIn, wordsFor } from "../../core/texts/index.ts";
import type { Job } from "../delivery/step.ts";
import { originOf } from "../delivery/steps/free-text.ts";
import { cancelReminderWrites, reminderWrites } from "../reminders/index.ts";
import { tryCommit, type Write, write } from "../store/index.ts";
import { holdWrites } from "./holds.ts";
import { type Booking, bookingById, standingIn } from "./rows.ts";

export type Settled =
  /** It stands in the calendar at that time. */
  | { readonly outcome: "booked" | "moved"; readonly slot: Interval; readonly eventId: string }
  | { readonly outcome: "cancelled" }
  /** What was asked for could not be had; what stood before still does. */
  | { readonly outcome: "taken" | "none_free" | "by_hand" };

const mostTries = 5;

/** Something newer may have been asked meanwhile: then only what stands in the calendar is written down. */
export async function settle(job: Job, service: Service, booking: Booking, settled: Settled): Promise<void> {
  const { context, portal } = job;
  const tenant = context.store.of(portal.id);
  for (let tries = 1; ; tries += 1) {
    const row = await bookingById(context, portal.id, booking.id);
    if (!row) return;
    const isNewest = row.asked_by === booking.asked_by && row.asked_revision === booking.asked_revision;
    const next = { ...row, ...standing(service, settled), ...(isNewest && ended(settled)) };
    const { status, outcome, calendar, start_at, end_at, event_id } = next;
    const stands = { status, outcome, calendar, start_at, end_at, event_id };
    const set = { ...stands, revision: row.revision + 1, updated_at: context.now() };
    const update = tenant.db.updateTable("bookings").set(set).where("id", "=", row.id);
    const writes = [
      write(update.where("revision", "=", row.revision), 1),
      ...(isNewest ? await remindingWrites(job, service, next) : []),
      ...(isNewest ? await holdsOf(job, service, next) : []),
    ];
    if (await tryCommit(tenant, writes)) return;
    if (tries === mostTries) throw new Error(`Appointment ${row.id} was changed ${mostTries} times at once.`);
  }
}

function standing(service: Service, settled: Settled): Partial<Booking> {
  if (settled.outcome === "booked" || settled.outcome === "moved") {
    const { slot, eventId } = settled;
    return { calendar: calendarKey(service), start_at: slot.start, end_at: slot.end, event_id: eventId };
  }
  return settled.outcome === "cancelled" ? { start_at: null, end_at: null } : {};
}

function ended({ outcome }: Settled): Pick<Booking, "status" | "outcome"> {
  if (outcome === "cancelled") return { status: "cancelled", outcome };
  return { status: outcome === "booked" || outcome === "moved" ? "booked" : "offered", outcome };
}

async function holdsOf({ context, portal, personId }: Job, service: Service, booking: Booking): Promise<Write[]> {
  const hold = { portalId: portal.id, personId, bookingId: booking.id };
  return holdWrites(context, hold, service, standingIn(service, booking));
}

async function remindingWrites(job: Job, service: Service, { id, start_at: start }: Booking): Promise<Write[]> {
  const { context, portal, personId, submission, form } = job;
  const name = { kind: "appointment", key: `booking:${id}` } as const;
  const dueAt = start === null ? 0 : start - service.reminderMinutes * 60_000;
  const origin = await originOf(job);
  // One that would come at once says nothing that the confirmation does not.
  if (start === null || !origin || service.reminderMinutes === 0 || dueAt <= context.now()) {
    return cancelReminderWrites(context, portal.id, name);
  }
  const { booking } = wordsFor(form.language);
  const when = appointmentIn(form.language, start, service.timeZone);
  const where = service.place === undefined ? [] : [booking.place(service.place)];
  return reminderWrites(context, portal.id, {
    ...name,
    personId,
    subject: { submissionId: submission.id },
    flowId: origin.flow_id,
    versionId: origin.version_id,
    senderId: origin.sender_id,
    dueAt,
    until: start,
    text: [booking.reminder(service.title, when), ...where].join("\n"),
    values: [service.title, when].map((text) => text.slice(0, 60)),
    language: form.language,
  });
}
