import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { numbersOf, sameNumber, sameWaId } from "../../../core/person/index.ts";

describe("numbersOf", () => {
  it.each([
    ["393475550142", ["+393475550142"], ["3475550142"]],
    ["5511987654321", ["+5511987654321", "+551187654321"], ["11987654321", "1187654321"]],
    ["551187654321", ["+551187654321", "+5511987654321"], ["1187654321", "11987654321"]],
    ["5215512345678", ["+5215512345678", "+525512345678"], ["15512345678", "5512345678"]],
    ["525512345678", ["+525512345678", "+5215512345678"], ["5512345678", "15512345678"]],
    ["5491112345678", ["+5491112345678", "+541112345678"], ["91112345678", "1112345678"]],
    ["541112345678", ["+541112345678", "+5491112345678"], ["1112345678", "91112345678"]],
  ])("knows every spelling of %s", (waId, e164, national) => {
    expect(numbersOf(waId)).toEqual({ e164, national });
  });

  it("leaves a Brazilian landline alone, and a mobile whose short form would be one", () => {
    expect(numbersOf("551133334444").e164).toEqual(["+551133334444"]);
    expect(numbersOf("5511933334444").e164).toEqual(["+5511933334444"]);
  });

  it("has no national form for what is no phone number", () => {
    expect(numbersOf("0")).toEqual({ e164: ["+0"], national: [] });
  });
});

describe("sameNumber", () => {
  it.each([
    ["347 555 0142", "393475550142", "IT", true],
    ["347-555-0142", "393475550142", "it", true],
    ["+39 347 555 0142", "393475550142", undefined, true],
    ["0039 347 555 0142", "393475550142", "US", true],
    ["393475550142", "393475550142", undefined, true],
    ["393475550142", "393475550142", "IT", true],
    ["393475550142", "393475550142", "US", true],
    ["347 555 0142", "393475550142", undefined, false],
    ["347 555 0142", "393475550142", "US", false],
    ["347 555 0143", "393475550142", "IT", false],
    ["(347) 555-0142", "13475550142", "US", true],
    ["(347) 555-0142", "393475550142", "US", false],
    ["06 12 34 56 78", "33612345678", "FR", true],
    ["(11) 8765-4321", "5511987654321", "BR", true],
    ["(11) 98765-4321", "551187654321", "BR", true],
    ["+55 11 3333-4444", "5511933334444", "BR", false],
    ["55 1234 5678", "5215512345678", "MX", true],
    ["044 55 1234 5678", "5215512345678", "MX", true],
    ["1 55 1234 5678", "525512345678", "MX", true],
    ["011 15 1234-5678", "5491112345678", "AR", true],
    ["+54 11 1234-5678", "5491112345678", undefined, true],
    ["+1 212 555 0142 ext. 5", "12125550142", "US", false],
    ["", "393475550142", "IT", false],
    ["call me", "393475550142", "IT", false],
    ["347 555 0142", "393475550142", "??", false],
    ["347 555 0142", "", "IT", false],
  ])("%j against %s, at home in %s: %s", (typed, waId, country, expected) => {
    expect(sameNumber(typed, waId, country)).toBe(expected);
  });
});

/** Mobiles that exist in shape, of countries with and without a second spelling. */
const waIds = fc.oneof(
  fc.integer({ min: 0, max: 9_999_999 }).map((n) => `39347${String(n).padStart(7, "0")}`),
  fc.integer({ min: 0, max: 9_999_999 }).map((n) => `5511${"98"}${String(n).padStart(7, "0")}`),
  fc.integer({ min: 0, max: 9_999_999 }).map((n) => `521551${String(n).padStart(7, "0")}`),
  fc.integer({ min: 0, max: 9_999_999 }).map((n) => `549112${String(n).padStart(7, "0")}`),
  fc.integer({ min: 0, max: 999_999 }).map((n) => `346001${String(n).padStart(5, "0").slice(-5)}`),
);

describe("numbers, for any WhatsApp id", () => {
  it("finds itself under each of its own spellings", () => {
    fc.assert(
      fc.property(waIds, (waId) => {
        for (const spelling of numbersOf(waId).e164) {
          expect(sameNumber(spelling, waId)).toBe(true);
          expect(numbersOf(spelling.slice(1)).e164.toSorted()).toEqual(numbersOf(waId).e164.toSorted());
        }
      }),
    );
  });

  it("is symmetric, and different ids that are no twins never agree", () => {
    fc.assert(
      fc.property(waIds, waIds, (one, other) => {
        expect(sameWaId(one, other)).toBe(sameWaId(other, one));
        expect(sameWaId(one, other)).toBe(numbersOf(one).e164.includes(`+${other}`));
      }),
    );
  });

  it("ignores how people space their numbers", () => {
    fc.assert(
      fc.property(waIds, fc.array(fc.constantFrom(" ", "-", "."), { minLength: 20, maxLength: 20 }), (waId, gaps) => {
        const typed = `+${[...waId].map((digit, at) => (at % 3 === 2 ? `${digit}${gaps[at] ?? ""}` : digit)).join("")}`;
        expect(sameNumber(typed, waId)).toBe(true);
      }),
    );
  });

  it("never throws, whatever was typed", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (typed, country) => sameNumber(typed, "393475550142", country) || true),
    );
  });
});
