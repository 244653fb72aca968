/** Appointments by Google Calendar, from the free times on the phone to the event, its move and its end. */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { sandboxAppId } from "../../cli/sandbox-world.ts";
import { demoPortal } from "../../sandbox/hubspot/index.ts";
import type { Failure } from "../../sandbox/stand-in.ts";
import {
  about,
  book,
  change,
  fillUntil,
  messagesTo,
  offered,
  service,
  startsAt,
  takeAppointments,
  upToTimes,
} from "./booking-world.ts";
import { type PublishedFlow, startWorld, type World } from "./world.ts";

let world: World;
let flow: PublishedFlow;
const calendars = () => world.formTools.google.calendars;
const google = () => world.formTools.google.standIn;
const ours = () =>
  calendars()
    .standing()
    .filter(({ privateProperties }) => privateProperties["flowella_booking"] !== undefined);
const halfAnHour = 30 * 60_000;
const byHand = (slot: string) =>
  calendars().takenByHand({ start: Date.parse(slot), end: Date.parse(slot) + halfAnHour });
const listed = z.object({
  bookings: z.array(
    z.object({ id: z.string(), status: z.string(), outcome: z.string().nullable(), startAt: z.number().nullable() }),
  ),
});
const bookings = async () => listed.parse(await world.operator("/operator/bookings", { past: true })).bookings;

beforeEach(async () => {
  world = await startWorld({ startsAt, settings: { FORM_TOOL_TIMEOUT_MS: "4000" } });
  flow = await takeAppointments(world);
});
afterEach(() => world.close());

describe("a time that is free", () => {
  it("is booked, confirmed, moved by the message that confirms it, and cancelled the same way", async () => {
    const customer = world.stranger();
    const phone = await upToTimes(world, flow, customer);
    const [first = "", , , fourth = ""] = offered(phone);
    await book(phone, first);
    expect(phone.status).toBe("completed");
    await world.deliver();
    expect(await world.steps()).toMatchObject({ booking: "done: booked", booking_message: "done: booked" });
    const start = Date.parse(first);
    expect(calendars().standing()).toMatchObject([
      { start, end: start + halfAnHour, summary: "Kitchen advice: Stella Ferrara", timeZone: "Europe/Rome" },
    ]);
    expect(calendars().standing()[0]?.description).toContain("A kitchen for two cooks.");
    expect(messagesTo(customer).at(-1)).toContain("Your appointment is booked: Kitchen advice");

    const moving = await change(customer, "move");
    expect(offered(moving)).toContain(first);
    await book(moving, fourth);
    expect(moving.status).toBe("completed");
    await world.deliver();
    expect(calendars().standing()).toMatchObject([{ start: Date.parse(fourth), end: Date.parse(fourth) + halfAnHour }]);
    expect(messagesTo(customer).at(-1)).toContain("Your appointment has been moved");
    expect(await bookings()).toMatchObject([{ status: "booked", outcome: "moved", startAt: Date.parse(fourth) }]);

    expect((await change(customer, "cancel")).status).toBe("completed");
    await world.deliver();
    expect(calendars().standing()).toEqual([]);
    expect(messagesTo(customer).at(-1)).toContain("Your appointment has been cancelled");
    expect(offered(await upToTimes(world, flow, world.stranger()))).toContain(fourth);
  });
});

describe("a time that somebody else takes", () => {
  it("in the calendar, between the offer and the acceptance: another offer comes by message", async () => {
    const customer = world.stranger();
    const phone = await upToTimes(world, flow, customer);
    const [first = "", second = ""] = offered(phone);
    byHand(first);
    await book(phone, first);
    expect(phone.status).toBe("completed");
    await world.deliver();
    expect(await world.steps()).toMatchObject({ booking: "done: taken", booking_message: "done: taken" });
    expect(ours()).toEqual([]);
    expect(messagesTo(customer).at(-1)).toContain("was taken in the meantime");

    const again = await customer.openFlow();
    await fillUntil(again, { booking_change: "move" }, "slot");
    expect(offered(again)).not.toContain(first);
    await book(again, second);
    await world.deliver();
    expect(ours()).toMatchObject([{ start: Date.parse(second) }]);
    expect(await bookings()).toMatchObject([{ status: "booked", outcome: "booked" }]);
  });

  it("in the calendar, between the acceptance and its entry: the appointment that stood before stays", async () => {
    const customer = world.stranger();
    const phone = await upToTimes(world, flow, customer);
    const [first = "", second = ""] = offered(phone);
    await book(phone, first);
    await world.deliver();
    const moving = await change(customer, "move");
    // The calendar is away while the answer is accepted; meanwhile somebody writes into it.
    const away = { kind: "status", status: 503 } as const;
    google().fate = ({ path }) => (path.startsWith("/calendar/") ? away : undefined);
    await book(moving, second);
    expect(moving.status).toBe("completed");
    await world.settle();
    byHand(second);
    google().fate = () => undefined;
    await world.deliver();
    expect(await world.steps()).toMatchObject({ booking: "done: taken", booking_message: "done: taken" });
    expect(ours()).toMatchObject([{ start: Date.parse(first) }]);
    expect(messagesTo(customer).at(-1)).toMatch(/was taken in the meantime.*Until then your appointment/s);
    expect(offered(await upToTimes(world, flow, world.stranger()))).not.toContain(first);
  });

  it("on another phone, while both look at it: one gets it, and the other chooses anew with nothing lost", async () => {
    const phones = [await upToTimes(world, flow, world.stranger()), await upToTimes(world, flow, world.stranger())];
    const [first = "", second = ""] = phones.map(offered)[1] ?? [];
    for (const phone of phones) {
      phone.fill({ slot: first });
      await phone.press();
    }
    await Promise.all(phones.map((phone) => phone.press()));
    const [loser] = phones.filter(({ status }) => status === "open");
    expect(phones.filter(({ status }) => status === "completed")).toHaveLength(1);
    expect(loser?.read().snackbar).toContain("has just been taken");
    await loser?.back();
    expect(loser && offered(loser)).not.toContain(first);
    if (loser) await book(loser, second);
    await world.deliver();
    expect(
      ours()
        .map(({ start }) => start)
        .sort(),
    ).toEqual([first, second].map((slot) => Date.parse(slot)).sort());
  });
});

