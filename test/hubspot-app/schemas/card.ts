/** What `config` of a card's meta file may hold, as JSON Schema 2020-12 (HubSpot reference 1.7). */
export const cardSchema = {
  type: "object",
  additionalProperties: false,
  required: ["name", "location", "entrypoint", "objectTypes"],
  properties: {
    name: { type: "string", minLength: 1 },
    description: { type: "string", minLength: 1 },
    previewImage: {
      type: "object",
      additionalProperties: false,
      required: ["file", "altText"],
      properties: {
        file: { type: "string", pattern: "\\.(png|jpe?g|gif)$" },
        altText: { type: "string", minLength: 1 },
      },
    },
    location: { enum: ["crm.record.tab", "crm.record.sidebar", "crm.preview", "helpdesk.sidebar"] },
    entrypoint: { type: "string", pattern: "^/app/cards/[^/]+\\.(js|jsx|ts|tsx)$" },
    objectTypes: { type: "array", minItems: 1, uniqueItems: true, items: { type: "string", minLength: 1 } },
  },
};
