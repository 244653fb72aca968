import { describe, expect, it } from "@jest/globals";
import {
  expiry,
  longestHoldMs,
  longestWaitMs,
  outcomeOfRefusal,
  outcomes,
  passes,
  sendingGivenUpMs,
  waitingTime,
  wentWell,
} from "../../../core/workflow/index.ts";

const hourMs = 3_600_000;

describe("the time to wait", () => {
  it.each([
    ["", "", 72 * hourMs],
    ["1", "hours", hourMs],
    ["2", "days", 48 * hourMs],
    ["2", "", 48 * hourMs],
    ["1.5", "hours", 1.5 * hourMs],
    ["30", "days", longestWaitMs],
  ])("%j %s", (amount, unit, wait) => {
    expect(waitingTime(amount, unit)).toBe(wait);
  });

  it.each([
    ["0", "days"],
    ["-1", "days"],
    ["31", "days"],
    ["0.5", "hours"],
    ["soon", "days"],
    ["Infinity", "days"],
  ])("%j %s is none", (amount, unit) => {
    expect(waitingTime(amount, unit)).toBeUndefined();
  });
});

it("HubSpot goes on by itself later than any of our own times can end", () => {
  const hours = Number(/^PT(\d+)H$/.exec(expiry(longestWaitMs))?.[1]);
  // A message that was held and retried to the very end, waited for to the very end, and a weekend to tell it.
  expect(hours * hourMs).toBeGreaterThan(sendingGivenUpMs + longestWaitMs + 72 * hourMs);
  expect(sendingGivenUpMs).toBeGreaterThan(longestHoldMs);
});

describe("outcomes", () => {
  it("of our own refusals, and of WhatsApp's, which count for more", () => {
    expect(outcomeOfRefusal("NO_CONSENT", undefined)).toBe("NO_CONSENT");
    expect(outcomeOfRefusal("WINDOW_CLOSED_NO_TEMPLATE", undefined)).toBe("TEMPLATE_NOT_READY");
    expect(outcomeOfRefusal("FLOW_NOT_PUBLISHED", undefined)).toBe("FAILED");
    expect(outcomeOfRefusal("FAILED", "whatsapp.spam_limit")).toBe("LIMIT_TODAY");
    expect(outcomeOfRefusal("FAILED", "whatsapp.withheld")).toBe("TOO_SOON");
    expect(outcomeOfRefusal("FAILED", "whatsapp.never_heard_of")).toBe("FAILED");
  });

  it("are failures unless the message went", () => {
    expect(outcomes.filter(wentWell)).toEqual(["SENT", "ANSWERED", "TIMED_OUT"]);
  });

  it("only what passes by itself is tried again", () => {
    expect(passes("whatsapp.throughput")).toBe(true);
    expect(passes("whatsapp.undeliverable")).toBe(false);
    expect(passes(undefined)).toBe(false);
  });
});
