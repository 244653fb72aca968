import { describe, expect, it } from "@jest/globals";
import type { Field } from "../../../core/form/types.ts";
import {
  applyMapping,
  type Mapping,
  type MappingEntry,
  mappingProblems,
  mappingSchema,
  suggestMapping,
} from "../../../core/mapping/index.ts";
import type { AnswerValue } from "../../../core/submission/types.ts";
import { choices, field, formOf } from "../flow/forms.ts";

const properties = (mapping: Mapping) =>
  mapping.entries.map(({ fieldId, part, property }) => [part ? `${fieldId}.${part}` : fieldId, property]);
const suggested = (fields: Field[]) => properties(suggestMapping(formOf(fields)));
const titled = (id: string, title: string) => field(id, { kind: "short_text", title });

describe("suggestMapping", () => {
  it("takes a HubSpot form's own contact properties, and nothing of other objects or of its legal texts", () => {
    const contact = (id: string, name: string, specific: Parameters<typeof field>[1]) =>
      field(id, { ...specific, source: { id: name, ref: "0-1", type: "x" } });
    const form = formOf(
      [
        contact("email", "email", { kind: "email" }),
        contact("plan", "Plan_Choice", { kind: "multiple_choice", choices: choices(2), allowOther: false }),
        field("name", { kind: "short_text", source: { id: "name", ref: "0-2", type: "x" } }),
        field("consent_processing", { kind: "consent", text: "Yes", source: { id: "processing", type: "processing" } }),
        contact("file", "cv", { kind: "file" }),
      ],
      { source: { tool: "hubspot", formId: "f", revision: "1" } },
    );
    const mapping = suggestMapping(form);
    expect(mapping.entries).toEqual([
      expect.objectContaining({ fieldId: "email", property: "email", type: "text", confidence: "certain" }),
      expect.objectContaining({ property: "Plan_Choice", type: "choices", values: { c1: "v1", c2: "v2" } }),
    ]);
    expect(mappingSchema.parse(JSON.parse(JSON.stringify(mapping)))).toEqual(mapping);
  });

  it("goes by kind and by what a short question says", () => {
    expect(
      suggested([
        field("mail", { kind: "email", title: "Where should we write to?" }),
        field("tel", { kind: "phone", title: "Number" }),
        titled("first", "What is your first name?"),
        titled("last", "Surname"),
        titled("firm", "Company name"),
        titled("town", "City"),
        titled("code", "Postal code"),
        titled("odd", "Anything else?"),
        field("site", { kind: "url" }),
      ]),
    ).toEqual([
      ["mail", "email"],
      ["tel", "phone"],
      ["first", "firstname"],
      ["last", "lastname"],
      ["firm", "company"],
      ["town", "city"],
      ["code", "zip"],
      ["site", "website"],
    ]);
  });

  it("fills a property from one question only, the first", () => {
    expect(suggested([field("a", { kind: "email" }), field("b", { kind: "email" })])).toEqual([["a", "email"]]);
  });

  it("does not take other people's details, or a word in passing, for the customer's", () => {
    expect(
      suggested([
        titled("a", "Your friend's first name"),
        titled("b", "Which of our services would your company recommend to other companies in your town?"),
        titled("c", "Emergency contact phone"),
      ]),
    ).toEqual([]);
  });

  it("keeps a whole name in one piece and says that somebody should look at it", () => {
    expect(suggestMapping(formOf([titled("n", "What is your full name?")])).entries).toEqual([
      expect.objectContaining({ property: "firstname", confidence: "guess" }),
    ]);
  });

  it("reads the parts of an address and of contact details", () => {
    const part = (key: string) => ({ key, label: key, required: false });
    expect(
      suggested([
        field("me", { kind: "contact_info", parts: [part("first_name"), part("email"), part("fax")] }),
        field("home", { kind: "address", parts: [part("address"), part("zip_code")] }),
      ]),
    ).toEqual([
      ["me.first_name", "firstname"],
      ["me.email", "email"],
      ["home.address", "address"],
      ["home.zip_code", "zip"],
    ]);
  });
});