describe("a calendar that does not answer in time", () => {
  it("lets the customer say a wish; the time that fits is booked once it answers, and confirmed", async () => {
    google().failNext({ path: /freeBusy$/, times: 1, answer: { kind: "slow", ms: 60_000 } });
    const customer = world.stranger();
    const phone = await upToTimes(world, flow, customer);
    expect(offered(phone)).toEqual(["wish:any", "wish:morning", "wish:afternoon"]);
    await book(phone, "wish:afternoon");
    expect(phone.status).toBe("completed");
    await world.deliver();
    expect(await world.steps()).toMatchObject({ booking: "done: booked" });
    const [event] = ours();
    expect(new Date(event?.start ?? 0).toLocaleString("en-GB", { timeZone: "Europe/Rome", timeStyle: "short" })).toBe(
      "12:00",
    );
    expect(messagesTo(customer).at(-1)).toContain("Your appointment is booked");
  });

  it("asks again where nothing fits the wish", async () => {
    google().failNext({ path: /freeBusy$/, times: 1, answer: { kind: "slow", ms: 60_000 } });
    const customer = world.stranger();
    const phone = await upToTimes(world, flow, customer);
    const mornings = { ...service.calendar, hours: [{ ...service.calendar.hours[0], to: "12:00" }] };
    await world.operator("/operator/bookings/save", { service: { ...service, calendar: mornings } });
    await book(phone, "wish:afternoon");
    await world.deliver();
    expect(await world.steps()).toMatchObject({ booking: "done: none_free", booking_message: "done: none_free" });
    expect(messagesTo(customer).at(-1)).toContain("Nothing is free for Kitchen advice as you wished");
    const again = await customer.openFlow();
    await fillUntil(again, { booking_change: "move" }, "slot");
    expect(offered(again)[0]).toMatch(/^\d{4}-/);
  });
});

it("a wish that became a time is told, or seen as untold, where the 24 hours ended meanwhile", async () => {
  google().failNext({ path: /freeBusy$/, times: 1, answer: { kind: "slow", ms: 60_000 } });
  const customer = world.stranger();
  const phone = await upToTimes(world, flow, customer);
  const away = { kind: "status", status: 503 } as const;
  google().fate = ({ path }) => (path.startsWith("/calendar/") ? away : undefined);
  await book(phone, "wish:any");
  await world.settle();
  world.passTime(25 * 3_600_000);
  google().fate = () => undefined;
  await world.deliver();
  expect(ours()).toHaveLength(1);
  expect(await world.steps()).toMatchObject({ booking: "done: booked", booking_message: "dead: booking.untold" });
  customer.sendText("Have you found a time?");
  await world.settle();
  await world.operator("/operator/replay", { step: "booking_message" });
  await world.deliver();
  expect(await world.steps()).toMatchObject({ booking_message: "done: booked" });
  expect(messagesTo(customer).at(-1)).toContain("Your appointment is booked");
});

