/** The forms of the demo account and the properties that they fill (HubSpot reference 6.14). */
import { choices, property } from "./default-properties.ts";
import type { FormDefinition, FormField, FormFieldType, FormOption, LegalConsentOptions } from "./form-types.ts";
import type { PropertyDefinition } from "./properties.ts";

export const formIds = {
  consultation: "5f1c9a52-6c1e-4a3f-9d0b-2b7a4f6d1e01",
  recaptcha: "8c4e7d10-93ab-4d57-8a6e-51f0c2b93d02",
  feedback: "b27d0e84-1f5a-4c88-b3a9-7e6d5c4f2a03",
} as const;

const topics = choices(
  ["kitchen", "Kitchen"],
  ["bathroom", "Bathroom"],
  ["whole_home", "Whole home"],
  ["office", "Office or shop"],
);
const contactMethods = choices(["whatsapp", "WhatsApp"], ["phone_call", "Phone call"], ["email", "Email"]);
const services = choices(
  ["design", "Interior design"],
  ["measuring", "Measuring on site"],
  ["delivery", "Delivery and assembly"],
  ["removal", "Removal of old furniture"],
);
const ratings = choices(["very_good", "Very good"], ["good", "Good"], ["poor", "Poor"]);

/** Name of the group that holds the account's own properties. */
export const formPropertyGroup = { name: "consultations", label: "Consultations", displayOrder: 1, archived: false };

const own = (name: string, label: string, type: string, fieldType: string, extra: Partial<PropertyDefinition> = {}) =>
  property(name, label, type, fieldType, {
    groupName: formPropertyGroup.name,
    hubspotDefined: false,
    modificationMetadata: { archivable: true, readOnlyDefinition: false, readOnlyValue: false },
    ...extra,
  });

export const formProperties: readonly PropertyDefinition[] = [
  own("consultation_topic", "Consultation topic", "enumeration", "select", topics),
  own("preferred_contact_method", "Preferred contact method", "enumeration", "radio", contactMethods),
  own("services_of_interest", "Services of interest", "enumeration", "checkbox", services),
  own("preferred_consultation_date", "Preferred consultation date", "date", "date"),
  own("number_of_rooms", "Number of rooms", "number", "number"),
  own("existing_customer", "Existing customer", "bool", "booleancheckbox", choices(["true", "Yes"], ["false", "No"])),
  own(
    "whatsapp_opt_in",
    "May be written to on WhatsApp",
    "bool",
    "booleancheckbox",
    choices(["true", "Yes"], ["false", "No"]),
  ),
  own("source_campaign", "Source campaign", "string", "text"),
  own("visit_rating", "Visit rating", "enumeration", "radio", ratings),
  own("visit_problem", "What went wrong", "string", "textarea"),
];

function field(fieldType: FormFieldType, name: string, label: string, extra: Partial<FormField> = {}): FormField {
  return { objectTypeId: "0-1", name, label, required: false, hidden: false, fieldType, dependentFields: [], ...extra };
}

function choiceField(
  fieldType: FormFieldType,
  name: string,
  label: string,
  from: Partial<PropertyDefinition>,
  extra: Partial<FormField> = {},
) {
  const options: FormOption[] = (from.options ?? []).map((option, displayOrder) => ({
    label: option.label,
    value: option.value,
    displayOrder,
  }));
  return field(fieldType, name, label, { options, defaultValues: [], ...extra });
}

const group = (fields: FormField[], richText?: string) => ({
  groupType: "default_group" as const,
  richTextType: "text" as const,
  ...(richText === undefined ? {} : { richText }),
  fields,
});

const emailRules = { validation: { blockedEmailDomains: ["mailinator.example"], useDefaultBlockList: false } };
const phoneRules = { validation: { minAllowedDigits: 7, maxAllowedDigits: 20 } };

const consent: LegalConsentOptions = {
  type: "explicit_consent_to_process",
  communicationConsentText: "<p>We would also like to send you ideas for your home.</p>",
  communicationsCheckboxes: [
    { label: "<p>Yes, send me news and offers.</p>", required: false, subscriptionTypeId: 84_201_377 },
  ],
  consentToProcessText: "<p>To answer you we need to store and process the data you give us.</p>",
  consentToProcessCheckboxLabel: "<p>I agree to the storing and processing of my personal data.</p>",
  consentToProcessFooterText: "<p>You can withdraw at any time.</p>",
  privacyText: '<p>How we protect your data: <a href="https://casa-lume.example/privacy">privacy notice</a>.</p>',
};

