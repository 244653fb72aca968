import { describe, expect, it } from "@jest/globals";
import { formFromGoogle, pageDataIn } from "../../../connectors/google-forms/index.ts";
import { RefusedInput } from "../../../core/errors.ts";
import { apiForm, pageOf, type TestItem } from "./forms.ts";

const question = (kind: Record<string, unknown>, more: Record<string, unknown> = {}) => ({
  itemId: "0000000a",
  title: "Asked",
  questionItem: { question: { questionId: "0000000b", ...kind, ...more } },
});
const only = (item: unknown) => {
  const form = formFromGoogle({ formId: "f", info: {}, items: [item] });
  return { form, fields: Object.values(form.fields) };
};

describe("a question of Google Forms", () => {
  it.each([
    ["textQuestion", {}, { kind: "short_text" }],
    ["textQuestion", { paragraph: true }, { kind: "long_text" }],
    [
      "scaleQuestion",
      { low: 0, high: 7, lowLabel: "bad" },
      { kind: "opinion_scale", from: 0, to: 7, labels: { left: "bad" } },
    ],
    ["ratingQuestion", { ratingScaleLevel: 3 }, { kind: "rating", steps: 3 }],
    ["dateQuestion", { includeYear: true }, { kind: "date" }],
    ["timeQuestion", {}, { kind: "time" }],
    [
      "fileUploadQuestion",
      { types: ["PDF", "IMAGE"], maxFiles: 2, maxFileSize: "1048576" },
      { kind: "file", accepts: ["application/pdf", "image/*"], maxFiles: 2, maxBytes: 1_048_576 },
    ],
    ["fileUploadQuestion", { types: ["ANY"] }, { kind: "file" }],
    ["choiceQuestion", { type: "DROP_DOWN", options: [{ value: "A" }] }, { kind: "dropdown", allowOther: false }],
    [
      "choiceQuestion",
      { type: "CHECKBOX", options: [{ value: "A" }, { isOther: true }] },
      { kind: "multiple_choice", allowOther: true },
    ],
  ])("of the kind %s %j is read with all it says", (kind, content, expected) => {
    expect(only(question({ [kind]: content })).fields).toEqual([
      expect.objectContaining({
        id: "q_0000000b",
        title: "Asked",
        required: false,
        source: { id: "0000000b", type: kind },
        ...expected,
      }),
    ]);
  });

  it("keeps the exact text of an option, because Google takes no other", () => {
    const [field] = only(
      question({ choiceQuestion: { type: "RADIO", options: [{ value: " Yes, <b>do</b> " }] } }),
    ).fields;
    expect(field).toMatchObject({ choices: [{ label: " Yes, <b>do</b> ", value: " Yes, <b>do</b> " }] });
  });

  it("with one box that must be ticked is an agreement", () => {
    const box = { choiceQuestion: { type: "CHECKBOX", options: [{ value: "I agree" }] } };
    expect(only(question(box, { required: true })).fields).toMatchObject([{ kind: "consent", text: "I agree" }]);
    expect(only(question(box)).fields).toMatchObject([{ kind: "multiple_choice" }]);
  });

  it("for date and time becomes two, which both know where they come from", () => {
    const { form, fields } = only(
      question({ dateQuestion: { includeYear: true, includeTime: true } }, { required: true }),
    );
    expect(fields).toMatchObject([
      { kind: "date", required: true, source: { id: "0000000b" } },
      { kind: "time", required: true, source: { id: "0000000b", ref: "time" } },
    ]);
    expect(form.notices).toContainEqual(expect.objectContaining({ code: "date.with_time", fieldId: fields[0]?.id }));
  });

  it.each([{ hologramQuestion: {} }, { choiceQuestion: { type: "WHEEL", options: [] } }, {}])(
    "of an unknown kind %j is unsupported and fails nothing",
    (kind) => {
      expect(only(question(kind)).fields).toMatchObject([{ kind: "unsupported" }]);
    },
  );

  it("of an unknown item is unsupported, too", () => {
    expect(only({ itemId: "1", title: "?", quantumItem: {} }).fields).toMatchObject([
      { kind: "unsupported", title: "?", source: { type: "quantumItem" } },
    ]);
    expect(only("not even an item").fields).toMatchObject([{ kind: "unsupported" }]);
  });
});

describe("a form of Google Forms", () => {
  it("that takes no answers says so and cannot be published", () => {
    const publishSettings = { publishState: { isPublished: true, isAcceptingResponses: false } };
    expect(formFromGoogle(apiForm([], { publishSettings })).notices).toContainEqual(
      expect.objectContaining({ level: "block", code: "gf.not_accepting" }),
    );
    expect(formFromGoogle(apiForm([])).notices.map(({ level }) => level)).not.toContain("block");
  });

  it.each([
    ["RESPONDER_INPUT", []],
    ["VERIFIED", ["gf.email_typed"]],
  ])("that collects addresses (%s) asks for one first", (emailCollectionType, codes) => {
    const form = formFromGoogle(
      apiForm([{ kind: "text", id: 1, title: "Name" }], { settings: { emailCollectionType } }),
    );
    expect(form.fields[form.sections[0]?.items[0] ?? ""]).toMatchObject({ kind: "email", required: true });
    expect(form.notices.filter(({ fieldId }) => fieldId).map(({ code }) => code)).toEqual(codes);
  });

  it("is guessed to be in the language of its own words", () => {
    const titled = (title: string) => formFromGoogle(apiForm([{ kind: "text", id: 1, title }])).language;
    expect(titled("Come ti chiami e qual è il nome della tua azienda?")).toBe("it");
    expect(titled("Wie ist Ihr Name und für welche Firma haben Sie Fragen?")).toBe("de");
    expect(titled("What is your name and how do you do?")).toBe("en");
    expect(titled("PLZ")).toBe("en");
  });

  it.each([
    [{ id: "x", fields: [] }, /Typeform/],
    [{ responses: [] }, /list of answers/],
    ["text", /no formId/],
    [[1, 2, 3], /no formId/],
  ])("is told from %j", (json, says) => {
    expect(() => formFromGoogle(json)).toThrow(RefusedInput);
    expect(() => formFromGoogle(json)).toThrow(says);
  });
});

