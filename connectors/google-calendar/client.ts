/** One Google account's calendars: when they are busy, and events of ours in them (form-tools reference 6.1). */
import type { z } from "zod";
import { OutsideError } from "../../core/errors.ts";
import { type Answered, type Calling, call, outsideError, parsed, type Wire } from "../json-call.ts";
import { type Appointment, type CalendarEvent, eventOf, newEvent, times } from "./adapter.ts";
import { eventSchema, freeBusySchema } from "./types.ts";
import { judge } from "./verdicts.ts";

/** Epoch milliseconds. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface GoogleCalendarOptions extends Wire {
  /** `https://www.googleapis.com` */
  readonly calendarBase: string;
  readonly accessToken: () => Promise<string>;
}

/** Every failure is an OutsideError `google-calendar.*` (verdicts.ts). */
export interface GoogleCalendar {
  /** When the calendar is busy within that time. */
  busy(calendarId: string, within: Span): Promise<Span[]>;
  /** Undefined where no event ever had this id. */
  event(calendarId: string, id: string): Promise<CalendarEvent | undefined>;
  /** @returns `there` where an event with this id was made before, standing or deleted: nothing was changed then */
  insert(calendarId: string, appointment: Appointment): Promise<"made" | "there">;
  /** @returns `gone` where somebody deleted it */
  move(calendarId: string, id: string, to: Span & { readonly timeZone: string }): Promise<"moved" | "gone">;
  remove(calendarId: string, id: string): Promise<"removed" | "gone">;
}

export function createGoogleCalendar(options: GoogleCalendarOptions): GoogleCalendar {
  const { calendarBase, accessToken, ...wire } = options;
  /** @param expected statuses that are answers and no failures */
  const ask = async (
    method: Calling["method"],
    path: string,
    expected: readonly number[],
    { json, writes = method !== "GET" }: { json?: unknown; writes?: boolean } = {},
  ): Promise<{ calling: Calling; answered: Answered }> => {
    const url = new URL(`${calendarBase}/calendar/v3${path}`);
    const token = await accessToken();
    const calling = {
      tool: "google-calendar",
      label: "Google Calendar",
      method,
      url,
      accessToken: token,
      json,
      writes,
    };
    const answered = await call(wire, calling);
    if (!expected.includes(answered.status)) throw outsideError(answered, judge(answered), writes);
    return { calling, answered };
  };
  const read = <T>({ calling, answered }: { calling: Calling; answered: Answered }, schema: z.ZodType<T>): T =>
    parsed(calling, answered, schema);
  const events = (calendarId: string) => `/calendars/${encodeURIComponent(calendarId)}/events`;
  const one = (calendarId: string, id: string) => `${events(calendarId)}/${encodeURIComponent(id)}`;
  /** The customer hears of it on WhatsApp. */
  const quietly = "?sendUpdates=none";

  return {
    busy: async (calendarId, { start, end }) => {
      const within = { timeMin: new Date(start).toISOString(), timeMax: new Date(end).toISOString() };
      const json = { ...within, items: [{ id: calendarId }] };
      const { calendars } = read(await ask("POST", "/freeBusy", [200], { json, writes: false }), freeBusySchema);
      const found = calendars[calendarId];
      if (!found || (found.errors && found.errors.length > 0)) throw unreadable(found?.errors?.[0]?.reason);
      return found.busy;
    },
    event: async (calendarId, id) => {
      const said = await ask("GET", one(calendarId, id), [200, 404]);
      return said.answered.status === 404 ? undefined : eventOf(read(said, eventSchema));
    },
    insert: async (calendarId, appointment) => {
      const path = `${events(calendarId)}${quietly}`;
      const { answered } = await ask("POST", path, [200, 409], { json: newEvent(appointment) });
      return answered.status === 409 ? "there" : "made";
    },
    move: async (calendarId, id, to) => {
      const path = `${one(calendarId, id)}${quietly}`;
      const { answered } = await ask("PATCH", path, [200, 404, 410], { json: times(to) });
      return answered.status === 200 ? "moved" : "gone";
    },
    remove: async (calendarId, id) => {
      const { answered } = await ask("DELETE", `${one(calendarId, id)}${quietly}`, [200, 204, 404, 410]);
      return answered.status === 404 || answered.status === 410 ? "gone" : "removed";
    },
  };
}

/** `freeBusy` answers 200 and names what it could not read. */
function unreadable(reason = "notFound"): OutsideError {
  const known = reason === "notFound" || reason === "forbidden";
  const message = known
    ? "Google has no such calendar, or the connected account may not see it. Compare the calendar's id and who it is shared with."
    : "Google Calendar could not say when the calendar is busy. Try again later.";
  const remedy = known ? "ask-admin" : "retry";
  return new OutsideError(message, { code: `google-calendar.${known ? "no_calendar" : "unreadable"}`, remedy });
}
