/** What became of a form, told by question identity; a table of cases, and laws for generated forms. */
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { allSafe, formChanges, impactOf, runningImpact } from "../../../core/form/changes/index.ts";
import type { Field, Form } from "../../../core/form/types.ts";
import { choices, field, formOf } from "../flow/forms.ts";

const name = field("name", { kind: "short_text", title: "Your name", required: true });
const mail = field("mail", { kind: "email", title: "Your e-mail" });
const plan = field("plan", { kind: "single_choice", title: "Which plan?", choices: choices(3), allowOther: false });
const base = formOf([name, mail, plan]);

const told = (after: Form, before = base) =>
  formChanges(before, after).map(({ kind, weight, field: about, says }) => [kind, weight, about, says]);
const withField = (changed: Field): Form => ({ ...base, fields: { ...base.fields, [changed.id]: changed } });
const rule = {
  after: "plan",
  when: { op: "always" as const },
  do: [{ kind: "jump" as const, to: { kind: "ending" as const } }],
};

describe("what became of a form", () => {
  const cases: [string, Form, unknown[][]][] = [
    ["nothing", structuredClone(base), []],
    [
      "the same under another revision",
      { ...base, source: { ...base.source, revision: "2", url: "https://x.example" } },
      [],
    ],
    [
      "a new question that may stay empty",
      formOf([name, mail, plan, field("why", { kind: "long_text", title: "Why?" })]),
      [["question_added", "safe", "why", "New question “Why?” asks for a long text."]],
    ],
    [
      "a new question that must be answered",
      formOf([name, mail, plan, field("age", { kind: "number", title: "Age", required: true })]),
      [["question_added", "decision", "age", "New question “Age” asks for a number, which must be answered."]],
    ],
    [
      "a question that is gone",
      formOf([name, plan]),
      [["question_removed", "decision", "mail", "Question “Your e-mail” is gone."]],
    ],
    [
      "a question reworded",
      withField({ ...mail, title: "Your work e-mail" }),
      [["question_reworded", "safe", "mail", "Question “Your e-mail” now reads “Your work e-mail”."]],
    ],
    [
      "demanded",
      withField({ ...mail, required: true }),
      [["now_required", "decision", "mail", "“Your e-mail” must be answered now."]],
    ],
    [
      "no longer demanded",
      withField({ ...name, required: false }),
      [["now_optional", "safe", "name", "“Your name” may be left empty now."]],
    ],
    [
      "another kind",
      withField(field("mail", { kind: "phone", title: "Your e-mail" })),
      [["type_changed", "decision", "mail", "“Your e-mail” asks for a phone number now instead of an e-mail address."]],
    ],
    [
      "an option more, one less, one renamed",
      withField({
        ...plan,
        kind: "single_choice",
        allowOther: false,
        choices: [
          ...choices(2, (place) => (place === 1 ? "Basic" : "Choice 2")),
          { id: "c9", label: "Best", value: "v9" },
          { id: "c8", label: "All", value: "v8" },
        ],
      }),
      [
        ["choice_removed", "decision", "plan", "Option “Choice 3” of “Which plan?” is gone."],
        ["choice_added", "safe", "plan", "“Which plan?” has a new option: “Best”."],
        ["choice_added", "safe", "plan", "“Which plan?” has a new option: “All”."],
        ["choice_renamed", "safe", "plan", "Option “Choice 1” of “Which plan?” is now called “Basic”."],
      ],
    ],
    [
      "an option in the very place of another, as tools without ids for options have it",
      withField({
        ...plan,
        kind: "single_choice",
        allowOther: false,
        choices: choices(3).map((each) => (each.id === "c2" ? { id: "x", label: "Middle", value: "Middle" } : each)),
      }),
      [["choice_replaced", "decision", "plan", "Option “Choice 2” of “Which plan?” became “Middle”."]],
    ],
    [
      "options in another order",
      withField({ ...plan, kind: "single_choice", allowOther: false, choices: choices(3).toReversed() }),
      [["choices_reordered", "safe", "plan", "The options of “Which plan?” come in another order."]],
    ],
    [
      "an answer of one's own",
      withField({ ...plan, kind: "single_choice", choices: choices(3), allowOther: true }),
      [["other_allowed", "safe", "plan", "“Which plan?” takes an answer in one's own words now."]],
    ],
    [
      "a narrower check",
      withField(field("name", { kind: "short_text", title: "Your name", required: true, maxLength: 20 })),
      [["checks_narrower", "decision", "name", "“Your name” takes fewer answers than before: greatest length: “20”."]],
    ],
    [
      "another order",
      formOf([mail, name, plan]),
      [["order", "safe", undefined, "In another place now: “Your e-mail”."]],
    ],
    [
      "rules",
      { ...base, rules: [rule] },
      [["rules", "decision", undefined, "What the form decides by itself has changed: rules."]],
    ],
    [
      "closed",
      { ...base, notices: [{ level: "block", code: "gf.not_accepting", message: "Closed." }] },
      [["closed", "decision", undefined, "The form takes no answers any more."]],
    ],
    [
      "remarks of the importer",
      { ...base, notices: [{ level: "info", code: "media.dropped", message: "A picture." }] },
      [],
    ],
    [
      "its own words",
      { ...base, title: "A new title", thankYou: "Thanks" },
      [
        [
          "form_reworded",
          "safe",
          undefined,
          "The form words otherwise: its title and its thank-you text. It is called “A new title” now.",
        ],
      ],
    ],
    [
      "its language",
      { ...base, language: "de" },
      [["form_settings", "decision", undefined, "The form is in another language now: de instead of en."]],
    ],
    [
      "one more language",
      { ...base, languages: ["en", "it"] },
      [["form_settings", "safe", undefined, "The form's languages are now: en, it."]],
    ],
    [
      "a hidden value",
      { ...base, hidden: [{ name: "utm" }] },
      [["hidden_added", "safe", undefined, "Hidden values that are new: “utm”."]],
    ],
    [
      "other sections",
      {
        ...base,
        sections: [
          { id: "a", items: ["name"] },
          { id: "b", title: "More", items: ["mail", "plan"] },
        ],
      },
      [["sections", "safe", undefined, "The form is divided into other sections."]],
    ],
  ];
  it.each(cases)("%s", (_name, after, expected) => expect(told(after)).toEqual(expected));

  it("a reopened form, a looser check and another option's value", () => {
    const closed: Form = { ...base, notices: [{ level: "block", code: "gf.not_accepting", message: "Closed." }] };
    expect(told(base, closed)).toEqual([["reopened", "safe", undefined, "The form takes answers again."]]);
    const tight = withField(field("name", { kind: "short_text", title: "Your name", required: true, minLength: 9 }));
    expect(told(base, tight)).toEqual([["checks_wider", "safe", "name", expect.any(String)]]);
    const other = choices(3).map((each, index) => (index === 0 ? { ...each, value: "other" } : each));
    expect(
      told(withField(field("plan", { ...plan, kind: "single_choice", allowOther: false, choices: other }))),
    ).toEqual([
      [
        "choice_replaced",
        "decision",
        "plan",
        "Option “Choice 1” of “Which plan?” is now kept as “other” instead of “v1”.",
      ],
    ]);
  });

  it("another order needs a decision where rules look at what came before", () => {
    const ruled: Form = { ...base, rules: [rule] };
    expect(told({ ...formOf([mail, name, plan]), rules: [rule] }, ruled)).toEqual([
      ["order", "decision", undefined, expect.any(String)],
    ]);
  });

  it("other words of a consent need a decision: they are what people agree to", () => {
    const agreed = field("ok", { kind: "consent", title: "Terms", text: "I agree." });
    const after = formOf([field("ok", { kind: "consent", title: "Terms", text: "I agree to more." })]);
    expect(told(after, formOf([agreed]))).toEqual([["consent_reworded", "decision", "ok", expect.any(String)]]);
  });

  it("a title of many lines stays one line in a list", () => {
    const long = `A\n\n<b>very</b> ${"long ".repeat(40)}`;
    const [[, , , says] = []] = told(formOf([name, mail, plan, field("x", { kind: "email", title: long })]));
    expect(String(says)).toMatch(/^New question “A <b>very<\/b> [^\n]{20,60}…” asks for an e-mail address\.$/);
  });
});

