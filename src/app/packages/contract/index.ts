/**
 * What HubSpot's part and the companion server say to each other. The server imports this file by its relative path
 * and runs it with its types stripped; HubSpot's bundler packs it into the card.
 */

export * from "./alerts.ts";
export * from "./app-page-edits.ts";
export * from "./app-page-flow.ts";
export * from "./app-page-flows.ts";
export * from "./app-page-forms.ts";
export * from "./app-page-mapping.ts";
export * from "./app-page-phone-test.ts";
export * from "./app-page-publish.ts";
export * from "./app-page-results.ts";
export * from "./app-page-start.ts";
export * from "./app-page-templates.ts";
export * from "./broadcasts.ts";
export * from "./call.ts";
export * from "./cancel-held.ts";
export * from "./card-conversation.ts";
export * from "./card-preview.ts";
export * from "./card-record.ts";
export * from "./card-ticket.ts";
export * from "./connect-link.ts";
export * from "./contact-card.ts";
export * from "./entries.ts";
export * from "./entry-files.ts";
export * from "./form-source.ts";
export * from "./insight.ts";
export * from "./rescue.ts";
export * from "./send-flow.ts";
export * from "./settings-alerts.ts";
export * from "./settings-connections.ts";
export * from "./settings-consent.ts";
export * from "./settings-general.ts";
export * from "./settings-identity.ts";
export * from "./settings-numbers.ts";
export * from "./settings-privacy.ts";
export * from "./settings-roles.ts";
export * from "./settings-saving.ts";
export * from "./settings-webhooks.ts";
export * from "./trouble.ts";
