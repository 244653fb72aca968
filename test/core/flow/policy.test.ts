import { describe, expect, it } from "@jest/globals";
import { wayThrough } from "../../../core/conversation/way.ts";
import { applyEdits } from "../../../core/edits/index.ts";
import { compile } from "../../../core/flow/index.ts";
import type { Rule } from "../../../core/form/rules.ts";
import type { Field, PolicyChoice } from "../../../core/form/types.ts";
import { choices, field, formOf } from "./forms.ts";

const other = field("name", { kind: "short_text", title: "Your name" });
const asked = (one: Field, policy?: PolicyChoice) => compile(formOf([other, { ...one, ...(policy && { policy }) }]));
const text = (title: string, more: Partial<Field> = {}) =>
  ({ ...field("f", { kind: "short_text", title }), ...more }) as Field;
const lineOf = (compiled: ReturnType<typeof compile>) => compiled.report.lines.find(({ fieldId }) => fieldId === "f");

describe("what WhatsApp's policy forbids", () => {
  it.each([
    ["card", "What is your credit card number?"],
    ["card", "Numero della carta di credito"],
    ["card", "Nummer Ihrer Kreditkarte"],
    ["card", "Número de su tarjeta de crédito"],
    ["card", "Numéro de carte bancaire"],
    ["card", "Número do cartão de crédito"],
    ["card", "Creditcard"],
    ["bank", "IBAN"],
    ["bank", "Numero di conto corrente"],
    ["bank", "Bankverbindung"],
    ["bank", "Número de cuenta bancaria"],
    ["bank", "Numéro de compte"],
    ["bank", "Conta bancária"],
    ["bank", "Rekeningnummer"],
    ["identity", "Passport number"],
    ["identity", "Il Suo codice fiscale"],
    ["identity", "Personalausweis-Nummer"],
    ["identity", "DNI"],
    ["identity", "Numéro de sécurité sociale"],
    ["identity", "CPF"],
    ["identity", "Burgerservicenummer (BSN)"],
  ])("%s: %s", (kind, title) => {
    const compiled = asked(text(title));
    expect(compiled.report.policy).toMatchObject([{ fieldId: "f", kind }]);
    expect(lineOf(compiled)).toMatchObject({ outcome: "dropped", code: `policy.${kind}` });
    expect(compiled.publishable).toBe(true);
    expect(asked(text(title, { required: true })).publishable).toBe(false);
  });

  it.each([
    "What is your name?",
    "How many people travel?",
    "Which business cards do you like?",
    "Tell us about your band",
    "Order number",
    "What can we account for?",
    "Nome e cognome",
    "Ihr Kontakt",
    "¿Cuándo llega?",
    "Descrizione",
  ])("does not concern “%s”", (title) => expect(asked(text(title)).report.policy).toEqual([]));

  it("is seen in the tool's own name and in a format, too", () => {
    expect(asked(text("Number", { source: { id: "passport_number", type: "text" } })).report.policy).toMatchObject([
      { kind: "identity" },
    ]);
    expect(asked(text("Number", { pattern: "^\\d{16}$" } as Partial<Field>)).report.policy).toMatchObject([
      { kind: "card" },
    ]);
    expect(
      asked(text("Code", { pattern: "^[A-Z]{6}\\d{2}[A-Z]\\d{2}[A-Z]\\d{3}[A-Z]$" } as Partial<Field>)).report.policy,
    ).toMatchObject([{ kind: "identity" }]);
    expect(asked(text("Code", { pattern: "^\\d+$" } as Partial<Field>)).report.policy).toEqual([]);
  });

  it("does not forbid to ask whether somebody has one", () => {
    const has = field("f", { kind: "boolean", title: "Do you have a passport?", trueLabel: "Yes", falseLabel: "No" });
    expect(asked(has).report.policy).toEqual([]);
    const which = field("f", {
      kind: "single_choice",
      title: "Which credit card do you use?",
      choices: choices(3),
      allowOther: false,
    });
    expect(asked(which).report.policy).toEqual([]);
    expect(asked(field("f", { kind: "file", title: "A copy of your passport" })).report.policy).toMatchObject([
      { kind: "identity", choices: ["leave_out"] },
    ]);
  });

  it("asks for the last four characters, and takes no more, where that was decided", () => {
    const compiled = asked(text("Passport number", { required: true }), "last_digits");
    expect(compiled.publishable).toBe(true);
    expect(compiled.form.fields["f"]).toMatchObject({ kind: "short_text", minLength: 4, maxLength: 4 });
    const input = compiled.flow.screens[0]?.layout.children.find(({ name }) => name === "f");
    expect(input).toMatchObject({ "min-chars": 4, "max-chars": 4, label: "Last 4 characters", required: true });
    expect(lineOf(compiled)).toMatchObject({ outcome: "adapted", code: "policy.last_digits" });
    // The form as it was asked is asked the same way again.
    expect(compile(compiled.form).flow).toEqual(compiled.flow);
  });

  it("records leaving it out", () => {
    const out = asked(text("IBAN", { required: true }), "leave_out");
    expect([lineOf(out)?.code, out.publishable, out.report.policy[0]?.chosen]).toEqual([
      "policy.left_out",
      true,
      "leave_out",
    ]);
    expect(asked(text("IBAN"), "ask").report.lines.find(({ fieldId }) => fieldId === "f")?.outcome).toBe("dropped");
  });
});