const style = {
  fontFamily: "arial, helvetica, sans-serif",
  backgroundWidth: "100%",
  labelTextColor: "#33475b",
  labelTextSize: "14px",
  helpTextColor: "#7c98b6",
  helpTextSize: "11px",
  legalConsentTextColor: "#33475b",
  legalConsentTextSize: "14px",
  submitColor: "#ff7a59",
  submitFontColor: "#ffffff",
  submitSize: "12px",
  submitAlignment: "left",
};

interface Parts {
  id: string;
  name: string;
  fieldGroups: FormDefinition["fieldGroups"];
  submitButtonText: string;
  thankYou: string;
  legalConsentOptions?: LegalConsentOptions;
  recaptchaEnabled?: boolean;
  lifecycleStage?: string;
}

function form(parts: Parts): FormDefinition {
  const { id, name, fieldGroups, submitButtonText, thankYou, lifecycleStage } = parts;
  return {
    id,
    name,
    formType: "hubspot",
    createdAt: "2026-02-03T09:12:00.000Z",
    updatedAt: "2026-05-18T14:41:30.000Z",
    archived: false,
    fieldGroups,
    configuration: {
      language: "en",
      createNewContactForNewEmail: true,
      editable: true,
      archivable: true,
      cloneable: true,
      allowLinkToResetKnownValues: false,
      prePopulateKnownValues: true,
      recaptchaEnabled: parts.recaptchaEnabled ?? false,
      notifyContactOwner: false,
      notifyRecipients: [],
      lifecycleStages: lifecycleStage === undefined ? [] : [{ objectTypeId: "0-1", value: lifecycleStage }],
      postSubmitAction: { type: "thank_you", value: thankYou },
    },
    displayOptions: { renderRawHtml: false, theme: "default_style", submitButtonText, style },
    legalConsentOptions: parts.legalConsentOptions ?? { type: "none" },
  };
}

/** Asks for nearly everything a HubSpot form can ask for. */
const consultation = form({
  id: formIds.consultation,
  name: "Request a consultation",
  submitButtonText: "Request consultation",
  thankYou: "<p>Thank you. We will write to you within one working day.</p>",
  legalConsentOptions: consent,
  lifecycleStage: "lead",
  fieldGroups: [
    group(
      [
        field("single_line_text", "firstname", "First name", { required: true }),
        field("single_line_text", "lastname", "Last name", { required: true }),
      ],
      "<h2>Tell us about your project</h2><p>It takes about two minutes.</p>",
    ),
    group([
      field("email", "email", "Email", { required: true, placeholder: "name@example.com", ...emailRules }),
      field("mobile_phone", "mobilephone", "Mobile phone number", phoneRules),
    ]),
    group([
      choiceField("dropdown", "consultation_topic", "What is it about?", topics, {
        required: true,
        placeholder: "Please choose",
      }),
    ]),
    group([
      choiceField("radio", "preferred_contact_method", "How should we contact you?", contactMethods, {
        required: true,
      }),
    ]),
    group([
      choiceField("multiple_checkboxes", "services_of_interest", "Which services interest you?", services, {
        description: "Choose as many as you like.",
      }),
    ]),
    group([
      field("datepicker", "preferred_consultation_date", "Preferred date"),
      field("number", "number_of_rooms", "Number of rooms", {
        validation: { minAllowedDigits: 1, maxAllowedDigits: 2 },
      }),
    ]),
    group([
      field("multi_line_text", "message", "Anything else we should know?", { description: "Sizes, colours, ideas." }),
    ]),
    group([
      field("single_checkbox", "existing_customer", "I have bought from you before"),
      field("single_line_text", "source_campaign", "Source campaign", {
        hidden: true,
        defaultValue: "whatsapp-spring",
      }),
    ]),
  ],
});

/** Cannot be submitted by API. */
const recaptcha = form({
  id: formIds.recaptcha,
  name: "Newsletter sign-up",
  submitButtonText: "Subscribe",
  thankYou: "<p>You are on the list.</p>",
  recaptchaEnabled: true,
  fieldGroups: [group([field("email", "email", "Email", { required: true, ...emailRules })])],
});

/** Has no e-mail field, and a question that only some people see. */
const feedback = form({
  id: formIds.feedback,
  name: "How was your visit?",
  submitButtonText: "Send feedback",
  thankYou: "<p>Thank you for your feedback.</p>",
  fieldGroups: [
    group([field("single_line_text", "firstname", "First name")]),
    group([
      choiceField("radio", "visit_rating", "How was your visit?", ratings, {
        required: true,
        dependentFields: [
          {
            dependentCondition: { operator: "set_any", value: "", values: ["poor"], rangeStart: "", rangeEnd: "" },
            dependentField: field("multi_line_text", "visit_problem", "What went wrong?", { required: true }),
          },
        ],
      }),
    ]),
  ],
});

export const demoForms: readonly FormDefinition[] = [consultation, recaptcha, feedback];
