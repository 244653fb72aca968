/** Events that name a person who was forgotten: taken out of the business's calendars. */
import { z } from "zod";
import { googleCalendarIn } from "../../core/bookings/index.ts";
import type { Context } from "../context.ts";
import { asGoogleCalendar } from "./calendars.ts";
import { eventIdFor } from "./google.ts";

const placeSchema = z.tuple([z.string(), z.string()]);

/**
 * Every event that may stand in a Google calendar because of this person, past ones too, as `removeEvent` takes it. What was booked
 * on a page in HubSpot is HubSpot's own record of the contact.
 */
export async function eventsOf({ store }: Context, portalId: string, personId: string): Promise<string[]> {
  const tenant = store.of(portalId);
  const query = tenant.db
    .selectFrom("bookings")
    .select(["id", "event_id", "calendar"])
    .where("person_id", "=", personId);
  const places = (await tenant.all(query)).flatMap(({ id, event_id, calendar }) => {
    const calendarId = googleCalendarIn(calendar);
    if (calendarId === undefined) return [];
    // The first one stays where a correction asked for another after it was over; and it may stand without being written down.
    return [event_id, null].map((known) => JSON.stringify([calendarId, eventIdFor(portalId, { id, event_id: known })]));
  });
  return [...new Set(places)];
}

/** One that is gone, or never was, is removed. @throws OutsideError `google-calendar.*`, `forms.not_connected` */
export async function removeEvent(context: Context, portalId: string, place: string): Promise<void> {
  const [calendarId, eventId] = placeSchema.parse(JSON.parse(place));
  await asGoogleCalendar(context, portalId, (calendar) => calendar.remove(calendarId, eventId));
}
