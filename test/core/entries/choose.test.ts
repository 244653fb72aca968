/** What a message asks for: by its code, by a code with a slip, by a keyword, by its ad, or by its sentence alone. */
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import {
  chooseEntry,
  codeFrom,
  type EntrySigns,
  paceOf,
  sameFlowMs,
  sentenceOf,
  withCode,
  withinMs,
} from "../../../core/entries/index.ts";
import { languages, wordsFor } from "../../../core/texts/index.ts";

function entry(id: string, given: Partial<EntrySigns> = {}): EntrySigns {
  const sentence = `Hello! I would like to fill in this form: ${id}`;
  return { id, flowId: `flow-${id}`, usable: true, code: "K7QX4", sentence, keywords: [], ads: [], ...given };
}
const kitchen = entry("Kitchen plan", { code: "K7QX4", keywords: ["Kitchen", "Küche"], ads: ["120"] });
const garden = entry("Garden visit", { code: "M3H8T" });
const both = [kitchen, garden];
const chosen = (text: string, entries: readonly EntrySigns[] = both, adId?: string) => {
  const choice = chooseEntry({ text, adId }, entries);
  return choice.kind === "entry" ? `${choice.by}: ${choice.entryId}` : "none";
};

describe("a message", () => {
  it("with a code asks for its entry, whatever stands around it", () => {
    expect(chosen(withCode(garden.sentence, garden.code))).toBe("code: Garden visit");
    expect(chosen("m3h8t")).toBe("code: Garden visit");
    expect(chosen("My neighbour sent me this: #M3H8T 🙂 thanks!")).toBe("code: Garden visit");
  });

  it("with one slip in its code is understood, with two it is not", () => {
    for (const slip of ["#M3H8Y", "#M3HT", "#M3H8TT", "#3MH8T", "#m3h8"]) {
      expect([slip, chosen(`Good morning ${slip}`)]).toEqual([slip, "near_code: Garden visit"]);
    }
    for (const other of ["#M3X9T", "#M3", "#K3H4T", "1234567", "M3H8TXYZ"]) {
      expect([other, chosen(`Good morning ${other}`)]).toEqual([other, "none"]);
    }
  });

  it("without its code is understood by its sentence, where only one Flow fits", () => {
    expect(chosen(garden.sentence)).toBe("sentence: Garden visit");
    expect(chosen("hello i would like to fill in the form garden visit")).toBe("sentence: Garden visit");
    // What is left says nothing about which of the two.
    expect(chosen("Hello! I would like to fill in this form:")).toBe("none");
    expect(chosen("Hello! I would like to fill in this form:", [garden])).toBe("sentence: Garden visit");
    const sameFlow = entry("Garden visit", { flowId: garden.flowId, code: "W9R2D" });
    expect(chosen(garden.sentence, [garden, sameFlow])).toBe("sentence: Garden visit");
    const rival = entry("Garden visit", { flowId: "flow-other", code: "W9R2D" });
    expect(chosen(garden.sentence, [garden, rival])).toBe("none");
  });

  it("that is a keyword opens its Flow; one that only holds it does not", () => {
    expect(chosen("kitchen!")).toBe("keyword: Kitchen plan");
    expect(chosen(" KUCHE ")).toBe("keyword: Kitchen plan");
    expect(chosen("My kitchen is too small")).toBe("none");
  });

  it("from an ad opens the Flow of that ad, unless its code says another", () => {
    expect(chosen("Hello! Can I get more info on this?", both, "120")).toBe("ad: Kitchen plan");
    expect(chosen("#M3H8T", both, "120")).toBe("code: Garden visit");
    expect(chosen("Hello! Can I get more info on this?", both, "999")).toBe("none");
  });

  it("that is about something else opens nothing", () => {
    for (const text of [
      "",
      "Hello",
      "Where are you?",
      "My order is 48213",
      "I would like to visit you",
      "👍",
      "#",
      "####",
    ]) {
      expect([text, chosen(text)]).toEqual([text, "none"]);
    }
  });

  it("that is meant for an entry that is off opens no other one instead", () => {
    const off = { ...garden, usable: false };
    const other = entry("Garden visit", { flowId: garden.flowId, code: "W9R2D" });
    expect(chosen(withCode(off.sentence, off.code), [off, other])).toBe("none");
    expect(chosen("#M3H8Y", [off, other])).toBe("none");
  });
});

describe("codes", () => {
  it("are five characters with two digits at least, three places from each other, and never a word", () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ minLength: 12, maxLength: 12 }), { minLength: 20, maxLength: 60 }),
        (draws) => {
          const codes: string[] = [];
          for (const bytes of draws) {
            const code = codeFrom(bytes, codes);
            if (code !== undefined) codes.push(code);
          }
          const entries = codes.map((code) => entry(code, { code }));
          for (const code of codes) {
            expect(code).toMatch(/^(?=(.*\d){2})(?=.*[A-Z])[A-HJKMNP-Z2-9]{5}$/);
            // One character changed, anywhere, still means this one.
            for (let place = 0; place < code.length; place += 1) {
              const slip = `${code.slice(0, place)}?${code.slice(place + 1)}`.replace(
                "?",
                code[place] === "Q" ? "2" : "Q",
              );
              expect(chosen(`Hello #${slip}`, entries)).toBe(`near_code: ${code}`);
            }
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  it("are drawn again where the dice make no good one", () => {
    expect(codeFrom(new Uint8Array(12).fill(255), [])).toBeUndefined();
    expect(codeFrom(new Uint8Array(12), [])).toBeUndefined();
    expect(codeFrom(Uint8Array.from([0, 24, 1, 25, 2]), [])).toBe("A3B4C");
    expect(codeFrom(Uint8Array.from([0, 24, 1, 25, 2]), ["A3B5D"])).toBeUndefined();
  });
});

describe("what a customer sends", () => {
  it("fits into a prefilled message in every language, however long the form's name", () => {
    for (const language of languages) {
      const { sentence } = wordsFor(language).entry;
      const text = withCode(sentenceOf(sentence, "A very long name of a form ".repeat(20)), "K7QX4");
      expect([language, [...text].length <= 140, text.endsWith(" #K7QX4")]).toEqual([language, true, true]);
    }
  });

  it("is understood without its code in every language, and takes nothing of the other languages' for it", () => {
    const entries = languages.map((language) =>
      entry(language, { sentence: sentenceOf(wordsFor(language).entry.sentence, "Consultation"), code: "" }),
    );
    for (const { id, sentence } of entries) expect(chosen(sentence.toUpperCase(), entries)).toBe(`sentence: ${id}`);
  });
});

it("labels and buttons say what they are for in a few words of every language", () => {
  for (const language of languages) {
    const { invite, scan } = wordsFor(language).entry;
    expect([language, [...invite].length <= 36, [...scan].length <= 44]).toEqual([language, true, true]);
  }
});

describe("one person", () => {
  const at = 1_800_000_000_000;
  it("gets a Flow once in two minutes, and five of different Flows in an hour", () => {
    expect(paceOf("a", [], at)).toBe("open");
    expect(paceOf("a", [{ flowId: "a", at: at - sameFlowMs + 1 }], at)).toBe("repeated");
    expect(paceOf("a", [{ flowId: "a", at: at - sameFlowMs }], at)).toBe("open");
    expect(paceOf("a", [{ flowId: "b", at }], at)).toBe("open");
    const five = ["b", "c", "d", "e", "f"].map((flowId, index) => ({ flowId, at: at - (index + 1) * 60_000 }));
    expect(paceOf("a", five, at)).toBe("limited");
    expect(paceOf("a", five, at + withinMs)).toBe("open");
  });
});
