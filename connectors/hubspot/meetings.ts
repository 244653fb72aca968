/**
 * Scheduling pages: what is free on one, and booking it (HubSpot reference 6.10, form-tools reference 6.2). HubSpot lets an app
 * book and nothing else: no booking is moved, cancelled or read by an id. Reading needs `scheduler.meetings.meeting-link.read`.
 */
import { z } from "zod";
import type { HubSpotClient } from "./client.ts";
import { batchResultSchema, recordSchema } from "./types.ts";

/** Epoch milliseconds. */
export interface MeetingTime {
  readonly start: number;
  readonly end: number;
}

export interface NewMeeting {
  /** Of the page; it may contain a slash. */
  readonly slug: string;
  /** Epoch milliseconds. */
  readonly start: number;
  /** One of the page's own lengths. */
  readonly durationMs: number;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  /** IANA name. */
  readonly timeZone: string;
}

export interface Meetings {
  /**
   * Free times of this length in one month.
   * @param month how many months ahead of the present one; 0 for this one
   */
  free(slug: string, durationMs: number, timeZone: string, month: number): Promise<MeetingTime[]>;
  /** @returns the calendar event's id. A repeated call may book once more: look with `startsOf` first */
  book(meeting: NewMeeting): Promise<string>;
  /** When the meetings of a contact begin; the newest 100. */
  startsOf(contactId: string): Promise<number[]>;
}

const base = "/scheduler/2026-03/meetings/meeting-links/book";

const availabilitySchema = z.looseObject({
  linkAvailability: z
    .looseObject({
      linkAvailabilityByDuration: z.record(
        z.string(),
        z.looseObject({
          availabilities: z.array(z.looseObject({ startMillisUtc: z.number(), endMillisUtc: z.number() })),
        }),
      ),
    })
    .optional(),
});

export function meetingCalls(client: HubSpotClient): Meetings {
  return {
    async free(slug, durationMs, timeZone, month) {
      const { linkAvailability } = await client.call({
        method: "GET",
        path: `${base}/availability-page/${encodeURIComponent(slug)}`,
        query: { timezone: timeZone, ...(month > 0 && { monthOffset: String(month) }) },
        answer: availabilitySchema,
      });
      const found = linkAvailability?.linkAvailabilityByDuration[String(durationMs)]?.availabilities ?? [];
      return found.map(({ startMillisUtc, endMillisUtc }) => ({ start: startMillisUtc, end: endMillisUtc }));
    },
    async book({ slug, start, durationMs, email, firstName, lastName, timeZone }) {
      const { calendarEventId } = await client.call({
        method: "POST",
        path: base,
        json: {
          slug,
          startTime: new Date(start).toISOString(),
          duration: durationMs,
          email,
          firstName,
          lastName,
          timezone: timeZone,
          formFields: [],
          legalConsentResponses: [],
          likelyAvailableUserIds: [],
        },
        answer: z.looseObject({ calendarEventId: z.string() }),
      });
      return calendarEventId;
    },
    async startsOf(contactId) {
      const { associations = {} } = await client.call({
        method: "GET",
        path: `/crm/objects/2026-03/contacts/${encodeURIComponent(contactId)}`,
        query: { associations: "meetings", properties: "hs_object_id" },
        answer: recordSchema,
      });
      const ids = [...new Set((associations["meetings"]?.results ?? []).map(({ id }) => id))];
      const newest = ids.toSorted((one, other) => Number(other) - Number(one)).slice(0, 100);
      if (newest.length === 0) return [];
      const { results } = await client.call({
        method: "POST",
        path: "/crm/objects/2026-03/meetings/batch/read",
        json: {
          inputs: newest.map((id) => ({ id })),
          properties: ["hs_meeting_start_time"],
          propertiesWithHistory: [],
        },
        reads: true,
        answer: batchResultSchema,
      });
      return results.flatMap(({ properties }) => {
        const start = Date.parse(properties["hs_meeting_start_time"] ?? "");
        return Number.isNaN(start) ? [] : [start];
      });
    },
  };
}