describe("laws", () => {
  const kinds = fc.constantFrom<(id: string) => Field>(
    (id) => field(id, { kind: "short_text" }),
    (id) => field(id, { kind: "number", min: 1, max: 9 }),
    (id) => field(id, { kind: "single_choice", choices: choices(4), allowOther: true }),
    (id) =>
      field(id, {
        kind: "matrix",
        rows: [{ key: "r", label: "Row", required: false }],
        columns: choices(2),
        multiple: false,
      }),
    (id) => field(id, { kind: "consent", text: "Yes" }),
    (id) => field(id, { kind: "address", parts: [{ key: "city", label: "City", required: true }] }),
  );
  const forms = fc
    .array(fc.tuple(kinds, fc.string(), fc.boolean()), { minLength: 1, maxLength: 12 })
    .map((made) => formOf(made.map(([make, title, required], index) => ({ ...make(`f${index}`), title, required }))));

  it("a form is the same as itself, read back from JSON or with its keys in another order", () => {
    const turned = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(turned)
        : typeof value === "object" && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .toReversed()
                .map(([key, each]) => [key, turned(each)]),
            )
          : value;
    fc.assert(
      fc.property(forms, (form) => {
        expect(formChanges(form, structuredClone(form))).toEqual([]);
        expect(formChanges(form, turned(form) as Form)).toEqual([]);
      }),
    );
  });

  /** Each changes one thing of one question, and says what has to be told of it. */
  const edits: [string, (form: Form, id: string) => Form, string][] = [
    ["remove", (form, id) => formOf(Object.values(form.fields).filter((each) => each.id !== id)), "question_removed"],
    ["add", (form) => formOf([...Object.values(form.fields), field("fresh", { kind: "email" })]), "question_added"],
    ["reword", (form, id) => edited(form, id, (each) => ({ ...each, title: `${each.title}!` })), "_reworded"],
    ["demand", (form, id) => edited(form, id, (each) => ({ ...each, required: !each.required })), "now_"],
    [
      "retype",
      (form, id) => edited(form, id, ({ title, required }) => field(id, { kind: "time", title, required })),
      "type_changed",
    ],
    ["describe", (form, id) => edited(form, id, (each) => ({ ...each, description: "New words" })), "_reworded"],
    [
      "condition",
      (form, id) => edited(form, id, (each) => ({ ...each, showIf: { op: "always" } })),
      "condition_changed",
    ],
  ];
  const edited = (form: Form, id: string, change: (each: Field) => Field): Form => ({
    ...form,
    fields: Object.fromEntries(
      Object.entries(form.fields).map(([key, each]) => [key, key === id ? change(each) : each]),
    ),
  });

  it("whatever is changed is told about that question and no other, and taking it over leaves nothing", () => {
    const one = fc.tuple(fc.nat(), fc.constantFrom(...edits));
    fc.assert(
      fc.property(forms, fc.array(one, { minLength: 1, maxLength: 1 }), (form, [made]) => {
        if (!made) return;
        const [at, [, change, kind]] = made;
        const ids = Object.keys(form.fields);
        const id = ids[at % ids.length] ?? "";
        const after = change(form, id);
        const changes = formChanges(form, after);
        const about = kind === "question_added" ? "fresh" : id;
        expect(changes.map((each) => [each.field, each.kind.includes(kind)])).toEqual([[about, true]]);
        expect(formChanges(after, structuredClone(after))).toEqual([]);
        // Undone, it is told the other way round, and leaves nothing either.
        expect(formChanges(after, form)).not.toEqual([]);
        expect(formChanges(form, form)).toEqual([]);
      }),
    );
  });

  it("no two forms that differ in what is compared are taken for the same", () => {
    fc.assert(
      fc.property(forms, forms, (before, after) => {
        const [left, right] = [before, after].map((form) => JSON.stringify([form.fields, form.sections]));
        expect(formChanges(before, after).length === 0).toBe(left === right);
      }),
    );
  });
});

