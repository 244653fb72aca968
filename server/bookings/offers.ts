/**
 * Free slots inside an exchange. What the calendar says is kept for a moment; what our own customers hold never is. While the
 * calendar does not answer in time, the form offers what it has instead: wishes, which a message answers later.
 */
import { setTimeout } from "node:timers/promises";
import {
  bookingHidden,
  bookingQuestion,
  calendarKey,
  freeSlots,
  horizon,
  type Interval,
  isGoogle,
  type Service,
  slotChoices,
  slotId,
  startsTouching,
  without,
} from "../../core/bookings/index.ts";
import type { EffectResult, Taken } from "../../core/conversation/index.ts";
import { OutsideError } from "../../core/errors.ts";
import type { Form } from "../../core/form/types.ts";
import type { Context } from "../context.ts";
import type { HubSpotAccess } from "../portals/hubspot.ts";
import { codeOf } from "../telemetry/code.ts";
import { asGoogleCalendar } from "./calendars.ts";
import { heldIn } from "./holds.ts";
import { isHubSpot, notHeld, pageTimes } from "./hubspot.ts";
import { type Booking, changedBooking, standingIn } from "./rows.ts";
import { serviceNamed, unknownService } from "./services.ts";

/** The session that asks: an appointment that it changes does not stand in its own way. */
export interface AskingSession {
  readonly form: Form;
  readonly hidden: Readonly<Record<string, string>> | undefined;
  readonly submissionId: string | null;
}

export interface Offers {
  /** The slots of a service now; `failed` where its calendar does not answer in time. */
  choices(portalId: string, service: string, session: AskingSession): Promise<EffectResult>;
  /** Every slot of the form's service that others hold; nothing where the form asks for none. */
  taken(portalId: string, session: AskingSession): Promise<Taken[]>;
}

/** A phone waits ten seconds in all; a person much less. */
const deadlineMs = 2_500;
const keptMs = 30_000;

/** Without `hubspot` its scheduling pages answer nobody: a preview without an account. */
export function bookingOffers(context: Context, hubspot?: Pick<HubSpotAccess, "of">): Offers {
  const kept = new Map<string, { readonly until: number; readonly times: Promise<readonly Interval[]> }>();

  /** Busy times of a Google calendar, or free ones of a page in HubSpot. */
  const asked = (portalId: string, service: Service): Promise<readonly Interval[]> => {
    const now = context.now();
    if (isGoogle(service)) {
      const { calendarId } = service.calendar;
      return asGoogleCalendar(context, portalId, (calendar) => calendar.busy(calendarId, horizon(service, now)));
    }
    if (hubspot && isHubSpot(service)) return pageTimes(hubspot.of(portalId), service, now);
    return Promise.reject(unknownService(service.name));
  };

  /** Customers who come in the same moment ask the calendar once. What failed is not kept: the next one may be luckier. */
  const said = (portalId: string, service: Service, anew: boolean): Promise<readonly Interval[]> => {
    const place = JSON.stringify([portalId, service]);
    const known = kept.get(place);
    if (!anew && known && known.until > context.now()) return inTime(known.times);
    const times = asked(portalId, service);
    if (kept.size >= 10_000) kept.clear();
    const keep = { until: context.now() + keptMs, times };
    kept.set(place, keep);
    times.catch(() => {
      if (kept.get(place) === keep) kept.delete(place);
    });
    return inTime(times);
  };

  const own = (portalId: string, { hidden, submissionId }: AskingSession): Promise<Booking | undefined> =>
    changedBooking(context, portalId, { named: hidden?.[bookingHidden], submissionId });

  return {
    choices: async (portalId, name, session) => {
      try {
        const service = await serviceNamed(context, portalId, name);
        if (!service) throw unknownService(name);
        const booking = await own(portalId, session);
        // Whoever chooses anew may do so because what was kept is not true any more.
        const times = await said(portalId, service, booking !== undefined);
        const at = context.now();
        const held = await heldIn(context, portalId, calendarKey(service), { from: at, except: booking?.id });
        const slots = isGoogle(service)
          ? freeSlots(service, at, {
              busy: standingIn(service, booking).reduce<readonly Interval[]>(without, times),
              held,
            })
          : notHeld(service, times, held);
        context.log.info("booking.offered", { portal: portalId, service: name, slots: slots.length });
        return slotChoices(slots, session.form.language, service.timeZone);
      } catch (error) {
        context.log.warn("booking.no_offer", { portal: portalId, service: name, code: codeOf(error) });
        return "failed";
      }
    },
    taken: async (portalId, session) => {
      const question = bookingQuestion(session.form);
      const service = question && (await serviceNamed(context, portalId, question.service));
      if (!question || !service) return [];
      const booking = await own(portalId, session);
      const held = await heldIn(context, portalId, calendarKey(service), { from: context.now(), except: booking?.id });
      return [...startsTouching(service, held)].map((start) => {
        return { field: question.fieldId, choice: slotId(start), taken: 1, own: 0 };
      });
    },
  };
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  const deadline = new AbortController();
  try {
    const late = setTimeout(deadlineMs, undefined, { signal: deadline.signal, ref: false }).then((): never => {
      throw new OutsideError("The calendar did not answer in time.", { code: "booking.late", remedy: "retry" });
    });
    // Whoever loses the race may fail afterwards, and nobody waits for it any more.
    work.catch(() => undefined);
    late.catch(() => undefined);
    return await Promise.race([work, late]);
  } finally {
    deadline.abort();
  }
}
