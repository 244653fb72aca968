/** When a service is free: opening hours, without what is busy in the calendar and what our own customers hold. */
import { DateTime } from "luxon";
import { type GoogleService, grainMs, type Interval, isGoogle, type Service } from "./types.ts";

const minuteMs = 60_000;

export interface Taken {
  /** Busy in the calendar, whoever put it there. */
  readonly busy: readonly Interval[];
  /** What our customers hold, each with its buffer, as `heldBy` gives it. */
  readonly held: readonly Interval[];
}

/**
 * Slots that somebody can choose now, in the order of time. Within opening hours they follow each other by elapsed time: a
 * day on which the clock is put forward has an hour less of them, and one on which it is put back has an hour more.
 */
export function freeSlots(service: GoogleService, now: number, { busy, held }: Taken): Interval[] {
  const { minutes } = service.calendar;
  const buffer = bufferMs(service);
  return openings(service, now)
    .flatMap((opening) => slotsIn(service, opening))
    .filter(({ start }) => start >= now + service.noticeMinutes * minuteMs)
    .filter((slot) => {
      const around = { start: slot.start - buffer, end: slot.start + minutes * minuteMs + buffer };
      return !busy.some((each) => overlap(each, around)) && !held.some((each) => overlap(each, heldBy(service, slot)));
    });
}

/**
 * The time in which slots can lie, with their buffers: what a calendar has to be asked about. It begins before now: what ended
 * a moment ago still keeps its distance.
 */
export function horizon(service: Service, now: number): Interval {
  const end = DateTime.fromMillis(now, { zone: service.timeZone })
    .startOf("day")
    .plus({ days: service.daysAhead + 1 });
  const buffer = bufferMs(service);
  return { start: now - buffer, end: end.toMillis() + buffer };
}

/** The slot of this service that begins then. */
export function slotAt({ calendar }: Service, start: number): Interval {
  return { start, end: start + calendar.minutes * minuteMs };
}

/**
 * What a slot holds against our other customers: itself and the buffer behind it. The buffer in front is the one behind the
 * appointment before.
 */
export function heldBy(service: Service, { start, end }: Interval): Interval {
  return {
    start: Math.floor(start / grainMs) * grainMs,
    end: Math.ceil((end + bufferMs(service)) / grainMs) * grainMs,
  };
}

/** The grains of an interval, each by its beginning. */
export function grainsOf({ start, end }: Interval): number[] {
  return Array.from(
    { length: Math.max(0, Math.round((end - start) / grainMs)) },
    (_, index) => start + index * grainMs,
  );
}

/** Every beginning of a slot that would touch what is held, whether the service offers it or not. */
export function startsTouching(service: Service, held: readonly Interval[]): Set<number> {
  const own = heldBy(service, slotAt(service, 0));
  const length = own.end - own.start;
  return new Set(held.flatMap(({ start, end }) => grainsOf({ start: start - length + grainMs, end })));
}

/** Grains that lie side by side, as intervals. */
export function joined(grains: readonly number[]): Interval[] {
  const found: { start: number; end: number }[] = [];
  for (const start of grains.toSorted((one, other) => one - other)) {
    const last = found.at(-1);
    if (last && last.end >= start) last.end = Math.max(last.end, start + grainMs);
    else found.push({ start, end: start + grainMs });
  }
  return found;
}

/** `busy` without what one appointment itself takes up: it does not stand in the way of its own move. */
export function without(busy: readonly Interval[], own: Interval): Interval[] {
  return busy.flatMap((each) => {
    if (!overlap(each, own)) return [each];
    const parts = [
      { start: each.start, end: Math.min(each.end, own.start) },
      { start: Math.max(each.start, own.end), end: each.end },
    ];
    return parts.filter(({ start, end }) => start < end);
  });
}

/** Whether the slot can be had as far as the calendar knows. */
export function isFree(service: GoogleService, slot: Interval, busy: readonly Interval[]): boolean {
  const buffer = bufferMs(service);
  const around = { start: slot.start - buffer, end: slot.end + buffer };
  return !busy.some((each) => overlap(each, around));
}

export function overlap(one: Interval, other: Interval): boolean {
  return one.start < other.end && other.start < one.end;
}

/** A page in HubSpot keeps its own. */
function bufferMs(service: Service): number {
  return isGoogle(service) ? service.calendar.bufferMinutes * minuteMs : 0;
}

/** Opening hours from today on. A time of day that the clock skips counts an hour later; one that it shows twice, the first time. */
function openings({ timeZone, daysAhead, calendar }: GoogleService, now: number): Interval[] {
  const today = DateTime.fromMillis(now, { zone: timeZone }).startOf("day");
  return Array.from({ length: daysAhead + 1 }, (_, index) => today.plus({ days: index })).flatMap((day) =>
    calendar.closed.includes(day.toISODate() ?? "")
      ? []
      : calendar.hours
          .filter(({ days }) => days.includes(day.weekday))
          .map(({ from, to }) => ({ start: at(day, from), end: at(day, to) })),
  );
}

function at(day: DateTime, time: string): number {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  if (hour === 24) return day.plus({ days: 1 }).startOf("day").toMillis();
  return day.set({ hour, minute, second: 0, millisecond: 0 }).toMillis();
}

function slotsIn({ calendar }: GoogleService, { start, end }: Interval): Interval[] {
  const length = calendar.minutes * minuteMs;
  const every = (calendar.everyMinutes ?? calendar.minutes + calendar.bufferMinutes) * minuteMs;
  const count = Math.max(0, Math.floor((end - start - length) / every) + 1);
  return Array.from({ length: count }, (_, index) => {
    const from = start + index * every;
    return { start: from, end: from + length };
  });
}
