/** What a decision makes of codes. Whether one is right is found out elsewhere, and told. */
import { describe, expect, it } from "@jest/globals";
import { codeTyped, markOf, newCode, provedBy, surnameTyped } from "../../../core/codes/index.ts";
import { decide } from "../../../core/conversation/index.ts";
import type {
  CodeResult,
  ConversationFlow,
  Decision,
  Exchange,
  Need,
  SessionView,
} from "../../../core/conversation/types.ts";
import { compile } from "../../../core/flow/index.ts";
import { contactUpdate } from "../../../core/use-cases/contact-update/index.ts";

const form = contactUpdate.form("en");
const flow: ConversationFlow = { form, screens: compile(form).screens, dataApiVersion: "3.0" };
const [who = "", news = "", address = "", number = "", confirm = ""] = flow.screens.map(({ id }) => id);

const open: SessionView = { payloads: {}, state: { kind: "open" } };
const at = 1_700_000_000_000;
const phone = "+393405550199";
const proved = (about: string) => markOf({ at, about });
/** Handed in up to the number's code. */
const payloads = {
  [who]: { surname: "Bellandi", code: proved("Bellandi") },
  [news]: { phone },
  [address]: {},
};

function submit(screen: string, data: Record<string, unknown>): Exchange {
  return { kind: "submit", screen, data };
}

/** Decides with these results, by wish and question; what is asked beyond them is the answer. */
function decided(session: SessionView, exchange: Exchange, codes: Record<string, CodeResult> = {}): Decision | Need {
  return decide(flow, session, exchange, { now: at, codes });
}

