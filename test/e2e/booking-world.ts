/** A world whose business takes appointments: its Google calendar, what can be booked, and the Flow that offers it. */
import { z } from "zod";
import type { FlowOnPhone } from "../../phone/index.ts";
import type { Person } from "../../sandbox/whatsapp/people.ts";
import { allow, goBack } from "./consent-page.ts";
import type { PublishedFlow, World } from "./world.ts";

export const hours = [{ days: [1, 2, 3, 4, 5, 6, 7], from: "09:00", to: "17:00" }];

/** Before the business opens, so that no test depends on the hour at which it runs. */
export const startsAt = Date.parse("2027-03-02T07:00:00+01:00");

export const service = {
  name: "appointment",
  title: "Kitchen advice",
  timeZone: "Europe/Rome",
  place: "Via Roma 1, Lucca",
  noticeMinutes: 0,
  daysAhead: 3,
  reminderMinutes: 60,
  calendar: { kind: "google", calendarId: "primary", minutes: 30, hours },
};

export async function connectCalendar(world: World): Promise<string> {
  const { url } = z.object({ url: z.string() }).parse(await world.operator("/operator/bookings/authorise"));
  return (await goBack(await allow(url))).text();
}

export async function takeAppointments(world: World, change: Record<string, unknown> = {}): Promise<PublishedFlow> {
  await connectCalendar(world);
  const saved = await world.operator("/operator/bookings/save", { service: { ...service, ...change } });
  z.object({ kind: z.literal("saved") }).parse(saved);
  return world.publish({ tool: "use-case", formId: "appointment" });
}

export const about = {
  purpose: "advice",
  note: "A kitchen for two cooks.",
  firstname: "Stella",
  lastname: "Ferrara",
  email: "stella.ferrara@ferrara.example",
};

/** The customer writes, gets the Flow, and comes as far as the times that are free. */
export async function upToTimes(world: World, flow: PublishedFlow, customer: Person): Promise<FlowOnPhone> {
  customer.sendText("Hello");
  await world.settle();
  await world.send(flow, { phone: `+${customer.waId}` });
  const phone = await customer.openFlow();
  await fillUntil(phone, about, "slot");
  return phone;
}

/** Opens the newest message, which carries the change of an appointment, and says what to do with it. */
export async function change(customer: Person, wish: "move" | "cancel"): Promise<FlowOnPhone> {
  const phone = await customer.openFlow();
  await fillUntil(phone, { booking_change: wish }, "slot");
  return phone;
}

/** Screen by screen, until one asks for this or the Flow ends. */
export async function fillUntil(
  phone: FlowOnPhone,
  answers: Readonly<Record<string, unknown>>,
  name: string,
): Promise<void> {
  for (let screens = 0; screens < 9 && phone.status === "open"; screens += 1) {
    const { inputs } = phone.read();
    if (inputs.some((input) => input.name === name)) return;
    const known = inputs.filter((input) => Object.hasOwn(answers, input.name));
    phone.fill(Object.fromEntries(known.map((input) => [input.name, answers[input.name]])));
    await phone.press();
  }
}

/** The times on the phone, as the ids that it would hand in. */
export function offered(phone: FlowOnPhone): string[] {
  const input = phone.read().inputs.find(({ name }) => name === "slot");
  return (input?.options ?? []).map(({ id }) => id);
}

/** Chooses a time, and goes on to the end. */
export async function book(phone: FlowOnPhone, slot: string): Promise<void> {
  phone.fill({ slot });
  await phone.press();
  if (phone.status === "open") await phone.press();
}

export function messagesTo(customer: Person): string[] {
  return customer
    .chat()
    .filter(({ from }) => from === "business")
    .map(({ text }) => text);
}
