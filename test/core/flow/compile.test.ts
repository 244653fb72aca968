import { describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { RefusedInput } from "../../../core/errors.ts";
import { compile, compiledScreenSchema } from "../../../core/flow/index.ts";
import type { CompiledFlow, Component } from "../../../core/flow/types.ts";
import type { Condition, Rule } from "../../../core/form/rules.ts";
import type { Field, Form } from "../../../core/form/types.ts";
import { choices, field, formOf } from "./forms.ts";

const children = (compiled: Pick<CompiledFlow, "flow">, screen = 0) =>
  compiled.flow.screens[screen]?.layout.children ?? [];
const inputs = (compiled: CompiledFlow) =>
  compiled.flow.screens.flatMap(({ layout }) => layout.children).filter(({ name }) => name !== undefined);
const only = (
  one: Field,
  extra: Partial<Form> = {},
): { component: Component; compiled: CompiledFlow; above: Component[] } => {
  const compiled = compile(formOf([one], extra));
  const [component] = inputs(compiled);
  if (!component) throw new Error("No input was made.");
  return { component, compiled, above: children(compiled).slice(0, children(compiled).indexOf(component)) };
};
const optionsSchema = z.array(z.object({ id: z.string(), title: z.string(), description: z.string().optional() }));
const options = (component: Component) => optionsSchema.parse(component["data-source"]);
const line = (compiled: CompiledFlow, id: string) => compiled.report.lines.find(({ fieldId }) => fieldId === id);
const texts = (count: number, prefix = "q") =>
  Array.from({ length: count }, (_, index) => field(`${prefix}${index + 1}`, { kind: "short_text" }));

describe("the Flow as a whole", () => {
  it("is a chain of screens that all go to the endpoint, and the last ends it", () => {
    const { flow, screens, check } = compile(formOf(texts(11)));
    expect(check).toEqual({ ok: true, problems: [] });
    expect([flow.version, flow.data_api_version]).toEqual(["7.3", "3.0"]);
    // The entry screen also leads to later ones, for those who come back half-way.
    expect(flow.routing_model).toEqual({ PAGE_A: ["PAGE_B", "PAGE_C"], PAGE_B: ["PAGE_C"], PAGE_C: [] });
    expect(screens.map(({ routes, resume }) => [routes, resume])).toEqual([
      [["PAGE_B"], ["PAGE_C"]],
      [["PAGE_C"], undefined],
      [[], undefined],
    ]);
    expect(flow.screens.map(({ terminal, success }) => [terminal, success])).toEqual([
      [undefined, undefined],
      [undefined, undefined],
      [true, true],
    ]);
    expect(screens.map(({ next }) => next)).toEqual(["PAGE_B", "PAGE_C", undefined]);
    const footer = children({ flow }).at(-1);
    expect(footer).toEqual({
      type: "Footer",
      label: "Continue",
      "on-click-action": {
        name: "data_exchange",
        payload: { q1: "${form.q1}", q2: "${form.q2}", q3: "${form.q3}", q4: "${form.q4}" },
      },
    });
  });

  it("splits a long section into screens of about the same length", () => {
    const sizes = (count: number) => compile(formOf(texts(count))).screens.map((screen) => screen.inputs.length);
    expect([5, 6, 7, 11, 16].map(sizes)).toEqual([[5], [3, 3], [3, 4], [4, 3, 4], [4, 4, 4, 4]]);
  });

  it("never mixes sections, and tells how far the customer is in a title that fits", () => {
    const fields = texts(6);
    const { screens, flow } = compile(
      formOf(fields, {
        sections: [
          { id: "a", title: "Your details", description: "So that we can reach you", items: ["q1", "q2"] },
          { id: "b", title: "Everything about the home to insure", items: ["q3"] },
          { id: "c", items: ["q4", "q5", "q6"] },
        ],
      }),
    );
    expect(screens.map(({ title }) => title)).toEqual([
      "Your details · 1 of 3",
      "Everything about the… · 2 of 3",
      "Test form · 3 of 3",
    ]);
    expect(screens.map((screen) => screen.inputs.map(({ fieldId }) => fieldId))).toEqual([
      ["q1", "q2"],
      ["q3"],
      ["q4", "q5", "q6"],
    ]);
    expect(flow.screens[0]?.layout.children[0]).toEqual({ type: "TextBody", text: "So that we can reach you" });
    expect(flow.screens[1]?.layout.children[0]).toEqual({
      type: "TextHeading",
      text: "Everything about the home to insure",
    });
  });

  it("shows the form's description first and its own word on the last button", () => {
    const compiled = compile(formOf(texts(1), { description: "Two minutes", submitLabel: "<b>Get</b> my quote" }));
    expect(children(compiled)[0]).toEqual({ type: "TextBody", text: "Two minutes" });
    expect(children(compiled).at(-1)?.["label"]).toBe("Get my quote");
    const long = compile(formOf(texts(1), { submitLabel: "Please send me my personal quote by e-mail" }));
    expect(children(long).at(-1)?.["label"]).toBe("Send");
  });

  it("counts screens in letters beyond Z", () => {
    const { screens, check } = compile(formOf(texts(140)));
    expect(screens).toHaveLength(28);
    expect(screens.slice(24).map(({ id }) => id)).toEqual(["PAGE_Y", "PAGE_Z", "PAGE_AA", "PAGE_AB"]);
    expect(check.ok).toBe(true);
  });

  it("makes screens longer before it leaves anything out", () => {
    const compiled = compile(formOf(texts(510)));
    expect(compiled.screens).toHaveLength(64);
    expect(compiled.screens.every(({ inputs }) => inputs.length <= 8)).toBe(true);
    expect(compiled.publishable).toBe(true);
  });

  it("leaves out what is beyond 100 screens and forbids publishing", () => {
    const each = texts(110).map((one) => ({ ...one, screen: "new" as const }));
    const compiled = compile(formOf(each));
    expect(compiled.flow.screens).toHaveLength(100);
    expect(compiled.flow.screens.at(-1)?.terminal).toBe(true);
    expect(compiled.check.ok).toBe(true);
    expect(compiled.publishable).toBe(false);
    expect(compiled.report.notices.map(({ level, code }) => [level, code])).toEqual([["block", "screens.too_many"]]);
    expect(compiled.report.lines).toHaveLength(110);
    expect(line(compiled, "q110")?.outcome).toBe("dropped");
  });

  it("leaves out what is beyond the size that WhatsApp takes", () => {
    const long = Array.from({ length: 60 }, (_, index) =>
      field(`q${index}`, {
        kind: "dropdown",
        choices: choices(200, (place) => `${"ж".repeat(290)} ${place}`),
        allowOther: false,
      }),
    );
    const compiled = compile(formOf(long));
    expect(compiled.check.ok).toBe(true);
    expect(compiled.report.notices.map(({ code }) => code)).toEqual(["flow.too_large"]);
    expect(compiled.report.lines).toHaveLength(60);
    expect(new TextEncoder().encode(JSON.stringify(compiled.flow)).length).toBeLessThan(10_000_000);
  });

  it("is one screen with a text, and not publishable, where nothing can be asked", () => {
    for (const form of [formOf([]), formOf([field("pay", { kind: "payment" })])]) {
      const compiled = compile(form);
      expect(compiled.check).toEqual({ ok: true, problems: [] });
      expect(compiled.screens.map(({ inputs: asked }) => asked)).toEqual([[]]);
      expect(compiled.publishable).toBe(false);
      expect(compiled.report.notices.map(({ code }) => code)).toEqual(["form.no_questions"]);
    }
  });

  it("takes the versions asked for and refuses one that cannot be published", () => {
    const { flow, check } = compile(formOf(texts(2)), { flowJsonVersion: "6.0", dataApiVersion: "4.0" });
    expect([flow.version, flow.data_api_version, check.ok]).toEqual(["6.0", "4.0", true]);
    expect(() => compile(formOf([]), { flowJsonVersion: "1.0" })).toThrow(RefusedInput);
  });
});

describe("names and prefill", () => {
  it("uses the field's id, or a prefixed one where WhatsApp keeps the word for itself", () => {
    const fields = [
      field("version", { kind: "short_text" }),
      field("q_version", { kind: "short_text" }),
      field("city", { kind: "short_text" }),
      field("constructor", { kind: "short_text" }),
    ];
    const { screens, check } = compile(formOf(fields));
    expect(screens[0]?.inputs.map(({ name, fieldId }) => [name, fieldId])).toEqual([
      ["q_version_2", "version"],
      ["q_version", "q_version"],
      ["city", "city"],
      ["q_constructor", "constructor"],
    ]);
    expect(check.ok).toBe(true);
  });

  it("declares an empty value for everything that may be filled in advance, on the entry screen too", () => {
    const fields = [
      field("name", { kind: "short_text" }),
      field("tags", { kind: "multiple_choice", choices: choices(3), allowOther: false }),
      field("day", { kind: "date" }),
      field("terms", { kind: "consent", text: "I agree" }),
    ];
    const { flow, screens } = compile(formOf(fields));
    expect(flow.screens[0]?.data).toEqual({
      prefill_name: { type: "string", __example__: "" },
      prefill_tags: { type: "array", items: { type: "string" }, __example__: [] },
    });
    expect(screens[0]?.inputs).toEqual([
      { name: "name", fieldId: "name", prefill: "prefill_name", prefillType: "string" },
      { name: "tags", fieldId: "tags", prefill: "prefill_tags", prefillType: "array" },
      { name: "day", fieldId: "day" },
      { name: "terms", fieldId: "terms" },
    ]);
    const initial = flow.screens[0]?.layout.children.map((child) => child["init-value"]).filter(Boolean);
    expect(initial).toEqual(["${data.prefill_name}", "${data.prefill_tags}"]);
  });
});

describe("the words of a question", () => {
  it("stand in the label alone where they fit", () => {
    const { component, above } = only(field("f", { kind: "short_text", title: "First **name**" }));
    expect([component["label"], above]).toEqual(["First name", []]);
  });

  it("stand above the input where they do not, with a short label below", () => {
    const { component, above } = only(field("f", { kind: "short_text", title: "What is your full name?" }));
    expect(above).toEqual([{ type: "TextSubheading", text: "What is your full name?" }]);
    expect(component["label"]).toBe("Full name");
    const { component: other } = only(field("f", { kind: "long_text", title: "What happened on that day in June?" }));
    expect(other["label"]).toBe("Your answer");
  });

  it("stand in bold where they are too long for a heading", () => {
    const title = `${"A long question ".repeat(10)}?`;
    const { above } = only(field("f", { kind: "short_text", title }));
    expect(above).toEqual([{ type: "TextBody", text: title, "font-weight": "bold" }]);
  });

  it("make labels from the form's own words in a language that we do not speak", () => {
    const title = "Vad är ditt fullständiga för- och efternamn?";
    const { component, compiled } = only(field("f", { kind: "short_text", title }), { language: "sv" });
    expect(component["label"]).toBe("Vad är ditt…");
    expect(compiled.report.notices.map(({ level, code }) => [level, code])).toEqual([["info", "text.english"]]);
    expect(compiled.publishable).toBe(true);
  });

  it("are never blank", () => {
    const { component, compiled } = only(field("f", { kind: "email", title: "<p>\u200b</p>" }));
    expect(component["label"]).toBe("Email address");
    expect(line(compiled, "f")?.code).toBe("title.missing");
  });

  it("keep the whole description, by length", () => {
    const of = (length: number) =>
      only(field("f", { kind: "short_text", title: "Name", description: "d".repeat(length) }));
    expect(of(80).component["helper-text"]).toBe("d".repeat(80));
    expect(of(81).above.at(-1)).toEqual({ type: "TextCaption", text: "d".repeat(81) });
    expect(of(410).above.at(-1)).toEqual({ type: "TextBody", text: "d".repeat(410) });
    expect(
      of(5000)
        .above.map(({ text }) => text)
        .join(""),
    ).toBe(`Name${"d".repeat(5000)}`);
    expect(line(of(5000).compiled, "f")?.outcome).toBe("exact");
    expect(line(of(13_000).compiled, "f")?.code).toBe("text.cut");
  });

  it("cannot become a reference or an expression", () => {
    const compiled = compile(
      formOf([field("f", { kind: "short_text", title: "${data.x}", description: "`1 == 1`" })], {
        title: "${screen.PAGE_A.form.f}",
        submitLabel: "`Send`",
      }),
    );
    const { title } = compiled.flow.screens[0] ?? {};
    expect([title, children(compiled)[0]?.["label"], children(compiled)[0]?.["helper-text"]]).toEqual([
      "$ {screen.PAGE_A.form.f}",
      "$ {data.x}",
      "'1 == 1'",
    ]);
    expect(compiled.check.ok).toBe(true);
  });
});

describe("typed answers", () => {
  it("use the keyboard and the limits of the question", () => {
    expect(only(field("f", { kind: "short_text", minLength: 2, maxLength: 60 })).component).toMatchObject({
      type: "TextInput",
      "input-type": "text",
      "min-chars": 2,
      "max-chars": 60,
    });
    expect(only(field("f", { kind: "long_text", maxLength: 1500 })).component).toMatchObject({
      type: "TextArea",
      "max-length": 1500,
    });
    expect(only(field("f", { kind: "email" })).component["input-type"]).toBe("email");
    expect(only(field("f", { kind: "number", min: 5, max: 2000 })).component).toMatchObject({
      "input-type": "number",
      "helper-text": "5 – 2000",
    });
  });

  it("tell how to write a phone number only where the form names no country", () => {
    expect(only(field("f", { kind: "phone" })).component["helper-text"]).toBe("Start with + and the country code.");
    expect(only(field("f", { kind: "phone", defaultCountry: "IN" })).component["helper-text"]).toBeUndefined();
  });

  it("take a plain pattern along, with the hint it needs, and leave a risky one to the endpoint", () => {
    const plain = only(field("f", { kind: "short_text", pattern: "^[A-Z]{2}\\d+$" }));
    expect(plain.component).toMatchObject({
      pattern: "^[A-Z]{2}\\d+$",
      "helper-text": "Please use the format asked for.",
    });
    for (const pattern of ["(?<=a)b", "[", "^${x}$", "(a)\\1"]) {
      const risky = only(field("f", { kind: "short_text", pattern }));
      expect([risky.component["pattern"], line(risky.compiled, "f")?.code]).toEqual([
        undefined,
        "validation.pattern_dropped",
      ]);
    }
  });

  it("are not asked for where no answer could be accepted", () => {
    const impossible = [
      field("f", { kind: "number", min: 5, max: 1 }),
      field("f", { kind: "short_text", minLength: 9, maxLength: 3 }),
      field("f", { kind: "date", min: "2026-02-01", max: "2026-01-01" }),
      field("f", { kind: "multiple_choice", choices: choices(2), minSelect: 3, allowOther: false }),
    ];
    for (const one of impossible) {
      expect(line(compile(formOf([one])), "f")).toMatchObject({ outcome: "dropped", code: "validation.impossible" });
    }
  });

  it("are days within the form's range, and no other", () => {
    expect(only(field("f", { kind: "date", min: "2026-01-01", max: "2026-12-31" })).component).toMatchObject({
      type: "DatePicker",
      "min-date": "2026-01-01",
      "max-date": "2026-12-31",
    });
    expect(only(field("f", { kind: "date", min: "2026-02-30" })).component["min-date"]).toBeUndefined();
  });
});

describe("choices", () => {
  const single = (count: number) => field("f", { kind: "single_choice", choices: choices(count), allowOther: false });

  it("are listed up to 20, in a drop-down list up to 200, and in parts beyond", () => {
    expect(only(single(20)).component["type"]).toBe("RadioButtonsGroup");
    const many = only(single(21));
    expect([many.component["type"], line(many.compiled, "f")?.code]).toEqual(["Dropdown", "choice.as_dropdown"]);
    expect(line(compile(formOf([single(201)])), "f")).toMatchObject({ outcome: "adapted", code: "choice.in_groups" });
    expect(line(compile(formOf([single(8001)])), "f")).toMatchObject({ outcome: "dropped", code: "choice.too_many" });
    expect(line(compile(formOf([single(0)])), "f")).toMatchObject({ outcome: "dropped", code: "choice.none" });
  });

  it("keep their ids and their whole text", () => {
    const label = "It is within 500 m of a river, lake or the sea";
    const { component, compiled } = only(
      field("f", { kind: "single_choice", choices: [{ id: "flood", label, value: label }], allowOther: false }),
    );
    expect(component["data-source"]).toEqual([{ id: "flood", title: "It is within 500 m of a…", description: label }]);
    expect(line(compiled, "f")).toMatchObject({ outcome: "adapted", code: "choice.shortened" });
  });

  it("can be told apart when they are cut, repeated or blank", () => {
    const labels = ["The same very long beginning, one", "The same very long beginning, two", "Yes", "Yes", " "];
    const labelled = labels.map((label, index) => ({ id: `c${index}`, label, value: label }));
    const { component } = only(field("f", { kind: "single_choice", choices: labelled, allowOther: false }));
    const titles = options(component).map(({ title }) => title);
    expect(titles).toEqual(["The same very long beginning…", "The same very long… (2)", "Yes", "Yes (2)", "Option 5"]);
  });

  it("are not asked with ids that could not travel", () => {
    const bad = [
      [
        { id: "a", label: "A", value: "a" },
        { id: "a", label: "B", value: "b" },
      ],
      [{ id: "${data.x}", label: "A", value: "a" }],
    ];
    for (const pair of bad) {
      const compiled = compile(formOf([field("f", { kind: "single_choice", choices: pair, allowOther: false })]));
      expect(line(compiled, "f")?.code).toBe("choice.unusable_id");
    }
  });

  it("to tick say how many, and keep a minimum only where an answer is required", () => {
    const several = (required: boolean) =>
      only(
        field("f", {
          kind: "multiple_choice",
          title: "Which of these apply to the building?",
          choices: choices(4),
          minSelect: 2,
          maxSelect: 9,
          allowOther: true,
          required,
        }),
      );
    expect(several(true).component).toMatchObject({
      type: "CheckboxGroup",
      label: "Choose 2 to 5",
      required: true,
      "min-selected-items": 2,
      "max-selected-items": 5,
    });
    expect(several(false).component["min-selected-items"]).toBeUndefined();
    expect(line(several(true).compiled, "f")?.code).toBe("choice.other_text");
  });

  it("stand for yes and no, pictures and scales", () => {
    const yesNo = only(field("f", { kind: "boolean", trueLabel: "Sure", falseLabel: "" }));
    expect(yesNo.component["data-source"]).toEqual([
      { id: "true", title: "Sure" },
      { id: "false", title: "No" },
    ]);
    const pictures = only(
      field("f", { kind: "picture_choice", choices: choices(2), multiple: true, allowOther: false }),
    );
    expect([pictures.component["type"], line(pictures.compiled, "f")?.code]).toEqual([
      "CheckboxGroup",
      "choice.pictures_dropped",
    ]);
    const stars = only(field("f", { kind: "rating", steps: 3 }));
    expect(stars.component["data-source"]).toEqual([
      { id: "1", title: "1 ⭐" },
      { id: "2", title: "2 ⭐⭐" },
      { id: "3", title: "3 ⭐⭐⭐" },
    ]);
    const nps = only(
      field("f", { kind: "nps", labels: { left: "Not at all", right: "An end that is much too long for a title" } }),
    );
    const steps = options(nps.component);
    expect([nps.component["type"], steps.length, steps[0], steps[10]]).toEqual([
      "Dropdown",
      11,
      { id: "0", title: "0 – Not at all" },
      { id: "10", title: "10", description: "An end that is much too long for a title" },
    ]);
    expect(line(compile(formOf([field("f", { kind: "opinion_scale", from: 3, to: 1, labels: {} })])), "f")?.code).toBe(
      "scale.empty",
    );
  });
});

describe("agreements, parts and texts", () => {
  it("show the whole wording above a tick that nobody has set", () => {
    const text = "I agree that my data is kept for the quote.\nMore on our page.";
    const { component, above } = only(
      field("f", { kind: "consent", title: "I agree", text, link: "https://example.com/terms", required: true }),
    );
    expect(above).toEqual([{ type: "TextBody", text }]);
    expect(component).toEqual({
      type: "OptIn",
      name: "f",
      label: "I agree",
      required: true,
      "on-click-action": { name: "open_url", url: "https://example.com/terms" },
    });
  });

  it("never open a link that is no web address", () => {
    for (const link of ["javascript:alert(1)", "https://${data.x}", "https://exa mple.com", "https://"]) {
      expect(only(field("f", { kind: "consent", text: "Yes", link })).component["on-click-action"]).toBeUndefined();
    }
  });

  it("ask for an address line by line, each with its own word on being required", () => {
    const parts = [
      { key: "city", label: "City/Town", required: true },
      { key: "state", label: "State/Region/Province", required: false },
    ];
    const compiled = compile(
      formOf([field("home", { kind: "address", parts }), field("home_city", { kind: "short_text" })]),
    );
    expect(compiled.screens[0]?.inputs.map(({ name, fieldId, part }) => [name, fieldId, part])).toEqual([
      ["home_city_2", "home", "city"],
      ["home_state", "home", "state"],
      ["home_city", "home_city", undefined],
    ]);
    expect(inputs(compiled).slice(0, 2)).toMatchObject([
      { label: "City/Town", required: true },
      { label: "State/Region…", required: false, "helper-text": "State/Region/Province" },
    ]);
  });

  it("keep a text with the question that follows it", () => {
    const fields = [...texts(5), field("note", { kind: "statement", title: "Now about you" }), ...texts(5, "r")];
    const compiled = compile(formOf(fields));
    const screen = compiled.flow.screens.find(({ layout }) =>
      layout.children.some(({ text }) => text === "Now about you"),
    );
    const place = screen?.layout.children.findIndex(({ text }) => text === "Now about you") ?? -1;
    expect(screen?.layout.children[place + 1]?.["name"]).toBe("r1");
    expect(line(compiled, "note")).toMatchObject({ outcome: "exact", component: "TextSubheading" });
  });
});

describe("the report", () => {
  it.each(["payment", "unsupported"] as const)("says that %s is not asked yet", (kind) => {
    const compiled = compile(formOf([...texts(1), field("f", { kind })]));
    expect(line(compiled, "f")).toMatchObject({ outcome: "dropped" });
    expect(line(compiled, "f")?.message).toMatch(/^Not (yet )?on WhatsApp: /);
    expect(compiled.publishable).toBe(true);
  });

  it("forbids publishing without a question that must be answered", () => {
    const paying = field("f", { kind: "payment", title: "Rate us", required: true });
    const compiled = compile(formOf([...texts(1), paying]));
    expect(compiled.publishable).toBe(false);
    expect(compiled.report.notices).toMatchObject([
      { level: "block", code: "question.required_dropped", fieldId: "f" },
    ]);
    expect(compiled.report.notices[0]?.message).toContain("“Rate us”");
  });

  it("hands on the importer's notices, and puts those about a question into its line", () => {
    const compiled = compile(
      formOf(texts(2), {
        notices: [
          { level: "block", code: "hubspot.recaptcha", message: "Turn it off." },
          { level: "info", code: "text.recall_left_out", message: "A part is left out.", fieldId: "q2" },
        ],
      }),
    );
    expect([compiled.publishable, compiled.check.ok]).toEqual([false, true]);
    expect(line(compiled, "q1")?.outcome).toBe("exact");
    expect(line(compiled, "q2")).toMatchObject({ outcome: "adapted", code: "text.recall_left_out" });
  });

  it("accounts for hidden values and for questions that no section lists", () => {
    const compiled = compile(
      formOf([...texts(2)], {
        sections: [{ id: "s", items: ["q1", "q1", "gone"] }],
        hidden: [{ name: "q1" }, { name: "source", value: "web" }],
      }),
    );
    expect(compiled.report.lines.map(({ fieldId, outcome }) => [fieldId, outcome])).toEqual([
      ["q1", "exact"],
      ["q2", "exact"],
      ["hidden:q1", "adapted"],
      ["hidden:source", "adapted"],
    ]);
    expect(compiled.report.counts).toEqual({ exact: 2, adapted: 2, dropped: 0 });
  });

  it("says when a section's text is lost with its questions", () => {
    const compiled = compile(
      formOf([...texts(1), field("f", { kind: "payment" })], {
        sections: [
          { id: "a", items: ["q1"] },
          { id: "b", description: "Upload here", items: ["f"] },
        ],
      }),
    );
    expect(compiled.report.notices.map(({ code }) => code)).toEqual(["section.text_dropped"]);
  });
});

describe("rules", () => {
  // Several can be ticked, and no phone can tell whether one is among them: the endpoint decides.
  const pick = field("pick", { kind: "multiple_choice", choices: choices(15), allowOther: false, required: true });
  const when = (choice: string): Condition => ({
    op: "eq",
    subject: { kind: "field", field: "pick" },
    operand: { kind: "choice", choice },
  });
  const jump = (after: string, to: string, condition: Condition = { op: "always" }): Rule => ({
    after,
    when: condition,
    do: [{ kind: "jump", to: to === "end" ? { kind: "ending" } : { kind: "field", field: to } }],
  });
  const asked = (compiled: CompiledFlow) => compiled.screens.map(({ fields }) => fields?.join(" "));
  const routes = (compiled: CompiledFlow) => compiled.screens.map((screen) => screen.routes?.join(" "));
  const told = ({ report }: CompiledFlow) => report.notices.map(({ level, code, fieldId }) => [level, code, fieldId]);

  it("end a screen after a question that branches, and begin one where a jump lands", () => {
    const compiled = compile(
      formOf([...texts(2), pick, ...texts(5, "r")], { rules: [jump("pick", "r3", when("c1"))] }),
    );
    expect(asked(compiled)).toEqual(["q1 q2 pick", "r1 r2", "r3 r4 r5"]);
    expect(routes(compiled)).toEqual(["PAGE_B PAGE_C", "PAGE_C", ""]);
    expect(told(compiled)).toEqual([["info", "logic.followed", undefined]]);
    expect(compiled).toMatchObject({ check: { ok: true }, publishable: true });
  });

  it("leave screens alone where they change nothing", () => {
    const calc: Rule = {
      after: "q1",
      when: { op: "always" },
      do: [{ kind: "calc", op: "add", variable: "score", value: { kind: "constant", value: 1 } }],
    };
    const compiled = compile(
      formOf(texts(4), {
        variables: [{ name: "score", kind: "number", initial: 0 }],
        rules: [calc, jump("q2", "q3"), jump("q4", "end")],
      }),
    );
    expect(asked(compiled)).toEqual(["q1 q2 q3 q4"]);
    expect(compiled.report.notices).toMatchObject([{ code: "logic.followed" }, { code: "logic.calculated" }]);
    expect(compiled.report.notices[1]?.message).toContain("score: 1 step");
  });

  it("make every screen terminal on which the form may end, and say Send only where it does", () => {
    const compiled = compile(formOf([pick, ...texts(1)], { rules: [jump("pick", "end", when("c1"))] }));
    expect(compiled.flow.screens.map(({ terminal }) => terminal)).toEqual([true, true]);
    expect(compiled.flow.screens.map((screen) => screen.layout.children.at(-1)?.["label"])).toEqual([
      "Continue",
      "Send",
    ]);
  });

  it("pass over questions that no screen asks: what follows them counts", () => {
    const compiled = compile(
      formOf([pick, field("pay", { kind: "payment" }), ...texts(3)], {
        rules: [jump("pick", "q3", when("c1")), jump("pay", "q2", { op: "not", arg: when("c2") })],
      }),
    );
    expect(asked(compiled)).toEqual(["pick", "q1", "q2", "q3"]);
    expect(routes(compiled)).toEqual(["PAGE_B PAGE_C PAGE_D", "PAGE_C", "PAGE_D", ""]);
  });

  it("that decide before the first question are asked on a screen of the form's own words", () => {
    const returning: Condition = {
      op: "eq",
      subject: { kind: "hidden", name: "from" },
      operand: { kind: "constant", value: "shop" },
    };
    const compiled = compile(
      formOf(texts(2), { description: "Two minutes", rules: [jump("@start", "q2", returning)] }),
    );
    expect(asked(compiled)).toEqual(["", "q1", "q2"]);
    expect(routes(compiled)).toEqual(["PAGE_B PAGE_C", "PAGE_C", ""]);
    expect(children(compiled)).toMatchObject([
      { type: "TextHeading", text: "Test form" },
      { type: "TextBody", text: "Two minutes" },
      { type: "Footer", label: "Continue" },
    ]);
    const blank = compile(formOf(texts(2), { title: " ", rules: [jump("@start", "q2", returning)] }));
    expect(children(blank)[0]).toMatchObject({ type: "TextHeading", text: "Your answers" });
    expect(blank.check.ok).toBe(true);
    const fixed = compile(formOf(texts(2), { rules: [jump("@start", "q2")] }));
    expect(asked(fixed)).toEqual(["q2"]);
    expect(line(fixed, "q1")).toMatchObject({ outcome: "dropped", code: "logic.unreachable" });
    expect(fixed.publishable).toBe(true);
  });

  it("number screens along the longest way, so that nobody's progress runs backwards", () => {
    const compiled = compile(
      formOf([pick, ...texts(4)], {
        rules: [jump("pick", "q3", when("c1")), jump("q2", "q4"), jump("q1", "q2"), jump("q3", "q4")],
      }),
    );
    expect(compiled.screens.map(({ fields, title }) => [fields?.join(" "), title])).toEqual([
      ["pick", "Test form · 1 of 3"],
      ["q1 q2", "Test form · 2 of 3"],
      ["q3", "Test form · 2 of 3"],
      ["q4", "Test form · 3 of 3"],
    ]);
  });

  it("that lead back are cut, with a word about it", () => {
    const back = [jump("q3", "q1", when("c1")), jump("q3", "q3")];
    const compiled = compile(formOf([...texts(3), pick], { rules: back }));
    expect(asked(compiled)).toEqual(["q1 q2 q3 pick"]);
    expect(told(compiled)).toEqual([
      ["warn", "logic.back_jump", "q3"],
      ["warn", "logic.back_jump", "q3"],
    ]);
    expect(compiled.report.notices[0]?.message).toMatch(/^After “q3”, a jump leads back to “q1”\..*left out/);
    expect(compiled.publishable).toBe(true);
    expect(told(compile(formOf(texts(2), { rules: [jump("q1", "gone")] })))).toEqual([
      ["warn", "logic.unknown_target", "q1"],
    ]);
  });

  it("with more ways than WhatsApp takes are cut, and forbid publishing", () => {
    const compiled = compile(
      formOf([pick, ...texts(12)], {
        rules: [
          ...Array.from({ length: 12 }, (_, index) => jump("pick", `q${index + 1}`, when(`c${index + 1}`))),
          ...Array.from({ length: 12 }, (_, index) => jump(`q${index + 1}`, "end")),
        ],
      }),
    );
    expect(compiled.check).toEqual({ ok: true, problems: [] });
    expect(compiled.screens[0]?.routes).toHaveLength(10);
    expect(compiled.screens[0]?.resume).toBeUndefined();
    expect(["q10", "q11", "q12"].map((id) => line(compiled, id)?.code)).toEqual([
      "exact",
      "logic.too_many_jumps",
      "logic.too_many_jumps",
    ]);
    expect(told(compiled)).toContainEqual(["block", "logic.too_many_jumps", "pick"]);
    expect(compiled.publishable).toBe(false);
  });

  it("that look at a question which is left out say so", () => {
    const paid: Condition = { op: "answered", subject: { kind: "field", field: "pay" } };
    const compiled = compile(
      formOf([field("pay", { kind: "payment" }), ...texts(2)], {
        rules: [jump("q1", "end", { op: "not", arg: paid })],
      }),
    );
    expect(told(compiled)).toContainEqual(["warn", "logic.reads_left_out", "pay"]);
  });

  it("reserve the entry screen's free routes for coming back, the furthest first", () => {
    const compiled = compile(formOf(texts(70)));
    expect(compiled.screens).toHaveLength(14);
    expect(compiled.flow.routing_model?.["PAGE_A"]).toEqual(
      ["B", "N", "M", "L", "K", "J", "I", "H", "G", "F"].map((letter) => `PAGE_${letter}`),
    );
    expect(compiled.screens.slice(1).every(({ resume }) => resume === undefined)).toBe(true);
  });
});

it("keeps its screens through JSON with everything that the conversation needs", () => {
  const rules: Rule[] = [
    { after: "q1", when: { op: "always" }, do: [{ kind: "jump", to: { kind: "ending" } }] },
    { after: "q2", when: { op: "always" }, do: [{ kind: "jump", to: { kind: "field", field: "q3" } }] },
  ];
  const list = field("list", { kind: "dropdown", choices: [], choicesFrom: { source: "stock" }, allowOther: false });
  for (const form of [formOf([...texts(12), list]), formOf(texts(3), { rules })]) {
    const { screens } = compile(form);
    expect(z.array(compiledScreenSchema).parse(JSON.parse(JSON.stringify(screens)))).toEqual(screens);
  }
});
