/** The routes that vendors and browsers call, which no schema of ours describes: whose protocol it is, and what it answers. */
import type { SecurityName } from "./security.ts";

export interface OtherRoute {
  readonly summary: string;
  readonly security?: SecurityName;
  /** Media type of what is posted. */
  readonly body?: string;
  readonly responses: Readonly<Record<string, { readonly description: string }>>;
}

const notFound = { "404": { description: "There is nothing at this address." } };
const unsigned = { "401": { description: "The sender did not prove itself; nothing was kept." } };
const page = (summary: string, body?: string): OtherRoute => ({
  summary,
  ...(body && { body }),
  responses: {
    "200": { description: "A page." },
    "303": { description: "The page where it goes on." },
    "404": { description: "The link is used, too old, or none." },
  },
});
const file = (summary: string): OtherRoute => ({
  summary,
  responses: { "200": { description: "The file." }, ...notFound },
});
const told = (summary: string, security: SecurityName): OtherRoute => ({
  summary,
  security,
  body: "application/json",
  responses: {
    "200": { description: "It is stored, and handled later." },
    "400": { description: "It is no webhook's body." },
    ...unsigned,
    ...notFound,
  },
});
const consent = (summary: string): OtherRoute => ({
  summary,
  responses: {
    "200": { description: "A page that says what became of it." },
    "302": { description: "The vendor's consent page, or where it goes on." },
    "400": { description: "The link or its answer is not good any more." },
  },
});
const form = "application/x-www-form-urlencoded";

export const otherRoutes: Readonly<Record<string, OtherRoute>> = {
  "/flow/:endpointId": {
    summary: "An exchange of a Flow: sealed by WhatsApp, answered sealed",
    security: "metaSignature",
    body: "application/json",
    responses: {
      "200": { description: "The sealed answer." },
      "404": { description: "No Flow has this endpoint." },
      "421": { description: "It cannot be opened with our key; the phone fetches the new one." },
      "427": { description: "The message's token is not good any more." },
      "432": { description: "The signature is wrong." },
    },
  },
  "/webhooks/meta/:appId": told("WhatsApp tells of messages, statuses, Flows and accounts", "metaSignature"),
  "/webhooks/360dialog/:connectionId/:senderId": told("360dialog tells the same for one number", "vendorSecret"),
  "/webhooks/hubspot": told("HubSpot tells of changed contacts", "hubspotSignature"),
  "/webhooks/google-forms": told("Google tells that a form has changed", "vendorSecret"),
  "/webhooks/surveymonkey/:portalId": told("SurveyMonkey tells that a survey has changed", "vendorSecret"),
  "/verification/:endpointId": {
    summary: "A provider's answer to an identity check",
    security: "standardWebhook",
    body: "application/json",
    responses: {
      "204": { description: "The answer is stored." },
      "400": { description: "It is no answer to an identity check." },
      ...unsigned,
      ...notFound,
    },
  },
  "/health": { summary: "The process runs", responses: { "200": { description: "It does." }, ...notFound } },
  "/ready": {
    summary: "The server can do its work",
    responses: {
      "200": { description: "It can." },
      "503": { description: "It is stopping, or its database is away or full." },
      ...notFound,
    },
  },
  "/metrics": {
    summary: "Figures for Prometheus, as docs/operations.md explains them",
    security: "metricsToken",
    responses: {
      "200": { description: "Prometheus' text format." },
      "401": { description: "The token is missing or wrong." },
    },
  },
  "/preview/assets/page.js": file("Script of the preview"),
  "/preview/assets/page.css": file("Style of the preview"),
  "/preview/:token": page("A Flow on a phone in the browser"),
  "/preview/:token/flow": file("The Flow that is previewed, as JSON"),
  "/preview/:token/exchange": {
    summary: "An exchange of a previewed Flow",
    body: "application/json",
    responses: { "200": { description: "The sealed answer." }, ...notFound },
  },
  "/secure/:token": page("The page for what WhatsApp must not ask", form),
  "/entry-files/:token/:name": file("A QR code or text of a way in"),
  "/insight-files/:token/:name": file("The figures as CSV or JSON"),
  "/kyc/document/:token": page("Opens an identity document once", form),
  "/connect/open/:token": page("Opens a link from HubSpot, once"),
  "/connect/whatsapp": page("Connecting a WhatsApp account, and looking after it"),
  "/connect/whatsapp/page.js": file("Script of that page"),
  "/connect/whatsapp/paste": page("Connects by pasted values", form),
  "/connect/whatsapp/signup": {
    summary: "Connects by what WhatsApp's own window gave",
    body: "application/json",
    responses: { "200": { description: "What became of it." }, "401": { description: "The session is over." } },
  },
  "/connect/whatsapp/hosted/open": page("Goes to Meta's hosted signup", form),
  "/connect/whatsapp/hosted/claim": page("Claims an account that came by it", form),
  "/connect/whatsapp/360dialog": page("Connects a number that 360dialog runs", form),
  "/connect/whatsapp/refresh": page("Asks Meta how the account stands", form),
  "/connect/whatsapp/repair": page("Repairs what is wrong with the account", form),
  "/connect/whatsapp/register": page("Registers a number", form),
  "/connect/whatsapp/take-key": page("Puts our key on a number again", form),
  "/connect/whatsapp/prefer": page("Chooses the number that sends", form),
  "/connect/whatsapp/disconnect": page("Disconnects the account", form),
  "/connect/hubspot": page("What the app has in HubSpot"),
  "/connect/hubspot/repair": page("Makes anew what is missing there", form),
  "/connect/hubspot/disconnect": page("Disconnects HubSpot", form),
  "/oauth/install": consent("Begins installing in HubSpot"),
  "/oauth/ask-admin": page("What somebody without the right to install can do"),
  "/oauth/callback": consent("HubSpot's answer to the consent page"),
  "/oauth/accounts/:tool": consent("Begins connecting a form tool"),
  "/oauth/forms/:tool/callback": consent("A form tool's answer to its consent page"),
  "/oauth/google-calendar/callback": consent("Google's answer for its calendar"),
  "/oauth/pipedrive/callback": consent("Pipedrive's answer"),
};
