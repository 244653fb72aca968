/** Google Calendar on loopback: when a calendar is busy, and its events (form-tools reference 6.1). */
import { randomBytes } from "node:crypto";
import type { Express, Request, Response } from "express";
import { z } from "zod";
import { jsonBody } from "../stand-in.ts";

export interface CalendarEvent {
  readonly id: string;
  readonly status: "confirmed" | "cancelled";
  readonly summary: string;
  readonly description: string;
  readonly location?: string | undefined;
  /** Epoch milliseconds. */
  readonly start: number;
  readonly end: number;
  readonly timeZone: string;
  readonly privateProperties: Readonly<Record<string, string>>;
}

type MayNot = (request: Request, response: Response) => boolean;

const edge = z.object({ dateTime: z.iso.datetime({ offset: true }), timeZone: z.string().min(1) });
const newEvent = z.strictObject({
  id: z
    .string()
    .regex(/^[a-v0-9]{5,1024}$/)
    .optional(),
  summary: z.string().optional(),
  description: z.string().max(8_192).optional(),
  location: z.string().optional(),
  start: edge,
  end: edge,
  extendedProperties: z.object({ private: z.record(z.string().max(44), z.string().max(1_024)) }).optional(),
});
const changes = newEvent.omit({ id: true }).partial();
const asked = z.strictObject({
  timeMin: z.iso.datetime({ offset: true }),
  timeMax: z.iso.datetime({ offset: true }),
  items: z
    .array(z.strictObject({ id: z.string() }))
    .min(1)
    .max(50),
});

/** The calendars of one account. */
export class Calendars {
  readonly #calendars = new Map<string, Map<string, CalendarEvent>>([["primary", new Map()]]);

  add(calendarId: string): void {
    this.#calendars.set(calendarId, this.#calendars.get(calendarId) ?? new Map());
  }

