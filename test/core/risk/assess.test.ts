/** What the risk rules find: at the very day, at the edges of years, and only where a question was answered. */
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import type { Form } from "../../../core/form/types.ts";
import { daysBetween } from "../../../core/risk/dates.ts";
import { assess, dayAt, riskProblems, riskRulesSchema } from "../../../core/risk/index.ts";
import { kyc } from "../../../core/use-cases/kyc/index.ts";

const form = kyc.form("en");
const shipped = riskRulesSchema.parse(kyc.settings("en").kyc?.risk);
const today = "2027-05-12";

function codes(answers: Record<string, string>, rules = shipped, of: Form = form): string[] {
  const given = Object.entries(answers).map(([fieldId, value]) => ({ fieldId, value }));
  return assess(of, rules, given, today).flags.map(({ code }) => code);
}

describe("the shipped rules", () => {
  it.each([
    ["2009-05-12", []],
    ["2009-05-13", ["under_age"]],
    ["2008-02-29", []],
    ["1900-01-01", ["unlikely_age"]],
    ["2030-01-01", ["unlikely_age"]],
    ["no date", []],
  ])("born on %s: %j", (born, found) => expect(codes({ born })).toEqual(found));

  it.each([
    ["2027-05-11", ["expired"]],
    ["2027-05-12", ["expires_soon"]],
    ["2027-06-11", ["expires_soon"]],
    ["2027-06-12", []],
  ])("a document until %s: %j", (expires, found) => expect(codes({ expires })).toEqual(found));

  it("flag the countries that are named, and nothing where nobody answered", () => {
    expect(codes({ country: "KP" })).toEqual(["country"]);
    expect(codes({ country: "IT" })).toEqual([]);
    expect(codes({})).toEqual([]);
  });

  it("give the level of the most serious flag", () => {
    const level = (answers: Record<string, string>) =>
      assess(
        form,
        shipped,
        Object.entries(answers).map(([fieldId, value]) => ({ fieldId, value })),
        today,
      ).level;
    expect(level({ expires: "2027-12-01" })).toBe("low");
    expect(level({ expires: "2027-05-20" })).toBe("medium");
    expect(level({ expires: "2027-05-20", born: "2015-01-01" })).toBe("high");
  });
});

describe("a business's own rules", () => {
  const own = riskRulesSchema.parse({
    own: [
      {
        code: "abroad_with_licence",
        level: "medium",
        says: "A driving licence from abroad.",
        when: {
          op: "and",
          args: [
            {
              op: "eq",
              subject: { kind: "field", field: "document_type" },
              operand: { kind: "choice", choice: "driving_licence" },
            },
            { op: "ne", subject: { kind: "field", field: "country" }, operand: { kind: "choice", choice: "IT" } },
          ],
        },
      },
    ],
  });

  it("flag what they say", () => {
    expect(codes({ document_type: "driving_licence", country: "FR" }, own)).toEqual(["abroad_with_licence"]);
    expect(codes({ document_type: "driving_licence", country: "IT" }, own)).toEqual([]);
    expect(codes({ document_type: "driving_licence" }, own)).toEqual([]);
  });

  it("are held against the form before they are saved", () => {
    expect(riskProblems(form, own)).toEqual([]);
    expect(riskProblems(form, shipped)).toEqual([]);
    const { country: _, ...fields } = form.fields;
    expect(riskProblems({ ...form, fields }, own)).toHaveLength(1);
    expect(riskProblems(form, riskRulesSchema.parse({ age: { field: "city" } }))).toHaveLength(1);
  });
});

it("counts days as the calendar does", () => {
  const dayMs = 24 * 3_600_000;
  const days = fc.integer({ min: 0, max: 80_000 });
  fc.assert(fc.property(days, days, (from, to) => daysBetween(dayAt(from * dayMs), dayAt(to * dayMs)) === to - from));
});