describe("the secure page", () => {
  const page = asked(text("What is your IBAN?", { required: true }), "secure_page");

  it("shows in the Flow what it is about and that a link follows, and takes nothing", () => {
    expect(lineOf(page)).toMatchObject({ outcome: "adapted", code: "policy.secure_page", component: "TextBody" });
    expect([page.publishable, page.check.problems, page.report.policy[0]?.chosen]).toEqual([true, [], "secure_page"]);
    const [screen] = page.flow.screens;
    expect(screen?.layout.children).toEqual(
      expect.arrayContaining([
        { type: "TextSubheading", text: "What is your IBAN?" },
        { type: "TextBody", text: expect.stringMatching(/link to a secure page/) },
      ]),
    );
    expect(page.screens[0]).toMatchObject({ fields: ["name", "f"], inputs: [{ fieldId: "name" }], secure: ["f"] });
    // The form as it was asked is asked the same way again, and the question is still whole.
    expect(page.form.fields["f"]).toMatchObject({ title: "What is your IBAN?", required: true });
    expect(compile(page.form).flow).toEqual(page.flow);
  });

  it("is asked of those alone whose way leads by", () => {
    const form = formOf([
      field("pays", { kind: "boolean", title: "Do you pay by debit?", trueLabel: "Yes", falseLabel: "No" }),
      {
        ...text("IBAN", { policy: "secure_page" }),
        showIf: {
          op: "eq",
          subject: { kind: "field", field: "pays" },
          operand: { kind: "constant", value: true },
        },
      },
    ]);
    const compiled = compile(form);
    const flow = { form: compiled.form, screens: compiled.screens, dataApiVersion: "3.0" };
    const secureAfter = (pays: string) => wayThrough(flow, { [compiled.screens[0]?.id ?? ""]: { pays } }, {}).secure;
    expect([secureAfter("true"), secureAfter("false")]).toEqual([["f"], undefined]);
  });

  it("says what a rule cannot see, and what the form's own tool may insist on", () => {
    const form = formOf([text("IBAN", { policy: "secure_page", required: true }), other]);
    const rule: Rule = {
      after: "f",
      when: { op: "answered", subject: { kind: "field", field: "f" } },
      do: [{ kind: "jump", to: { kind: "ending" } }],
    };
    const notices = compile({ ...form, source: { ...form.source, tool: "hubspot" }, rules: [rule] }).report.notices;
    expect(notices.map(({ code }) => code)).toEqual(
      expect.arrayContaining(["logic.reads_secured", "policy.secure_required"]),
    );
    expect(compile({ ...form, source: { ...form.source, tool: "typeform" } }).report.notices).toEqual([]);
  });

  it("is no choice for payment cards, nor for what it cannot ask: the edit is passed over, with what to do instead", () => {
    const card = text("Credit card number");
    const edits = [{ kind: "policy" as const, field: "f", choice: "secure_page" as const }];
    const [notice] = applyEdits(formOf([card]), { edits }).notices;
    expect(notice).toMatchObject({ code: "edit.passed_over", message: expect.stringMatching(/payment provider/) });
    expect(asked(card).report.policy).toMatchObject([{ kind: "card", choices: ["leave_out", "last_digits"] }]);
    // However it got there.
    const forced = asked(card, "secure_page");
    expect(lineOf(forced)).toMatchObject({ outcome: "dropped", code: "policy.card" });
    expect(forced.report.notices).toMatchObject([
      { code: "policy.choice_refused", message: expect.stringMatching(/payment provider/) },
    ]);
    const copy = formOf([field("f", { kind: "file", title: "A copy of your passport" })]);
    expect(applyEdits(copy, { edits }).notices).toMatchObject([{ code: "edit.passed_over" }]);
    expect(applyEdits(formOf([text("IBAN")]), { edits })).toMatchObject({
      notices: [],
      fields: { f: { policy: "secure_page" } },
    });
  });
});

describe("questions about health", () => {
  it.each([
    "Do you take any medication?",
    "Allergie",
    "Haben Sie Allergien?",
    "¿Está embarazada?",
    "Avez-vous une maladie ?",
    "Tem alguma doença?",
    "Heeft u symptomen?",
  ])("%s: are asked, with a word, until somebody decides", (title) => {
    const one = field("f", { kind: "boolean", title, trueLabel: "Yes", falseLabel: "No" });
    const undecided = asked(one);
    expect(undecided.report.notices).toMatchObject([{ level: "warn", code: "policy.health", fieldId: "f" }]);
    expect(lineOf(undecided)?.outcome).toBe("exact");
    expect(asked(one, "ask").report.notices).toMatchObject([{ level: "info", code: "policy.health_asked" }]);
    expect(lineOf(asked(one, "leave_out"))).toMatchObject({ outcome: "dropped", code: "policy.left_out" });
  });
});
