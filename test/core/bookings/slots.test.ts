/** Free slots: opening hours, what is taken, notice, and the days on which the clock is changed. */
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import {
  freeSlots,
  type GoogleService,
  grainMs,
  heldBy,
  horizon,
  type Interval,
  isFree,
  isGoogle,
  joined,
  overlap,
  serviceSchema,
  slotAt,
  slotChoices,
  slotFor,
  slotId,
  slotStart,
  startsTouching,
  wishIn,
  wishValue,
  without,
} from "../../../core/bookings/index.ts";

const minute = 60_000;
const everyDay = [1, 2, 3, 4, 5, 6, 7];

function service(calendar: Record<string, unknown> = {}, change: Record<string, unknown> = {}): GoogleService {
  const parsed = serviceSchema.parse({
    name: "visit",
    title: "A visit",
    timeZone: "Europe/Rome",
    noticeMinutes: 0,
    daysAhead: 1,
    ...change,
    calendar: {
      kind: "google",
      calendarId: "primary",
      minutes: 60,
      hours: [{ days: everyDay, from: "09:00", to: "12:00" }],
      ...calendar,
    },
  });
  if (!isGoogle(parsed)) throw new Error("It is no Google calendar.");
  return parsed;
}

const at = (text: string) => Date.parse(text);
const begins = (slots: readonly Interval[]) => slots.map(({ start }) => slotId(start));
const nothing = { busy: [], held: [] };
/** As a clock on the wall in the service's zone shows them. */
const locally = (given: GoogleService, slots: readonly Interval[]) =>
  slotChoices(slots, "en", given.timeZone).map(({ label }) => label);

describe("slots", () => {
  it("follow opening hours, on the days that are named, without the days that are closed", () => {
    const hours = [
      { days: [1], from: "09:00", to: "11:00" },
      { days: [1, 2], from: "14:00", to: "15:30" },
    ];
    const given = service({ hours, closed: ["2027-03-09"] }, { daysAhead: 8 });
    // 2027-03-01 is a Monday.
    expect(begins(freeSlots(given, at("2027-03-01T00:00Z"), nothing))).toEqual([
      "2027-03-01T08:00Z",
      "2027-03-01T09:00Z",
      "2027-03-01T13:00Z",
      "2027-03-02T13:00Z",
      "2027-03-08T08:00Z",
      "2027-03-08T09:00Z",
      "2027-03-08T13:00Z",
    ]);
  });

  it("keep the buffer to what is busy on both sides, the notice, and each other", () => {
    const given = service({ minutes: 30, bufferMinutes: 15, everyMinutes: 15 }, { noticeMinutes: 60, daysAhead: 1 });
    const busy = [{ start: at("2027-03-01T09:30Z"), end: at("2027-03-01T10:00Z") }];
    const today = freeSlots(given, at("2027-03-01T07:20Z"), { busy, held: [] }).filter(
      ({ start }) => start < at("2027-03-02T00:00Z"),
    );
    // Opening is 08:00 to 11:00 UTC; 08:45 to 09:15 ends a buffer before the busy time, and 10:15 begins one after it.
    expect(begins(today)).toEqual(["2027-03-01T08:30Z", "2027-03-01T08:45Z", "2027-03-01T10:15Z", "2027-03-01T10:30Z"]);
  });

  it("are free where the calendar has been asked about all that counts: what ended just before, and begins right after", () => {
    const hours = [{ days: everyDay, from: "00:00", to: "24:00" }];
    const given = service({ hours, minutes: 30, bufferMinutes: 15, everyMinutes: 5 }, { daysAhead: 1 });
    const now = at("2027-03-01T09:00Z");
    const [ended, next] = [at("2027-03-01T08:55Z"), at("2027-03-02T23:00Z")];
    const all = [
      { start: ended - 30 * minute, end: ended },
      { start: next, end: next + 30 * minute },
    ];
    const told = all.filter((each) => overlap(each, horizon(given, now)));
    const free = freeSlots(given, now, { busy: told, held: [] });
    expect(begins(free.slice(0, 1))).toEqual(["2027-03-01T09:10Z"]);
    expect(free.filter((slot) => !isFree(given, slot, all))).toEqual([]);
  });

  it("leave out what touches a hold, with the buffer behind it", () => {
    const given = service({ minutes: 30, bufferMinutes: 15, everyMinutes: 15 });
    const held = [heldBy(given, slotAt(given, at("2027-03-01T09:00Z")))];
    const free = begins(freeSlots(given, at("2027-03-01T00:00Z"), { busy: [], held }));
    expect(free).toContain("2027-03-01T08:15Z");
    expect(free).not.toContain("2027-03-01T08:30Z");
    expect(free).not.toContain("2027-03-01T09:30Z");
    expect(free).toContain("2027-03-01T09:45Z");
  });
});

