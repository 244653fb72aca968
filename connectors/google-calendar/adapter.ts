/** From an appointment to Google's event and back; nothing here calls anybody. */
import type { z } from "zod";
import type { eventSchema } from "./types.ts";

/** An appointment as a calendar shows it. */
export interface Appointment {
  /** Ours; see `eventIdOf`. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly place?: string | undefined;
  /** Epoch milliseconds. */
  readonly start: number;
  readonly end: number;
  /** IANA name, in which the calendar keeps it. */
  readonly timeZone: string;
  /** Kept with the event where only this app sees it. */
  readonly booking: string;
}

/** What stands in the calendar. `gone`: somebody deleted it there. */
export interface CalendarEvent {
  readonly id: string;
  readonly state: "standing" | "gone";
  /** Epoch milliseconds; absent where somebody made it last all day. */
  readonly start?: number;
  readonly end?: number;
}

/**
 * An event's id, from bytes that are the same for every try: letters a to v and digits, 5 to 1,024 of them, unique in the
 * calendar (form-tools reference 6.1).
 */
export function eventIdOf(bytes: Uint8Array): string {
  const alphabet = "0123456789abcdefghijklmnopqrstuv";
  let text = "";
  let bits = 0;
  let value = 0;
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xffff;
    for (bits += 8; bits >= 5; bits -= 5) text += alphabet[(value >> (bits - 5)) & 31];
  }
  return bits > 0 ? text + alphabet[(value << (5 - bits)) & 31] : text;
}

export function newEvent(appointment: Appointment): Record<string, unknown> {
  const { id, title, description, place, booking } = appointment;
  return {
    id,
    summary: title,
    description,
    ...(place !== undefined && { location: place }),
    ...times(appointment),
    extendedProperties: { private: { flowella_booking: booking } },
  };
}

/** Only when it takes place: what people wrote into the event stays. */
export function times({ start, end, timeZone }: Pick<Appointment, "start" | "end" | "timeZone">) {
  const edge = (at: number) => ({ dateTime: new Date(at).toISOString(), timeZone });
  return { start: edge(start), end: edge(end) };
}

export function eventOf({ id, status, start, end }: z.infer<typeof eventSchema>): CalendarEvent {
  return {
    id,
    state: status === "cancelled" ? "gone" : "standing",
    ...(start?.dateTime !== undefined && { start: start.dateTime }),
    ...(end?.dateTime !== undefined && { end: end.dateTime }),
  };
}
