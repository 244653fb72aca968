import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { formFromTypeform, typeform } from "../../../connectors/typeform/index.ts";
import { RefusedInput } from "../../../core/errors.ts";
import { compile } from "../../../core/flow/index.ts";
import { fieldsInOrder, formSchema } from "../../../core/form/types.ts";

const fixtures = path.resolve(import.meta.dirname, "../../fixtures/forms/typeform");
const fixture = (name: string): unknown => JSON.parse(readFileSync(path.join(fixtures, `${name}.json`), "utf8"));

const form = (fields: unknown[], extra: object = {}) => formFromTypeform({ id: "abc", title: "T", fields, ...extra });
const one = (field: object) => {
  const [first] = fieldsInOrder(form([{ id: "f1", ref: "f", title: "Q", ...field }]));
  if (!first) throw new Error("No field was imported.");
  return first;
};
const codes = (fields: unknown[], extra: object = {}) =>
  form(fields, extra).notices.map(({ level, code }) => `${level} ${code}`);

describe("the form", () => {
  it("keeps what stands around the questions", () => {
    const { source, title, description, language, thankYou, hidden, sections } = formFromTypeform(
      fixture("event-registration"),
    );
    expect(source).toEqual({
      tool: "typeform",
      formId: "Ev3ntR3g",
      revision: "2026-02-03T09:00:00+00:00",
      url: "https://example.typeform.com/to/Ev3ntR3g",
    });
    expect([title, language]).toEqual(["Summer meet-up registration", "en"]);
    expect(description).toBe("Join us this *summer*\n\nFive minutes, no account needed.");
    expect(thankYou).toBe("See you there!\n\nWe will write to you a week before.");
    expect(hidden).toEqual([{ name: "campaign" }]);
    expect(sections.map(({ title: heading, items }) => [heading, items.length])).toEqual([
      ["Your details", 3],
      [undefined, 5],
    ]);
  });

  it("does not thank customers with Typeform's own advertisement", () => {
    expect(formFromTypeform(fixture("product-feedback")).thankYou).toBe("¡Gracias!");
  });

  it("has a revision even without a date, and another one when the form changes", () => {
    const first = form([{ ref: "a", type: "email", title: "A" }]).source.revision;
    expect(form([{ ref: "a", type: "email", title: "A" }]).source.revision).toBe(first);
    expect(form([{ ref: "a", type: "email", title: "B" }]).source.revision).not.toBe(first);
  });

  it("makes sections of groups, nested ones too, and goes on under the outer name after them", () => {
    const question = (ref: string) => ({ ref, type: "short_text", title: ref });
    const { sections } = form([
      question("a"),
      {
        type: "group",
        ref: "outer",
        title: "Outer",
        properties: {
          description: "About",
          fields: [
            { type: "group", ref: "inner", title: "Inner", properties: { fields: [question("b")] } },
            question("c"),
          ],
        },
      },
      question("d"),
    ]);
    expect(sections.map(({ title, description, items }) => [title, description, items])).toEqual([
      [undefined, undefined, ["a"]],
      ["Inner", "About", ["b"]],
      ["Outer", undefined, ["c"]],
      [undefined, undefined, ["d"]],
    ]);
    expect(new Set(sections.map(({ id }) => id)).size).toBe(4);
  });
});