describe("what a change means", () => {
  const uses = {
    properties: new Map([["mail", ["email"]]]),
    mappingEdited: false,
    waiting: 3,
    writesBackTo: "SurveyMonkey",
    edited: new Set(["mail"]),
  };
  const idle = {
    properties: new Map(),
    mappingEdited: true,
    waiting: 0,
    writesBackTo: undefined,
    edited: new Set<string>(),
  };

  it("for a mapped question that is gone: the property, the edits, the messages that are out, the way back", () => {
    const [gone] = formChanges(base, formOf([name, plan]));
    expect(gone && impactOf(gone, uses)).toEqual([
      "It fills email in HubSpot: new messages fill that no more.",
      "Your edits of it are passed over from then on.",
      "Each of 3 messages that are out still asks it; those answers are taken and delivered.",
      "SurveyMonkey has no such question any more: until the change is taken over, its answers do not get there.",
    ]);
    expect(gone && impactOf(gone, idle)).toEqual([]);
    expect(runningImpact(uses)).toMatch(/^Each of 3 messages that are out keeps the version before/);
    expect(runningImpact(idle)).toBe("Nobody has an unanswered message of this Flow.");
  });

  it("for another kind, and for a demanded question, where answers go back", () => {
    const [retyped] = formChanges(base, withField(field("mail", { kind: "phone", title: "Your e-mail" })));
    expect(retyped && impactOf(retyped, uses)).toEqual([
      "It fills email in HubSpot: look whether its new answers fit there.",
      "Until it is taken over, and from older messages after that, SurveyMonkey may refuse answers.",
    ]);
    const [demanded] = formChanges(base, withField({ ...mail, required: true }));
    expect(demanded && impactOf(demanded, uses)).toEqual([
      "Until it is taken over, and from older messages after that, SurveyMonkey may refuse answers.",
    ]);
  });

  it("for a new question: where its answers go, and who is not asked it", () => {
    const [fresh] = formChanges(base, formOf([name, mail, plan, field("age", { kind: "number", required: true })]));
    expect(fresh && impactOf(fresh, uses)).toEqual([
      "Taken over, its answers are mapped by suggestion: look at the mapping.",
      "None of the 3 messages that are out asks it.",
      "SurveyMonkey may refuse answers that come without it: take it over before you send more.",
    ]);
    expect(fresh && impactOf(fresh, idle)).toEqual([
      "Its answers go to no property until it is added to your mapping.",
    ]);
  });

  it("all safe only where each one is", () => {
    expect(allSafe(formChanges(base, withField({ ...mail, title: "E-mail?" })))).toBe(true);
    expect(allSafe(formChanges(base, { ...withField({ ...mail, title: "E-mail?" }), rules: [rule] }))).toBe(false);
  });
});
