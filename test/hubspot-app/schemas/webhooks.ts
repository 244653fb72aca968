/** What `config` of a webhooks meta file may hold, as JSON Schema 2020-12 (HubSpot reference 1.10). */
const crmObject = {
  type: "object",
  additionalProperties: false,
  required: ["subscriptionType", "objectType", "active"],
  properties: {
    subscriptionType: {
      enum: [
        "object.creation",
        "object.deletion",
        "object.propertyChange",
        "object.merge",
        "object.restore",
        "object.associationChange",
      ],
    },
    objectType: { type: "string", minLength: 1 },
    propertyName: { type: "string", minLength: 1 },
    active: { type: "boolean" },
  },
};
const plain = (pattern: string) => ({
  type: "object",
  additionalProperties: false,
  required: ["subscriptionType", "active"],
  properties: {
    subscriptionType: { type: "string", pattern },
    propertyName: { type: "string", minLength: 1 },
    active: { type: "boolean" },
  },
});
const list = (items: object) => ({ type: "array", items });

export const webhooksSchema = {
  type: "object",
  additionalProperties: false,
  required: ["settings", "subscriptions"],
  properties: {
    settings: {
      type: "object",
      additionalProperties: false,
      required: ["targetUrl", "maxConcurrentRequests"],
      properties: {
        targetUrl: { type: "string", pattern: "^https://" },
        maxConcurrentRequests: { type: "integer", exclusiveMinimum: 5 },
      },
    },
    subscriptions: {
      type: "object",
      additionalProperties: false,
      properties: {
        crmObjects: list(crmObject),
        legacyCrmObjects: list(
          plain(
            "^(contact|company|deal|ticket|product|line_item)\\.(creation|deletion|propertyChange|merge|restore|associationChange)$",
          ),
        ),
        hubEvents: list(plain("^(contact\\.privacyDeletion|conversation\\.[a-zA-Z]+)$")),
      },
    },
  },
};
