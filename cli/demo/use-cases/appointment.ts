/**
 * A customer chooses a free time in the business's Google calendar; somebody takes the next one there by hand, and is not
 * asked to give it back. The message that confirms it opens the change: the appointment moves, its reminder with it, and at
 * last it is cancelled.
 */
import { z } from "zod";
import { appointmentService } from "../../../core/use-cases/appointment/index.ts";
import type { SandboxWorld } from "../../sandbox-world.ts";
import { fillInFlow, type OpenScreen, settle } from "../on-the-phone.ts";
import type { Scenario } from "./types.ts";

const minute = 60_000;
const reminderMinutes = 60;

const bookingsSchema = z.object({
  bookings: z.array(
    z.object({ id: z.string(), status: z.string(), eventId: z.string().nullable(), startAt: z.number().nullable() }),
  ),
});
const eventSchema = z.object({
  status: z.string(),
  summary: z.string(),
  description: z.string(),
  location: z.string(),
  start: z.object({ dateTime: z.string(), timeZone: z.string() }),
  end: z.object({ dateTime: z.string() }),
});
const remindersSchema = z.object({
  reminders: z.array(z.object({ kind: z.string(), status: z.string(), dueAt: z.string() })),
});

export const appointmentScenario: Scenario = {
  name: "appointment",
  prepare: async (world) => {
    await connectCalendar(world);
    const hours = [{ days: [1, 2, 3, 4, 5, 6, 7], from: "09:00", to: "18:00" }];
    const calendar = { kind: "google", calendarId: "primary", minutes: 45, bufferMinutes: 15, hours };
    const service = { name: appointmentService, title: "Kitchen advice", timeZone: "Europe/Rome", daysAhead: 5 };
    const saved = { ...service, place: "Via Roma 1, Lucca", reminderMinutes, calendar };
    await world.ask("/operator/bookings/save", { service: saved }, z.object({ kind: z.literal("saved") }));
  },
  // Tomorrow at the earliest: the reminder of an hour before is still to come.
  answers: async (view) => ({ slot: slotsOf(view)[9] }),
  results: async ({ world, waId, passTime, messages, submissionId }) => {
    const { calendars } = world.formTools.google;
    const booking = async () => (await world.ask("/operator/bookings", { past: true }, bookingsSchema)).bookings[0];
    const reminder = async () =>
      (await world.ask("/operator/reminders", { submissionId }, remindersSchema)).reminders[0];
    const first = await booking();
    const event = await eventOf(world, first?.eventId ?? "");
    const waiting = await reminder();
    const confirmed = messages().at(-1) ?? "";

    const taken = (first?.startAt ?? 0) + 60 * minute;
    calendars.takenByHand({ start: taken, end: taken + 45 * minute });
    const seen: string[] = [];
    const moved = await change(world, waId, async (view) => {
      seen.push(...slotsOf(view));
      return { booking_change: "move", slot: slotsOf(view).find((slot) => Date.parse(slot) > taken) };
    });
    const second = await booking();
    const movedEvent = await eventOf(world, second?.eventId ?? "");
    const standing = calendars.standing().length;
    const movedMessage = messages().at(-1) ?? "";

    const before = messages().length;
    const start = second?.startAt ?? 0;
    await passTime(Math.max(0, start - reminderMinutes * minute - Date.now() - 5 * minute));
    // The day is over in which WhatsApp lets a business write freely: the customer opens it anew.
    world.whatsapp.person(waId).sendText("See you there!");
    await settle(world);
    const early = messages().slice(before).filter(isReminder);
    await passTime(10 * minute);
    const reminders = messages().slice(before).filter(isReminder);

    const cancelled = await change(world, waId, async () => ({ booking_change: "cancel" }));
    const gone = await eventOf(world, second?.eventId ?? "");
    return {
      found: {
        "The event in Google Calendar": event,
        "The confirmation": confirmed,
        "The reminder, as it waited": waiting,
        "The event, once it was moved": movedEvent,
        "The message about the move": movedMessage,
        "The reminder, as it came": reminders,
        "The event, once it was cancelled": gone,
      },
      claims: [
        [first?.status === "booked", "the server does not say that the appointment is booked"],
        [Date.parse(event.start.dateTime) === first?.startAt, "the calendar has the event at another time"],
        [event.summary === "Kitchen advice: Laura Conti", "the event does not name the customer"],
        [event.description.includes("A kitchen for two cooks."), "the event does not hold the answers"],
        [confirmed.includes("Your appointment is booked: Kitchen advice"), "the booking was not confirmed"],
        [waiting?.kind === "appointment" && waiting.status === "waiting", "no reminder waits for the appointment"],
        [moved && second?.id === first?.id, "the phone did not see the move accepted"],
        [!seen.includes(isoMinute(taken)), "a time was offered that is taken in the calendar"],
        [Date.parse(movedEvent.start.dateTime) === start && start > taken, "the event was not moved"],
        [standing === 2, "the calendar has another event than ours and the one made by hand"],
        [movedMessage.includes("has been moved"), "the move was not confirmed"],
        [early.length === 0, "the reminder came too early"],
        [reminders.length === 1, `${reminders.length} reminders came instead of one`],
        [cancelled && gone.status === "cancelled", "the event was not cancelled"],
        [(await booking())?.status === "cancelled", "the server does not say that the appointment was cancelled"],
        [(messages().at(-1) ?? "").includes("has been cancelled"), "the end was not confirmed"],
      ],
    };
  },
};

const isReminder = (text: string): boolean => text.startsWith("A reminder:");

const isoMinute = (at: number): string => `${new Date(at).toISOString().slice(0, 16)}Z`;

function slotsOf({ inputs }: OpenScreen): string[] {
  return inputs.find(({ name }) => name === "slot")?.options?.map(({ id }) => id) ?? [];
}

/** Opens the newest message, which carries the change. @returns whether the phone saw it accepted */
async function change(world: SandboxWorld, waId: string, answers: Parameters<typeof fillInFlow>[2]): Promise<boolean> {
  const phone = await fillInFlow(world, waId, answers);
  await settle(world);
  return phone.status === "completed";
}

/** As a person's browser does: from the link over Google's consent page and back. */
async function connectCalendar(world: SandboxWorld): Promise<void> {
  const { url } = await world.ask("/operator/bookings/authorise", {}, z.object({ url: z.string() }));
  const begun = await fetch(url, { redirect: "manual" });
  const cookie = begun.headers.get("set-cookie")?.split(";")[0] ?? "";
  const back = world.formTools.google.grants.consent(begun.headers.get("location") ?? "");
  const done = await fetch(back, { headers: { cookie } });
  if (!done.ok) throw new Error(`The calendar was not connected: ${await done.text()}`);
}

/** Over Google's own API, with a token of its own. */
async function eventOf({ formTools }: SandboxWorld, id: string): Promise<z.infer<typeof eventSchema>> {
  const { url, grants } = formTools.google;
  const headers = { authorization: `Bearer ${grants.personalToken()}` };
  const found = await fetch(`${url}/calendar/v3/calendars/primary/events/${id}`, { headers });
  return eventSchema.parse(await found.json());
}
