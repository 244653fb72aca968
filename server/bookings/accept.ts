/**
 * What answers ask of a calendar, written in the commit that accepts them: the appointment, and the hold on its slot. Whoever
 * was slower finds the slot taken there, and is asked again (conversation/customers.ts).
 */
import {
  bookingHidden,
  bookingQuestion,
  calendarKey,
  type Interval,
  type Request,
  requestIn,
  type Service,
  slotAt,
} from "../../core/bookings/index.ts";
import type { Claim } from "../../core/conversation/index.ts";
import type { Form } from "../../core/form/types.ts";
import type { Answer } from "../../core/submission/types.ts";
import { type Context, newId } from "../context.ts";
import type { PlannedStep } from "../delivery/step.ts";
import { type Write, write } from "../store/index.ts";
import { freshEventId } from "./google.ts";
import { holdWrites } from "./holds.ts";
import { type Booking, bookingById, bookingOf, isOver, standingIn } from "./rows.ts";
import { serviceNamed } from "./services.ts";

export interface HandingIn {
  readonly portalId: string;
  readonly personId: string;
  readonly submissionId: string;
  readonly revision: number;
  readonly form: Form;
  readonly hidden: Readonly<Record<string, string>> | undefined;
  readonly answers: readonly Answer[];
}

export interface Asked {
  readonly writes: readonly Write[];
  readonly steps: readonly PlannedStep[];
}

const nothing: Asked = { writes: [], steps: [] };

/** `writes` go last into the batch. A form without an appointment, or an answer without one, asks for nothing. */
export async function bookingAsked(context: Context, given: HandingIn): Promise<Asked> {
  const { portalId, personId, form, answers } = given;
  const question = bookingQuestion(form);
  const request = question && requestIn(form, question, answers);
  if (!question || !request) return nothing;
  const earlier = await earlierBooking(context, given);
  const over = earlier !== undefined && isOver(context, earlier);
  if (request.kind === "cancel" && (!earlier || over)) return nothing;
  // A correction of something else, once the appointment has taken place.
  if (over && request.kind === "slot" && request.start === earlier.start_at) return nothing;
  const service = await serviceNamed(context, portalId, question.service);
  const calendar = service ? calendarKey(service) : "";
  const asked = {
    service: question.service,
    status: "asked" as const,
    asked: request.kind === "wish" ? (`wish:${request.wish}` as const) : request.kind,
    asked_start: request.kind === "slot" ? request.start : null,
    asked_by: given.submissionId,
    asked_revision: given.revision,
    outcome: null,
    updated_at: context.now(),
  };
  const { db } = context.store.of(portalId);
  const id = earlier?.id ?? newId(context, "bkg");
  const row = earlier
    ? write(
        db
          .updateTable("bookings")
          .set({ ...asked, ...(over && afresh(given, earlier, calendar)), revision: earlier.revision + 1 })
          .where("id", "=", earlier.id)
          .where("revision", "=", earlier.revision),
        1,
      )
    : write(db.insertInto("bookings").values({ id, ...firstOf(given, calendar, context.now()), ...asked }), 1);
  const hold = { portalId, personId, bookingId: id };
  // The slot that stands stays held until the calendar has the new one.
  const slots = service ? [...(over ? [] : standingIn(service, earlier)), ...wanted(service, request)] : [];
  return {
    writes: [row, ...(service ? await holdWrites(context, hold, service, slots) : [])],
    // HubSpot files the meeting with the contact of an e-mail: who it is has to be settled before.
    steps: [{ step: "booking", after: service?.calendar.kind === "hubspot" ? ["contact"] : [] }],
  };
}

/** Claims of the slot are made grain by grain, with the appointment. */
export function withoutSlot(form: Form, claims: readonly Claim[]): Claim[] {
  const question = bookingQuestion(form);
  return claims.filter(({ field }) => field !== question?.fieldId);
}

/** The one that is changed, unless it is another person's; else the submission's own, of which there is one, even if it is over. */
async function earlierBooking(
  context: Context,
  { portalId, personId, submissionId, revision, hidden }: HandingIn,
): Promise<Booking | undefined> {
  const named = hidden?.[bookingHidden];
  const offered = named ? await bookingById(context, portalId, named) : undefined;
  if (offered?.person_id === personId && !isOver(context, offered)) return offered;
  return revision > 1 ? bookingOf(context, portalId, submissionId) : undefined;
}

/** The event of the appointment that is over stays in its calendar; the new one gets its own. */
function afresh({ portalId, submissionId, revision }: HandingIn, { id }: Booking, calendar: string) {
  return { calendar, event_id: freshEventId(portalId, id, { submissionId, revision }), start_at: null, end_at: null };
}

function firstOf({ personId, submissionId }: HandingIn, calendar: string, now: number) {
  const empty = { event_id: null, start_at: null, end_at: null };
  return { person_id: personId, submission_id: submissionId, calendar, revision: 1, created_at: now, ...empty };
}

function wanted(service: Service, request: Request): Interval[] {
  return request.kind === "slot" ? [slotAt(service, request.start)] : [];
}
