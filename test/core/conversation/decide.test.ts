import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { decide } from "../../../core/conversation/decide.ts";
import type { Exchange, SessionView } from "../../../core/conversation/types.ts";
import { after, flow, fresh, liked, submit, who } from "./flow.ts";

/** Plays exchanges one after the other, storing what each decision keeps. */
function play(exchanges: Exchange[], start: SessionView = fresh) {
  let session = start;
  const decisions = exchanges.map((exchange) => {
    const decision = decide(flow, session, exchange);
    session = after(session, decision);
    return decision;
  });
  return { decisions, last: decisions.at(-1), session };
}

const toTheEnd = [submit("WHO", who), submit("LIKES", liked), submit("WORD", { word: "Thanks" })];

describe("the way through", () => {
  it("opens on the entry screen, with every declared key empty and typed", () => {
    expect(decide(flow, fresh, { kind: "open" })).toEqual({
      kind: "show",
      screen: "WHO",
      data: { prefill_email: "", prefill_age: "" },
    });
  });

  it("shows the next screen, keeps the answers, and accepts at the end", () => {
    const { decisions } = play([{ kind: "open" }, ...toTheEnd]);
    expect(decisions).toEqual([
      expect.objectContaining({ kind: "show", screen: "WHO" }),
      { kind: "show", screen: "LIKES", data: { prefill_likes: [] }, keep: { screen: "WHO", payload: who } },
      { kind: "show", screen: "WORD", data: { prefill_word: "" }, keep: { screen: "LIKES", payload: liked } },
      {
        kind: "accept",
        answers: [
          { fieldId: "email", value: "ana@example.org" },
          { fieldId: "age", value: 30 },
          { fieldId: "likes", value: ["tea", "coffee"] },
          { fieldId: "since", value: "2020-01-31" },
          { fieldId: "word", value: "Thanks" },
        ],
        keep: { screen: "WORD", payload: { word: "Thanks" } },
      },
    ]);
  });

  it("accepts a last screen on which nothing was answered", () => {
    expect(play([...toTheEnd.slice(0, 2), submit("WORD", {})]).last).toMatchObject({ kind: "accept" });
  });

  it("keeps nothing that the screen does not ask for", () => {
    const { last } = play([submit("WHO", { ...who, admin: true, email2: "x", age: null })]);
    expect(last).toMatchObject({ keep: { screen: "WHO", payload: { email: "ana@example.org" } } });
    expect(last).not.toHaveProperty("keep.payload.admin");
    expect(last).not.toHaveProperty("keep.payload.age");
  });
});

describe("answers that break a rule", () => {
  it("stays on the screen, names the question, keeps what was typed in sight and nothing in the session", () => {
    expect(decide(flow, fresh, submit("WHO", { email: "nobody", age: 30 }))).toEqual({
      kind: "show",
      screen: "WHO",
      data: { prefill_email: "nobody", prefill_age: "30" },
      errorMessage: "Your e-mail address: Please enter a full e-mail address, like name@example.com.",
    });
  });

  it("shows values of the wrong type as empty, never as null", () => {
    expect(decide(flow, fresh, submit("WHO", { email: { $ne: null }, age: [1] }))).toMatchObject({
      screen: "WHO",
      data: { prefill_email: "", prefill_age: "" },
    });
  });

  it("does not send an absurd text back", () => {
    expect(decide(flow, fresh, submit("WHO", { email: "x".repeat(1_000_000) }))).toMatchObject({
      screen: "WHO",
      data: { prefill_email: "" },
      errorMessage: expect.stringContaining("far too long"),
    });
  });

  it("does not replace good answers by bad ones", () => {
    const { session, last } = play([submit("WHO", who), submit("WHO", { email: "nobody" })]);
    expect(last).toMatchObject({ screen: "WHO", errorMessage: expect.any(String) });
    expect(session.payloads["WHO"]).toEqual(who);
  });
});

