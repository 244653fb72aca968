import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { formFromHubSpot } from "../../../connectors/hubspot/index.ts";
import { RefusedInput } from "../../../core/errors.ts";
import { fieldsInOrder, formSchema } from "../../../core/form/types.ts";
import { evaluate } from "../../../core/rules/index.ts";
import { demoForms } from "../../../sandbox/hubspot/index.ts";
import { dependent, email, type FormParts, field, group, hubspotForm, option } from "./form-builder.ts";

const convert = (parts: FormParts = {}) => formFromHubSpot(hubspotForm(parts));
const fieldsOf = (...fields: unknown[]) => fieldsInOrder(convert({ groups: [group(fields)] }));
const codes = (parts: FormParts) => convert(parts).notices.map(({ level, code }) => `${level} ${code}`);

describe("a HubSpot form", () => {
  it("keeps its name, language, button, thank-you text and revision", () => {
    expect(convert()).toEqual({
      source: { tool: "hubspot", formId: "5f1c9a52-6c1e-4a3f-9d0b-2b7a4f6d1e01", revision: "2026-02-03T04:05:06Z" },
      title: "Ask us",
      language: "it",
      sections: [{ id: "questions", items: ["email"] }],
      fields: {
        email: {
          kind: "email",
          id: "email",
          title: "Label of email",
          required: true,
          source: { id: "email", ref: "0-1", type: "email" },
        },
      },
      hidden: [],
      submitLabel: "Send & go",
      thankYou: "Thank you.",
      notices: [],
    });
  });

  it("is a form in the neutral schema, for every form of the demo account", () => {
    expect(demoForms.length).toBeGreaterThan(2);
    for (const definition of demoForms) {
      const form = formFromHubSpot(definition);
      expect(formSchema.parse(form)).toEqual(form);
      expect(formFromHubSpot(structuredClone(definition))).toEqual(form);
    }
  });

  it.each([
    ["email", "email"],
    ["phone", "phone"],
    ["mobile_phone", "phone"],
    ["single_line_text", "short_text"],
    ["multi_line_text", "long_text"],
    ["number", "number"],
    ["single_checkbox", "consent"],
    ["multiple_checkboxes", "multiple_choice"],
    ["dropdown", "dropdown"],
    ["radio", "single_choice"],
    ["datepicker", "date"],
    ["file", "file"],
    ["payment_link_radio", "payment"],
    ["holographic_scan", "unsupported"],
  ])("turns %s into %s", (fieldType, kind) => {
    const [converted] = fieldsOf(field(fieldType, "x", { options: [option("a")], required: true }));
    expect(converted).toMatchObject({ kind, required: true, source: { type: fieldType, id: "x" } });
  });

  it("takes one file unless it may be many", () => {
    expect(fieldsOf(field("file", "x", { allowMultipleFiles: false }))[0]).toMatchObject({ maxFiles: 1 });
    expect(fieldsOf(field("file", "x", { allowMultipleFiles: true }))[0]).not.toHaveProperty("maxFiles");
  });

  it.each([
    [
      { minAllowedDigits: 1, maxAllowedDigits: 2 },
      { min: -99, max: 99 },
    ],
    [
      { minAllowedDigits: 3, maxAllowedDigits: 4 },
      { min: 100, max: 9_999 },
    ],
    [{ maxAllowedDigits: 99 }, {}],
    [{ minAllowedDigits: 4, maxAllowedDigits: 2 }, { min: 1_000 }],
    [{ minAllowedDigits: "x", maxAllowedDigits: 1.5 }, {}],
    [{}, {}],
  ])("counts a number's digits: %j", (validation, bounds) => {
    const [number] = fieldsOf(field("number", "x", { validation }));
    const { min, max } = Object(number);
    expect({ min, max }).toEqual({ min: undefined, max: undefined, ...bounds });
  });

  it("says that a phone number's digits are not counted, where HubSpot would refuse some", () => {
    const codes = (validation: object) =>
      convert({ groups: [group([email, field("phone", "phone", { validation })])] }).notices.map(({ code }) => code);
    expect(codes({ minAllowedDigits: 7, maxAllowedDigits: 20 })).not.toContain("hubspot.phone_digits");
    expect(codes({ minAllowedDigits: 10, maxAllowedDigits: 10 })).toContain("hubspot.phone_digits");
  });

  it("keeps options in the order shown, with their values, each once", () => {
    const options = [
      option("b", "Second", 2),
      option("a b!", "<b>First</b>", 1),
      option("A B?", "Third", 3),
      option("b", "Again", 4),
    ];
    const [choice] = fieldsOf(field("radio", "x", { options }));
    expect(choice).toMatchObject({
      allowOther: false,
      choices: [
        { value: "a b!", label: "First" },
        { value: "b", label: "Second" },
        { value: "A B?", label: "Third" },
      ],
    });
    const ids = choice && "choices" in choice ? choice.choices.map(({ id }) => id) : [];
    expect(new Set(ids).size).toBe(3);
    expect(ids).toContain("b");
  });

  it("strips markup and decodes what HubSpot escapes", () => {
    const [one] = fieldsOf(
      field("single_line_text", "x", {
        label: "<b>Tom &amp; Jerry&#39;s</b>&nbsp;caf&eacute; &#x1F600;",
        description: "<p>Line 1</p><p>Line 2</p>",
      }),
    );
    expect(one).toMatchObject({ title: "Tom & Jerry's café 😀", description: "Line 1\nLine 2" });
  });

  it("shows the placeholder where there is no label or help text", () => {
    expect(fieldsOf(field("single_line_text", "x", { label: "", placeholder: "Your street" }))[0]).toMatchObject({
      title: "Your street",
    });
    expect(fieldsOf(field("single_line_text", "x", { label: "" }))[0]).toMatchObject({ title: "x" });
    expect(fieldsOf(field("single_line_text", "x", { placeholder: "e.g. 12" }))[0]).toMatchObject({
      description: "e.g. 12",
    });
  });
});

