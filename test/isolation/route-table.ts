/** What is asked at each route that is not the contract's, besides the ids of the other portal; and the routes without such ids. */

type Body = Readonly<Record<string, unknown>>;
export type Asked = Body | readonly Body[];

const definition = { id: "asked", title: "Asked", fields: [{ id: "a", ref: "a", title: "Name", type: "short_text" }] };
const values = { wabaId: "204000000000999", appId: "90999", appSecret: "x".repeat(32), accessToken: "x".repeat(32) };

/** Every one of them also gets the portal that asks, and the other portal's ids under the names of `idsOf`. */
export const operatorAsks: Readonly<Record<string, Asked>> = {
  "/operator/settings/change": { change: { timeZone: "Europe/Madrid" } },
  "/operator/connect/whatsapp": values,
  "/operator/connect/360dialog": { wabaId: "204000000000999", number: "+34 911 00 00 09", apiKey: "x".repeat(32) },
  "/operator/connect/link": { page: "whatsapp" },
  "/operator/connect/status": {},
  "/operator/connect/repair": {},
  "/operator/publish": { source: { tool: "hubspot", formId: "no-such-form" } },
  "/operator/draft": { source: { tool: "typeform", definition } },
  "/operator/preview": {},
  "/operator/send": {},
  "/operator/submissions": [{}, { results: true }],
  "/operator/replay": {},
  "/operator/conflicts": {},
  "/operator/conflicts/decide": {},
  "/operator/deliveries": {},
  "/operator/deliveries/replay": {},
  "/operator/deliveries/progress": {},
  "/operator/mapping": {},
  "/operator/mapping/edit": { mapping: { entries: [] } },
  "/operator/alerts": {},
  "/operator/alerts/settings": [{}, { change: { everyHours: 5 } }],
  "/operator/alerts/mute": { kind: "conflicts", until: "2027-01-01T00:00:00Z" },
  "/operator/audit": {},
  "/operator/consent/settings": {},
  "/operator/consent/settings/save": { settings: {} },
  "/operator/consent/person": {},
  "/operator/consent/opt-out": {},
  "/operator/consent/held": {},
  "/operator/consent/held/cancel": {},
  "/operator/doctor": {},
  "/operator/file": {},
  "/operator/fixture": { tokens: 1 },
  "/operator/flows": {},
  "/operator/flows/settings": { settings: {} },
  "/operator/flows/places": {},
  "/operator/flows/release": {},
  "/operator/flows/pause": {},
  "/operator/flows/resume": {},
  "/operator/flows/rollback": {},
  "/operator/flows/by-hand": {},
  "/operator/source": { source: { name: "prices", url: "http://127.0.0.1:46111/prices", secret: "x".repeat(24) } },
  "/operator/forms": {},
  "/operator/forms/authorise": { tool: "typeform" },
  "/operator/forms/changes": {},
  "/operator/forms/changes/automatic": { automatic: "safe" },
  "/operator/forms/changes/dismiss": {},
  "/operator/forms/changes/take": {},
  "/operator/forms/connect": { tool: "typeform", accessToken: "no-good-token" },
  "/operator/forms/disconnect": { tool: "typeform" },
  "/operator/forms/list": { tool: "typeform" },
  "/operator/forms/script": { formId: "no-such-form" },
  "/operator/forms/write-back": { tool: "surveymonkey", formId: "no-such-form", way: "off" },
  "/operator/keys/list": {},
  "/operator/keys/check": {},
  "/operator/keys/rotate": {},
  "/operator/keys/retire": {},
  "/operator/keys/take-back": {},
  "/operator/keys/backup": { passphrase: "a long passphrase of words" },
  "/operator/keys/restore": { passphrase: "a long passphrase of words", pkcs12: "AAAA" },
  "/operator/kyc": {},
  "/operator/kyc/checks": {},
  "/operator/kyc/use": { choice: { storage: "contacts" }, storage: "contacts" },
  "/operator/kyc/document": {},
  "/operator/messages": {},
  "/operator/messages/answer": { text: "Hello" },
  "/operator/people/conflicts": {},
  "/operator/people/conflicts/decide": { use: "other" },
  "/operator/pipedrive": {},
  "/operator/pipedrive/authorise": {},
  "/operator/pipedrive/connect": { accessToken: "no-good-token" },
  "/operator/pipedrive/disconnect": {},
  "/operator/portal/export": {},
  "/operator/roles": {},
  "/operator/roles/change": { contacts: "all" },
  "/operator/roles/grant": { grant: { to: { kind: "user", id: "5" }, rights: ["send"] } },
  "/operator/secure-answers": {},
  "/operator/templates": [{}, { flowId: undefined }],
  "/operator/templates/add": { purpose: "invitation", language: "en" },
  "/operator/templates/edit": {},
  "/operator/templates/offers": { language: "en" },
  "/operator/templates/use": {},
  "/operator/webhooks": {},
  "/operator/webhooks/add": { endpoint: { url: "http://127.0.0.1:46111/in" } },
  "/operator/webhooks/disable": {},
  "/operator/webhooks/enable": {},
  "/operator/webhooks/remove": {},
  "/operator/webhooks/rotate": {},
  "/operator/webhooks/test": {},
  "/operator/whatsapp": [{}, { ask: true }],
  "/operator/whatsapp/prefer": {},
  "/operator/whatsapp/register": {},
  "/operator/whatsapp/repair": {},
  "/operator/whatsapp/disconnect": {},
  // Last: from here on the portal that asks is another one, and then gone.
  "/operator/settings": { settings: {} },
  "/operator/connect/disconnect": {},
};

