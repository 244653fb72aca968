import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { formFromTypeform, typeform } from "../../../connectors/typeform/index.ts";
import { RefusedInput } from "../../../core/errors.ts";
import { compile } from "../../../core/flow/index.ts";
import { type Form, fieldsInOrder, formSchema } from "../../../core/form/types.ts";

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
    [{ type: "file_upload" }, { kind: "file", maxFiles: 1 }],
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

  const quoting = (title: string, more: object = {}) =>
    form(
      [
        { ref: "who", id: "101", type: "short_text", title: "Who?" },
        {
          ref: "way",
          type: "matrix",
          title: "Ways",
          properties: { fields: [{ ref: "row", type: "multiple_choice", title: "By bus" }] },
        },
        { ref: "doc", type: "file_upload", title: "A file" },
        { ref: "q", type: "email", title },
        { ref: "later", type: "email", title: "Later" },
      ],
      { hidden: ["city"], variables: { score: 0 }, ...more },
    );
  const told = ({ notices }: Form) =>
    notices
      .filter(({ code }) => code.startsWith("text.recall"))
      .map(({ level, code, fieldId }) => [level, code, fieldId]);

  it("names the questions, lines, hidden values and results that a text quotes", () => {
    const read = quoting("{{field:who}} of {{hidden:city}}: {{field:row}}, {{var:score}}!");
    expect(read.fields["q"]?.recall).toEqual({
      title: [
        { kind: "field", field: "who" },
        " of ",
        { kind: "hidden", name: "city" },
        ": ",
        { kind: "field", field: "way", part: "row" },
        ", ",
        { kind: "variable", name: "score" },
        "!",
      ],
    });
    expect(told(read)).toEqual([]);
  });

  it("reads the tokens of old forms", () => {
    expect(quoting("{{hidden_city}} {{answer_101}}").fields["q"]?.recall?.title).toEqual([
      { kind: "hidden", name: "city" },
      " ",
      { kind: "field", field: "who" },
    ]);
  });

  it.each([
    "{{field:later}}",
    "{{field:q}}",
    "{{field:doc}}",
    "{{field:way}}",
    "{{hidden:x}}",
    "{{var:x}}",
    "{{form:title}}",
  ])("leaves %s out, because it has no words by then, and says so", (token) => {
    const read = quoting(`Hi ${token}!`);
    expect(read.fields["q"]).toMatchObject({ title: "Hi!" });
    expect(read.fields["q"]?.recall).toBeUndefined();
    expect(told(read)).toEqual([["info", "text.recall_left_out", "q"]]);
  });

  it("is kept for the endings, with the address that one leads to", () => {
    const read = quoting("Hi", {
      thankyou_screens: [
        {
          ref: "e1",
          title: "Bye {{field:who}}",
          type: "url_redirect",
          properties: { description: "Score {{var:score}}", redirect_url: "https://example.com/?s={{var:score}}" },
        },
        {
          ref: "e2",
          title: "So long",
          properties: { description: "{{field:doc}}", redirect_url: "https://example.com" },
        },
      ],
    });
    expect(read.endings).toEqual([
      {
        id: "e1",
        title: "Bye …",
        text: "Score …",
        link: "https://example.com/?s=",
        recall: {
          title: ["Bye ", { kind: "field", field: "who" }],
          text: ["Score ", { kind: "variable", name: "score" }],
          link: ["https://example.com/?s=", { kind: "variable", name: "score" }],
        },
        isDefault: false,
      },
      { id: "e2", title: "So long", text: "…", link: "https://example.com", isDefault: false },
    ]);
    expect(told(read)).toEqual([["info", "text.recall_left_out", undefined]]);
  });

  it("is kept for a group's words, and left out of the welcome text and of an agreement", () => {
    const read = form(
      [
        { ref: "who", type: "short_text", title: "Who?" },
        {
          ref: "g",
          type: "group",
          title: "About {{field:who}}",
          properties: {
            description: "Dear {{field:who}}, go on.",
            fields: [{ ref: "yes", type: "legal", title: "I, {{field:who}}, agree" }],
          },
        },
      ],
      { welcome_screens: [{ title: "Hello {{hidden:x}}, hi" }] },
    );
    expect(read.sections.at(-1)).toMatchObject({
      title: "About …",
      description: "Dear, go on.",
      recall: { title: ["About ", { field: "who" }], description: ["Dear ", { field: "who" }, ", go on."] },
    });
    expect(read.description).toBe("Hello, hi");
    expect(told(read)).toEqual([
      ["info", "text.recall_left_out", undefined],
      ["info", "text.recall_left_out", "yes"],
    ]);
    const { screens, check, flow } = compile(read);
    expect(check).toEqual({ ok: true, problems: [] });
    expect(screens[1]?.texts).toEqual([
      { key: "section_text_yes_title", section: "g", of: "title" },
      { key: "section_text_yes_description", section: "g", of: "description" },
    ]);
    expect(flow.screens[1]?.layout.children.slice(0, 2)).toEqual([
      { type: "TextBody", text: "${data.section_text_yes_title}", "font-weight": "bold" },
      { type: "TextBody", text: "${data.section_text_yes_description}" },
    ]);
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
  const imported = (...logic: object[]) => form(questions, { logic, thankyou_screens: endings });
  const endings = [
    { ref: "end_1", title: "Sorry", properties: { description: "Not this time" } },
    { ref: "default_tys", title: "Thanks! Now create your own — it's free" },
    { ref: "end_1", title: "Twice" },
    { title: "Without a key" },
  ];
  const told = (...logic: object[]) =>
    compile(imported(...logic))
      .report.notices.filter(({ code }) => code.startsWith("logic"))
      .map(({ level, code, fieldId }) => [level, code, fieldId]);
  const followed = ["info", "logic.followed", undefined];

  it("is read: a jump to a group leads to its first question, logic of a group runs after its last", () => {
    const { rules } = imported(jump("a", "field", "g"), jump("g", "thankyou", "end_1"), jump("b", "field", "c"));
    const always = { op: "always" };
    expect(rules).toEqual([
      { after: "a", when: always, do: [{ kind: "jump", to: { kind: "field", field: "b" } }] },
      { after: "b", when: always, do: [{ kind: "jump", to: { kind: "field", field: "c" } }] },
      { after: "b", when: always, do: [{ kind: "jump", to: { kind: "ending", ending: "end_1" } }] },
    ]);
  });

  it("runs before the first question where a hidden value owns it", () => {
    expect(imported(jump("x", "field", "c", "hidden")).rules).toMatchObject([{ after: "@start" }]);
  });

  it("leads to endings, to the default one where it names none that is there", () => {
    const to = (...logic: object[]) => imported(...logic).rules?.flatMap((rule) => rule.do);
    expect(to(jump("a", "thankyou", "end_1"))).toEqual([{ kind: "jump", to: { kind: "ending", ending: "end_1" } }]);
    expect(to(jump("a", "thankyou", "gone"))).toEqual([{ kind: "jump", to: { kind: "ending" } }]);
    expect(to(jump("a", "outcome", "x"))).toEqual([{ kind: "jump", to: { kind: "ending" } }]);
    expect(imported().endings).toEqual([
      { id: "end_1", title: "Sorry", text: "Not this time", isDefault: false },
      { id: "default_tys", title: "", isDefault: true },
    ]);
  });

  it("reads every kind of condition and calculation", () => {
    const choice = { type: "choice", value: "r2" };
    const fields = [
      {
        ref: "m",
        type: "matrix",
        title: "M",
        properties: {
          fields: ["r1", "r2"].map((row) => ({
            ref: row,
            title: row,
            type: "multiple_choice",
            properties: { choices: [{ ref: `${row}_bad`, label: "Bad" }] },
          })),
        },
      },
      { ref: "d", type: "dropdown", title: "D", properties: { choices: [{ ref: "r2", id: "other", label: "Two" }] } },
      { ref: "file", type: "file_upload", title: "F" },
    ];
    const when = (op: string, ...vars: object[]) => {
      const action = { action: "jump", details: { to: { type: "thankyou", value: "x" } }, condition: { op, vars } };
      return form(fields, { logic: [{ type: "field", ref: "d", actions: [action] }] }).rules?.[0]?.when;
    };
    const about = (type: string, value: string) => ({ type, value });
    const constant = (value: unknown) => ({ type: "constant", value });
    const chosen = { op: "eq", subject: { kind: "field", field: "d" }, operand: { kind: "choice", choice: "r2" } };
    expect(when("is", about("field", "d"), choice)).toEqual(chosen);
    expect(when("is", about("field", "d"), about("choice", "other"))).toEqual(chosen);
    expect(when("is", about("field", "d"), constant("Two"))).toEqual(chosen);
    // Every row has keys of its own for the same columns.
    expect(when("is_not", about("field", "r2"), about("choice", "r2_bad"))).toEqual({
      op: "ne",
      subject: { kind: "field", field: "m", part: "r2" },
      operand: { kind: "choice", choice: "r1_bad" },
    });
    const answered = { op: "answered", subject: { kind: "field", field: "file" } };
    expect(when("answered", about("field", "file"), constant(true))).toEqual(answered);
    expect(when("answered", about("field", "file"), constant(false))).toEqual({ op: "not", arg: answered });
    expect(when("on", about("field", "d"), constant("2026-01-02T00:00:00Z"))).toMatchObject({
      op: "on",
      operand: { value: "2026-01-02" },
    });
    expect(when("greater_than", about("variable", "score"), about("variable", "price"))).toEqual({
      op: "gt",
      subject: { kind: "variable", name: "score" },
      operand: { kind: "variable", name: "price" },
    });
    // A question that was deleted is never answered.
    expect(when("is_not", about("field", "gone"), constant("x"))).toEqual({ op: "or", args: [] });
    expect(when("and", { op: "always", vars: [] }, { op: "is", vars: [about("hidden", "h"), constant("x")] })).toEqual({
      op: "and",
      args: [
        { op: "always" },
        { op: "eq", subject: { kind: "hidden", name: "h" }, operand: { kind: "constant", value: "x" } },
      ],
    });
  });

  it("has the variables that the definition declares, and those that only rules name", () => {
    const calc = (action: string, name: string, value: object) => ({
      action,
      details: { target: { type: "variable", value: name }, value },
      condition: { op: "always", vars: [] },
    });
    const logic = [
      {
        type: "field",
        ref: "a",
        actions: [
          calc("add", "score", { type: "constant", value: 2 }),
          calc("set", "level", { type: "constant", value: "gold" }),
          calc("multiply", "price", { type: "variable", value: "score" }),
        ],
      },
    ];
    const { variables, rules } = form(questions, { logic, variables: { price: 25, odd: null } });
    expect(variables).toEqual([
      { name: "price", kind: "number", initial: 25 },
      { name: "score", kind: "number", initial: 0 },
      { name: "level", kind: "text", initial: "" },
    ]);
    expect(rules?.flatMap((rule) => rule.do)).toMatchObject([
      { op: "add", variable: "score" },
      { op: "set", variable: "level" },
      { op: "multiply", value: { kind: "variable", name: "score" } },
    ]);
  });

  it.each<[string, object, unknown[][]]>([
    ["over a question", jump("a", "field", "c"), [followed]],
    ["to the end too early", jump("b", "thankyou", "default_tys"), [followed]],
    ["from the start, over a question", jump("x", "field", "b", "hidden"), [followed]],
    ["to an outcome", jump("c", "outcome", "x"), [followed]],
    ["back", jump("c", "field", "a"), [["warn", "logic.back_jump", "c"]]],
    ["to somewhere unknown", jump("a", "field", "nowhere"), [["warn", "logic.unknown_target", "a"]]],
    ["from somewhere unknown", jump("nowhere", "field", "a"), [["info", "logic.no_owner", undefined]]],
    ["to a hidden value", jump("a", "hidden", "x"), [["block", "logic.unreadable", "a"]]],
  ])("tells of a jump %s", (_, rule, notices) => expect(told(rule)).toEqual(notices));

  it("says what it cannot read, and forbids publishing only where questions depend on it", () => {
    const odd = (action: string, condition: unknown) => ({
      type: "field",
      ref: "a",
      actions: [
        {
          action,
          details: {
            to: { type: "field", value: "c" },
            target: { type: "variable", value: "score" },
            value: { type: action === "jump" ? "constant" : "evaluation", value: 1 },
          },
          condition,
        },
      ],
    });
    const nested = (depth: number): object => ({ op: "and", vars: depth === 0 ? [] : [nested(depth - 1)] });
    for (const condition of [undefined, { op: "sounds_like", vars: [] }, nested(2000), { op: "is", vars: [{}] }]) {
      expect(told(odd("jump", condition))).toEqual([["block", "logic.unreadable", "a"]]);
      expect(compile(imported(odd("jump", condition))).publishable).toBe(false);
    }
    const always = { op: "always", vars: [] };
    expect(told(odd("add", always))).toEqual([["warn", "logic.unreadable", "a"]]);
    expect(compile(imported(odd("add", always))).publishable).toBe(true);
    expect(told({ type: 5 }, { type: "field", ref: "a", actions: [null] })).toEqual([
      ["warn", "logic.unreadable", "a"],
    ]);
  });

  it("leaves jumps between the lines of one question out, and says so where lines would be skipped", () => {
    const line = (key: string) => ({ ref: key, subfield_key: key, title: key, type: "short_text" });
    const fields = [
      { ref: "addr", type: "address", title: "A", properties: { fields: ["l1", "l2", "l3"].map(line) } },
      { ref: "z", type: "email", title: "Z" },
    ];
    const read = (...logic: object[]) => form(fields, { logic });
    const next = read(jump("l1", "field", "l2"), jump("l3", "field", "z"));
    expect(next.rules).toMatchObject([{ after: "addr", do: [{ to: { field: "z" } }] }]);
    expect(next.notices.filter(({ code }) => code.startsWith("logic"))).toEqual([]);
    const over = read(jump("l1", "field", "l3"));
    expect(over.rules).toBeUndefined();
    expect(over.notices).toContainEqual(expect.objectContaining({ level: "info", code: "logic.inside_question" }));
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
      "info ending.redirect_as_link",
      "info form.languages",
    ]);
    expect(typeform.can.writesSubmissions).toBe("experimental");
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