describe("ids", () => {
  const ids = (...names: [name: string, objectTypeId?: string][]) =>
    fieldsOf(...names.map(([name, objectTypeId = "0-1"]) => field("single_line_text", name, { objectTypeId }))).map(
      ({ id }) => id,
    );

  it("are the property names where those are ids already", () => {
    expect(ids(["firstname"], ["hs_lead_status"])).toEqual(["firstname", "hs_lead_status"]);
    expect(ids(["Straße 1"], ["2nd"])).toEqual(["stra_e_1", "f_2nd"]);
  });

  it("get a hash where two would be equal, whatever their order", () => {
    const [contact, company] = ids(["name"], ["name", "0-2"]);
    expect(contact).toBe("name");
    expect(company).toMatch(/^name_[0-9a-z]{6}$/);
    expect(ids(["name", "0-2"], ["name"])).toEqual([company, contact]);
  });

  it("are never shared, even where a name is made to look like another's hash", () => {
    const [, hashed = ""] = ids(["name"], ["name", "0-2"]);
    const all = ids(["name"], ["name", "0-2"], [hashed], ["x".repeat(90)], ["x".repeat(91)]);
    expect(new Set(all).size).toBe(5);
    expect(all[2]).toBe(hashed);
    for (const id of all) expect(id).toMatch(/^[a-z][a-z0-9_]*$/);
  });

  it("never look like the form's own texts and agreements", () => {
    expect(ids(["consent_marketing"], ["text_1"])).toEqual(["field_consent_marketing", "field_text_1"]);
  });
});

