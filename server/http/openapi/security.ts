/** How callers prove who they are. */
export const securitySchemes = {
  operatorToken: { type: "http", scheme: "bearer", description: "FLOWELLA_OPERATOR_TOKEN." },
  metricsToken: { type: "http", scheme: "bearer", description: "METRICS_TOKEN, or the operator's token." },
  hubspotSignature: { type: "apiKey", in: "header", name: "X-HubSpot-Signature-v3", description: "HubSpot signs." },
  metaSignature: { type: "apiKey", in: "header", name: "X-Hub-Signature-256", description: "Meta signs." },
  standardWebhook: { type: "apiKey", in: "header", name: "webhook-signature", description: "Standard Webhooks." },
  vendorSecret: {
    type: "apiKey",
    in: "header",
    name: "Authorization",
    description: "What we gave the vendor to show.",
  },
} as const;
export type SecurityName = keyof typeof securitySchemes;