describe("going back", () => {
  it("takes a screen again, replaces its answers and goes on from there", () => {
    const changed = { email: "ben@example.org" };
    const { decisions } = play([submit("WHO", who), submit("LIKES", liked), submit("WHO", changed)]);
    expect(decisions.at(-1)).toEqual({
      kind: "show",
      screen: "LIKES",
      data: { prefill_likes: ["coffee", "tea"] },
      keep: { screen: "WHO", payload: changed },
    });
    const { last } = play([...toTheEnd.slice(0, 2), submit("WHO", changed), ...toTheEnd.slice(1)]);
    expect(last).toMatchObject({
      kind: "accept",
      answers: [{ fieldId: "email", value: "ben@example.org" }, {}, {}, {}],
    });
  });

  it("shows the screen before the one that was left, with what it holds", () => {
    const { session } = play([submit("WHO", who)]);
    expect(decide(flow, session, { kind: "back", screen: "LIKES" })).toEqual({
      kind: "show",
      screen: "WHO",
      data: { prefill_email: "ana@example.org", prefill_age: "30" },
    });
  });

  it("goes by the screen shown last where the phone names none, and never before the entry", () => {
    const { session } = play(toTheEnd.slice(0, 2));
    expect(decide(flow, session, { kind: "back", screen: "" })).toMatchObject({ screen: "LIKES" });
    expect(decide(flow, session, { kind: "back", screen: "WHO" })).toMatchObject({ screen: "WHO" });
    expect(decide(flow, fresh, { kind: "back", screen: "NOWHERE" })).toMatchObject({ screen: "WHO" });
  });
});

describe("opening again", () => {
  it("starts on the entry screen with what was answered, and the next screens come filled in, too", () => {
    const { session } = play(toTheEnd.slice(0, 2));
    const { decisions } = play([{ kind: "open" }, submit("WHO", who)], session);
    expect(decisions).toMatchObject([
      { screen: "WHO", data: { prefill_email: "ana@example.org", prefill_age: "30" } },
      { screen: "LIKES", data: { prefill_likes: ["coffee", "tea"] } },
    ]);
  });
});

describe("screens out of order", () => {
  it("shows the first unanswered screen for one that this version does not have", () => {
    const { session } = play([submit("WHO", who)]);
    expect(decide(flow, session, submit("OLD_SCREEN", { x: "y" }))).toEqual({
      kind: "show",
      screen: "LIKES",
      data: { prefill_likes: [] },
    });
  });

  it("shows the first unanswered screen for one out of reach, and loses nothing", () => {
    const { last, session } = play([submit("WORD", { word: "First!" })]);
    expect(last).toEqual({
      kind: "show",
      screen: "WHO",
      data: { prefill_email: "", prefill_age: "" },
      errorMessage: "Please answer this part first.",
      keep: { screen: "WORD", payload: { word: "First!" } },
    });
    expect(play(toTheEnd.slice(0, 2), session).last).toMatchObject({ data: { prefill_word: "First!" } });
  });

  it("does not accept when an earlier screen's stored answers no longer hold", () => {
    const session: SessionView = {
      payloads: { WHO: { email: "ana@example.org", age: 17 }, LIKES: liked },
      state: { kind: "open", screen: "WORD" },
    };
    expect(decide(flow, session, submit("WORD", {}))).toMatchObject({ kind: "show", screen: "WHO" });
  });

  it("counts a screen with no required question as unanswered until it was handed in", () => {
    const screens = [{ ...flow.screens[2], id: "FIRST", next: "WHO" }, ...flow.screens] as typeof flow.screens;
    expect(decide({ ...flow, screens }, fresh, submit("WHO", who))).toMatchObject({ screen: "FIRST" });
  });

  it("ends on a circle of screens instead of running for ever", () => {
    const screens = flow.screens.map((screen) => ({ ...screen, next: "WHO" }));
    expect(decide({ ...flow, screens }, fresh, submit("WHO", who))).toMatchObject({ kind: "accept" });
  });
});