describe("what only HubSpot can do", () => {
  it("hidden fields travel unseen, with their preset value", () => {
    const form = convert({
      groups: [
        group([
          email,
          field("single_line_text", "utm", { hidden: true, defaultValue: "spring", label: "Campaign" }),
          field("multiple_checkboxes", "tags", { hidden: true, defaultValues: ["a", "b"], options: [] }),
          field("single_line_text", "domain", { hidden: true, objectTypeId: "0-2" }),
        ]),
      ],
    });
    expect(form.hidden).toEqual([
      { name: "utm", label: "Campaign", value: "spring" },
      { name: "tags", label: "Label of tags", value: "a;b" },
      { name: "0-2/domain", label: "Label of domain" },
    ]);
    expect(Object.keys(form.fields)).toEqual(["email"]);
    expect(form.notices).toEqual([]);
  });

  it("dependent fields follow their parent, and are asked under their condition only", () => {
    const deepest = field("single_line_text", "deepest", { required: true });
    const inner = field("single_line_text", "inner", { required: true, dependentFields: [dependent(deepest)] });
    const second = field("single_line_text", "second");
    const parent = field("radio", "parent", {
      required: true,
      options: [option("yes")],
      dependentFields: [dependent(inner), dependent(second)],
    });
    const form = convert({ groups: [group([parent, field("single_line_text", "after")]), group([email])] });
    expect(fieldsInOrder(form).map(({ id, required }) => [id, required])).toEqual([
      ["parent", true],
      ["inner", true],
      ["deepest", true],
      ["second", false],
      ["after", false],
      ["email", true],
    ]);
    const chosen = {
      op: "eq",
      subject: { kind: "field", field: "parent" },
      operand: { kind: "choice", choice: "yes" },
    };
    expect([form.fields["inner"]?.showIf, form.fields["second"]?.showIf]).toEqual([chosen, chosen]);
    const typed = { op: "eq", subject: { kind: "field", field: "inner" }, operand: { kind: "constant", value: "yes" } };
    expect(form.fields["deepest"]?.showIf).toEqual(typed);
    expect(form.notices).toEqual([]);
  });

  it("dependent fields are asked of everybody, and of nobody by force, where their condition cannot be read", () => {
    const strange = { operator: "within_time", value: "P1W", values: [], rangeStart: "", rangeEnd: "" };
    const inner = {
      dependentCondition: strange,
      dependentField: field("single_line_text", "inner", { required: true }),
    };
    const form = convert({ groups: [group([email, field("datepicker", "day", { dependentFields: [inner] })])] });
    expect(form.fields["inner"]).toMatchObject({ required: false });
    expect(form.fields["inner"]).not.toHaveProperty("showIf");
    expect(form.notices).toMatchObject([{ level: "warn", code: "logic.always_shown", fieldId: "inner" }]);
  });

  it("a hidden field's value decides like an answer", () => {
    const hidden = field("radio", "source", { hidden: true, options: [option("yes")], defaultValue: "yes" });
    const inner = field("single_line_text", "inner");
    const form = convert({ groups: [group([email, { ...hidden, dependentFields: [dependent(inner)] }])] });
    expect(form.fields["inner"]?.showIf).toMatchObject({ op: "eq", subject: { kind: "hidden", name: "source" } });
  });

  it("progressive fields are asked while they are unknown, queued ones in the place of what is known", () => {
    const texts = (...names: string[]) => names.map((name) => field("single_line_text", name));
    const form = convert({
      groups: [
        group([email]),
        group(texts("a", "b"), { groupType: "progressive" }),
        group(texts("q1", "q2", "q3"), { groupType: "queued" }),
      ],
    });
    const asks = (known: string[]) =>
      evaluate(form, () => [], {}, Object.fromEntries(known.map((id) => [id, "x"]))).fields.join(" ");
    expect(asks([])).toBe("email a b");
    expect(asks(["a"])).toBe("email b q1");
    expect(asks(["a", "b"])).toBe("email q1 q2");
    expect(asks(["a", "b", "q1"])).toBe("email q2 q3");
    expect(asks(["a", "b", "q1", "q2", "q3"])).toBe("email");
  });

  it("what HubSpot would fill in is filled in: its own preset, else what the record holds", () => {
    const preset = field("single_line_text", "city", { defaultValue: "Turin" });
    const company = field("single_line_text", "name", { objectTypeId: "0-2" });
    const form = convert({
      groups: [group([email, preset, company])],
      configuration: { prePopulateKnownValues: true },
    });
    expect(form.fields["email"]?.prefill).toEqual({ from: "contact", property: "email" });
    expect(form.fields["city"]?.prefill).toEqual({ from: "value", value: "Turin" });
    expect(fieldsInOrder(form)[2]).not.toHaveProperty("prefill");
  });

  it("the same property under two conditions is asked once", () => {
    const city = field("single_line_text", "city");
    const form = convert({
      groups: [
        group([email, field("radio", "x", { options: [], dependentFields: [dependent(city), dependent(city)] })]),
      ],
    });
    expect(form.sections[0]?.items).toEqual(["email", "x", "city"]);
    expect(form.notices).toContainEqual(
      expect.objectContaining({ level: "info", code: "hubspot.asked_once", fieldId: "city" }),
    );
  });

  it("texts between the fields are statements in their place", () => {
    const form = convert({
      groups: [
        group([email]),
        group([field("single_line_text", "x")], {
          richText: '<h2>Part two</h2><p>See <a href="https://example.com/t">our terms</a>.</p>',
        }),
        group([], { richText: "<p>&nbsp;</p>" }),
      ],
    });
    expect(form.sections[0]?.items).toEqual(["email", "text_2", "x"]);
    expect(form.fields["text_2"]).toMatchObject({
      kind: "statement",
      title: "Part two",
      description: "See our terms (https://example.com/t).",
      required: false,
    });
  });

  it.each<[string, FormParts]>([
    ["block hubspot.recaptcha", { configuration: { recaptchaEnabled: true } }],
    ["warn hubspot.archived", { more: { archived: true } }],
    ["warn hubspot.no_email", { groups: [group([field("single_line_text", "x")])] }],
    ["warn hubspot.no_email", { groups: [group([{ ...email, hidden: true }])] }],
    ["info hubspot.conditional_group", { groups: [group([email], { groupType: "progressive" })] }],
    ["info hubspot.conditional_group", { groups: [group([email], { groupType: "queued" })] }],
    ["info hubspot.image_dropped", { groups: [group([email], { richTextType: "image", richText: '<img src="x">' })] }],
    [
      "info hubspot.redirect_dropped",
      { configuration: { postSubmitAction: { type: "redirect_url", value: "https://x.example" } } },
    ],
    [
      "info hubspot.preset_dropped",
      { groups: [group([email, field("datepicker", "day", { defaultValue: "2026-01-01" })])] },
    ],
    [
      "warn hubspot.blocked_domains",
      {
        groups: [group([{ ...email, validation: { blockedEmailDomains: ["gmail.com"], useDefaultBlockList: false } }])],
      },
    ],
  ])("%s", (notice, parts) => {
    expect(codes(parts)).toEqual([notice]);
  });

  it("tells the way out of a CAPTCHA", () => {
    expect(convert({ configuration: { recaptchaEnabled: true } }).notices[0]?.message).toMatch(/Turn off CAPTCHA/);
  });
});