describe("on the days on which the clock is changed", () => {
  it.each([
    ["Europe/Rome", "2027-03-27T09:00Z", "2027-03-28T08:00Z"],
    ["Europe/Rome", "2027-10-30T08:00Z", "2027-10-31T09:00Z"],
    ["America/New_York", "2027-03-13T15:00Z", "2027-03-14T14:00Z"],
    ["America/New_York", "2027-11-06T14:00Z", "2027-11-07T15:00Z"],
  ])("%s: the working day begins at ten on the wall, on %s as on %s", (timeZone, before, after) => {
    const hours = [{ days: everyDay, from: "10:00", to: "12:00" }];
    const given = service({ hours }, { timeZone, daysAhead: 1 });
    const slots = freeSlots(given, at(before) - 60 * minute, nothing);
    expect(locally(given, slots).map((label) => label.slice(-5))).toEqual(["10:00", "11:00", "10:00", "11:00"]);
    expect(begins(slots)).toEqual(expect.arrayContaining([before, after]));
  });

  it.each([
    ["Europe/Rome", "2027-03-28", 5],
    ["Europe/Rome", "2027-10-31", 7],
    ["America/New_York", "2027-03-14", 5],
    ["America/New_York", "2027-11-07", 7],
  ])("%s on %s: an open night has the hours that really pass, each once", (timeZone, day, count) => {
    const hours = [{ days: everyDay, from: "00:00", to: "06:00" }];
    const given = service({ hours }, { timeZone, daysAhead: 1 });
    const noon = at(`${day}T12:00Z`) - 24 * 60 * minute;
    const night = freeSlots(given, noon, nothing);
    expect(night).toHaveLength(count);
    expect(night.every(({ start, end }) => end - start === 60 * minute)).toBe(true);
    const labels = locally(given, night);
    expect(new Set(labels).size).toBe(count);
    // The hour that comes twice is told apart, and the one that is skipped is not offered.
    expect(labels.filter((label) => label.includes("UTC"))).toHaveLength(count === 7 ? 2 : 0);
    expect(labels.some((label) => / 02:00/.test(label))).toBe(!(count === 5));
  });
});

describe("what somebody chose", () => {
  it("is a slot, a wish, or neither", () => {
    expect(slotStart(slotId(at("2027-03-28T08:00Z")))).toBe(at("2027-03-28T08:00Z"));
    for (const text of ["", "wish:any", "2027-02-30T08:00Z", "2027-03-28 08:00", "2027-03-28T08:00:00Z"]) {
      expect(slotStart(text)).toBeUndefined();
    }
    expect(wishIn(wishValue("morning"))).toBe("morning");
    expect(wishIn("wish:never")).toBeUndefined();
  });

  it("as a wish is the first slot of that part of the day, by the service's own clock", () => {
    const given = service(
      { hours: [{ days: everyDay, from: "11:00", to: "14:00" }] },
      { timeZone: "America/New_York" },
    );
    const slots = freeSlots(given, at("2027-06-01T00:00Z"), nothing);
    const found = (wish: "any" | "morning" | "afternoon") => slotId(slotFor(wish, slots, given.timeZone)?.start ?? 0);
    expect(found("any")).toBe("2027-06-01T15:00Z");
    expect(found("morning")).toBe("2027-06-01T15:00Z");
    expect(found("afternoon")).toBe("2027-06-01T16:00Z");
  });
});

describe("holds", () => {
  const starts = fc.integer({ min: 0, max: 400 }).map((grains) => grains * grainMs);
  const lengths = fc.record({
    minutes: fc.integer({ min: 1, max: 24 }).map((fives) => fives * 5),
    bufferMinutes: fc.integer({ min: 0, max: 12 }).map((fives) => fives * 5),
  });

  it("of two slots meet exactly where the slots come closer than the buffer", () => {
    fc.assert(
      fc.property(lengths, starts, starts, (calendar, one, other) => {
        const given = service(calendar);
        const gap = Math.abs(one - other) - calendar.minutes * minute;
        const meet = overlap(heldBy(given, slotAt(given, one)), heldBy(given, slotAt(given, other)));
        expect(meet).toBe(gap < calendar.bufferMinutes * minute);
      }),
    );
  });

  it("take away exactly the beginnings of slots that would touch them", () => {
    fc.assert(
      fc.property(lengths, fc.array(starts, { maxLength: 4 }), starts, (calendar, taken, start) => {
        const given = service(calendar);
        const held = taken.map((each) => heldBy(given, slotAt(given, each)));
        const touches = held.some((each) => overlap(each, heldBy(given, slotAt(given, start))));
        expect(startsTouching(given, held).has(start)).toBe(touches);
      }),
    );
  });

  it("are joined where they lie side by side, and an appointment's own time can be taken out of what is busy", () => {
    expect(joined([grainMs * 2, 0, grainMs, grainMs * 5])).toEqual([
      { start: 0, end: grainMs * 3 },
      { start: grainMs * 5, end: grainMs * 6 },
    ]);
    expect(without([{ start: 0, end: 10 }], { start: 4, end: 6 })).toEqual([
      { start: 0, end: 4 },
      { start: 6, end: 10 },
    ]);
  });
});

describe("what can be booked", () => {
  const good = service();
  it.each([
    ["a time zone that does not exist", { timeZone: "Europe/Atlantis" }],
    ["no hours", { calendar: { ...good.calendar, hours: [] } }],
    [
      "hours that end before they begin",
      { calendar: { ...good.calendar, hours: [{ days: [1], from: "12:00", to: "09:00" }] } },
    ],
    ["a length that no grain fits", { calendar: { ...good.calendar, minutes: 7 } }],
    ["a name that no form could write", { name: "Visit!" }],
    ["a calendar of nobody's", { calendar: { kind: "paper" } }],
  ])("refuses %s", (_what, change) => {
    expect(serviceSchema.safeParse({ ...good, ...change }).success).toBe(false);
  });
});