describe("applyMapping", () => {
  const entry = (type: MappingEntry["type"], extra: Partial<MappingEntry> = {}): MappingEntry => ({
    fieldId: "f",
    property: "p",
    type,
    confidence: "certain",
    reason: "test",
    ...extra,
  });
  const apply = (type: MappingEntry["type"], value: AnswerValue, extra: Partial<MappingEntry> = {}) => {
    const applied = applyMapping({ entries: [entry(type, extra)] }, [{ fieldId: "f", value }]);
    return [applied.properties["p"], ...applied.notes.map(({ code }) => code)];
  };
  const values = { c1: "Red", c2: "Blue", c3: "a;b" };

  it.each<[MappingEntry["type"], AnswerValue, unknown[]]>([
    ["text", "  Ana ", ["Ana"]],
    ["text", 7, ["7"]],
    ["text", "   ", [undefined]],
    ["number", 3.5, ["3.5"]],
    ["number", "42", ["42"]],
    ["number", "many", [undefined, "value.not_a_number"]],
    ["number", true, [undefined, "value.not_a_number"]],
    ["boolean", true, ["true"]],
    ["boolean", "false", ["false"]],
    ["boolean", "maybe", [undefined, "value.wrong_type"]],
    ["date", "2026-03-04", ["2026-03-04"]],
    ["date", "4 March", [undefined, "value.not_a_date"]],
  ])("writes %s %j as %j", (type, value, expected) => expect(apply(type, value)).toEqual(expected));

  it("writes the values of choices, not their ids", () => {
    expect(apply("choice", "c1", { values })).toEqual(["Red"]);
    expect(apply("choices", ["c1", "c2"], { values })).toEqual(["Red;Blue"]);
    expect(apply("choices", [], { values })).toEqual([undefined]);
    expect(apply("choice", ["c1"], { values })).toEqual([undefined, "value.wrong_type"]);
  });

  it("leaves out a value that HubSpot would split in two", () => {
    expect(apply("choices", ["c2", "c3"], { values })).toEqual(["Blue", "value.separator"]);
  });

  it("finds the answer to one part, leaves out what was not answered, and writes a property once", () => {
    const mapping = {
      entries: [
        entry("text", { part: "city", property: "city" }),
        entry("text", { fieldId: "other", property: "company" }),
        entry("text", { fieldId: "g", property: "city" }),
      ],
    };
    const { properties: written, notes } = applyMapping(mapping, [
      { fieldId: "f", part: "zip_code", value: "123" },
      { fieldId: "f", part: "city", value: "Pune" },
      { fieldId: "g", value: "Mumbai" },
    ]);
    expect(written).toEqual({ city: "Pune" });
    expect(notes.map(({ code, fieldId }) => [code, fieldId])).toEqual([["property.twice", "g"]]);
  });

  it("writes what the rules calculated, the ending and hidden values, by the same types", () => {
    const other = (source: MappingEntry["source"], property: string, type: MappingEntry["type"], values = {}) => ({
      ...entry(type, { property, values }),
      fieldId: undefined,
      source,
    });
    const mapping: Mapping = {
      entries: [
        other({ kind: "variable", name: "score" }, "lead_score", "number"),
        other({ kind: "variable", name: "tier" }, "tier_number", "number"),
        other({ kind: "ending" }, "outcome", "choice", { e1: "Booked" }),
        other({ kind: "hidden", name: "campaign" }, "campaign", "text"),
        other({ kind: "hidden", name: "absent" }, "nothing", "text"),
        other({ kind: "variable", name: "constructor" }, "odd", "text"),
      ],
    };
    const stored = mappingSchema.parse(JSON.parse(JSON.stringify(mapping)));
    const besides = { variables: { score: 12.5, tier: "gold" }, ending: "e1", hidden: { campaign: "spring" } };
    const { properties: written, notes } = applyMapping(stored, [], besides);
    expect(written).toEqual({ lead_score: "12.5", outcome: "Booked", campaign: "spring" });
    expect(notes).toEqual([expect.objectContaining({ code: "value.not_a_number", fieldId: "variable:tier" })]);
    expect(applyMapping(stored, [])).toEqual({ properties: {}, notes: [] });
  });

  it("calls a data source's options what they were called when they were offered", () => {
    const chosen = [
      { id: "s1", value: "2027-03-01T09:00Z", label: "Monday at nine" },
      { id: "s2", value: "2027-03-02T09:00Z", label: "Tuesday at nine" },
    ];
    const write = (type: MappingEntry["type"], value: AnswerValue, extra: Partial<MappingEntry> = {}) =>
      applyMapping({ entries: [entry(type, extra)] }, [{ fieldId: "f", value, chosen }]).properties["p"];
    expect(write("choice", "s1")).toBe("2027-03-01T09:00Z");
    expect(write("choices", ["s1", "s2"])).toBe("2027-03-01T09:00Z;2027-03-02T09:00Z");
    expect(write("text", "s1")).toBe("Monday at nine");
    expect(write("text", ["s1", "s2"])).toBe("Monday at nine, Tuesday at nine");
    expect(write("choice", "s1", { values: { s1: "first" } })).toBe("first");
  });

  it("reads only entries that name one thing", () => {
    const source = { kind: "ending" as const };
    const reads = (extra: Partial<MappingEntry>) =>
      mappingSchema.safeParse({ entries: [{ ...entry("text"), ...extra }] }).success;
    expect([
      reads({}),
      reads({ source }),
      reads({ fieldId: undefined }),
      reads({ fieldId: undefined, source }),
    ]).toEqual([true, false, false, true]);
  });

  it("puts no answer into a note", () => {
    const { notes } = applyMapping({ entries: [entry("number")] }, [{ fieldId: "f", value: "secret words" }]);
    expect(JSON.stringify(notes)).not.toContain("secret");
  });
});

it("mappingProblems says what a mapping asks of the form in vain", () => {
  const form = formOf([titled("name", "Name")], {
    variables: [{ name: "score", kind: "number", initial: 0 }],
    endings: [],
  });
  const common = { confidence: "certain", reason: "test" } as const;
  const problems = mappingProblems(form, {
    entries: [
      { ...common, fieldId: "name", property: "a", type: "text" },
      { ...common, fieldId: "gone", property: "b", type: "text" },
      { ...common, source: { kind: "variable", name: "score" }, property: "c", type: "number" },
      { ...common, source: { kind: "variable", name: "score" }, property: "d", type: "date" },
      { ...common, source: { kind: "variable", name: "price" }, property: "e", type: "number" },
      { ...common, source: { kind: "ending" }, property: "f", type: "choice" },
      { ...common, source: { kind: "hidden", name: "campaign" }, property: "g", type: "text" },
    ],
  });
  expect(problems.map((problem) => problem.slice(0, 2))).toEqual(["b:", "d:", "e:", "f:"]);
});
