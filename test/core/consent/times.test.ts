import { describe, expect, it } from "@jest/globals";
import { capUntil, quietUntil } from "../../../core/consent/index.ts";

const at = (text: string): number => Date.parse(text);
const iso = (time: number | undefined) => (time === undefined ? undefined : new Date(time).toISOString());
const night = { from: "21:00", to: "08:00" };
const rome = ["Europe/Rome"];

describe("quiet hours by the person's own clock", () => {
  it.each([
    ["2026-03-10T19:59:59Z", undefined],
    ["2026-03-10T20:00:00Z", "2026-03-11T07:00:00.000Z"],
    ["2026-03-11T01:30:00Z", "2026-03-11T07:00:00.000Z"],
    ["2026-03-11T07:00:00Z", undefined],
    // The night in which clocks go forward, and the one in which they go back.
    ["2026-03-28T22:00:00Z", "2026-03-29T06:00:00.000Z"],
    ["2026-10-24T22:00:00Z", "2026-10-25T07:00:00.000Z"],
  ])("%s in Rome", (now, until) => {
    expect(iso(quietUntil(at(now), night, rome))).toBe(until);
  });

  it("inside one day", () => {
    const siesta = { from: "13:00", to: "16:00" };
    expect(iso(quietUntil(at("2026-07-01T11:30:00Z"), siesta, ["Europe/Madrid"]))).toBe("2026-07-01T14:00:00.000Z");
    expect(quietUntil(at("2026-07-01T14:00:00Z"), siesta, ["Europe/Madrid"])).toBeUndefined();
  });

  it("in several zones: while it is quiet in any of them", () => {
    const zones = ["America/New_York", "America/Los_Angeles"];
    // 21:30 in New York, 18:30 in Los Angeles: until 08:00 in Los Angeles.
    expect(iso(quietUntil(at("2026-01-15T02:30:00Z"), night, zones))).toBe("2026-01-15T16:00:00.000Z");
    expect(quietUntil(at("2026-01-15T17:00:00Z"), night, zones)).toBeUndefined();
  });

  it("where several zones leave no hour, by the first alone", () => {
    const zones = ["Europe/Moscow", "Asia/Kamchatka", "America/New_York", "Pacific/Honolulu"];
    expect(quietUntil(at("2026-01-15T10:00:00Z"), { from: "18:00", to: "12:00" }, zones)).toBeUndefined();
    expect(iso(quietUntil(at("2026-01-15T20:00:00Z"), { from: "18:00", to: "12:00" }, zones))).toBe(
      "2026-01-16T09:00:00.000Z",
    );
  });

  it("says nothing without a zone, with one that is none, or with hours of no length", () => {
    expect(quietUntil(0, night, [])).toBeUndefined();
    expect(quietUntil(0, night, ["Mars/Olympus"])).toBeUndefined();
    expect(quietUntil(0, { from: "08:00", to: "08:00" }, rome)).toBeUndefined();
  });
});

describe("the frequency cap", () => {
  const day = 24 * 3_600_000;
  const cap = { messages: 2, days: 7 };
  it("fits until it is reached, and again when the oldest that counts is over", () => {
    const now = 100 * day;
    expect(capUntil(now, cap, [])).toBeUndefined();
    expect(capUntil(now, cap, [now - day])).toBeUndefined();
    expect(capUntil(now, cap, [now - 8 * day, now - day])).toBeUndefined();
    expect(capUntil(now, cap, [now - day, now - 3 * day])).toBe(now + 4 * day);
    expect(capUntil(now, cap, [now, now - day, now - 3 * day])).toBe(now + 6 * day);
    expect(capUntil(now + 4 * day, cap, [now - day, now - 3 * day])).toBeUndefined();
  });
});
