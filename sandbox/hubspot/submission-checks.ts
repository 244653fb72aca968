/** Everything that the form host refuses, each with its documented error type (HubSpot reference 6.15). Pure. */
import { isIP } from "node:net";
import type { SubmissionProblem } from "./errors.ts";
import { allFields, type FormDefinition, type FormField, unconditionalFields } from "./form-types.ts";
import type { PropertyCatalogue } from "./properties.ts";
import { consentProblems } from "./submission-consent.ts";
import type { SubmissionBody } from "./submission-schema.ts";
import { isEmail } from "./values.ts";

const monthMs = 30 * 86_400_000;

export function submissionProblems(
  form: FormDefinition,
  body: SubmissionBody,
  contactProperties: PropertyCatalogue,
  now: number,
): SubmissionProblem[] {
  // A form with reCAPTCHA takes nothing from an API, whatever it is.
  if (form.configuration.recaptchaEnabled) {
    return [
      {
        errorType: "FORM_HAS_RECAPTCHA_ENABLED",
        message: "The form has reCAPTCHA enabled and cannot be submitted by API",
      },
    ];
  }
  if (body.fields.length > 1000) {
    return [{ errorType: "MAX_NUMBER_OF_SUBMITTED_VALUES_EXCEEDED", message: "More than 1000 values were submitted" }];
  }
  return [
    ...missingFields(form, body),
    ...body.fields.flatMap((given) => fieldProblems(form, given, contactProperties)),
    ...contextProblems(body),
    ...timeProblems(body, now),
    ...consentProblems(form, body.legalConsentOptions),
  ];
}

type Given = SubmissionBody["fields"][number];

const at = (name: string, errorType: string, reason: string): SubmissionProblem => ({
  errorType,
  message: `Error in 'fields.${name}'. ${reason}`,
});

function missingFields(form: FormDefinition, { fields }: SubmissionBody): SubmissionProblem[] {
  const has = (field: FormField) => fields.some((given) => isFor(field, given) && given.value.trim() !== "");
  return unconditionalFields(form)
    .filter((field) => field.required && !has(field))
    .map((field) => at(field.name, "REQUIRED_FIELD", `Required field '${field.name}' is missing`));
}

/** The secure endpoint also takes fields that the form lacks, as long as the property may be used in forms. */
function fieldProblems(form: FormDefinition, given: Given, catalogue: PropertyCatalogue): SubmissionProblem[] {
  const { name, value } = given;
  const field = allFields(form).find((known) => isFor(known, given));
  const usable = given.objectTypeId === "0-1" && catalogue.get(name)?.formField === true;
  if (!field && !usable) return [at(name, "FIELD_NOT_IN_FORM_DEFINITION", "The field is not in the form definition")];
  if (value.length > 65_536) return [at(name, "INPUT_TOO_LARGE", "The value is longer than 65536 characters")];
  if (value === "") return [];
  if (name === "email" && !isEmail(value)) return [at(name, "INVALID_EMAIL", "The value is not an e-mail address")];
  return field ? valueProblems(field, value) : [];
}

function valueProblems(field: FormField, value: string): SubmissionProblem[] {
  const { name, fieldType, validation } = field;
  if (fieldType === "email" && validation && "blockedEmailDomains" in validation) {
    const domain = value.slice(value.lastIndexOf("@") + 1).toLowerCase();
    const blocked = validation.blockedEmailDomains.some((listed) => listed.toLowerCase() === domain);
    return blocked ? [at(name, "BLOCKED_EMAIL", "E-mail addresses of this domain are blocked")] : [];
  }
  if (fieldType === "number") return numberProblems(field, value);
  if (fieldType === "single_checkbox" && value !== "true" && value !== "false") {
    return [at(name, "VALUE_NOT_IN_FIELD_DEFINITION", "The value is neither true nor false")];
  }
  if (!field.options) return [];
  const allowed = new Set(field.options.map((option) => option.value));
  const chosen = fieldType === "multiple_checkboxes" ? value.split(";").filter((part) => part !== "") : [value];
  return chosen.every((part) => allowed.has(part))
    ? []
    : [at(name, "VALUE_NOT_IN_FIELD_DEFINITION", "The value is none of the field's options")];
}

function numberProblems({ name, validation }: FormField, value: string): SubmissionProblem[] {
  if (!/^-?\d+(\.\d+)?$/.test(value)) return [at(name, "INVALID_NUMBER", "The value is not a number")];
  if (!validation || !("minAllowedDigits" in validation)) return [];
  const digits = value.replace(/\D/g, "").length;
  return digits < validation.minAllowedDigits || digits > validation.maxAllowedDigits
    ? [at(name, "NUMBER_OUT_OF_RANGE", "The number has too few or too many digits")]
    : [];
}

function contextProblems({ context }: SubmissionBody): SubmissionProblem[] {
  const wrong = (key: string, errorType: string) => ({
    errorType,
    message: `Error in 'context.${key}'. The value is not valid`,
  });
  return [
    ...(context.hutk !== undefined && !/^[0-9a-f]{32}$/.test(context.hutk) ? [wrong("hutk", "INVALID_HUTK")] : []),
    ...(context.ipAddress !== undefined && !isIP(context.ipAddress) ? [wrong("ipAddress", "INVALID_IP_ADDRESS")] : []),
    ...(context.pageUri !== undefined && !URL.canParse(context.pageUri) ? [wrong("pageUri", "INVALID_PAGE_URI")] : []),
  ];
}

/** Older than one month is an error; which error type HubSpot gives it is not documented. */
function timeProblems({ submittedAt }: SubmissionBody, now: number): SubmissionProblem[] {
  const old = submittedAt !== undefined && now - Number(submittedAt) > monthMs;
  return old
    ? [{ errorType: "INVALID_METADATA", message: "Error in 'submittedAt'. The submission is older than one month" }]
    : [];
}

const isFor = (field: FormField, given: Given): boolean =>
  field.name === given.name && field.objectTypeId === given.objectTypeId;