/** @param flowId of the other portal */
export const workflowAsks = (portalId: string, { flowId, contactId }: Readonly<Record<string, string>>) => {
  const origin = { portalId: Number(portalId) };
  const action = {
    callbackId: `ap-${portalId}-1-0`,
    origin,
    object: { objectId: Number(contactId), objectType: "CONTACT" },
    inputFields: { flow: flowId, wait_for: "60", wait_unit: "minutes" },
  };
  const options = {
    origin,
    inputFieldName: "answers",
    inputFields: { flow: { type: "OBJECT_PROPERTY", value: flowId } },
  };
  return {
    "/hubspot/actions/send-flow": action,
    "/hubspot/actions/send-flow-and-wait": { ...action, callbackId: `ap-${portalId}-2-0` },
    "/hubspot/actions/options/flows": options,
    "/hubspot/actions/options/answers": options,
  };
};

/** Forms of the pages behind a connect link, by page; the browser that sends them has a session of the portal that asks. */
export const pageAsks: Readonly<
  Record<"whatsapp" | "hubspot", Readonly<Record<string, Readonly<Record<string, string>>>>>
> = {
  whatsapp: {
    "/connect/whatsapp/paste": values,
    "/connect/whatsapp/hosted/open": {},
    "/connect/whatsapp/hosted/claim": { number: "+39 06 9480 0100" },
    "/connect/whatsapp/refresh": {},
    "/connect/whatsapp/repair": {},
    "/connect/whatsapp/register": { pin: "123456" },
    "/connect/whatsapp/take-key": {},
    "/connect/whatsapp/prefer": {},
    "/connect/whatsapp/disconnect": {},
    "/connect/whatsapp/360dialog": { number: "+34 911 00 00 09", apiKey: "x".repeat(32) },
    "/connect/whatsapp/signup": { code: "no-good-code" },
  },
  hubspot: { "/connect/hubspot/repair": {} },
};

const aToken = "A secret in the address says whose it is; there is none that somebody else could name.";
const aState = "A state that was made for one browser and one portal says whose it is.";

/** Routes that take no id of a portal's things, or none without a secret that says whose they are. */
export const elsewhere: Readonly<Record<string, string>> = {
  "/flow/:endpointId": "The endpoint's id, key ring and token say whose it is: server/conversation has its tests.",
  "/health": "Takes nothing.",
  "/ready": "Takes nothing.",
  "/metrics": "Counts, without names.",
  "/operator/portals": "The list of portals is the operator's.",
  "/operator/portal/import": "Takes a document that names no ids of a portal; test/e2e/portability has its tests.",
  "/operator/keys/rewrap": "The server's own key, for all portals.",
  "/operator/keys/app-secret": "The operator's own app.",
  "/webhooks/hubspot": "HubSpot signs; the portal is in its signed body.",
  "/webhooks/360dialog/:connectionId/:senderId": "A secret of the connection says whose it is.",
  "/webhooks/google-forms": "The message's own token says whose it is.",
  "/webhooks/surveymonkey/:portalId": "SurveyMonkey signs with the portal's own secret.",
  "/preview/assets/page.js": "The same for everybody.",
  "/preview/assets/page.css": "The same for everybody.",
  "/connect/whatsapp/page.js": "The same for everybody.",
  "/preview/:token": aToken,
  "/preview/:token/flow": aToken,
  "/preview/:token/exchange": aToken,
  "/secure/:token": aToken,
  "/kyc/document/:token": aToken,
  "/connect/open/:token": aToken,
  "/connect/whatsapp": "Shows what the session's own portal has; the forms' answers lead there.",
  "/connect/hubspot": "Shows what the session's own portal has.",
  "/connect/hubspot/disconnect": "Takes nothing but the session.",
  "/oauth/install": "Takes a portal's number alone, for HubSpot's own consent page.",
  "/oauth/ask-admin": "A page of words.",
  "/oauth/callback": aState,
  "/oauth/accounts/:tool": "A ticket sealed by the portal's key says whose it is.",
  "/oauth/forms/:tool/callback": aState,
  "/oauth/pipedrive/callback": aState,
  "/webhooks/meta/:appId": "Meta signs with the app's secret; accounts of other apps are nobody's.",
};
