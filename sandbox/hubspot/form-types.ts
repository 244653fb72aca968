/** A form definition as the Forms API sends it (HubSpot reference 6.14). */
export interface FormOption {
  label: string;
  value: string;
  displayOrder: number;
  description?: string;
}

export type FormFieldType =
  | "email"
  | "phone"
  | "mobile_phone"
  | "single_line_text"
  | "multi_line_text"
  | "number"
  | "single_checkbox"
  | "multiple_checkboxes"
  | "dropdown"
  | "radio"
  | "datepicker"
  | "file"
  | "payment_link_radio";

/** One field; which of the optional keys are there depends on `fieldType`. */
export interface FormField {
  objectTypeId: string;
  /** Name of the property that the field fills. */
  name: string;
  label: string;
  required: boolean;
  hidden: boolean;
  fieldType: FormFieldType;
  dependentFields: DependentField[];
  description?: string;
  placeholder?: string;
  defaultValue?: string;
  options?: FormOption[];
  defaultValues?: string[];
  useCountryCodeSelect?: boolean;
  allowMultipleFiles?: boolean;
  validation?:
    | { blockedEmailDomains: string[]; useDefaultBlockList: boolean }
    | { minAllowedDigits: number; maxAllowedDigits: number };
}

export interface DependentField {
  dependentCondition: { operator: string; value: string; values: string[]; rangeStart: string; rangeEnd: string };
  dependentField: FormField;
}

export interface FieldGroup {
  groupType: "default_group" | "progressive" | "queued";
  richTextType: "text" | "image";
  richText?: string;
  fields: FormField[];
}

export interface ConsentCheckbox {
  label: string;
  required: boolean;
  subscriptionTypeId: number;
}

export type LegalConsentOptions =
  | { type: "none" }
  | {
      type: "legitimate_interest";
      lawfulBasis: "lead" | "client" | "other";
      subscriptionTypeIds: number[];
      privacyText: string;
    }
  | {
      type: "explicit_consent_to_process" | "implicit_consent_to_process";
      communicationsCheckboxes: ConsentCheckbox[];
      communicationConsentText?: string;
      consentToProcessText?: string;
      consentToProcessCheckboxLabel?: string;
      consentToProcessFooterText?: string;
      privacyText: string;
    };

export interface FormDefinition {
  id: string;
  name: string;
  formType: "hubspot";
  /** ISO 8601. */
  createdAt: string;
  updatedAt: string;
  archived: boolean;
  fieldGroups: FieldGroup[];
  configuration: {
    language: string;
    createNewContactForNewEmail: boolean;
    editable: boolean;
    archivable: boolean;
    cloneable: boolean;
    allowLinkToResetKnownValues: boolean;
    prePopulateKnownValues: boolean;
    recaptchaEnabled: boolean;
    notifyContactOwner: boolean;
    notifyRecipients: string[];
    lifecycleStages: { objectTypeId: string; value: string }[];
    postSubmitAction: { type: "thank_you" | "redirect_url"; value: string };
    embedType?: "V3" | "V4";
  };
  displayOptions: {
    renderRawHtml: boolean;
    theme: string;
    submitButtonText: string;
    cssClass?: string;
    style: Record<string, string>;
  };
  legalConsentOptions: LegalConsentOptions;
}

/** All fields of a form, dependent ones included, in the order of the definition. */
export function allFields(form: FormDefinition): FormField[] {
  const withDependents = (field: FormField): FormField[] => [
    field,
    ...field.dependentFields.flatMap((dependent) => withDependents(dependent.dependentField)),
  ];
  return form.fieldGroups.flatMap((group) => group.fields.flatMap(withDependents));
}

/** The fields that are asked of everyone: dependent ones are not. */
export function unconditionalFields(form: FormDefinition): FormField[] {
  return form.fieldGroups.flatMap((group) => group.fields);
}
