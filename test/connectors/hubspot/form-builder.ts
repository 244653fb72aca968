/** HubSpot form definitions for tests, complete as the Forms API sends them. */
export const field = (fieldType: string, name: string, more: Record<string, unknown> = {}) => ({
  objectTypeId: "0-1",
  name,
  label: `Label of ${name}`,
  required: false,
  hidden: false,
  fieldType,
  dependentFields: [],
  ...more,
});

export const group = (fields: unknown[], more: Record<string, unknown> = {}) => ({
  groupType: "default_group",
  richTextType: "text",
  fields,
  ...more,
});

export const dependent = (dependentField: unknown) => ({
  dependentCondition: { operator: "set_any", value: "", values: ["yes"], rangeStart: "", rangeEnd: "" },
  dependentField,
});

export const option = (value: string, label = value, displayOrder = 0) => ({ value, label, displayOrder });

export const email = field("email", "email", {
  required: true,
  validation: { blockedEmailDomains: [], useDefaultBlockList: false },
});

export interface FormParts {
  readonly groups?: unknown[];
  readonly configuration?: Record<string, unknown>;
  readonly displayOptions?: Record<string, unknown>;
  readonly legalConsentOptions?: unknown;
  readonly more?: Record<string, unknown>;
}

export const hubspotForm = ({
  groups = [group([email])],
  configuration,
  displayOptions,
  legalConsentOptions,
  more,
}: FormParts = {}) => ({
  id: "5f1c9a52-6c1e-4a3f-9d0b-2b7a4f6d1e01",
  name: "Ask us",
  formType: "hubspot",
  createdAt: "2026-01-01T00:00:00Z",
  updatedAt: "2026-02-03T04:05:06Z",
  archived: false,
  fieldGroups: groups,
  configuration: {
    language: "it",
    recaptchaEnabled: false,
    createNewContactForNewEmail: true,
    postSubmitAction: { type: "thank_you", value: "<p>Thank you.</p>" },
    lifecycleStages: [],
    ...configuration,
  },
  displayOptions: {
    renderRawHtml: false,
    theme: "canvas",
    submitButtonText: "Send &amp; go",
    style: {},
    ...displayOptions,
  },
  legalConsentOptions: legalConsentOptions ?? { type: "none" },
  ...more,
});
