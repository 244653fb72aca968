/** Which property can take which answer, how it is written then, and what somebody should look at before it is. */
import { describe, expect, it } from "@jest/globals";
import { type Form, formSchema } from "../../../core/form/types.ts";
import {
  applyMapping,
  type DestinationProperty,
  entryFor,
  type Mapping,
  mappingConcerns,
  mappingSubjects,
  sampleAnswers,
  sampleFor,
  suggestMapping,
  takenBy,
} from "../../../core/mapping/index.ts";

const source = { id: "q", type: "x" };
const common = { required: false, source };
const choices = [
  { id: "c1", label: "Kitchen", value: "kitchen" },
  { id: "c2", label: "Bath", value: "bath" },
];
const form: Form = formSchema.parse({
  source: { tool: "typeform", formId: "f", revision: "1" },
  title: "Form",
  language: "en",
  sections: [],
  fields: {
    name: { ...common, id: "name", kind: "short_text", title: "Your name" },
    phone: { ...common, id: "phone", kind: "phone", title: "Phone" },
    rooms: { ...common, id: "rooms", kind: "number", title: "Rooms", min: 5, max: 9 },
    topic: { ...common, id: "topic", kind: "single_choice", title: "Topic", choices, allowOther: false },
    topics: { ...common, id: "topics", kind: "multiple_choice", title: "Topics", choices, allowOther: false },
    old: { ...common, id: "old", kind: "boolean", title: "Known?", trueLabel: "Yes", falseLabel: "No" },
    day: { ...common, id: "day", kind: "date", title: "Day", min: "2027-01-01" },
    home: {
      ...common,
      id: "home",
      kind: "address",
      title: "Home",
      parts: [{ key: "city", label: "City", required: false }],
    },
    grid: {
      ...common,
      id: "grid",
      kind: "matrix",
      title: "Grid",
      rows: [{ key: "r1", label: "Food", required: false }],
      columns: choices,
      multiple: false,
    },
    scan: { ...common, id: "scan", kind: "file", title: "Scan" },
    gone: { ...common, id: "gone", kind: "short_text", title: "Hidden", hide: true },
  },
  hidden: [{ name: "campaign" }],
  variables: [{ name: "score", kind: "number", initial: 0 }],
  endings: [{ id: "e1", title: "Great", isDefault: true }],
  notices: [],
});
const subjects = mappingSubjects(form);
const subject = (key: string) => {
  const found = subjects.find((each) => each.key === key);
  if (!found) throw new Error(`There is no ${key}.`);
  return found;
};
const property = (change: Partial<DestinationProperty>): DestinationProperty => {
  return { name: "p", type: "string", fieldType: "text", options: [], ...change };
};
const options = (...values: string[]) => values.map((value) => ({ label: value.toUpperCase(), value }));

it("everything that has an answer of its own can go somewhere, and nothing else", () => {
  expect(subjects.map(({ key, type }) => [key, type])).toEqual([
    ["field:name", "text"],
    ["field:phone", "text"],
    ["field:rooms", "number"],
    ["field:topic", "choice"],
    ["field:topics", "choices"],
    ["field:old", "boolean"],
    ["field:day", "date"],
    ["field:home#city", "text"],
    ["field:grid#r1", "choice"],
    ["variable:score", "number"],
    ["hidden:campaign", "text"],
    ["ending", "choice"],
  ]);
});

describe("a property takes", () => {
  it.each<[Partial<DestinationProperty>, readonly string[]]>([
    [{}, ["text", "number", "boolean", "date", "choice", "choices"]],
    [{ type: "phone_number", fieldType: "phonenumber" }, ["text"]],
    [{ type: "number", fieldType: "number" }, ["number", "text"]],
    [{ type: "bool", fieldType: "booleancheckbox" }, ["boolean"]],
    [{ type: "date", fieldType: "date" }, ["date"]],
    [{ type: "datetime", fieldType: "date" }, []],
    [{ type: "enumeration", fieldType: "select", options: options("a") }, ["choice"]],
    [{ type: "enumeration", fieldType: "checkbox", options: options("a") }, ["choice", "choices"]],
    [{ type: "enumeration", fieldType: "booleancheckbox", options: options("true", "false") }, ["boolean", "choice"]],
    // Users and the like: their options are no words of a form.
    [{ type: "enumeration", fieldType: "select" }, []],
    [{ type: "string", fieldType: "file" }, []],
    [{ type: "number", fieldType: "calculation_equation" }, []],
  ])("%j: %j", (change, taken) => {
    expect(takenBy(property(change))).toEqual(taken);
  });
});