const items: TestItem[] = [
  { kind: "text", id: 10, title: "Age", required: true, check: [1, 7, ["18", "99"]] },
  {
    kind: "choice",
    id: 20,
    title: "Toppings",
    type: "CHECKBOX",
    options: [{ text: "A" }, { text: "B" }, { text: "C" }],
    check: [7, 200, ["2"]],
  },
  { kind: "grid", id: 30, title: "Grid", rows: [{ id: 31, title: "R" }], columns: ["1", "2"], onePerColumn: true },
  { kind: "break", id: 40, title: "Second" },
  { kind: "text", id: 50, title: "Why" },
  { kind: "break", id: 60, title: "Third", exitBefore: -3 },
  { kind: "text", id: 70, title: "Never" },
];

describe("the public page's data beside the definition", () => {
  const both = formFromGoogle(apiForm(items), { pageData: pageOf(items, { thankYou: "Thanks!" }) });

  it("brings the checks of answers, the ends of sections and the thank-you text", () => {
    expect(both.fields).toMatchObject({
      q_0000000b: { kind: "number", min: 18, max: 99, required: true },
      q_00000015: { kind: "multiple_choice", minSelect: 2 },
    });
    expect(both.rules).toEqual([
      { after: "q_00000033", when: { op: "always" }, do: [{ kind: "jump", to: { kind: "ending" } }] },
    ]);
    expect(both.thankYou).toBe("Thanks!");
    expect(both.notices.map(({ code }) => code)).toEqual(["matrix.one_per_column"]);
  });

  it("gives the same fields as the page alone does", () => {
    const page = formFromGoogle(undefined, { pageData: pageOf(items) });
    expect(page.fields).toEqual(both.fields);
    expect(page.rules).toEqual(both.rules);
  });

  it("is not used where it shows another state of the form", () => {
    const older = pageOf(items.filter(({ id }) => id !== 10));
    const form = formFromGoogle(apiForm(items), { pageData: older });
    expect(form.fields).toEqual(formFromGoogle(apiForm(items)).fields);
    expect(form.notices.map(({ code }) => code)).toEqual(["gf.page_differs", "gf.validation_hidden"]);
  });

  it("of another form is refused", () => {
    const responderUri = "https://docs.google.com/forms/d/e/1FAIpQLSdTheOneForm00000/viewform";
    const pageData = pageOf(items, { publishedId: "e/1FAIpQLSdTheOther000000" });
    expect(() => formFromGoogle(apiForm(items, { responderUri }), { pageData })).toThrow(/another form/);
    expect(() => formFromGoogle(apiForm(items), { pageData: { not: "page data" } })).toThrow(RefusedInput);
  });

  it.each([
    ["number above", [1, 1, ["3"]], { kind: "number", min: 3 }, ["validation.bound"]],
    ["equal", [1, 5, ["3"]], { kind: "number", min: 3, max: 3 }, []],
    ["whole number", [1, 10], { kind: "number", integer: true }, []],
    ["not equal", [1, 6, ["3"]], { kind: "number" }, ["validation.not_kept"]],
    ["e-mail", [2, 102], { kind: "email" }, []],
    ["address", [2, 103], { kind: "url" }, []],
    ["contains", [2, 100, ["a.b"]], { kind: "short_text", pattern: "^.*a\\.b.*$" }, []],
    ["contains not", [2, 101, ["a.b"]], { kind: "short_text" }, ["validation.not_kept"]],
    ["pattern anywhere", [4, 299, ["a|b"]], { kind: "short_text", pattern: "^.*(a|b).*$" }, []],
    ["pattern whole", [4, 301, ["a|b"]], { kind: "short_text", pattern: "^(a|b)$" }, []],
    ["pattern of RE2 alone", [4, 301, ["(?i)a"]], { kind: "short_text" }, ["validation.not_kept"]],
    ["length", [6, 202, ["9"]], { kind: "short_text", maxLength: 9 }, []],
    ["own message", [6, 203, ["9"], "Longer!"], { kind: "short_text", minLength: 9 }, ["validation.message_dropped"]],
    ["unknown", [99, 1], { kind: "short_text" }, ["validation.not_kept"]],
  ] as const)("says of the check “%s” what it becomes", (_, check, expected, codes) => {
    const item = { kind: "text", id: 10, title: "T", check } as const;
    const form = formFromGoogle(undefined, { pageData: pageOf([item]) });
    expect(form.fields["q_0000000b"]).toMatchObject(expected);
    expect(form.notices.map(({ code }) => code)).toEqual(codes);
  });
});

describe("a saved public page", () => {
  const data = pageOf([{ kind: "text", id: 10, title: 'A "title" with ] and \\' }]);

  it("holds its data in a script", () => {
    const html = `<html>["not this"]<script>var FB_PUBLIC_LOAD_DATA_ = ${JSON.stringify(data)};</script>]</html>`;
    expect(pageDataIn(html)).toEqual(data);
    expect(pageDataIn(JSON.stringify(data))).toEqual(data);
  });

  it.each(["<html>Sign in</html>", "FB_PUBLIC_LOAD_DATA_ = [1, [2;", ""])("without data is refused: %j", (text) => {
    expect(() => pageDataIn(text)).toThrow(/closed|sign in/);
  });
});
