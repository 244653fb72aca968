/** Appointments on a scheduling page in HubSpot, which can be booked and never changed by an app. */
import { afterEach, beforeEach, expect, it } from "@jest/globals";
import { z } from "zod";
import { slotId } from "../../core/bookings/index.ts";
import type { Failure } from "../../sandbox/stand-in.ts";
import { checkAll, describeContract } from "../contract/index.ts";
import { book, change, fillUntil, messagesTo, offered, startsAt, upToTimes } from "./booking-world.ts";
import { type PublishedFlow, startWorld, type World } from "./world.ts";

const slug = "casa-lume/advice";
const halfAnHour = 30 * 60_000;
let world: World;
let flow: PublishedFlow;
let times: number[];

const page = () => world.portal().meetingPages.get(slug);
const meetings = () =>
  world
    .portal()
    .recordsOf("meetings")
    .list()
    .map(({ properties }) => Date.parse(properties["hs_meeting_start_time"] ?? ""));
const tasks = () =>
  world
    .portal()
    .recordsOf("tasks")
    .list()
    .map(({ properties }) => properties["hs_task_body"] ?? "");

beforeEach(async () => {
  world = await startWorld({ startsAt });
  // The next days, which may lie in two months.
  const first = Math.ceil(world.now() / halfAnHour) * halfAnHour + 24 * 3_600_000;
  times = Array.from({ length: 40 }, (_, index) => first + index * 4 * 3_600_000);
  world.portal().meetingPages.set(slug, { slug, durationMs: halfAnHour, free: new Set(times) });
  const service = {
    name: "appointment",
    title: "Kitchen advice",
    timeZone: "Europe/Rome",
    daysAhead: 14,
    calendar: { kind: "hubspot", slug, minutes: 30 },
  };
  const saved = await world.operator("/operator/bookings/save", { service });
  expect(z.object({ kind: z.literal("saved"), free: z.number() }).parse(saved).free).toBe(times.length);
  flow = await world.publish({ tool: "use-case", formId: "appointment" });
});
afterEach(() => world.close());

it("books a time of the page, and says plainly that a person changes it", async () => {
  const customer = world.stranger();
  const phone = await upToTimes(world, flow, customer);
  expect(offered(phone)).toEqual(times.map(slotId));
  await book(phone, slotId(times[2] ?? 0));
  expect(phone.status).toBe("completed");
  // Before it is entered, nobody else is offered it.
  expect(offered(await upToTimes(world, flow, world.stranger()))).not.toContain(slotId(times[2] ?? 0));
  await world.deliver();
  expect(await world.steps()).toMatchObject({ booking: "done: booked", booking_message: "done: booked" });
  expect(meetings()).toEqual([times[2]]);
  expect(messagesTo(customer).at(-1)).toContain("Your appointment is booked: Kitchen advice");

  const moving = await change(customer, "move");
  await book(moving, slotId(times[5] ?? 0));
  expect(moving.status).toBe("completed");
  await world.deliver();
  expect(await world.steps()).toMatchObject({ booking: "done: by_hand", booking_message: "done" });
  expect(meetings()).toEqual([times[2]]);
  expect(tasks().filter((body) => body.includes("HubSpot lets no app change"))).toHaveLength(1);
  expect(messagesTo(customer).at(-1)).toMatch(/changed by our team.*confirmation e-mail/s);
  expect(offered(await upToTimes(world, flow, world.stranger()))).toContain(slotId(times[5] ?? 0));
});

it("asks a person for each change, although the call for a correction's failed", async () => {
  const settings = { reopen: { kind: "change", until: world.now() + 24 * 3_600_000 } };
  await world.operator("/operator/flows/settings", { flowId: flow.flowId, settings });
  const customer = world.stranger();
  await book(await upToTimes(world, flow, customer), slotId(times[2] ?? 0));
  await world.deliver();
  await book(await change(customer, "move"), slotId(times[5] ?? 0));
  await world.deliver();
  world.hubspot.api.failNext({ method: "POST", path: /tasks$/, answer: { kind: "status", status: 503 } });
  const corrected = await change(customer, "move");
  await book(corrected, slotId(times[7] ?? 0));
  expect(corrected.status).toBe("completed");
  await world.deliver();
  expect(await world.steps()).toMatchObject({ booking: "done: by_hand" });
  expect(tasks().filter((body) => body.includes("HubSpot lets no app change"))).toHaveLength(2);
});

it("offers another time where the page lost the chosen one meanwhile", async () => {
  const customer = world.stranger();
  const phone = await upToTimes(world, flow, customer);
  page()?.free.delete(times[0] ?? 0);
  await book(phone, slotId(times[0] ?? 0));
  await world.deliver();
  expect(await world.steps()).toMatchObject({ booking: "done: taken", booking_message: "done: taken" });
  expect(meetings()).toEqual([]);
  const again = await customer.openFlow();
  await fillUntil(again, { booking_change: "move" }, "slot");
  expect(offered(again)).not.toContain(slotId(times[0] ?? 0));
  await book(again, slotId(times[1] ?? 0));
  await world.deliver();
  expect(meetings()).toEqual([times[1]]);
});

const failures: [string, Failure][] = [
  ["500", { kind: "status", status: 500 }],
  ["500, but it landed", { kind: "status", status: 500, landed: true }],
  ["cut off, but it landed", { kind: "cut", landed: true }],
];
it.each(failures)("books once although the call fails: %s", async (_name, answer) => {
  const customer = world.stranger();
  const phone = await upToTimes(world, flow, customer);
  world.hubspot.api.failNext({ method: "POST", path: /meeting-links\/book$/, answer });
  await book(phone, slotId(times[0] ?? 0));
  await world.deliver();
  expect(meetings()).toEqual([times[0]]);
  expect(messagesTo(customer).filter((text) => text.includes("is booked"))).toHaveLength(1);
});

describeContract("the calls to scheduling pages", () => {
  it("keep to HubSpot's document, both ways", async () => {
    const customer = world.stranger();
    await book(await upToTimes(world, flow, customer), slotId(times[1] ?? 0));
    await world.deliver();
    const phone = await upToTimes(world, flow, customer);
    world.hubspot.api.failNext({
      method: "POST",
      path: /meeting-links\/book$/,
      answer: { kind: "cut", landed: true },
    });
    await book(phone, slotId(times[0] ?? 0));
    await world.deliver();
    // What was cut off has no answer to be checked.
    const whole = world.hubspot.api.exchanges.filter(({ responseBody }) => responseBody !== "");
    const { problems, operations } = checkAll(whole, "hubspot");
    expect(problems).toEqual([]);
    expect(operations.checked).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/GET .*availability-page/),
        expect.stringMatching(/POST .*meeting-links\/book$/),
        expect.stringMatching(/POST .*meetings\/batch\/read$/),
      ]),
    );
  });
});
