/**
 * HubSpot's JSON as documented: lenient about keys we do not know, strict about those we use. Values of CRM
 * properties are strings; a property without a value is left out or null.
 */
import { z } from "zod";

/** Every field is optional (HubSpot reference 6.2); the form host and the token endpoint add their own keys. */
export const errorBodySchema = z.looseObject({
  status: z.string().optional().catch(undefined),
  message: z.string().optional().catch(undefined),
  correlationId: z.string().optional().catch(undefined),
  category: z.string().optional().catch(undefined),
  policyName: z.string().optional().catch(undefined),
  context: z.record(z.string(), z.array(z.string())).optional().catch(undefined),
  errors: z
    .array(
      z.looseObject({
        message: z.string().optional().catch(undefined),
        code: z.string().optional().catch(undefined),
        errorType: z.string().optional().catch(undefined),
        context: z.record(z.string(), z.array(z.string())).optional().catch(undefined),
      }),
    )
    .optional()
    .catch(undefined),
});
export type HubSpotErrorBody = Partial<z.infer<typeof errorBodySchema>>;

/** A CRM record (HubSpot reference 6.3, 6.9). */
export const recordSchema = z.looseObject({
  id: z.string(),
  properties: z.record(z.string(), z.string().nullable()),
  associations: z
    .record(z.string(), z.looseObject({ results: z.array(z.looseObject({ id: z.string(), type: z.string() })) }))
    .optional(),
});
export type CrmRecord = z.infer<typeof recordSchema>;

const pagingSchema = z.looseObject({ next: z.looseObject({ after: z.string() }).optional() }).optional();

export const searchResultSchema = z.looseObject({ results: z.array(recordSchema), paging: pagingSchema });

/** Answers of `batch/read`: 200, or 207 where some inputs were not found. */
export const batchResultSchema = z.looseObject({
  results: z.array(recordSchema),
  errors: z.array(z.looseObject({ category: z.string() })).optional(),
});

/** Answers of `batch/upsert`; an input that was refused stands in `errors` (207). */
export const upsertResultSchema = z.looseObject({
  results: z.array(z.looseObject({ id: z.string() })),
  errors: z.array(z.unknown()).optional(),
});

const optionSchema = z.looseObject({ label: z.string(), value: z.string(), displayOrder: z.number().optional() });

/** A property definition (HubSpot reference 6.5). */
export const propertySchema = z.looseObject({
  name: z.string(),
  label: z.string(),
  type: z.string(),
  fieldType: z.string(),
  groupName: z.string(),
  hasUniqueValue: z.boolean().optional(),
  archived: z.boolean().optional(),
  options: z.array(z.looseObject({ ...optionSchema.shape, hidden: z.boolean().optional() })),
});
export type PropertyDefinition = z.infer<typeof propertySchema>;

export const propertyListSchema = z.looseObject({ results: z.array(propertySchema) });

export const propertyGroupSchema = z.looseObject({ name: z.string(), archived: z.boolean().optional() });

/** A custom object's definition (HubSpot reference 6.6). */
export const customObjectSchema = z.looseObject({
  objectTypeId: z.string().min(1),
  name: z.string(),
  fullyQualifiedName: z.string(),
  archived: z.boolean().optional(),
  requiredProperties: z.array(z.string()).default([]),
  properties: z
    .array(
      z.looseObject({
        name: z.string(),
        type: z.string(),
        hasUniqueValue: z.boolean().optional(),
        archived: z.boolean().optional(),
        options: z.array(z.looseObject({ value: z.string() })).default([]),
      }),
    )
    .default([]),
  /** The kinds of record that its records may be connected with, in either direction. */
  associations: z.array(z.looseObject({ fromObjectTypeId: z.string(), toObjectTypeId: z.string() })).default([]),
});

export const customObjectListSchema = z.looseObject({ results: z.array(customObjectSchema) });

/** HubSpot reference 4.7. */
export const accountSchema = z.looseObject({
  portalId: z.int(),
  accountType: z.string(),
  uiDomain: z.string(),
  dataHostingLocation: z.string(),
  timeZone: z.string(),
});

/** HubSpot reference 4.2; `hub_id` may be missing. */
export const tokenSchema = z.looseObject({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.number().positive(),
  hub_id: z.int().optional(),
  user_id: z.int().optional(),
  scopes: z.array(z.string()).optional(),
});

export const introspectionSchema = z.looseObject({
  active: z.boolean(),
  hub_id: z.int().optional(),
  user_id: z.int().optional(),
  user: z.string().optional(),
  hub_domain: z.string().optional(),
  app_id: z.int().optional(),
  scopes: z.array(z.string()).optional(),
});