describe("a code", () => {
  it("has to be on its way when its question is shown, and is asked for once", () => {
    const first = decided(open, { kind: "open" });
    expect(first).toMatchObject({ kind: "need", effect: { kind: "code", wish: "have", proves: "person", about: "" } });
    const then = decided(open, { kind: "open" }, { "have:code": "on_its_way" });
    expect(then).toMatchObject({ kind: "show", screen: who });
    expect(then).not.toHaveProperty("errorMessage");
    const busy = decided(open, { kind: "open" }, { "have:code": "too_many" });
    expect(busy).toMatchObject({ kind: "show", errorMessage: expect.stringContaining("too often") });
  });

  it("is checked with the surname; left empty, a new one is sent", () => {
    expect(decided(open, submit(who, { surname: "Bellandi", code: "12 34 56" }))).toMatchObject({
      effect: { wish: "check", typed: "12 34 56", about: "Bellandi" },
    });
    expect(decided(open, submit(who, { surname: "Bellandi" }))).toMatchObject({ effect: { wish: "send", typed: "" } });
    // Nobody is asked before the rest of the screen is good: a guess is not wasted on a forgotten surname.
    expect(decided(open, submit(who, { code: "123456" }))).toMatchObject({ kind: "show", screen: who });
  });

  it.each(["wrong", "on_its_way", "wait", "not_ready", "too_many", "failed"] as const)(
    "%s does not let on",
    (result) => {
      const data = { surname: "Bellandi", code: "123456" };
      const decision = decided(open, submit(who, data), { "check:code": result, "have:code": "on_its_way" });
      expect(decision).toMatchObject({ kind: "show", screen: who, errorMessage: expect.any(String) });
      expect(decision).not.toHaveProperty("keep");
      expect(JSON.stringify(decision)).not.toContain("123456");
    },
  );

  it("is kept as a mark, and delivered nowhere", () => {
    const data = { surname: "Bellandi", code: "123456" };
    const decision = decided(open, submit(who, data), { "check:code": "right" });
    expect(decision).toMatchObject({
      kind: "show",
      screen: news,
      keep: { screen: who, payload: { surname: "Bellandi", code: proved("Bellandi") }, proved: ["code"] },
    });
    const whole = { ...payloads, [number]: { number_code: proved(phone) } };
    const accepted = decided({ ...open, payloads: whole }, submit(confirm, { confirm: true }));
    expect(accepted).toMatchObject({ kind: "accept" });
    expect(JSON.stringify(accepted)).not.toContain("proved:");
    expect(JSON.stringify(accepted)).not.toContain('"code"');
  });

  it("cannot be gone round, whatever a phone says it shows", () => {
    for (const screen of [news, address, number, confirm]) {
      const data = { confirm: true, number_code: "123456", phone };
      const decision = decided(open, submit(screen, data), { "check:number_code": "right", "have:code": "on_its_way" });
      expect(decision.kind === "show" ? decision.screen : decision.kind).not.toBe("accept");
      const shown = decided(open, { kind: "select", screen, input: "phone", data: {} }, { "have:code": "on_its_way" });
      expect(shown).toMatchObject({ kind: "show", screen: who });
    }
    // What somebody types is no mark.
    const forged = submit(who, { surname: "Bellandi", code: proved("Bellandi") });
    expect(decided(open, forged)).toMatchObject({ effect: { wish: "check", typed: proved("Bellandi") } });
  });

  it("counts for the surname and the number that it was given with", () => {
    const again = submit(who, { surname: "Bellandi", code: "" });
    const back: SessionView = { ...open, payloads, place: { trail: [who], opened: false } };
    expect(decided(back, again)).toMatchObject({ kind: "show", screen: news });
    const other = submit(who, { surname: "Sartori", code: "" });
    expect(decided({ ...open, payloads }, other)).toMatchObject({ effect: { wish: "send", about: "Sartori" } });
    const moved = { ...payloads, [news]: { phone: "+393405550200" }, [number]: { number_code: proved(phone) } };
    const last = decided({ ...open, payloads: moved }, submit(confirm, { confirm: true }));
    expect(last.kind).not.toBe("accept");
  });

  it("is not looked at during a pause, and not kept then", () => {
    const data = { surname: "Bellandi", code: "123456" };
    const decision = decided({ ...open, state: { kind: "paused" } }, submit(who, data));
    expect(decision).toMatchObject({ kind: "show", screen: who });
    expect(decision).not.toHaveProperty("keep");
  });

  it("opens nothing again once the answers were accepted", () => {
    const whole = { ...payloads, [number]: { number_code: proved(phone) }, [confirm]: { confirm: true } };
    const state = { kind: "accepted" as const, submissionId: "sub_1" };
    const accepted: SessionView = { payloads: whole, state };
    const data = { surname: "Bellandi", code: "123456" };
    expect(decided(accepted, submit(who, data))).toMatchObject({ kind: "refuse", reason: "already_accepted" });
    expect(decided(accepted, submit(confirm, { confirm: true }))).toMatchObject({ kind: "repeat" });
  });
});

describe("what is typed", () => {
  it.each([
    ["123 456", "123456"],
    ["kd-77 1204", "KD771204"],
    ["KD\u2013771.204", "KD771204"],
  ])("%s is the code %s", (typed, code) => expect(codeTyped(typed)).toBe(code));

  it.each([
    ["D’Àngelo", "d angelo"],
    ["Müller-Lüdenscheid", "MULLER LUDENSCHEID"],
    ["Groß", "GROSS"],
  ])("%s is %s as well", (one, other) => expect(surnameTyped(one)).toBe(surnameTyped(other)));

  it("a mark is read back, and nothing else is one", () => {
    expect(provedBy(markOf({ at, about: "a:b\nc" }))).toEqual({ at, about: "a:b\nc" });
    for (const text of ["123456", "proved:x:y", "proved", 5, undefined]) expect(provedBy(text)).toBeUndefined();
  });
});

it("a new code has six digits, and passes over numbers that would make some likelier", () => {
  const dice = [Uint8Array.of(255, 255, 255, 255), Uint8Array.of(0, 0, 0, 7)];
  expect(newCode(() => dice.shift() ?? new Uint8Array(4))).toBe("000007");
});
