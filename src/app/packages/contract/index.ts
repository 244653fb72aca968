/**
 * What HubSpot's part and the companion server say to each other. The server imports this file by its relative path
 * and runs it with its types stripped; HubSpot's bundler packs it into the card.
 */
export * from "./app-page.ts";
export * from "./app-page-flows.ts";
export * from "./app-page-forms.ts";
export * from "./app-page-publish.ts";
export * from "./app-page-results.ts";
export * from "./app-page-start.ts";
export * from "./call.ts";
export * from "./cancel-held.ts";
export * from "./connect-link.ts";
export * from "./contact-card.ts";
export * from "./send-flow.ts";
