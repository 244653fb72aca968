/** The harness against the vendors' real documents: the reference's own examples pass, and mistakes in them are found. */
import { expect, it } from "@jest/globals";
import { checkAll, checkExchange } from "./check.ts";
import { describeContract } from "./describe-contract.ts";
import { exchange, type MadeUp } from "./exchange.ts";
import { operationsFor } from "./operations.ts";
import { loadSpecs, type Vendor } from "./specs.ts";

const check = (vendor: Vendor, call: string, made: MadeUp = {}) => checkExchange(exchange(call, made), vendor);
const problemsOf = (vendor: Vendor, call: string, made: MadeUp = {}) =>
  check(vendor, call, made).problems.map(({ part, at, message }) => `${part} ${at}: ${message}`);

const graph = "/v23.0";
const sent = {
  messaging_product: "whatsapp",
  contacts: [{ input: "34600000000", wa_id: "34600000000" }],
  messages: [{ id: "wamid.X" }],
};
const flowMessage = {
  messaging_product: "whatsapp",
  recipient_type: "individual",
  to: "34600000000",
  type: "interactive",
  biz_opaque_callback_data: "inv_902",
  interactive: {
    type: "flow",
    body: { text: "It takes one minute." },
    action: {
      name: "flow",
      parameters: {
        flow_message_version: "3",
        flow_id: "71",
        flow_cta: "Open form",
        flow_token: "t",
        flow_action: "data_exchange",
      },
    },
  },
};
const flowTemplate = {
  messaging_product: "whatsapp",
  to: "34600000000",
  type: "template",
  template: {
    name: "lead_form_invite",
    language: { code: "en_US" },
    components: [
      { type: "body", parameters: [{ type: "text", text: "Ana" }] },
      { type: "button", sub_type: "flow", index: "0", parameters: [{ type: "action", action: { flow_token: "t" } }] },
    ],
  },
};
const contact = {
  id: "501",
  properties: { email: "ana@example.com" },
  createdAt: "2026-11-20T10:00:00Z",
  updatedAt: "2026-11-20T10:00:00Z",
  archived: false,
};
const search = { filterGroups: [], properties: [], sorts: [], limit: 10, after: "0" };

