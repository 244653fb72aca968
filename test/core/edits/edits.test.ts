import { describe, expect, it } from "@jest/globals";
import { applyEdits, type Edit, editsSchema } from "../../../core/edits/index.ts";
import { compile } from "../../../core/flow/index.ts";
import type { Condition } from "../../../core/form/rules.ts";
import { type Form, fieldsInOrder } from "../../../core/form/types.ts";
import { evaluate } from "../../../core/rules/index.ts";
import { choices, field, formOf } from "../flow/forms.ts";

const source = (): Form =>
  formOf([
    field("name", { kind: "short_text", title: "What is your full and complete name, please?", required: true }),
    field("plan", { kind: "single_choice", choices: choices(3), allowOther: false }),
    field("why", { kind: "long_text", title: "Why?" }),
    field("seats", { kind: "number", title: "Seats" }),
  ]);
const edited = (...edits: Edit[]) => applyEdits(source(), { edits });
const order = (form: Form) => fieldsInOrder(form).map(({ id }) => id);
const passedOver = (...edits: Edit[]) => edited(...edits).notices.map(({ code, message }) => `${code} ${message}`);
const chose = (choice: string): Condition => ({
  op: "eq",
  subject: { kind: "field", field: "plan" },
  operand: { kind: "choice", choice },
});