/** When a dependent field is shown: all five keys are there, empty where the operator has no use for them. */
export const dependentConditionSchema = z.looseObject({
  operator: z.string(),
  value: z.string().default(""),
  values: z.array(z.string()).default([]),
  rangeStart: z.string().default(""),
  rangeEnd: z.string().default(""),
});
export type DependentCondition = z.infer<typeof dependentConditionSchema>;

/** A form's field (HubSpot reference 6.14). The type stays a plain string: new editors bring new ones. */
export const formFieldSchema = z.looseObject({
  objectTypeId: z.string().default("0-1"),
  name: z.string().min(1),
  label: z.string().default(""),
  required: z.boolean().default(false),
  hidden: z.boolean().default(false),
  fieldType: z.string(),
  description: z.string().optional(),
  placeholder: z.string().optional(),
  defaultValue: z.string().optional(),
  defaultValues: z.array(z.string()).optional(),
  allowMultipleFiles: z.boolean().optional(),
  options: z.array(optionSchema).optional(),
  validation: z
    .looseObject({
      blockedEmailDomains: z.array(z.string()).optional(),
      minAllowedDigits: z.number().optional().catch(undefined),
      maxAllowedDigits: z.number().optional().catch(undefined),
    })
    .optional(),
  // Each is parsed on its own when it is reached: nesting has no end in a hostile definition.
  dependentFields: z.array(z.looseObject({ dependentCondition: z.unknown(), dependentField: z.unknown() })).default([]),
});
export type HubSpotField = z.infer<typeof formFieldSchema>;

const checkboxSchema = z.looseObject({
  label: z.string(),
  required: z.boolean(),
  subscriptionTypeId: z.int(),
});

const consentTexts = {
  communicationsCheckboxes: z.array(checkboxSchema).default([]),
  communicationConsentText: z.string().optional(),
  consentToProcessText: z.string().optional(),
  privacyText: z.string().optional(),
};

const legalConsentSchema = z.discriminatedUnion("type", [
  z.looseObject({ type: z.literal("none") }),
  z.looseObject({
    type: z.literal("legitimate_interest"),
    lawfulBasis: z.string(),
    subscriptionTypeIds: z.array(z.int()),
    privacyText: z.string().optional(),
  }),
  z.looseObject({
    type: z.literal("explicit_consent_to_process"),
    ...consentTexts,
    consentToProcessCheckboxLabel: z.string().optional(),
    consentToProcessFooterText: z.string().optional(),
  }),
  z.looseObject({ type: z.literal("implicit_consent_to_process"), ...consentTexts }),
]);
export type LegalConsentOptions = z.infer<typeof legalConsentSchema>;

/** A form's definition, Forms v3 (HubSpot reference 6.14). */
export const formDefinitionSchema = z.looseObject({
  id: z.string().min(1),
  name: z.string(),
  formType: z.string(),
  updatedAt: z.string(),
  archived: z.boolean().optional(),
  fieldGroups: z.array(
    z.looseObject({
      groupType: z.string().default("default_group"),
      richTextType: z.string().optional(),
      richText: z.string().optional(),
      fields: z.array(z.unknown()).default([]),
    }),
  ),
  configuration: z.looseObject({
    language: z.string().default("en"),
    recaptchaEnabled: z.boolean().default(false),
    prePopulateKnownValues: z.boolean().default(false),
    postSubmitAction: z.looseObject({ type: z.string(), value: z.string() }).optional(),
  }),
  displayOptions: z.looseObject({ submitButtonText: z.string().optional() }).optional(),
  legalConsentOptions: legalConsentSchema.optional(),
});
export type HubSpotFormDefinition = z.infer<typeof formDefinitionSchema>;

export const formListSchema = z.looseObject({
  results: z.array(z.looseObject({ id: z.string(), name: z.string(), updatedAt: z.string() })),
  paging: pagingSchema,
});

/** The form host's answer says nothing that can be used (HubSpot reference 6.15). */
export const submitAnswerSchema = z.looseObject({});

export const submissionListSchema = z.looseObject({
  results: z.array(
    z.looseObject({
      conversionId: z.string().optional(),
      submittedAt: z.number(),
      values: z.array(z.looseObject({ name: z.string(), value: z.string(), objectTypeId: z.string().optional() })),
      pageUrl: z.string().optional(),
    }),
  ),
  paging: pagingSchema,
});