describe("an answer is written", () => {
  it("by the property's own options, whether it is called so or only reads so", () => {
    const named = property({
      type: "enumeration",
      fieldType: "checkbox",
      options: [
        { label: "For cooking", value: "kitchen" },
        { label: "bath", value: "b" },
      ],
    });
    expect(entryFor(subject("field:topics"), named)).toMatchObject({
      type: "choices",
      values: { c1: "kitchen", c2: "b" },
    });
  });

  it("as people read it where the property is a text", () => {
    expect(entryFor(subject("field:topic"), property({}))).toMatchObject({ type: "text", values: { c1: "Kitchen" } });
    expect(entryFor(subject("ending"), property({}))).toMatchObject({
      source: { kind: "ending" },
      values: { e1: "Great" },
    });
    expect(entryFor(subject("field:home#city"), property({}))).toMatchObject({ fieldId: "home", part: "city" });
  });

  it("into nothing that does not take it", () => {
    expect(entryFor(subject("field:topics"), property({ type: "enumeration", options: options("a") }))).toBeUndefined();
    expect(entryFor(subject("field:name"), property({ type: "date" }))).toBeUndefined();
  });

  it("so that every sample of every subject arrives in a text without a note", () => {
    const entries = subjects.flatMap((each, at) => entryFor(each, property({ name: `p${at}` })) ?? []);
    const samples = new Map(subjects.map((each) => [each.key, sampleFor(each)]));
    const { answers, besides } = sampleAnswers(subjects, samples);
    const { properties, notes } = applyMapping({ entries }, answers, besides);
    expect(notes).toEqual([]);
    expect(Object.keys(properties)).toHaveLength(subjects.length);
    expect(properties).toMatchObject({ p2: "5", p3: "Kitchen", p4: "Kitchen, Bath", p5: "true", p6: "2027-01-01" });
  });
});

describe("concerns", () => {
  const codes = (entries: Mapping["entries"], properties: readonly DestinationProperty[], key: string) =>
    mappingConcerns(subjects, { entries }, properties, [])
      .filter((concern) => concern.key === key)
      .map(({ code }) => code);
  const entry = (key: string, given: DestinationProperty) => entryFor(subject(key), given) ?? [];

  it("name what is not there, what does not fit, and what is there twice", () => {
    const text = property({ name: "t" });
    expect(codes([entry("field:name", text)].flat(), [], "field:name")).toEqual(["property_unknown"]);
    expect(codes([entry("field:name", text)].flat(), [{ ...text, type: "date" }], "field:name")).toEqual([
      "type_unfit",
    ]);
    const both = [entry("field:name", text), entry("field:day", text)].flat();
    expect(codes(both, [text], "field:day")).toEqual(["property_twice"]);
    const number = property({ name: "n", type: "number" });
    expect(codes([entry("field:name", number)].flat(), [number], "field:name")).toEqual(["text_as_number"]);
  });

  it("name the options that a property lacks", () => {
    const some = property({ type: "enumeration", fieldType: "select", options: options("kitchen") });
    const [concern] = mappingConcerns(
      [subject("field:topic")],
      { entries: [entry("field:topic", some)].flat() },
      [some],
      [],
    );
    expect(concern).toMatchObject({ code: "options_missing", options: ["Bath"], level: "warn" });
  });

  it("say what is asked for nothing, what WhatsApp knows, and what is sensitive", () => {
    expect(codes([], [], "field:phone")).toEqual(["phone_known", "goes_nowhere"]);
    expect(codes([], [], "variable:score")).toEqual([]);
    const finding = { fieldId: "name", kind: "identity" as const, choices: [] };
    const all = mappingConcerns(subjects, suggestMapping(form), [], [finding]);
    expect(all.filter(({ key }) => key === "field:name").map(({ code }) => code)).toContain("sensitive");
  });
});
