/** Appointments in a Google calendar, whose free times are offered while the customer fills in. */
import { z } from "zod";
import type { InDatabase } from "../database.ts";
import type { Outside } from "../outside.ts";
import { connectAccount } from "./consent.ts";
import type { Extra } from "./types.ts";

const service = {
  name: "appointment",
  title: "Kitchen advice",
  timeZone: "Europe/Rome",
  noticeMinutes: 0,
  daysAhead: 14,
  reminderMinutes: 120,
  calendar: {
    kind: "google",
    calendarId: "primary",
    minutes: 30,
    hours: [{ days: [1, 2, 3, 4, 5, 6, 7], from: "00:00", to: "24:00" }],
  },
};
const confirmed = "Your appointment is booked";
const reminder = `A reminder: ${service.title}`;
/** Far enough apart that few customers want the same time; some do. */
const stride = 7;

export const appointments: Extra = {
  connect: async (ground) => {
    await connectAccount(ground, "/operator/bookings/authorise");
    const saved = z.object({ kind: z.literal("saved") });
    await ground.operator.ask(ground.business, "/operator/bookings/save", { service }, saved);
    return { source: { tool: "use-case", formId: "appointment" } };
  },
  answers: (phone, { name, email }, mark) => {
    const slots = phone.read().inputs.find((input) => input.name === "slot")?.options ?? [];
    const wanted = (Number(name.slice(-5)) * stride) % Math.max(1, slots.length);
    const who = { firstname: mark, lastname: name, email };
    return { purpose: "advice", note: "For two cooks.", ...who, slot: slots[wanted]?.id };
  },
  otherwise: async (phone) => {
    if (!phone.read().snackbar?.includes("has just been taken")) return false;
    await phone.back();
    return true;
  },
  stands: ({ formTools, whatsapp }, _business, filled) => {
    const wrong: string[] = [];
    const events = formTools.google.calendars
      .standing()
      .filter(({ privateProperties }) => privateProperties["flowella_booking"] !== undefined)
      .toSorted((one, other) => one.start - other.start);
    for (const [index, { start }] of events.entries())
      if (start < (events[index - 1]?.end ?? 0)) wrong.push(`Two appointments at ${new Date(start).toISOString()}`);
    const told = new Map<string, number>();
    for (const { waId, text } of whatsapp.state.sent.values())
      if (text?.startsWith(confirmed)) told.set(waId, (told.get(waId) ?? 0) + 1);
    let messagesMissing = 0;
    for (const { customer, handedIn } of filled) {
      const say = (what: string) => wrong.push(`${customer.name} (${customer.kind}), appointment: ${what}`);
      const times = handedIn.filter(({ form }) => form === "extra");
      const accepted = times.filter((each) => each.accepted).length;
      const theirs = events.filter(({ summary }) => summary.endsWith(` ${customer.name}`)).length;
      if (theirs < accepted || theirs > times.length) say(`${theirs} stand there, ${accepted} were accepted`);
      const messages = told.get(customer.waId) ?? 0;
      if (messages > times.length) say(`it was confirmed ${messages} times`);
      messagesMissing += Math.max(0, accepted - messages);
    }
    return { count: events.length, messagesMissing, wrong };
  },
};

export interface ReminderStanding {
  readonly count: number;
  /** In words; empty when everybody whose time came was reminded once, or nobody knows whether they were. */
  readonly wrong: readonly string[];
}

export function whatStandsOfReminders(
  { whatsapp }: Pick<Outside, "whatsapp">,
  { reminders: { sent, inDoubt, overdue } }: Pick<InDatabase, "reminders">,
): ReminderStanding {
  const people = [...whatsapp.state.sent.values()].flatMap(({ waId, text }) =>
    text?.startsWith(reminder) ? [waId] : [],
  );
  const wrong: string[] = [];
  if (new Set(people).size !== people.length) wrong.push("Somebody was reminded of their appointment twice");
  if (people.length < sent || people.length > sent + inDoubt)
    wrong.push(
      `${people.length} people were reminded of an appointment, ${sent} are said to be and ${inDoubt} in doubt`,
    );
  for (const each of overdue) wrong.push(`A reminder of an appointment is overdue: ${each}`);
  return { count: people.length, wrong };
}
