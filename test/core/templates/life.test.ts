/** A template's life: every word of Meta's, what it makes of the state, and what people are told. */
import { describe, expect, it } from "@jest/globals";
import {
  afterEvent,
  afterReading,
  canBeSent,
  handedIn,
  mayEdit,
  type TemplateEvent,
  type TemplateLife,
  type TemplateStatus,
  wordsOfTemplate,
} from "../../../core/templates/index.ts";

const at = Date.parse("2026-11-22T08:00:00Z");
const status = (event: string, later = 0, more: object = {}): TemplateEvent => ({
  kind: "status",
  event,
  at: at + later,
  ...more,
});
const approved = afterEvent(handedIn("UTILITY"), status("APPROVED"));

describe("every event of a template's status", () => {
  const table: readonly [event: string, from: TemplateLife, status: TemplateStatus, title: string, who: string][] = [
    ["PENDING", handedIn("UTILITY"), "in_review", "In review", "whatsapp"],
    ["APPROVED", handedIn("UTILITY"), "approved", "Approved", "nobody"],
    ["REJECTED", handedIn("UTILITY"), "rejected", "Rejected", "you"],
    ["IN_APPEAL", afterEvent(approved, status("REJECTED", 1)), "in_review", "In appeal", "whatsapp"],
    ["FLAGGED", approved, "approved", "Approved, with a warning", "you"],
    ["PAUSED", approved, "paused", "Paused", "you"],
    ["REINSTATED", afterEvent(approved, status("PAUSED", 1)), "approved", "Approved", "nobody"],
    ["DISABLED", approved, "disabled", "Disabled", "you"],
    ["ARCHIVED", approved, "archived", "Archived", "you"],
    ["UNARCHIVED", afterEvent(approved, status("ARCHIVED", 1)), "approved", "Approved", "nobody"],
    ["PENDING_DELETION", approved, "deleted", "Deleted", "you"],
    ["DELETED", approved, "deleted", "Deleted", "you"],
    ["LOCKED", approved, "held", "Held back", "you"],
    ["LIMIT_EXCEEDED", approved, "held", "Held back", "you"],
    ["A_WORD_OF_NEXT_YEAR", approved, "held", "Held back", "you"],
  ];
  it.each(table)("%s", (event, from, expected, title, who) => {
    const life = afterEvent(from, status(event, 2));
    expect(life).toMatchObject({ status: expected, word: event });
    expect(wordsOfTemplate(life)).toMatchObject({ title, who });
    expect(canBeSent(life)).toBe(expected === "approved");
    // What has no documented meaning is shown in Meta's own word.
    if (expected === "held") expect(wordsOfTemplate(life).says).toContain(event);
  });
});

describe("a rejection", () => {
  it.each([
    ["ABUSIVE_CONTENT", /abusive/],
    ["CATEGORY_NOT_AVAILABLE", /may not use this category/],
    ["INCORRECT_CATEGORY", /marketing/],
    ["INVALID_FORMAT", /variable/],
    ["PROMOTIONAL", /promotes/],
    ["SCAM", /fraud/],
    ["TAG_CONTENT_MISMATCH", /another language/],
    ["NONE", /no reason/],
    ["SOMETHING_NEW", /SOMETHING_NEW/],
  ])("for %s is said in words", (reason, words) => {
    const life = afterEvent(handedIn("UTILITY"), status("REJECTED", 0, { reason, advice: "Name the order." }));
    const { says } = wordsOfTemplate(life);
    expect(says).toMatch(words);
    expect(says).toContain("WhatsApp advises: Name the order.");
  });

  it("is forgotten once it is approved", () => {
    const rejected = afterEvent(handedIn("UTILITY"), status("REJECTED", 0, { reason: "SCAM", advice: "No." }));
    expect(afterEvent(rejected, status("APPROVED", 1))).toEqual({ ...approved, statusAt: at + 1 });
  });
});

describe("another category", () => {
  it("that is announced says when, and what it costs from then on", () => {
    const changesAt = Date.parse("2026-12-01T00:00:00Z");
    const life = afterEvent(approved, { kind: "category_announced", category: "MARKETING", changesAt, at });
    expect(life).toMatchObject({ category: "UTILITY", nextCategory: "MARKETING" });
    const { price } = wordsOfTemplate(life);
    expect(price).toMatch(/from utility to marketing on December 1, 2026.*marketing rate.*60 days/s);
    const done = afterEvent(life, { kind: "category_changed", before: "UTILITY", category: "MARKETING", at: at + 1 });
    expect(done).toMatchObject({ category: "MARKETING", categoryBefore: "UTILITY" });
    expect(done).not.toHaveProperty("nextCategory");
    expect(wordsOfTemplate(done).price).toMatch(/changed it from utility to marketing/);
    expect(canBeSent(done)).toBe(true);
  });

  it("that comes without a word is seen in the list, too", () => {
    const life = afterReading(approved, { status: "APPROVED", category: "MARKETING" });
    expect(wordsOfTemplate(life).price).toMatch(/marketing rate/);
    expect(wordsOfTemplate(approved).price).toBeUndefined();
  });
});

it("an event that comes late changes nothing, whatever order they come in", () => {
  const events = [status("APPROVED", 1), status("PAUSED", 2), status("REINSTATED", 3)];
  const forwards = events.reduce(afterEvent, handedIn("UTILITY"));
  const backwards = events.toReversed().reduce(afterEvent, handedIn("UTILITY"));
  expect(backwards).toEqual(forwards);
  expect(forwards.status).toBe("approved");
});

it("a list confirms what is known and keeps its reason", () => {
  const rejected = afterEvent(handedIn("UTILITY"), status("REJECTED", 0, { reason: "SCAM", advice: "No." }));
  expect(afterReading(rejected, { status: "REJECTED", category: "UTILITY", reason: "SCAM" })).toEqual(rejected);
  expect(afterReading(approved, { status: "DELETED" }).status).toBe("deleted");
});

describe("a text may be changed", () => {
  const day = 24 * 3_600_000;
  const rows: readonly [string, TemplateStatus, number[], true | RegExp][] = [
    ["approved, never changed", "approved", [], true],
    ["approved, changed a day ago", "approved", [at - day], true],
    ["approved, changed an hour ago", "approved", [at - 3_600_000], /once in 24 hours/],
    [
      "approved, ten times in a month",
      "approved",
      Array.from({ length: 10 }, (_, n) => at - (n + 2) * day),
      /ten times/,
    ],
    ["rejected, however often", "rejected", Array.from({ length: 12 }, () => at - 1), true],
    ["paused", "paused", [at - 1], true],
    ["in review", "in_review", [], /reviewing/],
    ["disabled", "disabled", [], /another one/],
    ["deleted", "deleted", [], /another one/],
    ["archived", "archived", [], /another one/],
  ];
  it.each(rows)("%s", (_, state, edits, expected) => {
    const may = mayEdit({ status: state }, edits, at);
    expect(may).toEqual(expected === true ? { ok: true } : { ok: false, because: expect.stringMatching(expected) });
  });
});
