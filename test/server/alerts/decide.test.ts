/** The rules of alerts, as a table: what is wrong, what was open, what follows. */
import { describe, expect, it } from "@jest/globals";
import { type Decision, decide, type Facts, settleMs } from "../../../server/alerts/decide.ts";
import { alertKinds, type Condition, type Mute, type OpenAlert } from "../../../server/alerts/types.ts";

const now = 1_000_000_000;
const hour = 3_600_000;
const everyMs = 6 * hour;

const wrong = (count: number, more: Partial<Condition> = {}): Condition => ({
  kind: "dead_letters",
  subject: "hubspot/hubspot.invalid",
  count,
  details: { flows: [] },
  ...more,
});

/** Told of 10, an hour ago. */
const open = (more: Partial<OpenAlert> = {}): OpenAlert => ({
  ...wrong(10),
  id: "alr_1",
  revision: 3,
  openedAt: now - hour,
  quietSince: null,
  toldAt: now - hour,
  toldCount: 10,
  ...more,
});

const facts = (more: Partial<Facts>): Facts => ({
  judged: alertKinds,
  conditions: [],
  open: [],
  mutes: [],
  heard: true,
  everyMs,
  now,
  ...more,
});

/** In short: what happens, and who is told of what. */
const short = (decisions: readonly Decision[]): string[] =>
  decisions.map((decision) => {
    const quiet = decision.kind === "update" && decision.quietSince !== null ? " quiet" : "";
    return `${decision.kind}${quiet}${decision.notice ? `, tell ${decision.notice}` : ""}`;
  });

const muted = (until: number, subject?: string): Mute[] => [
  { kind: "dead_letters", until, ...(subject !== undefined && { subject }) },
];
const longAgo = { toldAt: now - everyMs };

describe("what follows from what is wrong", () => {
  const table: readonly (readonly [name: string, given: Partial<Facts>, follows: string[]])[] = [
    ["nothing is wrong", {}, []],
    ["something new", { conditions: [wrong(1)] }, ["open, tell opened"]],
    ["a thousand at once are one", { conditions: [wrong(1_000)] }, ["open, tell opened"]],
    ["nobody to tell", { conditions: [wrong(1)], heard: false }, ["open"]],
    ["muted", { conditions: [wrong(1)], mutes: muted(now + 1) }, ["open"]],
    ["a mute that has ended", { conditions: [wrong(1)], mutes: muted(now) }, ["open, tell opened"]],
    ["this one thing is muted", { conditions: [wrong(1)], mutes: muted(now + 1, "hubspot/hubspot.invalid") }, ["open"]],
    [
      "another thing of the kind is muted",
      { conditions: [wrong(1)], mutes: muted(now + 1, "webhook:whk/webhook.gone") },
      ["open, tell opened"],
    ],
    [
      "another kind is muted",
      { conditions: [wrong(1, { kind: "conflicts" })], mutes: muted(now + 1) },
      ["open, tell opened"],
    ],
    [
      "two subjects are two",
      { conditions: [wrong(1), wrong(1, { subject: "hubspot/hubspot.recaptcha" })] },
      ["open, tell opened", "open, tell opened"],
    ],
    [
      "the same subject of another kind",
      { conditions: [wrong(10), wrong(1, { kind: "conflicts" })], open: [open()] },
      ["open, tell opened"],
    ],
    ["as it was", { conditions: [wrong(10)], open: [open()] }, []],
    [
      "as it was, said in another order",
      {
        conditions: [wrong(10, { details: { flows: [{ count: 10, name: "A" }], name: "A", code: "b" } })],
        open: [open({ details: { code: "b", flows: [{ name: "A", count: 10 }], name: "A" } })],
      },
      [],
    ],
    ["it grows soon after", { conditions: [wrong(500)], open: [open()] }, ["update"]],
    ["it grew, hours after", { conditions: [wrong(11)], open: [open(longAgo)] }, ["update, tell grown"]],
    ["a moment before that", { conditions: [wrong(11)], open: [open({ toldAt: now - everyMs + 1 })] }, ["update"]],
    [
      "it grew earlier and is told now",
      { conditions: [wrong(11)], open: [open({ ...longAgo, count: 11 })] },
      ["update, tell grown"],
    ],
    ["hours after, but no more than was told", { conditions: [wrong(10)], open: [open(longAgo)] }, []],
    ["it shrinks", { conditions: [wrong(9)], open: [open(longAgo)] }, ["update"]],
    ["it grew and is muted", { conditions: [wrong(11)], open: [open(longAgo)], mutes: muted(now + 1) }, ["update"]],
    [
      "its details changed",
      { conditions: [wrong(10, { details: { flows: [{ name: "A", count: 10 }] } })], open: [open()] },
      ["update"],
    ],
    [
      "open and never told",
      { conditions: [wrong(10)], open: [open({ toldAt: null, toldCount: 0 })] },
      ["update, tell opened"],
    ],
    [
      "open, never told, nobody to tell",
      { conditions: [wrong(10)], open: [open({ toldAt: null, toldCount: 0 })], heard: false },
      [],
    ],
    ["it has just gone", { open: [open()] }, ["update quiet"]],
    ["gone for a while", { open: [open({ quietSince: now - settleMs + 1 })] }, []],
    ["gone for good", { open: [open({ quietSince: now - settleMs })] }, ["resolve, tell resolved"]],
    ["gone for good, never told", { open: [open({ quietSince: now - settleMs, toldAt: null })] }, ["resolve"]],
    ["gone for good, muted", { open: [open({ quietSince: now - settleMs })], mutes: muted(now + 1) }, ["resolve"]],
    ["gone and back", { conditions: [wrong(10)], open: [open({ quietSince: now - 1 })] }, ["update"]],
    ["nobody looked", { judged: ["departed"], open: [open({ quietSince: now - settleMs })] }, []],
  ];
  it.each(table)("%s", (_name, given, follows) => {
    expect(short(decide(facts(given)))).toEqual(follows);
  });
});