describeContract("the vendors' documents", () => {
  it.each<[Vendor, string, MadeUp]>([
    [
      "meta",
      `POST ${graph}/204/flows`,
      {
        raw: { type: "application/x-www-form-urlencoded", text: "name=lead&categories=%5B%22SURVEY%22%5D" },
        answers: { id: "71", success: true, validation_errors: [] },
      },
    ],
    [
      "meta",
      `POST ${graph}/204/flows`,
      {
        sends: { name: "lead", categories: ["SURVEY"], endpoint_uri: "https://a.example/flow/x" },
        answers: { id: "71" },
      },
    ],
    [
      "meta",
      `GET ${graph}/71`,
      {
        query: { fields: "id,name,status,validation_errors,preview.invalidate(false)" },
        answers: { id: "71", name: "lead", status: "DRAFT", validation_errors: [] },
      },
    ],
    ["meta", `POST ${graph}/71/publish`, { answers: { success: true } }],
    [
      "meta",
      `POST ${graph}/106/whatsapp_business_encryption`,
      {
        raw: { type: "application/x-www-form-urlencoded", text: "business_public_key=pem" },
        answers: { success: true },
      },
    ],
    [
      "meta",
      `GET ${graph}/106/whatsapp_business_encryption`,
      { answers: { data: [{ business_public_key: "pem", business_public_key_signature_status: "VALID" }] } },
    ],
    ["meta", `POST ${graph}/106/messages`, { sends: flowMessage, answers: sent }],
    ["meta", `POST ${graph}/106/messages`, { sends: flowTemplate, answers: sent }],
    [
      "meta",
      `POST ${graph}/106/messages`,
      { sends: flowMessage, status: 400, answers: { error: { message: "m", type: "OAuthException", code: 131047 } } },
    ],
    [
      "meta",
      `GET ${graph}/204/phone_numbers`,
      { query: { fields: "id,status" }, answers: { data: [{ id: "106", status: "CONNECTED" }] } },
    ],
    ["meta", `POST ${graph}/204/subscribed_apps`, { answers: { success: true } }],
    [
      "hubspot",
      "POST /crm/objects/2026-03/contacts",
      { sends: { properties: { email: "ana@example.com" }, associations: [] }, status: 201, answers: contact },
    ],
    [
      "hubspot",
      "POST /crm/objects/2026-03/contacts/search",
      { sends: search, answers: { total: 1, results: [contact] } },
    ],
    ["hubspot", "GET /crm/objects/2026-03/contacts/501", { query: { properties: "email,phone" }, answers: contact }],
    [
      "hubspot",
      "POST /oauth/2026-03/token",
      {
        raw: { type: "application/x-www-form-urlencoded", text: "grant_type=refresh_token&refresh_token=r" },
        answers: {
          access_token: "a",
          refresh_token: "r",
          expires_in: 1800,
          token_type: "bearer",
          token_use: "access_token",
        },
      },
    ],
    [
      "hubspot",
      "GET /account-info/2026-03/details",
      { status: 429, answers: { status: "error", message: "m", errorType: "RATE_LIMIT", policyName: "SECONDLY" } },
    ],
  ])("agree with the reference: %s %s", (vendor, call, made) => {
    expect(problemsOf(vendor, call, made)).toEqual([]);
    expect(check(vendor, call, made).skipped).toBeUndefined();
  });

  it.each<[string, Vendor, string, MadeUp, string]>([
    ["an unknown Graph path", "meta", `POST ${graph}/204/flow`, {}, "call /: matches no documented operation"],
    ["an id that is none", "meta", `POST ${graph}/undefined/messages`, {}, "call /: matches no documented operation"],
    [
      "a wrong enum in a message",
      "meta",
      `POST ${graph}/106/messages`,
      { sends: { ...flowMessage, recipient_type: "person" }, answers: sent },
      "request /recipient_type: must be equal",
    ],
    [
      "an unknown key in a message",
      "meta",
      `POST ${graph}/106/messages`,
      { sends: { ...flowMessage, callback_data: "x" }, answers: sent },
      "request /: must NOT have unevaluated properties (callback_data)",
    ],
    [
      "an unknown message type",
      "meta",
      `POST ${graph}/106/messages`,
      { sends: { ...flowMessage, type: "flow" }, answers: sent },
      "request /type: must be equal",
    ],
    [
      "a message to nobody",
      "meta",
      `POST ${graph}/106/messages`,
      { sends: { ...flowTemplate, to: undefined }, answers: sent },
      "request /: must have required property 'to'",
    ],
    [
      "a missing key",
      "meta",
      `POST ${graph}/106/whatsapp_business_encryption`,
      { sends: { key: "pem" }, answers: { success: true } },
      "request /: must have required property 'business_public_key'",
    ],
    [
      "a wrong type in a Graph response",
      "meta",
      `GET ${graph}/71`,
      { query: { fields: "id,validation_errors" }, answers: { id: "71", validation_errors: "none" } },
      "response /validation_errors: must be array",
    ],
    [
      "a field that was asked for and is missing",
      "meta",
      `GET ${graph}/204/phone_numbers`,
      { query: { fields: "id" }, answers: { data: [{}] } },
      "response /data/0: must have required property 'id'",
    ],
    [
      "an error in another shape",
      "meta",
      `POST ${graph}/71/publish`,
      { status: 400, answers: { message: "no" } },
      "response /: must have required property 'error'",
    ],
    [
      "an unknown HubSpot path",
      "hubspot",
      "GET /crm/v2/objects/contacts",
      {},
      "call /: matches no documented operation",
    ],
    [
      "a missing key in a search",
      "hubspot",
      "POST /crm/objects/2026-03/contacts/search",
      { sends: { ...search, sorts: undefined }, answers: { total: 0, results: [] } },
      "request /: must have required property 'sorts'",
    ],
    [
      "a number as a property value",
      "hubspot",
      "PATCH /crm/objects/2026-03/contacts/501",
      { sends: { properties: { age: 7 } }, answers: contact },
      "request /properties/age: must be string",
    ],
    [
      "a wrong grant",
      "hubspot",
      "POST /oauth/2026-03/token",
      { raw: { type: "application/x-www-form-urlencoded", text: "grant_type=password" }, status: 400, answers: {} },
      "request /grant_type: must be equal",
    ],
    [
      "JSON for the token endpoint",
      "hubspot",
      "POST /oauth/2026-03/token",
      { sends: { grant_type: "refresh_token" }, status: 415, answers: {} },
      "request /: is sent as application/json",
    ],
    [
      "a correlation id that is none",
      "hubspot",
      "GET /account-info/2026-03/details",
      { status: 401, answers: { correlationId: "1" } },
      "response /correlationId: must match format",
    ],
  ])("find %s", (_, vendor, call, made, expected) => {
    const found = problemsOf(vendor, call, made);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(expected);
  });

  it("count a call that may be several operations as one that is certain", () => {
    const refused = exchange(`GET ${graph}/999`, {
      status: 400,
      answers: { error: { message: "m", type: "t", code: 100 } },
    });
    const flow = exchange(`GET ${graph}/71`, {
      query: { fields: "id,validation_errors,json_version" },
      answers: { id: "71", validation_errors: [], json_version: "7.3" },
    });
    expect(checkExchange(refused, "meta").alternatives?.length).toBeGreaterThan(3);
    expect(checkAll([refused, flow], "meta").operations.checked).toEqual(["GET /{Version}/{Flow-ID}"]);
  });

  it("hold every operation of the Graph API that the product lives on", () => {
    const specs = loadSpecs();
    if (!specs.present) throw new Error("unreachable: skipped without documents");
    const has = (call: string) => {
      const [method = "", path = ""] = call.split(" ");
      return operationsFor(specs.specs.meta, method, graph + path).length > 0;
    };
    const needed = [
      "POST /1/flows",
      "GET /1/flows",
      "GET /1",
      "POST /1",
      "POST /1/assets",
      "GET /1/assets",
      "POST /1/publish",
      "POST /1/deprecate",
      "POST /1/whatsapp_business_encryption",
      "POST /1/messages",
      "POST /1/message_templates",
      "GET /1/message_templates",
      "GET /1/phone_numbers",
      "POST /1/register",
      "GET /1/subscribed_apps",
    ];
    expect(needed.filter((call) => !has(call))).toEqual([]);
    // These are general Graph API: exceptions.ts names them.
    for (const call of ["GET /debug_token", "GET /1/subscriptions", "GET /oauth/access_token"]) {
      expect(has(call)).toBe(false);
      const [method, path] = call.split(" ");
      expect(check("meta", `${method} ${graph}${path}`).skipped).toMatch(/Graph API/);
    }
  });
});
