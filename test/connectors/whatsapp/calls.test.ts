import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import {
  debugToken,
  getAccount,
  listAppSubscriptions,
  listPhoneNumbers,
  listSubscribedApps,
  subscribeApp,
  subscribeAppCallback,
  webhookFields,
} from "../../../connectors/whatsapp/accounts.ts";
import {
  createFlow,
  findFlowByName,
  getFlow,
  publishFlow,
  updateFlowMetadata,
  uploadFlowJson,
} from "../../../connectors/whatsapp/flows.ts";
import { getPublicKey, setPublicKey } from "../../../connectors/whatsapp/public-key.ts";
import { businessToken } from "../../../connectors/whatsapp/signup.ts";
import { createFlowTemplate, listTemplates, templateLanguage } from "../../../connectors/whatsapp/templates.ts";
import { formOf, GraphPeer, jsonOf } from "./graph-peer.ts";

let peer: GraphPeer;
beforeAll(async () => {
  peer = await GraphPeer.start();
});
afterAll(() => peer.close());

const ok = { json: { success: true } };

describe("a Flow's life", () => {
  it("is created with its metadata", async () => {
    peer.answer({ json: { id: "71", success: true, validation_errors: [] } });
    const flow = { name: "Lead", categories: ["LEAD_GENERATION"], endpointUri: "https://f.example/flow/x" } as const;
    await expect(createFlow(peer.graph(), "204", flow)).resolves.toEqual({ id: "71" });
    const request = peer.takeOne();
    expect([request.method, request.url]).toEqual(["POST", "/v25.0/204/flows"]);
    expect(await formOf(request)).toEqual({
      name: "Lead",
      categories: '["LEAD_GENERATION"]',
      endpoint_uri: "https://f.example/flow/x",
    });
  });

  it("changes only what is given", async () => {
    peer.answer(ok);
    await updateFlowMetadata(peer.graph(), "71", { applicationId: "90001" });
    const request = peer.takeOne();
    expect([request.url, await formOf(request)]).toEqual(["/v25.0/71", { application_id: "90001" }]);
  });

  it("takes its JSON as a file", async () => {
    peer.answer({ json: { success: true, validation_errors: [] } });
    await expect(uploadFlowJson(peer.graph(), "71", { version: "7.3", screens: [] })).resolves.toEqual({ ok: true });
    const request = peer.takeOne();
    expect(request.url).toBe("/v25.0/71/assets");
    expect(await formOf(request)).toEqual({
      name: "flow.json",
      asset_type: "FLOW_JSON",
      file: 'flow.json application/json {"version":"7.3","screens":[]}',
    });
  });

  it("gives Meta's findings as a value, although Meta says success", async () => {
    const finding = {
      error: "INVALID_PROPERTY_VALUE",
      error_type: "FLOW_JSON_ERROR",
      message: "too long",
      line_start: 14,
      pointers: [{ path: "screens[0].layout.children[2].label", line_start: 14 }],
    };
    peer.answer({ json: { success: true, validation_errors: [finding] } });
    await expect(uploadFlowJson(peer.graph(), "71", {})).resolves.toMatchObject({
      ok: false,
      errors: [{ error: "INVALID_PROPERTY_VALUE", pointers: [{ path: "screens[0].layout.children[2].label" }] }],
    });
    peer.takeOne();
  });

  it("is published, and a refusal names Meta's reason", async () => {
    peer.answer(ok);
    await publishFlow(peer.graph(), "71");
    expect(peer.takeOne().url).toBe("/v25.0/71/publish");
    const error = { code: 139002, error_subcode: 4233012, message: "m", error_user_msg: "No signed public key." };
    peer.answer({ status: 400, json: { error } });
    await expect(publishFlow(peer.graph(), "71")).rejects.toMatchObject({
      code: "whatsapp.publish_refused",
      message: expect.stringContaining("(sub-code 4233012) WhatsApp says: No signed public key."),
    });
    peer.answer({ json: { success: false } });
    await expect(publishFlow(peer.graph(), "71")).rejects.toMatchObject({ code: "whatsapp.unexpected_answer" });
    peer.received.length = 0;
  });

  it("is read with what stands in its way", async () => {
    const health_status = {
      can_send_message: "BLOCKED",
      entities: [
        {
          entity_type: "FLOW",
          id: "71",
          can_send_message: "BLOCKED",
          errors: [{ error_code: 131000, error_description: "endpoint_uri: not set", possible_solution: "x" }],
        },
      ],
    };
    peer.answer({
      json: { id: "71", name: "Lead", status: "DRAFT", validation_errors: [], health_status, new_key: 1 },
    });
    await expect(getFlow(peer.graph(), "71")).resolves.toMatchObject({
      status: "DRAFT",
      health_status,
      categories: [],
    });
    expect(peer.takeOne().url).toContain("health_status");
  });
});

