/** Google Calendar's JSON, as far as we read it (form-tools reference 6.1). */
import { z } from "zod";

/** RFC 3339, with an offset or `Z`. */
const moment = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

export const freeBusySchema = z.object({
  calendars: z.record(
    z.string(),
    z.object({
      busy: z.array(z.object({ start: moment, end: moment })).default([]),
      errors: z.array(z.object({ reason: z.string().catch("") })).optional(),
    }),
  ),
});

/** An all-day event has `date` in place of `dateTime`: none of ours is one. */
const edgeSchema = z.object({ dateTime: moment.optional() });

export const eventSchema = z.object({
  id: z.string(),
  /** `confirmed`, `tentative` or, once somebody deleted it, `cancelled`. */
  status: z.string().default("confirmed"),
  htmlLink: z.string().optional(),
  start: edgeSchema.optional(),
  end: edgeSchema.optional(),
});
