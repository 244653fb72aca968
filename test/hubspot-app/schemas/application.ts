/**
 * What `config` of `app-hsmeta.json` may hold, as JSON Schema 2020-12 (HubSpot reference 1.6). HubSpot's own schemas
 * are handed out to logged-in accounts only, so this one is written from the documentation.
 */
const httpsUrl = { type: "string", pattern: "^https://[^\\s]+$" };
const httpsOnly = { type: "array", uniqueItems: true, items: { ...httpsUrl, not: { pattern: "//localhost([:/]|$)" } } };
const scopes = { type: "array", uniqueItems: true, items: { type: "string", pattern: "^[a-z][a-z0-9_.-]*$" } };

export const applicationSchema = {
  type: "object",
  additionalProperties: false,
  required: ["name", "distribution", "auth", "permittedUrls"],
  properties: {
    // A name with "Hub" in it is not listed (HubSpot reference 4.6).
    name: { type: "string", maxLength: 200, pattern: "^\\S(.*\\S)?$", not: { pattern: "[Hh]ub" } },
    description: { type: "string", minLength: 1, maxLength: 8192 },
    logo: { type: "string", pattern: "^/app/.+\\.(png|jpe?g|gif|bmp)$" },
    distribution: { enum: ["marketplace", "private"] },
    auth: {
      type: "object",
      additionalProperties: false,
      required: ["type", "redirectUrls", "requiredScopes"],
      properties: {
        type: { const: "oauth" },
        redirectUrls: {
          type: "array",
          minItems: 1,
          items: { type: "string", pattern: "^(https://|http://localhost(:[0-9]+)?(/|$))" },
        },
        requiredScopes: { ...scopes, minItems: 1, contains: { const: "oauth" } },
        optionalScopes: scopes,
        conditionallyRequiredScopes: scopes,
      },
    },
    permittedUrls: {
      type: "object",
      additionalProperties: false,
      properties: { fetch: httpsOnly, iframe: httpsOnly, img: httpsOnly },
    },
    support: {
      type: "object",
      additionalProperties: false,
      properties: {
        supportEmail: { type: "string", format: "email" },
        documentationUrl: httpsUrl,
        supportUrl: httpsUrl,
        supportPhone: { type: "string", pattern: "^\\+" },
      },
    },
  },
};