  /** Every event that was ever there, deleted ones included. */
  events(calendarId = "primary"): CalendarEvent[] {
    return [...(this.#calendars.get(calendarId)?.values() ?? [])];
  }

  standing(calendarId = "primary"): CalendarEvent[] {
    return this.events(calendarId).filter(({ status }) => status === "confirmed");
  }

  /** Somebody of the business writes an appointment into the calendar by hand. */
  takenByHand({ start, end, calendarId = "primary" }: { start: number; end: number; calendarId?: string }): void {
    const id = randomBytes(8).toString("hex").replace(/[w-z]/g, "a");
    const text = { summary: "Dentist", description: "", timeZone: "UTC", privateProperties: {} };
    this.put(calendarId, { id, status: "confirmed", start, end, ...text });
  }

  of(calendarId: string): ReadonlyMap<string, CalendarEvent> | undefined {
    return this.#calendars.get(calendarId);
  }

  put(calendarId: string, event: CalendarEvent): void {
    this.#calendars.get(calendarId)?.set(event.id, event);
  }
}

export function calendarRoutes(routes: Express, calendars: Calendars, mayNot: MayNot): void {
  routes.post("/calendar/v3/freeBusy", (request, response) => {
    if (mayNot(request, response)) return;
    const body = asked.safeParse(jsonBody(request)).data;
    if (!body) {
      refuse(response, 400, "badRequest", "Bad Request");
      return;
    }
    const [from, to] = [Date.parse(body.timeMin), Date.parse(body.timeMax)];
    const found = body.items.map(({ id }) => [id, busyIn(calendars.of(id), from, to)] as const);
    const { timeMin, timeMax } = body;
    response.json({ kind: "calendar#freeBusy", timeMin, timeMax, calendars: Object.fromEntries(found) });
  });
  routes.use("/calendar/v3/calendars", (request, response) => {
    if (mayNot(request, response)) return;
    const [, calendarId = "", eventId] = /^\/([^/]+)\/events(?:\/([^/]+))?$/.exec(request.path)?.map(decoded) ?? [];
    const events = calendars.of(calendarId);
    if (!events) return refuse(response, 404, "notFound", "Not Found");
    const known = eventId === undefined ? undefined : events.get(eventId);
    const what = `${request.method} ${eventId === undefined ? "events" : "event"}`;
    if (what === "POST events") {
      const event = made(calendars, calendarId, request);
      return void ("id" in event ? response.json(shown(event)) : refuse(response, ...event));
    }
    if (!known) return refuse(response, 404, "notFound", "Not Found");
    if (what === "GET event") return void response.json(shown(known));
    if (known.status === "cancelled") return refuse(response, 410, "deleted", "Resource has been deleted");
    if (what === "PATCH event") {
      const change = changes.safeParse(jsonBody(request)).data;
      const next = change && applied(known, change);
      if (!next || next.start >= next.end) return refuse(response, 400, "invalid", "Invalid time range.");
      calendars.put(calendarId, next);
      return void response.json(shown(next));
    }
    if (what !== "DELETE event") return refuse(response, 404, "notFound", "Not Found");
    calendars.put(calendarId, { ...known, status: "cancelled" });
    response.status(204).json();
  });
}

/** The event's part of a path is missing where all events are meant. */
const decoded = (part: string | undefined): string | undefined =>
  part === undefined ? undefined : decodeURIComponent(part);

type Refusal = readonly [status: number, reason: string, message: string];

function made(calendars: Calendars, calendarId: string, request: Request): CalendarEvent | Refusal {
  const given = newEvent.safeParse(jsonBody(request)).data;
  if (!given) return [400, "invalid", "Bad Request"];
  const id = given.id ?? randomBytes(10).toString("hex");
  // The id of a deleted event stays taken.
  if (calendars.of(calendarId)?.has(id)) return [409, "duplicate", "The requested identifier already exists."];
  const empty = { id, status: "confirmed", summary: "", description: "", privateProperties: {} } as const;
  const event = applied({ ...empty, start: 0, end: 0, timeZone: given.start.timeZone }, given);
  if (event.start >= event.end) return [400, "timeRangeEmpty", "The specified time range is empty."];
  calendars.put(calendarId, event);
  return event;
}

function applied(event: CalendarEvent, change: z.infer<typeof changes>): CalendarEvent {
  const { summary, description, location, start, end, extendedProperties } = change;
  return {
    ...event,
    ...(summary !== undefined && { summary }),
    ...(description !== undefined && { description }),
    ...(location !== undefined && { location }),
    ...(start && { start: Date.parse(start.dateTime), timeZone: start.timeZone }),
    ...(end && { end: Date.parse(end.dateTime) }),
    ...(extendedProperties && { privateProperties: extendedProperties.private }),
  };
}

function shown({ id, status, summary, description, location, start, end, timeZone, privateProperties }: CalendarEvent) {
  return {
    kind: "calendar#event",
    id,
    status,
    summary,
    description,
    ...(location !== undefined && { location }),
    start: { dateTime: new Date(start).toISOString(), timeZone },
    end: { dateTime: new Date(end).toISOString(), timeZone },
    extendedProperties: { private: privateProperties },
  };
}

/** Busy times that overlap are told as one. */
function busyIn(events: ReadonlyMap<string, CalendarEvent> | undefined, from: number, to: number) {
  if (!events) return { errors: [{ domain: "global", reason: "notFound" }], busy: [] };
  const standing = [...events.values()]
    .filter(({ status, start, end }) => status === "confirmed" && start < to && end > from)
    .sort((one, other) => one.start - other.start);
  const busy: { start: number; end: number }[] = [];
  for (const { start, end } of standing) {
    const last = busy.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else busy.push({ start, end });
  }
  const iso = (at: number) => new Date(at).toISOString();
  return { busy: busy.map(({ start, end }) => ({ start: iso(start), end: iso(end) })) };
}

function refuse(response: Response, code: number, reason: string, message: string): void {
  response.status(code).json({ error: { code, message, errors: [{ domain: "global", reason, message }] } });
}
