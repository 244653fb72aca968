/** Scheduling pages: what is free, and booking (form-tools reference 6.2). Pages are made by `portal.meetingPages`. */
import type { Express } from "express";
import { z } from "zod";
import { iso } from "./clock.ts";
import { invalid, notFound } from "./errors.ts";
import { type Call, door } from "./http.ts";
import type { MeetingPage } from "./meeting-pages.ts";
import type { World } from "./world.ts";

const base = "/scheduler/2026-03/meetings/meeting-links/book";

const bookingSchema = z.strictObject({
  slug: z.string(),
  startTime: z.iso.datetime({ offset: true }),
  duration: z.int(),
  email: z.email(),
  firstName: z.string().min(1),
  lastName: z.string().min(1),
  timezone: z.string().optional(),
  locale: z.string().optional(),
  formFields: z.array(z.object({ name: z.string(), value: z.string() })),
  legalConsentResponses: z.array(z.object({ communicationTypeId: z.string(), consented: z.boolean() })),
  likelyAvailableUserIds: z.array(z.string()),
});

export function addMeetingRoutes(app: Express, world: World): void {
  app.get(
    `${base}/availability-page/:slug`,
    door(world, { scopes: ["scheduler.meetings.meeting-link.read"] }, (call) => {
      const page = pageOf(call, call.param("slug"));
      const zone = call.query("timezone");
      if (zone === undefined) throw invalid("timezone is required");
      const month = monthOf(world.now(), zone, Number(call.query("monthOffset") ?? 0));
      const starts = [...page.free].filter((start) => start > world.now() && monthOf(start, zone, 0) === month);
      const availabilities = starts
        .sort((one, other) => one - other)
        .map((start) => ({ startMillisUtc: start, endMillisUtc: start + page.durationMs }));
      const ofLength = { meetingDurationMillis: page.durationMs, availabilities };
      const linkAvailabilityByDuration = { [String(page.durationMs)]: ofLength };
      return {
        status: 200,
        body: { linkAvailability: { hasMore: false, linkAvailabilityByDuration }, allUsersBusyTimes: [] },
      };
    }),
  );
  app.post(
    base,
    door(world, { scopes: ["crm.objects.contacts.write"] }, (call) => {
      const asked = call.json(bookingSchema);
      const page = pageOf(call, asked.slug);
      const start = Date.parse(asked.startTime);
      if (asked.duration !== page.durationMs || !page.free.delete(start)) throw invalid("The time is not available.");
      const { portal } = call;
      const { email, firstName, lastName } = asked;
      const known = portal.contacts.list().find(({ properties }) => properties["email"] === email.toLowerCase());
      const contact = known ?? portal.contacts.create({ email, firstname: firstName, lastname: lastName });
      const end = start + asked.duration;
      const meeting = portal.recordsOf("meetings").create({
        hs_timestamp: iso(start),
        hs_meeting_title: `${firstName} ${lastName}`,
        hs_meeting_start_time: iso(start),
        hs_meeting_end_time: iso(end),
      });
      portal.associations.addDefault({ kind: "contacts", id: contact.id }, { kind: "meetings", id: meeting.id });
      return {
        status: 200,
        body: {
          calendarEventId: `event-${meeting.id}`,
          contactId: contact.id,
          start: iso(start),
          end: iso(end),
          duration: asked.duration,
          subject: `${firstName} ${lastName}`,
          bookingTimezone: asked.timezone ?? "UTC",
          guestEmails: [],
          isOffline: false,
          formFields: [],
          legalConsentResponses: [],
        },
      };
    }),
  );
}

function pageOf({ portal }: Call, slug: string): MeetingPage {
  const page = portal.meetingPages.get(slug);
  if (!page) throw notFound("There is no such scheduling page.");
  return page;
}

/** As in `2027-3`. */
function monthOf(at: number, timeZone: string, ahead: number): string {
  const parts = new Intl.DateTimeFormat("en", { timeZone, year: "numeric", month: "numeric" }).formatToParts(at);
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value ?? 0);
  const months = part("year") * 12 + part("month") - 1 + ahead;
  return `${Math.floor(months / 12)}-${(months % 12) + 1}`;
}