describe("field ids", () => {
  const idsOf = (refs: (string | undefined)[]) =>
    fieldsInOrder(form(refs.map((ref, index) => ({ id: `tf${index}`, ref, type: "email", title: "Same title" })))).map(
      ({ id }) => id,
    );

  it("are the ref where it is an id, else a slug with a hash, and always differ", () => {
    const ids = idsOf(["full_name", "full-name", "Full Name", "9lives", "日本", undefined, "full_name", ""]);
    expect(ids[0]).toBe("full_name");
    expect(ids.slice(1).every((id) => /^[a-z][a-z0-9_]*$/.test(id))).toBe(true);
    expect(ids[1]).toMatch(/^full_name_[0-9a-f]{6}$/);
    expect(ids[3]).toMatch(/^f_9lives_[0-9a-f]{6}$/);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("are the same at the next import, whatever else changes", () => {
    expect(idsOf(["b-c", "a"])[0]).toBe(idsOf(["b-c", "new", "other"])[0]);
  });

  it("of very long refs stay short and apart", () => {
    const ids = idsOf(["x".repeat(255), `${"x".repeat(254)}y`]);
    expect(ids.every((id) => id.length <= 60)).toBe(true);
    expect(new Set(ids).size).toBe(2);
  });
});

describe("question types", () => {
  it.each([
    [
      { type: "short_text", validations: { max_length: 60 } },
      { kind: "short_text", maxLength: 60 },
    ],
    [{ type: "long_text" }, { kind: "long_text" }],
    [
      { type: "email", validations: { required: true } },
      { kind: "email", required: true },
    ],
    [
      { type: "phone_number", properties: { default_country_code: "IN" } },
      { kind: "phone", defaultCountry: "IN" },
    ],
    [{ type: "website" }, { kind: "url" }],
    [
      { type: "number", validations: { min_value: 5, max_value: 9 } },
      { kind: "number", min: 5, max: 9 },
    ],
    [{ type: "date" }, { kind: "date" }],
    [{ type: "time" }, { kind: "time" }],
    [{ type: "yes_no" }, { kind: "boolean", trueLabel: "Yes", falseLabel: "No" }],
    [
      { type: "rating", properties: { steps: 10 } },
      { kind: "rating", steps: 10 },
    ],
    [
      { type: "opinion_scale", properties: { steps: 5, start_at_one: true } },
      { kind: "opinion_scale", from: 1, to: 5 },
    ],
    [
      { type: "opinion_scale", properties: { steps: 11, labels: { left: "No" } } },
      { kind: "opinion_scale", from: 0, to: 10, labels: { left: "No" } },
    ],
    [
      { type: "nps", properties: { labels: { right: "Yes" } } },
      { kind: "nps", labels: { right: "Yes" } },
    ],
    [{ type: "file_upload" }, { kind: "file" }],
    [{ type: "payment" }, { kind: "payment" }],
    [{ type: "statement" }, { kind: "statement" }],
    [{ type: "calendly" }, { kind: "unsupported", source: { id: "f1", ref: "f", type: "calendly" } }],
    [{ type: "from_the_future" }, { kind: "unsupported" }],
    [{ type: 7 }, { kind: "unsupported" }],
  ])("reads %j", (source, expected) => expect(one(source)).toMatchObject(expected));

  it("reads an agreement and its link", () => {
    const legal = one({ type: "legal", title: "I accept", properties: { description: "https://example.com/terms" } });
    expect(legal).toMatchObject({ kind: "consent", text: "I accept", link: "https://example.com/terms" });
    expect(legal.description).toBeUndefined();
    const worded = one({ type: "legal", properties: { description: "See https://example.com/a for more" } });
    expect(worded).toMatchObject({ link: "https://example.com/a", description: "See https://example.com/a for more" });
  });

  it("reads choices by their own keys, several or one, with an answer of one's own", () => {
    const choices = [
      { id: "c1", ref: "red", label: "Red" },
      { id: "c2", ref: "red", label: "Red" },
      { label: "Green" },
    ];
    expect(one({ type: "multiple_choice", properties: { choices, allow_other_choice: true } })).toMatchObject({
      kind: "single_choice",
      allowOther: true,
      choices: [
        { id: "red", label: "Red", value: "Red" },
        { id: "c2" },
        { id: expect.stringMatching(/^c_[0-9a-f]{6}$/) },
      ],
    });
    const several = {
      properties: { choices, allow_multiple_selection: true },
      validations: { min_selection: 1, max_selection: 2 },
    };
    expect(one({ type: "multiple_choice", ...several })).toMatchObject({
      kind: "multiple_choice",
      minSelect: 1,
      maxSelect: 2,
    });
    expect(one({ type: "picture_choice", ...several })).toMatchObject({ kind: "picture_choice", multiple: true });
    expect(one({ type: "ranking", ...several })).toMatchObject({ kind: "ranking" });
    const sorted = one({
      type: "dropdown",
      properties: { alphabetical_order: true, choices: [{ label: "b" }, { label: "Ä" }, { label: "c" }] },
    });
    expect(sorted).toMatchObject({ kind: "dropdown", choices: [{ label: "Ä" }, { label: "b" }, { label: "c" }] });
  });

  it("reads rows of a matrix, and lines of an address", () => {
    const row = (ref: string, required: boolean) => ({
      ref,
      title: ref,
      type: "multiple_choice",
      properties: { choices: [{ ref: `${ref}_bad`, label: "Bad" }] },
      validations: { required },
    });
    expect(one({ type: "matrix", properties: { fields: [row("speed", true), row("price", false)] } })).toMatchObject({
      kind: "matrix",
      required: true,
      rows: [
        { key: "speed", label: "speed", required: true },
        { key: "price", label: "price", required: false },
      ],
      columns: [{ id: "speed_bad", label: "Bad" }],
      multiple: false,
    });
    const city = { ref: "r", subfield_key: "city", title: "Town", type: "short_text", validations: { required: true } };
    expect(one({ type: "address", properties: { fields: [city] } })).toMatchObject({
      kind: "address",
      required: true,
      parts: [{ key: "city", label: "Town", required: true }],
    });
  });

  it("never fails on a question that makes no sense", () => {
    const nested = (depth: number): object =>
      depth === 0 ? { type: "email" } : { type: "group", properties: { fields: [nested(depth - 1)] } };
    const odd = [
      null,
      7,
      "x",
      [],
      {},
      { type: "rating", properties: { steps: -1 } },
      { type: "email", properties: null },
    ];
    const imported = form([...odd, { type: "dropdown", properties: { choices: "none" } }, nested(500)]);
    expect(formSchema.parse(imported)).toEqual(imported);
    expect(fieldsInOrder(imported)).toHaveLength(odd.length + 2);
    expect(compile(imported).check.ok).toBe(true);
  });
});

describe("recall", () => {
  it.each([
    ["Nice to meet you, {{field:name}}. Where to?", "Nice to meet you. Where to?"],
    ["Hello{{hidden:first_name}}, let's start", "Hello, let's start"],
    ["Hi {{field:name}}!", "Hi!"],
    ["How old is {{field:pet}}?", "How old is …?"],
    ["It is ₹{{var:price}} per month.", "It is ₹… per month."],
    ["Your score: {{var:score}}.", "Your score: …"],
    ["Use {{double}} braces", "Use {{double}} braces"],
  ])("reads %j as %j", (title, expected) => expect(one({ type: "email", title }).title).toBe(expected));

  it("is told for each question and for the other texts", () => {
    const { notices, fields } = form([{ ref: "q", type: "email", title: "Hi {{field:x}}!" }], {
      welcome_screens: [{ title: "Hello {{hidden:x}}, hi" }],
    });
    const told = notices.filter(({ code }) => code === "text.recall_not_built");
    expect(told.map(({ level, fieldId }) => [level, fieldId])).toEqual([
      ["info", undefined],
      ["info", "q"],
    ]);
    expect(fields["q"]?.title).toBe("Hi!");
  });
});

describe("logic", () => {
  const questions = [
    { id: "1", ref: "a", type: "yes_no", title: "Do you?" },
    {
      id: "2",
      ref: "g",
      type: "group",
      title: "G",
      properties: { fields: [{ id: "3", ref: "b", type: "email", title: "B" }] },
    },
    { id: "4", ref: "c", type: "email", title: "C" },
  ];
  const jump = (ref: string, type: string, value: string, ruleType = "field") => ({
    type: ruleType,
    ref,
    actions: [{ action: "jump", details: { to: { type, value } }, condition: { op: "always", vars: [] } }],
  });
  const told = (...logic: object[]) => codes(questions, { logic }).filter((code) => code.includes("logic"));

  it("does not matter where it leads to the next question anyway", () => {
    expect(told(jump("a", "field", "b"), jump("a", "field", "g"), jump("b", "field", "c"))).toEqual([]);
    expect(told(jump("c", "thankyou", "default_tys"), jump("x", "field", "a", "hidden"))).toEqual([]);
  });

  it.each([
    ["over a question", jump("a", "field", "c")],
    ["back", jump("c", "field", "a")],
    ["to the end too early", jump("b", "thankyou", "default_tys")],
    ["to somewhere unknown", jump("a", "field", "nowhere")],
    ["from somewhere unknown", jump("nowhere", "field", "a")],
    ["from the start, over a question", jump("x", "field", "b", "hidden")],
    ["to an outcome", jump("c", "outcome", "x")],
  ])("forbids publishing where it leads %s", (_, rule) => {
    expect(told(rule)).toEqual(["block logic.not_built"]);
    expect(compile(form(questions, { logic: [rule] })).publishable).toBe(false);
  });

  it("only warns of calculations", () => {
    const add = { type: "field", ref: "a", actions: [{ action: "add", details: { target: {}, value: {} } }] };
    expect(told(add)).toEqual(["warn logic.calculations_not_built"]);
    expect(compile(form(questions, { logic: [add] })).publishable).toBe(true);
  });

  it("names a question for example", () => {
    const { notices } = form(questions, { logic: [jump("a", "field", "c")] });
    expect(notices.find(({ code }) => code === "logic.not_built")?.message).toContain("after “Do you?”");
  });
});

describe("notices", () => {
  it("always say that answers cannot go back, and what else is lost", () => {
    expect(codes([])).toEqual(["warn tf.no_writeback"]);
    const lossy = {
      ref: "a",
      type: "email",
      title: "A",
      attachment: { type: "image" },
      properties: { randomize: true },
    };
    const settings = { captcha: true, translation_languages: ["es"] };
    const ending = { type: "url_redirect", title: "", properties: { redirect_url: "https://example.com" } };
    expect(codes([lossy], { settings, thankyou_screens: [ending] }).slice(1)).toEqual([
      "info tf.captcha",
      "info media.dropped",
      "info choice.random_order",
      "info tf.translations_not_imported",
      "info ending.redirect_dropped",
    ]);
    expect(typeform.can.writesSubmissions).toBe("no");
  });
});

describe("other documents", () => {
  it.each([
    [{ fields: [{ id: "a", title: "Hola" }], thankyou_screens: [] }, "typeform.translation", "translation"],
    [{ id: "x", fields: [{ id: "a", title: "Hola" }] }, "typeform.translation", "translation"],
    [{ event_type: "form_response", form_response: {} }, "typeform.not_a_form", "webhook"],
    [{ total_items: 1, page_count: 1, items: [] }, "typeform.not_a_form", "page of a Typeform list"],
    [{ id: "x", fieldGroups: [] }, "typeform.not_a_form", "HubSpot form"],
    [{ formId: "x", info: {}, items: [] }, "typeform.not_a_form", "Google form"],
    [{ id: "1", pages: [], question_count: 0 }, "typeform.not_a_form", "SurveyMonkey"],
    [{ version: "7.3", screens: [] }, "typeform.not_a_form", "Flow JSON"],
    [{ id: "x" }, "typeform.not_a_form", "no list of fields"],
    [[], "typeform.not_a_form", "no JSON object"],
    [null, "typeform.not_a_form", "no JSON object"],
    ["text", "typeform.not_a_form", "no JSON object"],
  ])("refuses %j, says what it is and what to pass instead", (json, code, what) => {
    const refusal = catchRefusal(json);
    expect(refusal.code).toBe(code);
    expect(refusal.message).toContain(what);
    expect(refusal.message).toContain("GET https://api.typeform.com/forms/{form_id}");
  });
});

function catchRefusal(json: unknown): RefusedInput {
  try {
    formFromTypeform(json);
  } catch (error) {
    if (error instanceof RefusedInput) return error;
    throw error;
  }
  throw new Error("It was not refused.");
}
