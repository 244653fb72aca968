/** Appointments by Google Calendar, from the free times on the phone to the event, its move and its end. */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { z } from "zod";
import type { Failure } from "../../sandbox/stand-in.ts";
import { book, change, fillUntil, messagesTo, offered, service, takeAppointments, upToTimes } from "./booking-world.ts";
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
  world = await startWorld({ settings: { FORM_TOOL_TIMEOUT_MS: "4000" } });
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
