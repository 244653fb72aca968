/** What has to be written into a record that is there. */
import { describe, expect, it } from "@jest/globals";
import { changesTo, handedInBefore } from "../../../server/kyc/changes.ts";

const at = Date.UTC(2026, 10, 22, 15, 0, 0, 120);
const iso = new Date(at).toISOString();
const marks = { receivedAt: "when", received: { state: "received" } };

describe("changes", () => {
  it.each([
    ["nothing, where all of it stands there", { when: iso, end: "1" }, { when: iso, end: "1" }, {}],
    ["nothing, where HubSpot writes the moment in another way", { when: String(at) }, { when: iso }, {}],
    ["a value alone, which leaves what people decided", { when: iso, end: "1" }, { when: iso, end: "2" }, { end: "2" }],
    ["an empty text for what a correction took away", { when: iso, end: "1" }, { when: iso, end: "" }, { end: "" }],
    ["nothing for what is missing on both sides", { when: iso, end: null }, { when: iso, end: "" }, {}],
    [
      "the state, too, where the answers are other ones",
      { when: "2026-11-01T00:00:00Z", end: "1" },
      { when: iso, end: "1" },
      { when: iso, state: "received" },
    ],
  ])("are %s", (_, there, wanted, change) => expect(changesTo(there, wanted, marks)).toEqual(change));
});

it("answers that came before those that stand there are known as such", () => {
  expect(handedInBefore(at - 1, "when", { when: iso })).toBe(true);
  expect(handedInBefore(at, "when", { when: iso })).toBe(false);
  expect(handedInBefore(at, "when", { when: null })).toBe(false);
  expect(handedInBefore(at, undefined, { when: iso })).toBe(false);
});
