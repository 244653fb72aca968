import { describe, expect, it } from "@jest/globals";
import {
  type ConversationFlow,
  type Decision,
  decide,
  type Exchange,
  type Reopen,
  refuse,
  type SessionState,
  type SessionView,
} from "../../../core/conversation/index.ts";
import { after, flow, liked, play, submit, toTheEnd, who, word } from "./flow.ts";

const until = 1_800_000_000_000;
const before = { now: until - 1, effects: {} };
const policies: Record<"once" | "change" | "changeOver" | "again", [Reopen | undefined, { now: number }]> = {
  once: [undefined, before],
  change: [{ kind: "change", until }, before],
  changeOver: [{ kind: "change", until }, { now: until }],
  again: [{ kind: "again" }, before],
};

const half = { WHO: who, LIKES: liked };
const whole = { ...half, WORD: word };
const accepted: SessionState = { kind: "accepted", submissionId: "sub_1" };
const states = {
  fresh: { payloads: {}, state: { kind: "open" } },
  open: { payloads: half, state: { kind: "open" }, place: { trail: ["WHO", "LIKES", "WORD"], opened: false } },
  accepted: { payloads: whole, state: accepted },
  acceptedAndExpired: { payloads: whole, state: { ...accepted, over: "expired" } },
  acceptedAndPaused: { payloads: whole, state: { ...accepted, over: "paused" } },
  acceptedAndClosed: { payloads: whole, state: { ...accepted, over: "closed" } },
  expired: { payloads: half, state: { kind: "expired" } },
  paused: { payloads: half, state: { kind: "paused" } },
  closed: { payloads: half, state: { kind: "closed" } },
} satisfies Record<string, SessionView>;

const exchanges: Record<string, Exchange> = {
  open: { kind: "open" },
  "same screen": submit("LIKES", liked),
  "other screen": submit("LIKES", { likes: ["tea"] }),
  "same last": submit("WORD", word),
  "other last": submit("WORD", { word: "No thanks" }),
  "bad last": submit("WORD", { word: 5 }),
  select: { kind: "select", screen: "LIKES", input: "likes", data: { likes: ["tea"] } },
  back: { kind: "back", screen: "WORD" },
  error: { kind: "error", screen: "WHO", error: "payload-schema-error", message: "" },
};

/** A decision in one word: what it is, which screen, and what is said there. */
function inBrief(decision: Decision): string {
  if (decision.kind === "refuse") return `427 ${decision.reason}`;
  if (decision.kind !== "show") return decision.kind;
  const said = decision.rejected ? " rejected" : decision.errorMessage ? " said" : "";
  const more = `${decision.newRound ? " new round" : ""}${decision.keep ? " kept" : ""}${said}`;
  return `${decision.screen}${more}`;
}

const order = Object.keys(exchanges);
const ever = (row: string[]) => Object.fromEntries(Object.keys(policies).map((policy) => [policy, row]));
const refusedAll = (reason: string) => ever([...Array.from({ length: 8 }, () => `427 ${reason}`), "acknowledge"]);
const ongoing = ["WHO", "WORD kept", "WORD kept", "accept", "accept", "WORD rejected", "LIKES", "LIKES", "acknowledge"];
const once = "427 already_accepted";
const onceRow = [once, "WORD", once, "repeat", once, once, "LIKES", "LIKES", "acknowledge"];
const overRow = (reason: string) => {
  const no = `427 ${reason}`;
  return ever([no, no, no, "repeat", no, no, no, no, "acknowledge"]);
};

/** Columns as in `exchanges`. */
const table: Record<keyof typeof states, Record<string, string[]>> = {
  fresh: ever([
    "WHO",
    "LIKES kept said",
    "LIKES kept said",
    "WORD kept said",
    "WORD kept said",
    "WORD rejected",
    "LIKES",
    "WHO",
    "acknowledge",
  ]),
  open: ever(ongoing),
  accepted: {
    once: onceRow,
    changeOver: onceRow,
    change: ["WHO", "WORD kept", "WORD kept", "repeat", "correct", "WORD rejected", "LIKES", "LIKES", "acknowledge"],
    again: ["WHO new round", "WORD", "LIKES said", "repeat", "WORD said", "WORD said", "LIKES", "LIKES", "acknowledge"],
  },
  acceptedAndExpired: overRow("expired"),
  acceptedAndPaused: overRow("paused"),
  acceptedAndClosed: overRow("closed"),
  expired: refusedAll("expired"),
  paused: ever([
    "427 paused",
    "LIKES kept said",
    "LIKES kept said",
    "WORD kept said",
    "WORD kept said",
    "WORD said",
    "LIKES",
    "LIKES",
    "acknowledge",
  ]),
  closed: refusedAll("closed"),
};

describe.each(Object.entries(states))("%s", (state, session) => {
  it.each(Object.entries(policies))("under the policy %s", (policy, [reopen, situation]) => {
    const over: ConversationFlow = { ...flow, ...(reopen && { reopen }) };
    const answers = Object.values(exchanges).map((exchange) => {
      const decision = decide(over, session, exchange, situation);
      if (decision.kind === "need") throw new Error("Nothing was to be fetched.");
      return inBrief(decision);
    });
    const expected = table[state as keyof typeof states][policy] ?? [];
    const named = (row: string[]) => order.map((name, index) => `${name}: ${row[index]}`);
    expect(named(answers)).toEqual(named(expected));
  });
});

