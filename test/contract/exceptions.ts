/**
 * Where the contract tests look away, each with its reason. Nothing else does.
 *
 * `calls` are documented by the vendors outside their OpenAPI documents; `disagreements` are places where such a
 * document contradicts the reference, and the reference is followed.
 */
import type { Exchange } from "../../sandbox/stand-in.ts";
import type { SchemaProblem } from "./schemas.ts";
import type { Vendor } from "./specs.ts";

export interface UnlistedCall {
  readonly name: string;
  readonly vendor: Vendor;
  readonly methods: readonly string[];
  readonly path: RegExp;
  readonly reason: string;
}

export const calls: readonly UnlistedCall[] = [
  {
    name: "form submission",
    vendor: "hubspot",
    methods: ["POST"],
    path: /^\/submissions\/v3\/integration\/secure\/submit\/\d+\/[^/]+$/,
    reason: "Lives on api.hsforms.com, which has no OpenAPI document (HubSpot reference 6.15).",
  },
  {
    name: "list of form submissions",
    vendor: "hubspot",
    methods: ["GET"],
    path: /^\/form-integrations\/v1\/submissions\/forms\/[^/]+$/,
    reason: "A v1 call without an OpenAPI document (HubSpot reference 6.15).",
  },
  {
    name: "users and teams of an account",
    vendor: "hubspot",
    methods: ["GET"],
    path: /^\/settings\/users\/2026-03\/(?:teams|\d+)$/,
    reason: "Its OpenAPI document is not among those at hand (HubSpot reference 6.19).",
  },
  {
    name: "OAuth consent page",
    vendor: "hubspot",
    methods: ["GET", "POST"],
    path: /^\/oauth(?:\/\d+)?\/authorize$/,
    reason: "A page for people, not an API call (HubSpot reference 4.1).",
  },
  {
    name: "debug_token",
    vendor: "meta",
    methods: ["GET"],
    path: /^(?:\/v\d+\.\d+)?\/debug_token$/,
    reason: "General Graph API, not in the business messaging document (WhatsApp reference 5.16).",
  },
  {
    name: "app subscriptions",
    vendor: "meta",
    methods: ["GET", "POST", "DELETE"],
    path: /^(?:\/v\d+\.\d+)?\/\d+\/subscriptions$/,
    reason: "General Graph API, not in the business messaging document (WhatsApp reference 5.16).",
  },
  {
    name: "token of a business",
    vendor: "meta",
    methods: ["POST"],
    path: /^(?:\/v\d+\.\d+)?\/\d+\/system_user_access_tokens$/,
    reason: "Marketing API, not in the business messaging document (WhatsApp reference 5.12).",
  },
  {
    name: "OAuth access token",
    vendor: "meta",
    methods: ["GET", "POST"],
    path: /^(?:\/v\d+\.\d+)?\/oauth\/access_token$/,
    reason: "General Graph API, not in the business messaging document (WhatsApp reference 5.13).",
  },
];

export type Part = "query" | "request" | "response";

export interface Disagreement {
  readonly name: string;
  readonly vendor: Vendor;
  readonly operation: RegExp;
  readonly part: Part;
  readonly covers: (problem: SchemaProblem, exchange: Exchange) => boolean;
  readonly reason: string;
}

const lacks =
  (...keys: readonly string[]) =>
  ({ keyword, message }: SchemaProblem) =>
    keyword === "required" && keys.some((key) => message.endsWith(`'${key}'`));

const brings =
  (...keys: readonly string[]) =>
  ({ keyword, message }: SchemaProblem) =>
    keyword === "unevaluatedProperties" && keys.some((key) => message.endsWith(`(${key})`));

const sends = /^POST \/\{Version\}\/\{Phone-Number-ID\}\/messages$/;