describe("edits", () => {
  it("leave the imported form as it was", () => {
    const form = source();
    applyEdits(form, {
      edits: [
        { kind: "label", field: "name", label: "Name" },
        { kind: "move", field: "why", after: null },
      ],
    });
    expect(form).toEqual(source());
  });

  it("give an input a short name, and the question stands above it", () => {
    const { flow } = compile(edited({ kind: "label", field: "seats", label: "How many" }));
    const children = flow.screens[0]?.layout.children ?? [];
    const at = children.findIndex(({ name }) => name === "seats");
    expect(children[at]).toMatchObject({ label: "How many" });
    expect(children[at - 1]).toMatchObject({ type: "TextSubheading", text: "Seats" });
  });

  it("change texts, options and buttons", () => {
    const form = edited(
      { kind: "text", field: "why", title: "What for?", description: "A word is enough." },
      { kind: "options", field: "plan", labels: { c2: "The second" } },
      { kind: "button", button: "send", text: "Book now" },
    );
    expect(form.fields["why"]).toMatchObject({ title: "What for?", description: "A word is enough." });
    expect(form.fields["plan"]).toMatchObject({ choices: [{}, { id: "c2", label: "The second", value: "v2" }, {}] });
    expect(compile(form).flow.screens[0]?.layout.children.at(-1)).toMatchObject({ label: "Book now" });
    const two = edited(
      { kind: "button", button: "continue", text: "Onwards" },
      { kind: "screen", field: "why", begin: "new" },
    );
    expect(compile(two).flow.screens[0]?.layout.children.at(-1)).toMatchObject({ label: "Onwards" });
  });

  it("quote earlier answers, on a later screen than the answer, and never later ones", () => {
    const form = edited({ kind: "text", field: "why", title: "Thank you, {{field:name}}. Why {{field:plan}}?" });
    expect(form.fields["why"]).toMatchObject({
      title: "Thank you, …. Why …?",
      recall: { title: ["Thank you, ", { kind: "field", field: "name" }, ". Why ", { field: "plan" }, "?"] },
    });
    const { screens, check } = compile(form);
    expect(check.ok).toBe(true);
    expect(screens.map(({ fields, texts }) => [fields, texts?.map(({ of }) => of)])).toEqual([
      [["name", "plan"], undefined],
      [["why", "seats"], ["title"]],
    ]);
    expect(passedOver({ kind: "text", field: "name", title: "{{field:why}}" })).toEqual([
      expect.stringMatching(/^edit.passed_over .*only a question that comes before, and why does not/),
    ]);
  });

  it("move questions, begin screens, and keep a question with the one before", () => {
    expect(order(edited({ kind: "move", field: "seats", after: "name" }))).toEqual(["name", "seats", "plan", "why"]);
    expect(order(edited({ kind: "move", field: "seats", after: null }))).toEqual(["seats", "name", "plan", "why"]);
    const broken = compile(edited({ kind: "screen", field: "why", begin: "new" }));
    expect(broken.screens.map(({ fields }) => fields)).toEqual([
      ["name", "plan"],
      ["why", "seats"],
    ]);
    const many = formOf(Array.from({ length: 6 }, (_, at) => field(`q${at}`, { kind: "short_text" })));
    const kept = applyEdits(many, { edits: [{ kind: "screen", field: "q3", begin: "same" }] });
    const together = (form: Form) =>
      compile(form).screens.some(({ fields = [] }) => fields.includes("q2") && fields.includes("q3"));
    expect([together(many), together(kept)]).toEqual([false, true]);
  });

  it("hide what is optional, and never what must be answered", () => {
    const { report, publishable } = compile(edited({ kind: "hide", field: "why" }));
    expect(report.lines.find(({ fieldId }) => fieldId === "why")).toMatchObject({
      outcome: "dropped",
      code: "edit.hidden",
    });
    expect(publishable).toBe(true);
    expect(passedOver({ kind: "hide", field: "name" })).toEqual([expect.stringContaining("cannot be hidden")]);
  });

  it("add rules: if and then, before the form's own, and calculations", () => {
    const jump = { kind: "jump", to: { kind: "field", field: "seats" } } as const;
    const form = edited(
      { kind: "variable", variable: { name: "price", kind: "number", initial: 10 } },
      { kind: "rule", rule: { after: "plan", when: chose("c1"), do: [jump] } },
      {
        kind: "rule",
        rule: {
          after: "plan",
          when: chose("c2"),
          do: [{ kind: "calc", op: "multiply", variable: "price", value: { kind: "constant", value: 3 } }],
        },
      },
    );
    const walk = (choice: string) => evaluate(form, (id) => (id === "plan" ? [{ fieldId: id, value: choice }] : []));
    expect(walk("c1").fields).toEqual(["name", "plan", "seats"]);
    expect(walk("c2")).toMatchObject({ fields: ["name", "plan", "why", "seats"], variables: { price: 30 } });
    const over = applyEdits(form, { edits: [{ kind: "without_rules", after: "plan" }] });
    expect(over.rules).toEqual([]);
    const shown = edited({ kind: "show_if", field: "why", when: chose("c3") });
    expect(compile(shown).screens[0]?.conditional).toEqual(["why"]);
    expect(
      applyEdits(shown, { edits: [{ kind: "show_if", field: "why", when: null }] }).fields["why"]?.showIf,
    ).toBeUndefined();
  });

  it.each<[string, Edit]>([
    ["no question gone any more", { kind: "label", field: "gone", label: "X" }],
    ["no question gone any more", { kind: "move", field: "plan", after: "gone" }],
    ["cannot come behind itself", { kind: "move", field: "plan", after: "plan" }],
    [
      "calculates no price",
      {
        kind: "rule",
        rule: {
          after: "plan",
          when: { op: "always" },
          do: [{ kind: "calc", op: "add", variable: "price", value: { kind: "constant", value: 1 } }],
        },
      },
    ],
    [
      "no question gone any more",
      {
        kind: "rule",
        rule: { after: "plan", when: { op: "always" }, do: [{ kind: "jump", to: { kind: "field", field: "gone" } }] },
      },
    ],
    [
      "comes later",
      { kind: "show_if", field: "plan", when: { op: "answered", subject: { kind: "field", field: "why" } } },
    ],
    ["has no options", { kind: "options", field: "why", labels: { a: "b" } }],
  ])("that do not fit any more are passed over, with a word: %s", (why, edit) => {
    expect(passedOver(edit)).toEqual([expect.stringContaining(why)]);
    expect({ ...edited(edit), notices: [] }).toEqual(source());
  });

  it("stay with their questions when the form is imported anew in another order", () => {
    const edits: Edit[] = [
      { kind: "label", field: "seats", label: "How many" },
      { kind: "move", field: "why", after: null },
    ];
    const again = source();
    const turned = { ...again, sections: [{ id: "s", items: ["seats", "why", "plan", "name"] }] };
    const form = applyEdits(turned, { edits });
    expect(order(form)).toEqual(["why", "seats", "plan", "name"]);
    expect(form.fields["seats"]?.label).toBe("How many");
  });

  it("are read strictly: an unknown key is a mistake", () => {
    expect(editsSchema.safeParse({ version: 1, edits: [{ kind: "hide", field: "a", really: true }] }).success).toBe(
      false,
    );
    expect(editsSchema.safeParse({ version: 2, edits: [] }).success).toBe(false);
    expect(editsSchema.safeParse({ version: 1, edits: [{ kind: "hide", field: "A B" }] }).success).toBe(false);
  });
});