describe("correcting until a date", () => {
  const over: ConversationFlow = { ...flow, reopen: { kind: "change", until } };
  const done: SessionView = { payloads: whole, state: accepted };
  const walk = (list: Exchange[], start = done) => {
    let session = start;
    const decisions = list.map((exchange) => {
      const decision = decide(over, session, exchange, before);
      session = after(session, decision);
      return decision;
    });
    return { decisions, session };
  };

  it("opens filled in, walks every screen, and hands in all answers as a correction of the same submission", () => {
    const { decisions, session } = walk([
      { kind: "open" },
      submit("WHO", { email: "ben@example.org" }),
      submit("LIKES", liked),
      submit("WORD", word),
    ]);
    expect(decisions).toMatchObject([
      { screen: "WHO", data: { prefill_email: "ana@example.org", prefill_age: "30" } },
      { screen: "LIKES", data: { prefill_likes: ["coffee", "tea"] } },
      { screen: "WORD", data: { prefill_word: "Thanks" } },
      {
        kind: "correct",
        submissionId: "sub_1",
        answers: [{ fieldId: "email", value: "ben@example.org" }, {}, {}, {}],
        keep: { screen: "WORD", payload: word },
      },
    ]);
    expect(decide(over, session, submit("WORD", word), before)).toEqual({ kind: "repeat", submissionId: "sub_1" });
  });

  it("does not take what was typed and left for accepted", () => {
    const { session } = walk([{ kind: "open" }, submit("WHO", { email: "ben@example.org" })]);
    const closed: ConversationFlow = { ...over, reopen: { kind: "once" } };
    expect(decide(closed, session, submit("WHO", { email: "ben@example.org" }))).toMatchObject({ kind: "refuse" });
    expect(decide(closed, session, submit("WORD", word))).toEqual({ kind: "repeat", submissionId: "sub_1" });
    expect(decide(over, session, submit("WORD", word), before)).toMatchObject({ kind: "correct" });
  });

  it("is over when no time is known", () => {
    expect(decide(over, done, { kind: "open" })).toMatchObject({ kind: "refuse", reason: "already_accepted" });
  });
});

describe("answering again", () => {
  const over: Partial<ConversationFlow> = { reopen: { kind: "again" } };

  it("starts every round empty and ends it with a submission of its own", () => {
    const first = play([{ kind: "open" }, ...toTheEnd], undefined, over);
    const second = play([{ kind: "open" }, submit("WHO", { email: "ben@example.org" })], first.session, over);
    expect(second.decisions).toMatchObject([
      { newRound: true, screen: "WHO", data: { prefill_email: "", prefill_age: "" } },
      { screen: "LIKES", data: { prefill_likes: [] } },
    ]);
    const ended = play([submit("LIKES", { likes: ["tea"] }), submit("WORD", {})], second.session, over);
    expect(ended.last).toMatchObject({ kind: "accept", answers: [{ value: "ben@example.org" }, { value: ["tea"] }] });
  });

  it("refuses other answers on the screen itself, with what was typed still there", () => {
    const { session } = play(toTheEnd);
    expect(decide({ ...flow, ...over }, session, submit("WORD", { word: "More" }))).toMatchObject({
      screen: "WORD",
      data: { prefill_word: "More" },
      errorMessage: "Your first answers count. To answer again, close this and open it anew.",
    });
    expect(decide({ ...flow, ...over }, session, submit("OLD", {}))).toMatchObject({
      kind: "show",
      errorMessage: expect.any(String),
    });
  });
});

describe("words", () => {
  const answered: SessionView = { payloads: whole, state: { ...accepted, answeredAt: "5 March 2026, 14:05" } };
  const messageOf = (over: Partial<ConversationFlow>, session: SessionView) => {
    const decision = decide({ ...flow, ...over }, session, { kind: "open" });
    return decision.kind === "refuse" ? decision.message : decision.kind;
  };

  it("say when it was answered and how to change it", () => {
    expect(messageOf({}, answered)).toBe(
      "We have had your answers since 5 March 2026, 14:05. To change them, write to us in the chat.",
    );
    expect(messageOf({}, { payloads: whole, state: accepted })).toBe(
      "We already have your answers. To change them, write to us in the chat.",
    );
  });

  it("are the business's own where it has set them", () => {
    const words = { already_accepted: "Thank you! ({answeredAt})", paused: "Back on Monday." };
    expect(messageOf({ words }, answered)).toBe("Thank you! (5 March 2026, 14:05)");
    expect(messageOf({ words }, states.paused)).toBe("Back on Monday.");
    expect(messageOf({ words }, states.expired)).toBe("This form has expired. Please ask us for a new one.");
    expect(decide({ ...flow, words }, states.paused, submit("WORD", word))).toMatchObject({
      errorMessage: "Back on Monday.",
    });
    expect(refuse("unknown_token", { words: { unknown_token: "Call us." } })).toMatchObject({ message: "Call us." });
  });

  it("name the web form as a way on while a Flow is paused", () => {
    const form = { ...flow.form, source: { ...flow.form.source, url: "https://example.com/f" } };
    expect(messageOf({ form }, states.paused)).toBe(
      "This form is paused. Please try again later, or use https://example.com/f",
    );
  });
});