describe("the public key", () => {
  it("is set as a form and read back", async () => {
    peer.answer(ok);
    await setPublicKey(peer.graph(), "106", "-----BEGIN PUBLIC KEY-----\nx\n-----END PUBLIC KEY-----\n");
    const request = peer.takeOne();
    expect(request.url).toBe("/v25.0/106/whatsapp_business_encryption");
    expect((await formOf(request))["business_public_key"]).toContain("-----BEGIN PUBLIC KEY-----");

    peer.answer({ json: { data: [{ business_public_key: "P", business_public_key_signature_status: "VALID" }] } });
    await expect(getPublicKey(peer.graph(), "106")).resolves.toEqual({ publicPem: "P", status: "VALID" });
    peer.answer({ json: { data: [] } }, { json: { data: [{}] } });
    await expect(getPublicKey(peer.graph(), "106")).resolves.toBeUndefined();
    await expect(getPublicKey(peer.graph(), "106")).resolves.toBeUndefined();
    peer.received.length = 0;
  });
});

describe("templates", () => {
  it("are created with a Flow button that lets the endpoint choose the screen", async () => {
    peer.answer({ json: { id: "55", status: "PENDING", category: "UTILITY" } });
    const created = await createFlowTemplate(peer.graph(), "204", {
      name: "lead_form_invite",
      language: "en_US",
      category: "UTILITY",
      body: "Hello {{1}}, please complete the form you asked for.",
      bodyExamples: ["Ana"],
      button: { text: "Open form", flowId: "71" },
    });
    expect(created).toEqual({ id: "55", status: "PENDING", category: "UTILITY" });
    const request = peer.takeOne();
    expect(request.url).toBe("/v25.0/204/message_templates");
    expect(jsonOf(request)).toEqual({
      name: "lead_form_invite",
      language: "en_US",
      category: "UTILITY",
      components: [
        {
          type: "BODY",
          text: "Hello {{1}}, please complete the form you asked for.",
          example: { body_text: [["Ana"]] },
        },
        {
          type: "BUTTONS",
          buttons: [{ type: "FLOW", text: "Open form", flow_id: "71", flow_action: "data_exchange" }],
        },
      ],
    });
  });

  it("are created as the reference shows them, with a first screen and an icon", async () => {
    peer.answer({ json: { id: "55" } });
    await createFlowTemplate(peer.graph(), "204", {
      name: "n",
      language: "en_US",
      category: "MARKETING",
      body: "Hello",
      button: { text: "Open", flowId: "71", open: { action: "navigate", screen: "CONTACT" }, icon: "DOCUMENT" },
    });
    expect(jsonOf(peer.takeOne())).toMatchObject({
      components: [
        { type: "BODY", text: "Hello" },
        { buttons: [{ flow_action: "navigate", navigate_screen: "CONTACT", icon: "DOCUMENT" }] },
      ],
    });
  });

  it("are listed by their exact name", async () => {
    const row = { language: "en_US", status: "APPROVED" };
    peer.answer({
      json: {
        data: [
          { id: "1", name: "lead", ...row },
          { id: "2", name: "lead_two", ...row },
        ],
      },
    });
    await expect(listTemplates(peer.graph(), "204", "lead")).resolves.toMatchObject([{ id: "1", status: "APPROVED" }]);
    const { pathname, searchParams } = new URL(peer.takeOne().url, "http://peer");
    expect([pathname, searchParams.get("name")]).toEqual(["/v25.0/204/message_templates", "lead"]);
    // Why it was rejected is not among what a list shows unasked.
    expect(searchParams.get("fields")).toContain("rejected_reason");
  });
});

