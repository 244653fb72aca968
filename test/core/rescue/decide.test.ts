import { describe, expect, it } from "@jest/globals";
import { nextLook, type ReminderFacts, reminderWay, type Standing, stageOf } from "../../../core/rescue/index.ts";

const minute = 60_000;
const hour = 60 * minute;
const standing: Standing = {
  session: "open",
  finishedElsewhere: false,
  lastSeenAt: 0,
  expiresAt: 72 * hour,
  flow: "published",
};

describe("how far somebody is", () => {
  const rows: [string, Partial<Standing>, number, unknown][] = [
    ["at it", {}, hour, { kind: "busy", until: 3 * hour }],
    ["silent for as long as the portal says", {}, 3 * hour, { kind: "stopped" }],
    ["through", { session: "accepted" }, 4 * hour, { kind: "over", because: "finished" }],
    [
      "through by another message",
      { finishedElsewhere: true },
      4 * hour,
      { kind: "over", because: "finished_elsewhere" },
    ],
    ["the message expires before that", { expiresAt: 2 * hour }, hour, { kind: "busy", until: 2 * hour }],
    ["the message has expired", { expiresAt: 2 * hour }, 2 * hour, { kind: "stopped" }],
  ];
  it.each(rows)("%s", (_, change, now, expected) => {
    expect(stageOf({ ...standing, ...change }, { afterMinutes: 180 }, now)).toEqual(expected);
  });
});

describe("whether somebody is reminded", () => {
  const facts: ReminderFacts = {
    reminder: "free",
    remindedBefore: false,
    expiresAt: 72 * hour,
    flow: "published",
    window: "open",
    hasTemplate: true,
  };
  const none = (because: string) => ({ kind: "none", because });
  const rows: [string, Partial<ReminderFacts>, unknown][] = [
    ["inside the 24 hours", {}, { kind: "remind", by: "message" }],
    ["outside of them", { window: "closed" }, none("window_closed")],
    ["outside of them, by template", { window: "closed", reminder: "template" }, { kind: "remind", by: "template" }],
    ["inside of them never by template", { reminder: "template" }, { kind: "remind", by: "message" }],
    ["without a template", { window: "closed", reminder: "template", hasTemplate: false }, none("no_template")],
    ["a second time", { remindedBefore: true }, none("reminded_before")],
    ["switched off", { reminder: "off" }, none("switched_off")],
    ["expired", { expiresAt: 4 * hour }, none("expired")],
    ["about to expire", { expiresAt: 4 * hour + 20 * minute }, none("expired")],
    ["paused", { flow: "paused" }, none("flow_paused")],
    ["closed", { flow: "closed" }, none("flow_closed")],
  ];
  it.each(rows)("%s", (_, change, expected) => {
    expect(reminderWay({ ...facts, ...change }, 4 * hour)).toEqual(expected);
  });
});

it("looks again ever more rarely, and at the expiry at the latest", () => {
  expect(nextLook(standing, 3 * hour)).toBe(4 * hour);
  expect(nextLook(standing, 40 * hour)).toBe(50 * hour);
  expect(nextLook(standing, 70 * hour)).toBe(72 * hour);
});
