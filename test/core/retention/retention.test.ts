import { describe, expect, it } from "@jest/globals";
import type { Field, Form } from "../../../core/form/types.ts";
import {
  areaOf,
  dayMs,
  documentsNowhere,
  type Keep,
  regionsThatDiffer,
  settleMs,
  verdictOn,
} from "../../../core/retention/index.ts";

const heldDays = 30;
const on = (keep: Keep, ageMs: number, landed: boolean) =>
  verdictOn({ keep, heldDays }, { handedInAt: 1_000, landed }, 1_000 + ageMs);

describe("answers", () => {
  it("stay until their time is over, and go with that very millisecond", () => {
    expect(on(5, 5 * dayMs - 1, true)).toEqual({ kind: "keep", until: 1_000 + 5 * dayMs });
    expect(on(5, 5 * dayMs, true)).toEqual({ kind: "remove" });
    expect(on("nothing", settleMs - 1, true)).toMatchObject({ kind: "keep" });
    expect(on("nothing", settleMs, true)).toEqual({ kind: "remove" });
  });

  it("are held while something of them is undelivered, and given up after the longest time", () => {
    expect(on(5, 5 * dayMs, false)).toEqual({ kind: "hold", until: 1_000 + 35 * dayMs });
    expect(on(5, 35 * dayMs - 1, false)).toMatchObject({ kind: "hold" });
    expect(on(5, 35 * dayMs, false)).toEqual({ kind: "give-up" });
  });
});

describe("parts of the world", () => {
  it.each([
    ["eu-central-1", "Europe"],
    ["europe-west4", "Europe"],
    ["eu1", "Europe"],
    ["na2", "North America"],
    ["us-east-1", "North America"],
    ["ap1", "Asia-Pacific"],
    ["DE", "Europe"],
    ["de", "Europe"],
    ["BR", "South America"],
    ["sa-east-1", "South America"],
    ["SA", undefined],
    ["the cellar", undefined],
    ["", undefined],
    [undefined, undefined],
  ])("%s is in %s", (region, area) => {
    expect(areaOf(region)).toBe(area);
  });

  it("differ only where both names are known", () => {
    expect(regionsThatDiffer({ ours: "eu-west-1", hubspot: "na1", meta: "IN" })).toEqual(["hubspot", "meta"]);
    expect(regionsThatDiffer({ ours: "eu-west-1", hubspot: "eu1", meta: undefined })).toEqual([]);
    expect(regionsThatDiffer({ ours: "the cellar", hubspot: "na1", meta: "IN" })).toEqual([]);
    expect(regionsThatDiffer({ ours: undefined, hubspot: "na1", meta: "IN" })).toEqual([]);
  });
});

describe("identity documents with nothing kept", () => {
  const base = { required: true, source: { id: "x", type: "sample" } };
  const file: Field = { ...base, id: "doc", title: "A photo of it", kind: "file", maxFiles: 1 };
  const number: Field = { ...base, id: "number", title: "Passport number", kind: "short_text", policy: "secure_page" };
  const name: Field = { ...base, id: "name", title: "Your name", kind: "short_text" };
  const formOf = (...fields: Field[]): Form => ({
    source: { tool: "typeform", formId: "f", revision: "1" },
    title: "Check",
    language: "en",
    sections: [{ id: "s", title: "", items: fields.map(({ id }) => id) }],
    fields: Object.fromEntries(fields.map((field) => [field.id, field])),
    hidden: [],
    notices: [],
  });
  const nowhere = { provider: false, secureInFull: false };
  const code = "privacy.documents_nowhere";

  it("block a check whose documents nobody else gets, and name the question", () => {
    const notice = documentsNowhere("nothing", formOf(name, file), {}, nowhere);
    expect(notice).toMatchObject({ level: "block", code, fieldId: "doc" });
    expect(notice?.message).toContain("A photo of it");
    expect(documentsNowhere("nothing", formOf(number), undefined, nowhere)).toMatchObject({ code, fieldId: "number" });
  });

  it("block nothing where a provider gets them, where answers are kept, or where nobody asks for any", () => {
    expect(documentsNowhere("nothing", formOf(name, file), {}, { ...nowhere, provider: true })).toBeUndefined();
    expect(documentsNowhere("nothing", formOf(number), {}, { ...nowhere, secureInFull: true })).toBeUndefined();
    expect(documentsNowhere(30, formOf(name, file, number), {}, nowhere)).toBeUndefined();
    expect(documentsNowhere("nothing", formOf(name, file), undefined, nowhere)).toBeUndefined();
    expect(documentsNowhere("nothing", formOf(name), {}, nowhere)).toBeUndefined();
  });

  it("are not had by a provider where the Flow is no identity check", () => {
    const passport: Field = { ...file, title: "Photo of your passport" };
    const places = { provider: true, secureInFull: true };
    expect(documentsNowhere("nothing", formOf(passport), undefined, places)).toMatchObject({ fieldId: "doc" });
    expect(
      documentsNowhere("nothing", formOf({ ...passport, policy: "leave_out" }), undefined, places),
    ).toBeUndefined();
  });
});
