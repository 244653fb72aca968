/** What one message adds to the figures of its day. Figures are sums of these, so that a message that got further is taken out and put in again. */
import type { Fact } from "./fact.ts";

/** The funnel; whoever reached one has reached those before it. */
export const stages = ["sent", "delivered", "read", "opened", "started", "completed", "landed"] as const;
export type Stage = (typeof stages)[number];

export interface Contribution {
  /** By counter (`counterKey`). */
  readonly counts: ReadonlyMap<string, number>;
  /** Whole seconds by measure; of a screen, `screen` and its id. */
  readonly times: ReadonlyMap<string, number>;
}

export interface Message {
  /** ISO; empty where the number tells none. */
  readonly country: string;
  readonly channel: "message" | "template";
}

export type Counter =
  | readonly ["stage", Stage]
  /** Messages whose opening was seen, not concluded. */
  | readonly ["seen", "opened"]
  | readonly ["shown" | "submitted" | "back" | "returned" | "left", screen: string]
  | readonly ["rejected", screen: string, field: string, rule: string]
  | readonly ["refused" | "changed", screen: string, field: string]
  /** Of messages by category and country: billed ones; free ones; and those of which nobody said. */
  | readonly ["billed", category: string, country: string]
  | readonly ["free"]
  | readonly ["untold"]
  /** People: where they agreed, and the source of the message in which they did. */
  | readonly ["gained" | "stopped", via: string, source: string];

/** Parts may hold anything: they come from forms. */
export function counterKey(counter: Counter): string {
  return counter.map(encodeURIComponent).join("|");
}

export function counterParts(key: string): readonly string[] {
  return key.split("|").map(decodeURIComponent);
}

const nothing: Contribution = { counts: new Map(), times: new Map() };

export function contributionOf(fact: Fact, { country, channel }: Message): Contribution {
  const reached = reachedBy(fact);
  if (reached < 0) return nothing;
  const counts = new Map<string, number>();
  const count = (counter: Counter, times = 1) => {
    const key = counterKey(counter);
    if (times !== 0) counts.set(key, (counts.get(key) ?? 0) + times);
  };
  for (const stage of stages.slice(0, reached + 1)) count(["stage", stage]);
  if (fact.moments.opened !== undefined) count(["seen", "opened"]);
  for (const [id, { submitted, back = 0 }] of Object.entries(fact.screens)) {
    count(["shown", id]);
    if (submitted !== undefined) count(["submitted", id]);
    count(["back", id], back);
    if (back > 0) count(["returned", id]);
  }
  const last = lastScreen(fact);
  if (last !== undefined && fact.moments.completed === undefined) count(["left", last]);
  for (const { screen, field, rules, changed } of fact.fields) {
    for (const [rule, times] of Object.entries(rules)) count(["rejected", screen, field, rule], times);
    if (Object.keys(rules).length > 0) count(["refused", screen, field]);
    count(["changed", screen, field], changed);
  }
  const [category = "", type = ""] = fact.billed?.code.split(".") ?? [];
  if (type === "regular") count(["billed", category, country]);
  else if (type !== "" || channel === "message") count(["free"]);
  // What did not arrive is not billed.
  else if (reached >= stages.indexOf("delivered")) count(["untold"]);
  return { counts, times: timesOf(fact) };
}

/** What groups are told apart by: the funnel and the time of filling in. The rest is kept for all messages alone. */
export function ofGroup({ counts, times }: Contribution): Contribution {
  const kept = [...counts].filter(([key]) => key.startsWith("stage|") || key.startsWith("seen|"));
  return { counts: new Map(kept), times: new Map([...times].filter(([measure]) => measure === "filling")) };
}

/** Index of the furthest stage; -1 where WhatsApp did not even take the message. */
function reachedBy({ moments, screens }: Fact): number {
  const furthest = stages.findLastIndex((stage) => moments[stage] !== undefined);
  return Math.max(furthest, Object.keys(screens).length > 0 ? stages.indexOf("opened") : -1);
}

function lastScreen({ screens }: Fact): string | undefined {
  const seen = Object.entries(screens).map(([id, { last = 0 }]) => ({ id, last }));
  return seen.sort((one, other) => other.last - one.last || (one.id < other.id ? 1 : -1))[0]?.id;
}

function timesOf({ moments, screens }: Fact): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  const time = (measure: string, from: number | undefined, to: number | undefined) => {
    if (from !== undefined && to !== undefined) times.set(measure, Math.max(0, Math.round((to - from) / 1_000)));
  };
  const { sent, delivered, read, opened, completed, landed, owner, booked } = moments;
  const shown = Object.values(screens).flatMap((screen) => screen.shown ?? []);
  const begun = [...(opened === undefined ? [] : [opened]), ...shown];
  time("delivery", sent, delivered);
  time("reading", sent, read);
  time("opening", sent, opened);
  time("filling", begun.length === 0 ? undefined : Math.min(...begun), completed);
  time("whole", sent, completed);
  time("delay_delivery", completed, landed);
  time("delay_owner", completed, owner);
  time("delay_booking", completed, booked);
  // The first screen of a Flow that opens by itself is handed in before it is ever shown by us.
  for (const [id, { shown: first = Number.POSITIVE_INFINITY, submitted = -1 }] of Object.entries(screens))
    if (submitted >= first) time(screenMeasure(id), first, submitted);
  return times;
}

export function screenMeasure(screen: string): string {
  return `screen ${screen}`;
}