describe("checking an account", () => {
  it("asks about the token as the app", async () => {
    const info = { app_id: "90001", is_valid: true, expires_at: 0, scopes: ["whatsapp_business_messaging"] };
    peer.answer({ json: { data: { ...info, granular_scopes: [{ scope: "s", target_ids: ["204"] }] } } });
    await expect(debugToken(peer.appGraph(), "TOKEN")).resolves.toMatchObject(info);
    const { url, headers } = peer.takeOne();
    expect(url).toBe("/v25.0/debug_token?input_token=TOKEN");
    expect(headers["authorization"]).toBe("Bearer 90001|test_app_secret");
  });

  it("reads account, numbers, subscribed apps and the app's callback", async () => {
    peer.answer({ json: { id: "204", name: "Shop", account_review_status: "APPROVED" } });
    await expect(getAccount(peer.graph(), "204")).resolves.toMatchObject({ name: "Shop" });
    expect(peer.takeOne().url).toContain("/v25.0/204?fields=id%2Cname%2Caccount_review_status");

    peer.answer({ json: { data: [{ id: "106", display_phone_number: "+34 911 00 00 00", status: "CONNECTED" }] } });
    await expect(listPhoneNumbers(peer.graph(), "204")).resolves.toMatchObject([{ id: "106", status: "CONNECTED" }]);
    expect(peer.takeOne().url).toContain("/v25.0/204/phone_numbers?fields=");

    const app = {
      whatsapp_business_api_data: { id: "90001", name: "Ours" },
      override_callback_uri: "https://x.example",
    };
    peer.answer({ json: { data: [app] } });
    await expect(listSubscribedApps(peer.graph(), "204")).resolves.toEqual([app]);
    expect(peer.takeOne().url).toBe("/v25.0/204/subscribed_apps");

    const row = {
      object: "whatsapp_business_account",
      callback_url: "https://other.example",
      active: true,
      fields: [],
    };
    peer.answer({ json: { data: [row] } });
    await expect(listAppSubscriptions(peer.appGraph(), "90001")).resolves.toEqual([row]);
    expect(peer.takeOne().url).toBe("/v25.0/90001/subscriptions");
  });

  it("subscribes with and without a callback of its own", async () => {
    const callback = { url: "https://f.example/hook", verifyToken: "vt" };
    peer.answer(ok, ok, ok);
    await subscribeApp(peer.graph(), "204");
    expect(peer.takeOne()).toMatchObject({ method: "POST", url: "/v25.0/204/subscribed_apps", body: Buffer.alloc(0) });
    await subscribeApp(peer.graph(), "204", callback);
    expect(jsonOf(peer.takeOne())).toEqual({ override_callback_uri: "https://f.example/hook", verify_token: "vt" });
    await subscribeAppCallback(peer.appGraph(), "90001", callback, webhookFields);
    const request = peer.takeOne();
    expect([request.url, await formOf(request)]).toEqual([
      "/v25.0/90001/subscriptions",
      {
        object: "whatsapp_business_account",
        callback_url: "https://f.example/hook",
        verify_token: "vt",
        fields:
          "messages,flows,message_template_status_update,template_category_update,message_template_quality_update,account_update,account_review_update,account_alerts," +
          "business_capability_update,phone_number_name_update,phone_number_quality_update,user_preferences",
      },
    ]);
  });
});

it("fetches a customer's token after the hosted signup, with the proof that the app's secret is known", async () => {
  const secrets = { appSecret: "operator-secret", systemToken: "system-token" };
  peer.answer({ json: { access_token: "business-token" } });
  await expect(businessToken(peer.graph(), { ...secrets, businessId: "33" })).resolves.toBe("business-token");
  const request = peer.takeOne();
  expect([request.method, request.url]).toEqual(["POST", "/v25.0/33/system_user_access_tokens"]);
  // echo -n system-token | openssl dgst -sha256 -hmac operator-secret
  const appsecret_proof = "3f0f6b38d9ac921b0ae6d9f687fc8828069280421609e7d61356c7c8f225e1df";
  expect(await formOf(request)).toEqual({ appsecret_proof, fetch_only: "true" });
  peer.answer({ json: {} });
  await expect(businessToken(peer.graph(), { ...secrets, businessId: "33" })).rejects.toThrow(/not documented/);
  peer.takeOne();
});

it("finds the account's Flow of exactly this name, on whatever page it stands", async () => {
  const first = { data: [{ id: "1", name: "Lead (b)" }], paging: { cursors: { after: "c1" }, next: "https://x" } };
  const last = { data: [{ id: "2", name: "Lead" }] };
  peer.answer({ json: first }, { json: last });
  await expect(findFlowByName(peer.graph(), "204", "Lead")).resolves.toEqual({ id: "2", name: "Lead" });
  expect(peer.received.splice(0).map(({ url }) => url)).toEqual([
    "/v25.0/204/flows?fields=id%2Cname",
    "/v25.0/204/flows?fields=id%2Cname&after=c1",
  ]);
  peer.answer({ json: last });
  await expect(findFlowByName(peer.graph(), "204", "Lea")).resolves.toBeUndefined();
  peer.takeOne();
});

it.each([
  ["it", "it"],
  ["de_AT", "de"],
  ["EN-gb", "en"],
  ["pt", "pt_BR"],
  ["pt-BR", "pt_BR"],
  ["pt_PT", "pt_PT"],
])("a template in %s is in WhatsApp's %s", (language, code) => {
  expect(templateLanguage(language)).toBe(code);
});
