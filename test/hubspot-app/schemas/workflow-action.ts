/** What `config` of a workflow action's meta file may hold, as JSON Schema 2020-12 (HubSpot reference 1.9). */
const text = { type: "string", minLength: 1 };
const texts = { type: "object", additionalProperties: text };

const typeDefinition = {
  type: "object",
  additionalProperties: false,
  required: ["name", "type", "fieldType"],
  properties: {
    name: { type: "string", pattern: "^[a-z][a-zA-Z0-9_]*$" },
    type: {
      enum: [
        "bool",
        "date",
        "datetime",
        "enumeration",
        "json",
        "number",
        "object_coordinates",
        "phone_number",
        "string",
      ],
    },
    fieldType: {
      enum: [
        "booleancheckbox",
        "calculation_equation",
        "checkbox",
        "date",
        "file",
        "html",
        "number",
        "phonenumber",
        "radio",
        "select",
        "text",
        "textarea",
      ],
    },
    options: {
      type: "array",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["value", "label"],
        properties: { value: text, label: text, description: text, displayOrder: { type: "integer" } },
      },
    },
    optionsUrl: { type: "string", pattern: "^https://" },
    referencedObjectType: { const: "OWNER" },
  },
};

const labels = {
  type: "object",
  additionalProperties: false,
  required: ["actionName"],
  properties: {
    actionName: text,
    actionDescription: text,
    actionCardContent: text,
    appDisplayName: text,
    inputFieldLabels: texts,
    inputFieldDescriptions: texts,
    inputFieldOptionLabels: { type: "object", additionalProperties: texts },
    outputFieldLabels: texts,
    executionRules: texts,
  },
};

export const workflowActionSchema = {
  type: "object",
  additionalProperties: false,
  required: ["actionUrl", "isPublished", "supportedClients", "objectTypes", "inputFields", "outputFields", "labels"],
  properties: {
    actionUrl: { type: "string", pattern: "^https://" },
    isPublished: { type: "boolean" },
    supportedClients: {
      type: "array",
      minItems: 1,
      items: {
        type: "object",
        additionalProperties: false,
        required: ["client"],
        properties: { client: { enum: ["WORKFLOWS", "AGENTS"] } },
      },
    },
    objectTypes: { type: "array", uniqueItems: true, items: { type: "string", pattern: "^[A-Z_]+$" } },
    objectRequestOptions: {
      type: "object",
      additionalProperties: false,
      properties: { properties: { type: "array", items: text } },
    },
    inputFields: {
      type: "array",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["typeDefinition", "supportedValueTypes", "isRequired"],
        properties: {
          typeDefinition,
          supportedValueTypes: { type: "array", minItems: 1, items: { enum: ["STATIC_VALUE", "OBJECT_PROPERTY"] } },
          isRequired: { type: "boolean" },
        },
      },
    },
    inputFieldDependencies: {
      type: "array",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["dependencyType", "controllingFieldName", "dependentFieldNames"],
        properties: {
          dependencyType: { enum: ["SINGLE_FIELD", "CONDITIONAL_SINGLE_FIELD"] },
          controllingFieldName: text,
          controllingFieldValue: text,
          dependentFieldNames: { type: "array", minItems: 1, items: text },
        },
      },
    },
    outputFields: {
      type: "array",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["typeDefinition"],
        properties: { typeDefinition },
      },
    },
    labels: {
      type: "object",
      additionalProperties: false,
      required: ["en"],
      properties: Object.fromEntries(["en", "fr", "de", "ja", "es", "pt-br", "nl"].map((name) => [name, labels])),
    },
    executionRules: {
      type: "array",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["labelName", "conditions"],
        properties: { labelName: text, conditions: texts },
      },
    },
  },
};
