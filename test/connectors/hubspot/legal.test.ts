import { describe, expect, it } from "@jest/globals";
import { formConsent, formFields, formFromHubSpot } from "../../../connectors/hubspot/index.ts";
import { fieldsInOrder } from "../../../core/form/types.ts";
import { email, field, group, hubspotForm, option } from "./form-builder.ts";

const withLegal = (legalConsentOptions: unknown) => formFromHubSpot(hubspotForm({ legalConsentOptions }));
const boxes = [
  { label: "<p>News &amp; offers</p>", required: false, subscriptionTypeId: 999 },
  { label: "Service messages", required: true, subscriptionTypeId: 1000 },
];
const explicit = withLegal({
  type: "explicit_consent_to_process",
  communicationConsentText: "<p>We write to you about:</p>",
  communicationsCheckboxes: boxes,
  consentToProcessText: '<p>We keep your data. <a href="https://example.com/privacy">Privacy</a></p>',
  consentToProcessCheckboxLabel: "I agree",
  consentToProcessFooterText: "You may withdraw at any time.",
  privacyText: "<p>More in our privacy policy.</p>",
});

describe("explicit consent", () => {
  it("becomes agreements and statements in the order of HubSpot's forms", () => {
    expect(fieldsInOrder(explicit).slice(1)).toEqual([
      expect.objectContaining({ kind: "statement", id: "text_communication", title: "We write to you about:" }),
      expect.objectContaining({
        kind: "consent",
        id: "consent_communication_999",
        title: "News & offers",
        text: "News & offers",
        required: false,
        source: { id: "999", type: "communication" },
      }),
      expect.objectContaining({ kind: "consent", id: "consent_communication_1000", required: true }),
      {
        kind: "consent",
        id: "consent_processing",
        title: "I agree",
        text: "We keep your data. Privacy (https://example.com/privacy)\nI agree",
        link: "https://example.com/privacy",
        required: true,
        source: { id: "processing", type: "processing" },
      },
      expect.objectContaining({
        kind: "statement",
        id: "text_processing_footer",
        title: "You may withdraw at any time.",
      }),
      expect.objectContaining({ kind: "statement", id: "text_privacy", title: "More in our privacy policy." }),
    ]);
  });

  it("comes back as what was ticked, with the texts that were seen", () => {
    const answers = [
      { fieldId: "consent_processing", value: true },
      { fieldId: "consent_communication_1000", value: true },
      { fieldId: "consent_communication_999", value: false },
    ];
    expect(formConsent(explicit, answers)).toEqual({
      kind: "consent",
      consentToProcess: true,
      text: "We keep your data. Privacy (https://example.com/privacy)\nI agree",
      communications: [
        { value: false, subscriptionTypeId: 999, text: "News & offers" },
        { value: true, subscriptionTypeId: 1000, text: "Service messages" },
      ],
    });
    expect(formConsent(explicit, [])).toMatchObject({ consentToProcess: false });
  });
});

describe("implicit consent", () => {
  it("is given by sending, with the text as a statement", () => {
    const form = withLegal({
      type: "implicit_consent_to_process",
      communicationsCheckboxes: boxes,
      consentToProcessText: "<p>By sending you agree.</p><p>We keep your data.</p>",
      privacyText: "Policy.",
    });
    expect(form.fields["text_processing"]).toMatchObject({
      kind: "statement",
      title: "By sending you agree.",
      description: "We keep your data.",
    });
    expect(formConsent(form, [{ fieldId: "consent_communication_999", value: true }])).toEqual({
      kind: "consent",
      consentToProcess: true,
      text: "By sending you agree.\nWe keep your data.",
      communications: [
        { value: true, subscriptionTypeId: 999, text: "News & offers" },
        { value: false, subscriptionTypeId: 1000, text: "Service messages" },
      ],
    });
  });
});

describe("legitimate interest", () => {
  const interest = (lawfulBasis: string, subscriptionTypeIds: number[]) =>
    withLegal({ type: "legitimate_interest", lawfulBasis, subscriptionTypeIds, privacyText: "Policy." });

  it("asks nothing and names its basis", () => {
    const form = interest("client", [7, 8]);
    expect(form.sections[0]?.items).toEqual(["email", "text_privacy"]);
    expect(formConsent(form, [])).toEqual({
      kind: "legitimate_interest",
      subscriptionTypeId: 7,
      legalBasis: "CUSTOMER",
      text: "Policy.",
    });
    expect(formConsent(interest("lead", [7]), [])).toMatchObject({ legalBasis: "LEAD" });
  });

  it("is left out where a submission has no word for it", () => {
    expect(formConsent(interest("other", [7]), [])).toBeUndefined();
    expect(formConsent(interest("lead", []), [])).toBeUndefined();
  });
});

describe("no consent options", () => {
  it("ask and send nothing, whatever else is to be ticked", () => {
    const form = formFromHubSpot(hubspotForm({ groups: [group([email, field("single_checkbox", "consent_gdpr")])] }));
    expect(formConsent(form, [{ fieldId: "field_consent_gdpr", value: true }])).toBeUndefined();
  });
});

describe("formFields", () => {
  const form = formFromHubSpot(
    hubspotForm({
      groups: [
        group([
          email,
          field("single_line_text", "name", { objectTypeId: "0-2" }),
          field("dropdown", "topic", { options: [option("Kitchen & Bath"), option("other")] }),
          field("multiple_checkboxes", "rooms", { options: [option("one"), option("two"), option("three")] }),
          field("single_checkbox", "member"),
          field("number", "age"),
          field("file", "plan", { allowMultipleFiles: false }),
          field("single_line_text", "silent"),
          field("single_line_text", "utm", { hidden: true, defaultValue: "spring" }),
          field("single_line_text", "domain", { hidden: true, objectTypeId: "0-2", defaultValue: "a.example" }),
        ]),
      ],
      legalConsentOptions: { type: "explicit_consent_to_process", communicationsCheckboxes: boxes, privacyText: "P" },
    }),
  );
  const topic = form.fields["topic"];
  const kitchen = topic?.kind === "dropdown" ? (topic.choices[0]?.id ?? "") : "";

  it("sends every answer under its property, choices by value, and the contact's own e-mail", () => {
    const answers = [
      { fieldId: "email", value: "typed@example.com" },
      { fieldId: "name", value: "Casa" },
      { fieldId: "topic", value: kitchen },
      { fieldId: "rooms", value: ["one", "three"] },
      { fieldId: "member", value: false },
      { fieldId: "age", value: 7 },
      { fieldId: "plan", value: ["media-1"] },
      { fieldId: "consent_processing", value: true },
    ];
    expect(formFields(form, answers, "own@example.com")).toEqual([
      { objectTypeId: "0-1", name: "email", value: "own@example.com" },
      { objectTypeId: "0-2", name: "name", value: "Casa" },
      { objectTypeId: "0-1", name: "topic", value: "Kitchen & Bath" },
      { objectTypeId: "0-1", name: "rooms", value: "one;three" },
      { objectTypeId: "0-1", name: "member", value: "false" },
      { objectTypeId: "0-1", name: "age", value: "7" },
      { objectTypeId: "0-1", name: "utm", value: "spring" },
      { objectTypeId: "0-2", name: "domain", value: "a.example" },
    ]);
  });

  it("brings the e-mail along even where the form does not ask for one", () => {
    const plain = formFromHubSpot(hubspotForm({ groups: [group([field("single_line_text", "x")])] }));
    expect(formFields(plain, [], "own@example.com")).toEqual([
      { objectTypeId: "0-1", name: "email", value: "own@example.com" },
    ]);
  });
});
