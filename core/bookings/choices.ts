/** Slots as the options of a question, and what a customer chose. */
import { DateTime } from "luxon";
import type { Choice } from "../form/types.ts";
import { slotIn } from "../texts/index.ts";
import type { Interval } from "./types.ts";

/** A Flow's list takes no more (WhatsApp reference 1.4); the soonest are shown. */
const mostSlots = 200;

/** By the slot's beginning in UTC, to the minute, such as `2027-03-29T07:00Z`. */
export function slotChoices(slots: readonly Interval[], language: string, timeZone: string): Choice[] {
  const shown = slots.slice(0, mostSlots).map(({ start }) => ({ start, label: slotIn(language, start, timeZone) }));
  return shown.map(({ start, label }) => {
    // On the day on which the clock is put back, an hour comes twice.
    const twice = shown.some((other) => other.start !== start && other.label === label);
    const id = slotId(start);
    return { id, value: id, label: twice ? `${label} ${offsetOf(start, timeZone)}` : label };
  });
}

export function slotId(start: number): string {
  return DateTime.fromMillis(start, { zone: "utc" }).toFormat("yyyy-MM-dd'T'HH:mm'Z'");
}

/** The beginning of a chosen slot; undefined for anything else, such as a wish. */
export function slotStart(value: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\dZ$/.test(value)) return undefined;
  const start = DateTime.fromISO(value, { zone: "utc" });
  return start.isValid ? start.toMillis() : undefined;
}

/** What is chosen while the calendar does not answer: a part of the day, to be confirmed by a message. */
export const wishes = ["any", "morning", "afternoon"] as const;
export type Wish = (typeof wishes)[number];

const wishPrefix = "wish:";

export function wishValue(wish: Wish): string {
  return `${wishPrefix}${wish}`;
}

/** Undefined for what is no wish. */
export function wishIn(value: string): Wish | undefined {
  return wishes.find((wish) => wishValue(wish) === value);
}

/** The first slot that a wish allows. The morning ends at noon, where the service is. */
export function slotFor(wish: Wish, slots: readonly Interval[], timeZone: string): Interval | undefined {
  return slots.find(({ start }) => {
    const { hour } = DateTime.fromMillis(start, { zone: timeZone });
    return wish === "any" || (wish === "morning") === hour < 12;
  });
}

/** As in `UTC+2`. */
function offsetOf(at: number, zone: string): string {
  return `UTC${DateTime.fromMillis(at, { zone }).toFormat("Z")}`;
}