describe("after acceptance", () => {
  const { session } = play(toTheEnd);

  it("repeats the reply to the same last answers, in whatever order they stand", () => {
    expect(decide(flow, session, submit("WORD", { word: "Thanks", extra: 1 }))).toEqual({
      kind: "repeat",
      submissionId: "sub_1",
    });
  });

  it("walks the same way again when the customer went back and changed nothing", () => {
    expect(decide(flow, session, submit("LIKES", { ...liked, likes: ["tea", "coffee"] }))).toMatchObject({
      kind: "show",
      screen: "WORD",
      data: { prefill_word: "Thanks" },
    });
    expect(decide(flow, session, { kind: "back", screen: "WORD" })).toMatchObject({ kind: "show", screen: "LIKES" });
  });

  it.each<[string, Exchange]>([
    ["other last answers", submit("WORD", { word: "No thanks" })],
    ["no last answers", submit("WORD", {})],
    ["other earlier answers", submit("WHO", { ...who, age: 31 })],
    ["answers that break a rule", submit("WHO", { email: "nobody" })],
    ["an unknown screen", submit("OLD", {})],
    ["opening it again", { kind: "open" }],
  ])("refuses %s in plain sight", (_name, exchange) => {
    expect(decide(flow, session, exchange)).toMatchObject({ kind: "refuse", reason: "already_accepted" });
  });
});

describe("sessions that are over", () => {
  it.each(["expired", "closed"] as const)("%s refuses every exchange but an error notice", (kind) => {
    const session: SessionView = { payloads: { WHO: who }, state: { kind } };
    for (const exchange of [{ kind: "open" }, { kind: "back", screen: "LIKES" }, submit("WHO", who)] as Exchange[]) {
      const decision = decide(flow, session, exchange);
      expect(decision).toMatchObject({ kind: "refuse", reason: kind });
      expect(decision.kind === "refuse" && decision.message.length).toBeLessThanOrEqual(80);
    }
    const notice: Exchange = { kind: "error", screen: "WHO", error: "payload-schema-error", message: "" };
    expect(decide(flow, session, notice)).toEqual({ kind: "acknowledge" });
  });
});

it("never accepts without good answers to every required question, whatever a phone sends in whatever order", () => {
  const value = fc.oneof(
    fc.constantFrom("ana@example.org", "", "tea", "2020-01-31", 30, 3, null, true),
    fc.constantFrom<string[]>(["tea"], ["tea", "coffee"], [], ["water"]),
    fc.anything({ maxDepth: 2 }),
  );
  const data = fc.dictionary(fc.constantFrom("email", "age", "likes", "since", "word", "error", "x"), value);
  const exchange = fc.oneof(
    fc.record({ kind: fc.constant("submit" as const), screen: fc.constantFrom("WHO", "LIKES", "WORD", "X", ""), data }),
    fc.record({ kind: fc.constant("back" as const), screen: fc.constantFrom("WHO", "LIKES", "WORD", "") }),
    fc.constant<Exchange>({ kind: "open" }),
    fc.constantFrom<Exchange>(submit("WHO", who), submit("LIKES", liked), submit("WORD", {})),
  );
  const seen = { accepted: 0, shown: 0 };
  fc.assert(
    fc.property(fc.array(exchange, { maxLength: 8 }), (exchanges) => {
      for (const decision of play(exchanges).decisions) {
        if (decision.kind === "accept") {
          seen.accepted += 1;
          const answered = decision.answers.map(({ fieldId }) => fieldId);
          expect(answered).toEqual(expect.arrayContaining(["email", "likes"]));
        }
        if (decision.kind === "show") {
          seen.shown += 1;
          const screen = flow.screens.find(({ id }) => id === decision.screen);
          const declared = screen?.inputs.flatMap(({ prefill, prefillType }) =>
            prefill ? [[prefill, prefillType]] : [],
          );
          const given = Object.entries(decision.data).map(([key, v]) => [key, Array.isArray(v) ? "array" : typeof v]);
          expect(given).toEqual(declared);
        }
      }
    }),
    { numRuns: 500, seed: 7 },
  );
  expect(seen.accepted).toBeGreaterThan(0);
  expect(seen.shown).toBeGreaterThan(0);
});
