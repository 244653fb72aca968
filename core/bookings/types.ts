/**
 * Appointments that customers choose in a Flow. A **service** is something that can be booked: a consultation of half an
 * hour, in one calendar. All times are epoch milliseconds; only opening hours are local, in the service's own time zone.
 */
import { IANAZone } from "luxon";
import { z } from "zod";

/** Half open: `end` is the first moment after it. */
export interface Interval {
  readonly start: number;
  readonly end: number;
}

/** What two of our customers may not share: a slot holds every grain that it touches. */
export const grainMs = 5 * 60_000;

const minutes = (least: number, most: number) => z.int().min(least).max(most).multipleOf(5);
const timeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5][05]$|^24:00$/, "must be HH:MM, in steps of five minutes");

/** Days of the week from 1 (Monday) to 7. `to` may be `24:00`. */
const openingSchema = z
  .strictObject({ days: z.array(z.int().min(1).max(7)).min(1).max(7), from: timeOfDay, to: timeOfDay })
  .refine(({ from, to }) => from < to, "closes before it opens");

/** A Google calendar: what is free follows from its busy times and from what stands here. */
const googleSchema = z.strictObject({
  kind: z.literal("google"),
  /** `primary`, or the id that the calendar's settings show. */
  calendarId: z.string().trim().min(1).max(250),
  minutes: minutes(5, 480),
  /** How far apart the beginnings of slots are; default: as long as the appointment with its buffer. */
  everyMinutes: minutes(5, 480).optional(),
  /** Kept free before and after each appointment. */
  bufferMinutes: minutes(0, 240).default(0),
  hours: z.array(openingSchema).min(1).max(20),
  /** Days on which nothing is offered, `YYYY-MM-DD`. */
  closed: z.array(z.iso.date()).max(400).default([]),
});

/** A scheduling page in HubSpot, which knows its own hours, length and buffer. */
const hubspotSchema = z.strictObject({
  kind: z.literal("hubspot"),
  /** The end of the page's address, after `/meetings/`; it may contain a slash. */
  slug: z.string().trim().min(1).max(250),
  /** One of the page's own lengths. */
  minutes: minutes(5, 480),
});

export const serviceSchema = z.strictObject({
  /** By which a form names it: `@booking:NAME`. */
  name: z.string().regex(/^[a-z][a-z0-9_-]{0,39}$/, "must be lower-case letters, digits, - and _"),
  /** As customers and the calendar read it. */
  title: z.string().trim().min(1).max(80),
  calendar: z.discriminatedUnion("kind", [googleSchema, hubspotSchema]),
  /** IANA name. Opening hours count in it, and customers read their times in it. */
  timeZone: z.string().refine((zone) => IANAZone.isValidZone(zone), "must be a time zone such as Europe/Rome"),
  /** How soon before it begins a slot may still be chosen. */
  noticeMinutes: z.int().min(0).max(43_200).default(120),
  daysAhead: z.int().min(1).max(60).default(14),
  /** How long before it begins the customer is reminded; 0: never. */
  reminderMinutes: z.int().min(0).max(10_080).default(1_440),
  /** Where it takes place, as the calendar and the messages say it. */
  place: z.string().trim().min(1).max(200).optional(),
});
export type Service = z.infer<typeof serviceSchema>;
export type GoogleService = Service & { readonly calendar: z.infer<typeof googleSchema> };

export function isGoogle(service: Service): service is GoogleService {
  return service.calendar.kind === "google";
}

/** Names the calendar that a service fills, so that services of one calendar keep out of each other's way. */
export function calendarKey({ calendar }: Service): string {
  return calendar.kind === "google" ? `${googleKey}${calendar.calendarId}` : `calendar:hubspot:${calendar.slug}`;
}

const googleKey = "calendar:google:";

/** The Google calendar that a key names; undefined for a page in HubSpot. */
export function googleCalendarIn(key: string): string | undefined {
  return key.startsWith(googleKey) ? key.slice(googleKey.length) : undefined;
}
