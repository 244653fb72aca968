import { describe, expect, it } from "@jest/globals";
import {
  isSettled,
  judgeNumber,
  lookAgainMs,
  type NumberKey,
  needsUpload,
  nextNeed,
  type RingFacts,
} from "../../../server/keys/plan.ts";
import type { RingKey } from "../../../server/keys/ring.ts";

const day = 24 * 3_600_000;
const now = 1_000 * day;
const key = (id: string, status: RingKey["status"], more: Partial<RingKey> = {}): RingKey => ({
  id,
  publicPem: "",
  fingerprint: `fp_${id}`,
  status,
  retireAt: null,
  createdAt: now - day,
  ...more,
});
const keys = [key("new", "active"), key("old", "retiring"), key("gone", "retired")];
const number = (status: NumberKey["status"], keyId: string | null = null, code: string | null = null): NumberKey => ({
  status,
  keyId,
  code,
});

describe("a number's key", () => {
  it.each([
    ["none", undefined, number("none")],
    ["ours, valid", { fingerprint: "fp_new", status: "VALID" }, number("valid", "new")],
    ["in small letters", { fingerprint: "fp_new", status: "valid" }, number("valid", "new")],
    ["ours from before", { fingerprint: "fp_old", status: "VALID" }, number("valid", "old")],
    ["ours, retired", { fingerprint: "fp_gone", status: "VALID" }, number("valid", "gone")],
    ["ours, unsigned", { fingerprint: "fp_new", status: "MISMATCH" }, number("mismatch", "new")],
    ["ours, a word that we do not know", { fingerprint: "fp_new", status: "PENDING" }, number("mismatch", "new")],
    ["a stranger's", { fingerprint: "fp_other", status: "VALID" }, number("foreign")],
  ])("%s", (_name, registered, expected) => {
    expect(judgeNumber(registered, keys)).toEqual(expected);
  });

  it.each([
    [number("valid", "new"), false, true],
    [number("valid", "old"), true, false],
    [number("valid", "gone"), true, false],
    [number("mismatch", "new"), true, false],
    [number("none"), true, false],
    [number("failed", null, "whatsapp.unavailable"), true, false],
    [number("failed", null, "whatsapp.bad_request"), true, true],
    [number("foreign"), false, true],
  ])("%j needs an upload: %s; does not hold the ring up: %s", (at, upload, settled) => {
    expect([needsUpload(at, "new"), isSettled([at], "new")]).toEqual([upload, settled]);
  });
});

describe("what a ring needs next", () => {
  const facts = (change: Partial<RingFacts> = {}): RingFacts => ({
    keys: [key("new", "active")],
    numbers: [{ ...number("valid", "new"), checkedAt: now }],
    now,
    rotateAfterMs: 90 * day,
    ...change,
  });

  it.each([
    ["nothing, while all is well", facts(), "nothing"],
    ["nothing, where there is no key", facts({ keys: [] }), "nothing"],
    [
      "a look, where a number was never asked",
      facts({ numbers: [{ ...number("valid", "new"), checkedAt: null }] }),
      "check",
    ],
    ["a look, every day", facts({ numbers: [{ ...number("valid", "new"), checkedAt: now - lookAgainMs }] }), "check"],
    ["a look, where a number lacks the key", facts({ numbers: [{ ...number("none"), checkedAt: now }] }), "check"],
    [
      "a look, where the overlap has not begun",
      facts({ keys: [key("new", "active"), key("old", "retiring")] }),
      "check",
    ],
    [
      "nothing, during the overlap",
      facts({ keys: [key("new", "active"), key("old", "retiring", { retireAt: now + 1 })] }),
      "nothing",
    ],
    [
      "to retire, after it",
      facts({ keys: [key("new", "active"), key("old", "retiring", { retireAt: now })] }),
      "retire",
    ],
    ["a new key, when it is old", facts({ keys: [key("new", "active", { createdAt: now - 90 * day })] }), "rotate"],
    [
      "no new key, when none is wanted",
      facts({ keys: [key("new", "active", { createdAt: 0 })], rotateAfterMs: 0 }),
      "nothing",
    ],
    [
      "no new key, before the one before is gone",
      facts({ keys: [key("new", "active", { createdAt: 0 }), key("old", "retiring", { retireAt: now + 1 })] }),
      "nothing",
    ],
  ])("%s", (_name, given, expected) => {
    expect(nextNeed(given).kind).toBe(expected);
  });
});
