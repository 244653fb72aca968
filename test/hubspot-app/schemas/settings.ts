/** What `config` of a settings screen's meta file may hold, as JSON Schema 2020-12 (HubSpot reference 1.8). */
export const settingsSchema = {
  type: "object",
  additionalProperties: false,
  required: ["entrypoint"],
  properties: { entrypoint: { type: "string", pattern: "^/app/settings/[^/]+\\.(js|jsx|ts|tsx)$" } },
};
