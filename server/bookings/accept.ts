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
import { holdWrites } from "./holds.ts";
import { type Booking, changedBooking, standingOf } from "./rows.ts";
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
  if (request.kind === "cancel" && !earlier) return nothing;
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
          .set({ ...asked, revision: earlier.revision + 1 })
          .where("id", "=", earlier.id)
          .where("revision", "=", earlier.revision),
        1,
      )
    : write(db.insertInto("bookings").values({ id, ...firstOf(given, calendar, context.now()), ...asked }), 1);
  const hold = { portalId, personId, bookingId: id, calendar: earlier?.calendar ?? calendar };
  // The slot that stands stays held until the calendar has the new one.
  const slots = service ? [...standingOf(earlier), ...wanted(service, request)] : [];
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

/** One that is over, or is another person's, is not changed any more. */
async function earlierBooking(
  context: Context,
  { portalId, personId, submissionId, revision, hidden }: HandingIn,
): Promise<Booking | undefined> {
  const made = revision > 1 ? submissionId : null;
  const found = await changedBooking(context, portalId, { named: hidden?.[bookingHidden], submissionId: made });
  if (!found || found.person_id !== personId) return undefined;
  return found.end_at !== null && found.end_at <= context.now() ? undefined : found;
}

function firstOf({ personId, submissionId }: HandingIn, calendar: string, now: number) {
  const empty = { event_id: null, start_at: null, end_at: null };
  return { person_id: personId, submission_id: submissionId, calendar, revision: 1, created_at: now, ...empty };
}

function wanted(service: Service, request: Request): Interval[] {
  return request.kind === "slot" ? [slotAt(service, request.start)] : [];
}