describe("a service that has moved to another calendar", () => {
  const toTheOther = async () => {
    calendars().add("other");
    const calendar = { ...service.calendar, calendarId: "other" };
    await world.operator("/operator/bookings/save", { service: { ...service, calendar } });
  };

  it("cancels an appointment where it stands", async () => {
    const customer = world.stranger();
    const phone = await upToTimes(world, flow, customer);
    await book(phone, offered(phone)[0] ?? "");
    await world.deliver();
    await toTheOther();
    await change(customer, "cancel");
    await world.deliver();
    expect(messagesTo(customer).at(-1)).toContain("Your appointment has been cancelled");
    expect(calendars().standing()).toEqual([]);
  });

  it("moves an appointment into the new calendar, out of the old one, and not before the new time stands", async () => {
    const customer = world.stranger();
    const phone = await upToTimes(world, flow, customer);
    const [first = "", second = "", third = ""] = offered(phone);
    await book(phone, first);
    await world.deliver();
    await toTheOther();
    const moving = await change(customer, "move");
    const other = { start: Date.parse(second), end: Date.parse(second) + halfAnHour, calendarId: "other" };
    calendars().takenByHand(other);
    await book(moving, second);
    await world.deliver();
    expect(await world.steps()).toMatchObject({ booking: "done: taken" });
    expect(calendars().standing()).toMatchObject([{ start: Date.parse(first) }]);
    google().failNext({ method: "DELETE", path: /\/events\//, answer: { kind: "cut", landed: true } });
    await book(await change(customer, "move"), third);
    await world.deliver();
    expect(await world.steps()).toMatchObject({ booking: "done: moved", booking_message: "done: moved" });
    expect(calendars().standing()).toEqual([]);
    expect(calendars().standing("other")).toMatchObject([{ summary: "Dentist" }, { start: Date.parse(third) }]);
    await change(customer, "cancel");
    await world.deliver();
    expect(calendars().standing("other")).toMatchObject([{ summary: "Dentist" }]);
  });
});

it("a correction once the appointment is over books another one, and leaves the one that was", async () => {
  const customer = world.stranger();
  const until = world.now() + 40 * 24 * 3_600_000;
  const settings = { reopen: { kind: "change", until }, tokenDays: 30 };
  await world.operator("/operator/flows/settings", { flowId: flow.flowId, settings });
  const phone = await upToTimes(world, flow, customer);
  const message = customer.chat().findLast(({ button }) => button)?.id;
  const [first = ""] = offered(phone);
  await book(phone, first);
  await world.deliver();
  world.passTime(Date.parse(first) + halfAnHour - world.now() + 1);
  customer.sendText("Thank you");
  await world.settle();
  const again = await customer.openFlow(message);
  await fillUntil(again, about, "slot");
  const next = offered(again)[2] ?? "";
  await book(again, next);
  expect(again.status).toBe("completed");
  await world.deliver();
  expect(await world.steps()).toMatchObject({ booking: "done: booked", booking_message: "done: booked" });
  expect(ours().map(({ start }) => start)).toEqual([Date.parse(first), Date.parse(next)]);
  expect(await bookings()).toMatchObject([{ status: "booked", startAt: Date.parse(next) }]);
});

it("somebody who is forgotten is in no calendar of the business any more, once it can be reached", async () => {
  const customer = world.stranger();
  const phone = await upToTimes(world, flow, customer);
  const [first = "", second = ""] = offered(phone);
  await book(phone, first);
  await world.deliver();
  byHand(second);
  google().failNext({ method: "DELETE", path: /\/events\//, answer: { kind: "status", status: 503 } });
  const contact = world
    .portal()
    .contacts.list()
    .find(({ properties }) => properties["flowella_wa_id"] === customer.waId);
  const asked = { subscriptionType: "contact.privacyDeletion", objectId: Number(contact?.id) };
  const event = { portalId: demoPortal.id, occurredAt: world.now(), ...asked };
  await world.hubspot.tell(sandboxAppId, { url: `${world.url}/webhooks/hubspot` }, [event]);
  await world.settle();
  expect(ours()).toHaveLength(1);
  world.passTime(60_000);
  await world.settle();
  expect(calendars().standing()).toMatchObject([{ summary: "Dentist" }]);
});

describe("a calendar that fails while the appointment is entered", () => {
  const failures: [string, Failure][] = [
    ["500", { kind: "status", status: 500 }],
    ["500, but it landed", { kind: "status", status: 500, landed: true }],
    ["cut off, but it landed", { kind: "cut", landed: true }],
    ["silent, but it landed", { kind: "silent", landed: true }],
    ["429", { kind: "status", status: 429, headers: { "retry-after": "30" } }],
    ["401 once", { kind: "status", status: 401 }],
  ];
  it.each(failures)("%s: it stands there once, and is confirmed once", async (_name, failure) => {
    const customer = world.stranger();
    const phone = await upToTimes(world, flow, customer);
    const [first = ""] = offered(phone);
    google().failNext({ method: "POST", path: /\/events$/, answer: failure });
    await book(phone, first);
    await world.deliver();
    expect(calendars().events()).toMatchObject([{ start: Date.parse(first), status: "confirmed" }]);
    expect(messagesTo(customer).filter((text) => text.includes("Your appointment is booked"))).toHaveLength(1);
  });
});

describe("a reminder", () => {
  it("comes before the appointment, moves with it, and goes with it", async () => {
    const customer = world.stranger();
    const phone = await upToTimes(world, flow, customer);
    const times = offered(phone);
    const last = times.at(-1) ?? "";
    await book(phone, last);
    await world.deliver();
    const moving = await change(customer, "move");
    const sooner = times.at(-3) ?? "";
    await book(moving, sooner);
    await world.deliver();
    world.passTime(Date.parse(sooner) - 59 * 60_000 - world.now());
    // The window of 24 hours opens anew: templates for reminders are the business's own.
    customer.sendText("See you soon");
    await world.settle();
    const reminders = messagesTo(customer).filter((text) => text.includes("A reminder: Kitchen advice"));
    expect(reminders).toHaveLength(1);
    expect(reminders[0]).toContain("Via Roma 1, Lucca");
  });
});
