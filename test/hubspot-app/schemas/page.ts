/** What `config` of a page's meta file may hold, as JSON Schema 2020-12 (HubSpot reference 1.8). */
export const pageSchema = {
  type: "object",
  additionalProperties: false,
  required: ["entrypoint"],
  properties: { entrypoint: { type: "string", pattern: "^/app/pages/[^/]+\\.(js|jsx|ts|tsx)$" } },
};
