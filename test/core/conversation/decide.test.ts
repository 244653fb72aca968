import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { decide } from "../../../core/conversation/decide.ts";
import type { Exchange, SessionView } from "../../../core/conversation/types.ts";
import type { Action, Rule } from "../../../core/form/rules.ts";
import { choices, formOf, screenOf } from "../submission/screens.ts";
import { flow, fresh, liked, play, submit, toTheEnd, who, word } from "./flow.ts";

const atEntry = { trail: ["WHO"], opened: true };

describe("the way through", () => {
  it("opens on the entry screen, with every declared key empty and typed", () => {
    expect(decide(flow, fresh, { kind: "open" })).toEqual({
      kind: "show",
      screen: "WHO",
      data: { prefill_email: "", prefill_age: "" },
      place: atEntry,
    });
  });

  it("shows the next screen, keeps the answers, and accepts at the end", () => {
    const { decisions } = play([{ kind: "open" }, ...toTheEnd]);
    expect(decisions).toEqual([
      expect.objectContaining({ kind: "show", screen: "WHO" }),
      {
        kind: "show",
        screen: "LIKES",
        data: { prefill_likes: [] },
        keep: { screen: "WHO", payload: who },
        place: { trail: ["WHO", "LIKES"], opened: false },
      },
      {
        kind: "show",
        screen: "WORD",
        data: { prefill_word: "" },
        keep: { screen: "LIKES", payload: liked },
        place: { trail: ["WHO", "LIKES", "WORD"], opened: false },
      },
      {
        kind: "accept",
        answers: [
          { fieldId: "email", value: "ana@example.org" },
          { fieldId: "age", value: 30 },
          { fieldId: "likes", value: ["tea", "coffee"] },
          { fieldId: "since", value: "2020-01-31" },
          { fieldId: "word", value: "Thanks" },
        ],
        variables: {},
        keep: { screen: "WORD", payload: word },
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
      place: atEntry,
      rejected: [{ fieldId: "email", code: "not_an_email" }],
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
    const opened: Exchange = { kind: "open" };
    const { decisions } = play([opened, submit("WHO", who), submit("LIKES", liked), submit("WHO", changed)]);
    expect(decisions.at(-1)).toEqual({
      kind: "show",
      screen: "LIKES",
      data: { prefill_likes: ["coffee", "tea"] },
      keep: { screen: "WHO", payload: changed },
      place: { trail: ["WHO", "LIKES"], opened: false },
    });
    const { last } = play([opened, ...toTheEnd.slice(0, 2), submit("WHO", changed), ...toTheEnd.slice(1)]);
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
      place: { trail: ["WHO"], opened: false },
    });
  });

  it("follows the phone's own trail, also where it took a short cut", () => {
    const half = play(toTheEnd.slice(0, 2)).session;
    const { decisions } = play([{ kind: "open" }, submit("WHO", who), { kind: "back", screen: "WORD" }], half);
    expect(decisions).toMatchObject([{ screen: "WHO" }, { screen: "WORD" }, { screen: "WHO" }]);
  });

  it("goes by the screen shown last where the phone names none, and never before the entry", () => {
    const { session } = play(toTheEnd.slice(0, 2));
    expect(decide(flow, session, { kind: "back", screen: "" })).toMatchObject({ screen: "LIKES" });
    expect(decide(flow, session, { kind: "back", screen: "WHO" })).toMatchObject({ screen: "WHO" });
    expect(decide(flow, fresh, { kind: "back", screen: "NOWHERE" })).toMatchObject({ screen: "WHO" });
    const unplaced: SessionView = { ...session, place: undefined, state: { kind: "open", screen: "WORD" } };
    expect(decide(flow, unplaced, { kind: "back", screen: "WORD" })).toMatchObject({ screen: "LIKES" });
  });
});

describe("coming back half-way", () => {
  const half = play(toTheEnd.slice(0, 2)).session;

  it("starts on the filled entry screen and goes on where the answers stop, over a declared route", () => {
    const { decisions } = play([{ kind: "open" }, submit("WHO", who)], half);
    expect(decisions).toMatchObject([
      { screen: "WHO", data: { prefill_email: "ana@example.org", prefill_age: "30" } },
      { screen: "WORD", data: { prefill_word: "" }, place: { trail: ["WHO", "WORD"] } },
    ]);
  });

  it("also by a session that only knows which screen was shown last", () => {
    const session: SessionView = { payloads: half.payloads, state: { kind: "open", screen: "WHO" } };
    expect(decide(flow, session, submit("WHO", who))).toMatchObject({ screen: "WORD" });
    const walking: SessionView = { payloads: half.payloads, state: { kind: "open", screen: "WORD" } };
    expect(decide(flow, walking, submit("WHO", who))).toMatchObject({ screen: "LIKES" });
  });

  it("walks screen by screen after going back: somebody wants to see them", () => {
    const back: Exchange[] = [{ kind: "open" }, submit("WHO", who), { kind: "back", screen: "WORD" }];
    expect(play([...back, submit("WHO", who)], half).last).toMatchObject({ screen: "LIKES" });
    const unheard: Exchange[] = [{ kind: "open" }, submit("WHO", who), submit("WHO", who)];
    expect(play(unheard, half).last).toMatchObject({ screen: "LIKES" });
  });

  it("goes only as far as routes lead, and no further than the answers", () => {
    const one = play([submit("WHO", who)]).session;
    expect(play([{ kind: "open" }, submit("WHO", who)], one).last).toMatchObject({ screen: "LIKES" });
    const [entry, ...others] = flow.screens;
    const screens = [{ ...entry, resume: [] }, ...others] as typeof flow.screens;
    expect(play([{ kind: "open" }, submit("WHO", who)], half, { screens }).last).toMatchObject({
      screen: "LIKES",
      data: { prefill_likes: ["coffee", "tea"] },
    });
  });

  it("stays on the entry screen while its answers break a rule, and goes on afterwards", () => {
    const { decisions } = play([{ kind: "open" }, submit("WHO", { email: "x" }), submit("WHO", who)], half);
    expect(decisions).toMatchObject([{ screen: "WHO" }, { screen: "WHO" }, { screen: "WORD" }]);
  });

  it("opens right where the answers stop, if the Flow may", () => {
    expect(decide({ ...flow, resumeOnOpen: true }, half, { kind: "open" })).toMatchObject({
      screen: "WORD",
      place: { trail: ["WORD"], opened: true },
    });
    expect(decide({ ...flow, resumeOnOpen: true }, fresh, { kind: "open" })).toMatchObject({ screen: "WHO" });
  });
});

describe("a choice that tells at once", () => {
  it("shows the same screen with what stands on it, checks nothing and keeps nothing", () => {
    const { session } = play([{ kind: "open" }]);
    const select: Exchange = { kind: "select", screen: "WHO", input: "age", data: { email: "nobody", age: "3" } };
    const decision = decide(flow, session, select);
    expect(decision).toEqual({
      kind: "show",
      screen: "WHO",
      data: { prefill_email: "nobody", prefill_age: "3" },
      place: atEntry,
    });
    expect(decide(flow, session, { ...select, screen: "NOWHERE" })).toMatchObject({ screen: "WHO" });
  });
});

describe("screens out of order", () => {
  it("shows the first unanswered screen for one that this version does not have", () => {
    const { session } = play([submit("WHO", who)]);
    expect(decide(flow, session, submit("OLD_SCREEN", { x: "y" }))).toMatchObject({
      screen: "LIKES",
      data: { prefill_likes: [] },
    });
  });

  it("stays, because a phone follows declared routes only, and loses nothing", () => {
    const { last, session } = play([submit("WORD", { word: "First!" })]);
    expect(last).toMatchObject({
      kind: "show",
      screen: "WORD",
      data: { prefill_word: "First!" },
      errorMessage: "Something before this is missing. Please close this and open it again.",
      keep: { screen: "WORD", payload: { word: "First!" } },
    });
    expect(play([{ kind: "open" }, ...toTheEnd.slice(0, 2)], session).last).toMatchObject({
      screen: "WORD",
      data: { prefill_word: "First!" },
    });
  });

  it("does not accept when an earlier screen's stored answers no longer hold", () => {
    const session: SessionView = {
      payloads: { WHO: { email: "ana@example.org", age: 17 }, LIKES: liked },
      state: { kind: "open", screen: "WORD" },
    };
    expect(decide(flow, session, submit("WORD", {}))).toMatchObject({ kind: "show", screen: "WORD" });
  });

  it("counts a screen with no required question as unanswered until it was handed in", () => {
    const form = formOf({ id: "note", kind: "short_text" }, { id: "end", kind: "short_text" });
    const screens = [screenOf("NOTE", ["note"], "END"), screenOf("END", ["end"])];
    const optional = { form, screens, dataApiVersion: "3.0" };
    expect(decide(optional, fresh, submit("END", {}))).toMatchObject({ kind: "show", screen: "END" });
    const session: SessionView = { payloads: { NOTE: {} }, state: { kind: "open" } };
    expect(decide(optional, session, submit("END", {}))).toMatchObject({ kind: "accept", answers: [] });
  });
});

describe("rules on the way", () => {
  const form = {
    ...formOf(
      { id: "kind", kind: "single_choice", choices: choices("home", "car", "none"), required: true },
      { id: "rooms", kind: "number", required: true },
      { id: "seats", kind: "number", required: true },
    ),
    variables: [{ name: "price", kind: "number" as const, initial: 10 }],
    endings: [
      { id: "bye", title: "Bye", isDefault: true },
      { id: "sorry", title: "Sorry", isDefault: false },
    ],
    rules: [
      chosen("car", { kind: "calc", op: "multiply", variable: "price", value: { kind: "constant", value: 3 } }),
      chosen("car", { kind: "jump", to: { kind: "field", field: "seats" } }),
      chosen("none", { kind: "jump", to: { kind: "ending", ending: "sorry" } }),
      {
        after: "rooms",
        when: { op: "always" as const },
        do: [{ kind: "jump" as const, to: { kind: "ending" as const } }],
      },
    ],
  };
  const screens = [
    { ...screenOf("KIND", ["kind"]), routes: ["ROOMS", "SEATS"] },
    screenOf("ROOMS", ["rooms"]),
    screenOf("SEATS", ["seats"]),
  ];
  const branching = { form, screens, dataApiVersion: "3.0" };
  const walk = (...exchanges: Exchange[]) => play(exchanges, fresh, branching);

  it("lead each customer along their own screens, and tell what they came to", () => {
    const { decisions } = walk(submit("KIND", { kind: "car" }), submit("SEATS", { seats: "4" }));
    expect(decisions).toMatchObject([
      { kind: "show", screen: "SEATS" },
      { kind: "accept", variables: { price: 30 }, ending: "bye", answers: [{ value: "car" }, { value: 4 }] },
    ]);
    expect(walk(submit("KIND", { kind: "none" })).last).toMatchObject({
      kind: "accept",
      ending: "sorry",
      variables: { price: 10 },
    });
  });

  it("leave out of the submission what the final way leaves out, though the session still holds it", () => {
    const { last, session } = walk(
      submit("KIND", { kind: "home" }),
      submit("KIND", { kind: "car" }),
      submit("SEATS", { seats: 2 }),
    );
    const first = walk(submit("KIND", { kind: "home" }), submit("ROOMS", { rooms: 7 }));
    expect(first.last).toMatchObject({ kind: "accept", answers: [{ value: "home" }, { value: 7 }] });
    expect(last).toMatchObject({ kind: "accept", answers: [{ value: "car" }, { value: 2 }] });
    const both: SessionView = {
      ...session,
      payloads: { ...session.payloads, ROOMS: { rooms: 7 } },
      state: fresh.state,
    };
    expect(decide(branching, both, submit("SEATS", { seats: 2 }))).toMatchObject({
      kind: "accept",
      answers: [{ fieldId: "kind" }, { fieldId: "seats" }],
    });
  });

  it("keep whoever hands in a screen of another way where they are", () => {
    expect(walk(submit("KIND", { kind: "car" }), submit("ROOMS", { rooms: 7 })).last).toMatchObject({
      screen: "ROOMS",
      errorMessage: expect.stringContaining("open it again"),
    });
  });

  it("see hidden values of the message", () => {
    const rules = [
      {
        after: "kind",
        when: {
          op: "eq" as const,
          subject: { kind: "hidden" as const, name: "campaign" },
          operand: { kind: "constant" as const, value: "spring" },
        },
        do: [{ kind: "jump" as const, to: { kind: "ending" as const } }],
      },
    ];
    const over = { ...branching, form: { ...form, rules } };
    expect(decide(over, fresh, submit("KIND", { kind: "car" }))).toMatchObject({ screen: "ROOMS" });
    const sent: SessionView = { ...fresh, hidden: { campaign: "spring" } };
    expect(decide(over, sent, submit("KIND", { kind: "car" }))).toMatchObject({ kind: "accept" });
  });
});

function chosen(choice: string, action: Action): Rule {
  const subject = { kind: "field" as const, field: "kind" };
  return { after: "kind", when: { op: "eq", subject, operand: { kind: "choice", choice } }, do: [action] };
}

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