export const disagreements: readonly Disagreement[] = [
  {
    name: "error bodies",
    vendor: "hubspot",
    operation: /./,
    part: "response",
    covers: ({ keyword, at }, { status }) => status >= 400 && keyword === "required" && at === "/",
    reason:
      "The document requires category, correlationId and message; every field may be missing (HubSpot reference 6.2).",
  },
  {
    name: "opaque callback data",
    vendor: "meta",
    operation: sends,
    part: "request",
    covers: brings("biz_opaque_callback_data"),
    reason: "Absent from the v23 document, documented for every message (WhatsApp reference 6.1).",
  },
  {
    name: "recipient by user id",
    vendor: "meta",
    operation: sends,
    part: "request",
    covers: (problem, { requestBody }) =>
      requestBody.includes('"recipient"') && (brings("recipient")(problem) || lacks("to")(problem)),
    reason: "Business-scoped user ids came after v23: `recipient` replaces `to` (WhatsApp reference 7.5, 12).",
  },
  {
    name: "recipient type",
    vendor: "meta",
    operation: sends,
    part: "request",
    covers: lacks("recipient_type"),
    reason: "The document requires it; template sends leave it out (WhatsApp reference 6.2).",
  },
  {
    name: "contact request",
    vendor: "meta",
    operation: sends,
    part: "request",
    covers: (_, { requestBody }) => requestBody.includes('"contact_request"'),
    reason: "Absent from the v23 document (WhatsApp reference 7.5, 12).",
  },
  {
    name: "Flow button of a template",
    vendor: "meta",
    operation: sends,
    part: "request",
    covers: ({ at, keyword }) =>
      (keyword === "enum" && /\/components\/\d+\/sub_type$/.test(at)) ||
      (keyword === "pattern" && /\/components\/\d+\/index$/.test(at)),
    reason: "The document knows neither the sub_type `flow` nor index 0 (WhatsApp reference 6.2).",
  },
  {
    name: "language policy",
    vendor: "meta",
    operation: sends,
    part: "request",
    covers: (problem) => problem.at === "/template/language" && lacks("policy")(problem),
    reason:
      "The document requires it; the reference names a template's language by its code alone (WhatsApp reference 6.2).",
  },
  {
    name: "state of a number",
    vendor: "meta",
    operation: /^GET \/\{Version\}\/\{(?:WABA-ID|Phone-Number-ID)\}(?:\/phone_numbers)?$/,
    part: "response",
    covers: ({ keyword, at }) => keyword === "enum" && /\/(?:status|code_verification_status|quality_rating)$/.test(at),
    reason: "The document lists neither CONNECTED nor other values that exist (WhatsApp reference 5.17).",
  },
  {
    name: "chosen fields",
    vendor: "meta",
    operation: /^GET /,
    part: "response",
    covers: ({ keyword, message }, { query, status }) => {
      const missing = /'([^']+)'$/.exec(message)?.[1] ?? "";
      return (
        status === 200 && keyword === "required" && Boolean(query["fields"]) && !asked(query["fields"]).has(missing)
      );
    },
    reason:
      "Graph answers with the fields that were asked for, whatever the document requires (WhatsApp reference 5.4).",
  },
  {
    name: "Graph-wide parameters",
    vendor: "meta",
    operation: /./,
    part: "query",
    covers: ({ at, keyword }) =>
      keyword === "unknown" && ["/fields", "/limit", "/after", "/before", "/access_token"].includes(at),
    reason: "The document lists them for some operations only; Graph takes them everywhere (WhatsApp reference 5.4).",
  },
];

/** The top names in `fields=id,preview.invalidate(false),webhooks{url}`. */
function asked(fields = ""): Set<string> {
  return new Set(fields.split(",").map((field) => /^\w+/.exec(field.trim())?.[0] ?? ""));
}

/** Paths of the stand-ins that no vendor has: people and tests look there. */
export const notVendors = /^\/_/;

export function unlistedCall(vendor: Vendor, { method, path }: Exchange): UnlistedCall | undefined {
  return calls.find((call) => call.vendor === vendor && call.methods.includes(method) && call.path.test(path));
}

export function isAgreed(
  vendor: Vendor,
  operation: string,
  part: Part,
  problem: SchemaProblem,
  exchange: Exchange,
): boolean {
  return disagreements.some(
    (one) =>
      one.vendor === vendor && one.part === part && one.operation.test(operation) && one.covers(problem, exchange),
  );
}
