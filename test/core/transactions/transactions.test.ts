import { describe, expect, it } from "@jest/globals";
import { csvOf, transactionColumns, transactionValues } from "../../../core/transactions/index.ts";
import { mappingOnto, useCaseNamed } from "../../../core/use-cases/index.ts";
import { membership } from "../../../core/use-cases/membership/index.ts";
import { nps } from "../../../core/use-cases/nps/index.ts";

describe("the log as CSV", () => {
  it("quotes what would break a row, and ends each row as the standard says", () => {
    const rows = [{ a: 'said "yes", twice', b: "two\nlines" }, { b: "plain" }];
    expect(csvOf({ columns: ["a", "b"], rows })).toBe('a,b\r\n"said ""yes"", twice","two\nlines"\r\n,plain\r\n');
  });

  it.each(["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1", "\r=1"])("lets no spreadsheet calculate %j", (typed) => {
    expect(csvOf({ columns: ["a"], rows: [{ a: typed }] }).slice(3)).toMatch(/^"?'/);
  });

  it("leaves numbers alone", () => {
    expect(csvOf({ columns: ["a"], rows: [{ a: "-12.5" }, { a: "+39" }] })).toBe("a\r\n-12.5\r\n+39\r\n");
  });
});

describe("a submission as a row", () => {
  const form = membership.form("de");

  it("has the values of HubSpot, whatever language was read", () => {
    const answers = [
      { fieldId: "plan", value: "family" },
      { fieldId: "benefits", value: ["events", "magazine"] },
    ];
    expect(transactionValues(form, { answers, variables: { dues: 90 }, ending: "renewing" })).toEqual({
      plan: "family",
      benefits: "events; magazine",
      dues: "90",
      ending: "renewing",
    });
  });

  it("leaves out what identifies somebody, and files", () => {
    const source = { id: "x", type: "text" };
    const more = {
      id_number: { kind: "short_text", id: "id_number", title: "Passport number", required: true, source },
      scan: { kind: "file", id: "scan", title: "A photo", required: true, source },
    } as const;
    const asking = { ...form, fields: { ...form.fields, ...more } };
    expect(transactionColumns(asking)).toEqual(transactionColumns(form));
    const answers = [
      { fieldId: "id_number", value: "YA1234567" },
      { fieldId: "scan", value: ["file-1"] },
    ];
    expect(transactionValues(asking, { answers, variables: {} })).toEqual({});
  });
});

describe("a use case's properties for another form", () => {
  const survey = (labels: readonly string[]) => {
    const form = nps.form("en");
    const { reason } = form.fields;
    if (reason?.kind !== "single_choice") throw new Error("The form asks for no reason.");
    const choices = labels.map((label, index) => ({ id: `c${index}`, label, value: label }));
    return { ...form, fields: { q1: { ...reason, id: "q1", choices } } };
  };

  it("takes options by their words, and names those that it does not have", () => {
    const fit = mappingOnto(nps, survey(["price", "Quality"]), { entries: [] }, { reason: "q1" });
    expect(fit).toMatchObject({
      kind: "mapping",
      mapping: {
        entries: [{ fieldId: "q1", property: "flowella_nps_reason", values: { c0: "price", c1: "quality" } }],
      },
    });
    const unfit = mappingOnto(nps, survey(["Price", "The music"]), { entries: [] }, { reason: "q1" });
    expect(unfit).toMatchObject({ kind: "unfit", problems: [expect.stringContaining("“The music”")] });
  });

  it("leaves what was mapped before where nothing takes its place", () => {
    const kept = { fieldId: "q1", property: "company", type: "text", confidence: "certain", reason: "x" } as const;
    const fit = mappingOnto(nps, survey(["Price"]), { entries: [kept] }, { reason: "q1" });
    expect(fit.kind === "mapping" && fit.mapping.entries.map(({ property }) => property)).toEqual([
      "company",
      "flowella_nps_reason",
    ]);
    expect(useCaseNamed("nps")).toBe(nps);
  });
});