describe("what is no HubSpot form", () => {
  it.each<[string, unknown]>([
    ["nothing", undefined],
    ["a text", "form"],
    ["a list", []],
    ["another tool's form", { id: "abc", title: "A Typeform", fields: [] }],
    ["a page of forms", { results: [hubspotForm()] }],
    ["a field without a name", hubspotForm({ groups: [group([{ fieldType: "email", label: "E-mail" }])] })],
    ["a field that is none", hubspotForm({ groups: [group([null])] })],
    [
      "a dependent field that is none",
      hubspotForm({ groups: [group([{ ...email, dependentFields: [{ dependentField: 7 }] }])] }),
    ],
    ["unknown consent options", hubspotForm({ legalConsentOptions: { type: "vow" } })],
  ])("%s is refused in words", (_, json) => {
    expect(() => formFromHubSpot(json)).toThrow(RefusedInput);
    expect(() => formFromHubSpot(json)).toThrow(/not the definition of a HubSpot form/);
  });

  it("a form that HubSpot itself would take no answers to is refused", () => {
    const many = Array.from({ length: 10_000 }, (_, at) => field("single_line_text", `f${at}`));
    expect(() => convert({ groups: [group(many)] })).toThrow(/more than 1000 fields/);
    expect(convert({ groups: [group(many.slice(0, 1_000))] }).sections[0]?.items).toHaveLength(1_000);
  });

  it("nesting without end and markup without end are no trouble", () => {
    let nested: unknown = field("single_line_text", "deepest");
    for (let depth = 0; depth < 5_000; depth += 1)
      nested = field("radio", `d${depth}`, { options: [], dependentFields: [dependent(nested)] });
    expect(() => convert({ groups: [group([nested])] })).toThrow(/more than 1000 fields/);
    const labels = ["<", "<a href=", "<script>", "<script></script>", "&", "&#x", "<a href ", "</p>"];
    const endless = labels.map((part, at) => field("single_line_text", `x${at}`, { label: part.repeat(100_000) }));
    const options = Array.from({ length: 20_000 }, (_, at) =>
      option(`${"?".repeat(at % 50)}a${at % 2 ? "" : " "}`, "x", at),
    );
    expect(fieldsOf(...endless, field("radio", "y", { options })).length).toBe(labels.length + 1);
  });

  it("nothing that parses as JSON throws anything but a refusal", () => {
    const almost = fc.record({
      id: fc.string({ minLength: 1 }),
      name: fc.string(),
      formType: fc.string(),
      updatedAt: fc.string(),
      fieldGroups: fc.array(
        fc.record({ fields: fc.array(fc.oneof(fc.jsonValue(), fc.constant(email))), richText: fc.string() }),
      ),
      configuration: fc.record({ language: fc.string(), recaptchaEnabled: fc.boolean() }),
    });
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), almost), (json) => {
        try {
          const form = formFromHubSpot(json);
          expect(formSchema.parse(form)).toEqual(form);
        } catch (error) {
          expect(error).toBeInstanceOf(RefusedInput);
        }
      }),
    );
  });
});
