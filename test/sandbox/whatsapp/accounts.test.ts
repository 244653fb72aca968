import { generateKeyPairSync } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { startWhatsApp, type WhatsAppStandIn } from "../../../sandbox/whatsapp/index.ts";
import { accountId, appId, appToken, graph, phoneNumberId, token } from "./graph-client.ts";
import { newKeyPair, TinyEndpoint } from "./tiny-endpoint.ts";

const OTHER = "204000000000002";
const keys = newKeyPair();
const receiver = new TinyEndpoint(keys);
let whatsapp: WhatsAppStandIn;
let api: ReturnType<typeof graph>;

beforeAll(() => receiver.listen());
afterAll(() => receiver.close());
beforeEach(async () => {
  whatsapp = await startWhatsApp({
    apps: [
      { id: appId, secret: "sandbox-app-secret" },
      { id: "90002", secret: "other" },
    ],
    accounts: [
      { id: accountId, numbers: [{ id: phoneNumberId, displayNumber: "+34 911 00 00 00" }] },
      { id: OTHER, numbers: [{ id: "106000000000002", displayNumber: "+34 911 00 00 02" }] },
    ],
    tokens: [
      { token, appId, accountIds: [accountId] },
      { token: "old", appId, accountIds: [accountId], expiresAt: 1_700_000_000 },
      { token: "reader", appId, accountIds: [accountId], scopes: ["whatsapp_business_management"] },
      { token: "sender", appId, accountIds: [accountId], scopes: ["whatsapp_business_messaging"] },
      { token: "stranger", appId: "90002", accountIds: [accountId] },
    ],
  });
  api = graph(whatsapp);
});
afterEach(() => whatsapp.close());

const refusal = (code: number, more: object = {}) => ({
  error: { message: expect.any(String), type: expect.any(String), code, fbtrace_id: expect.any(String), ...more },
});

describe("tokens", () => {
  it.each([
    ["no token", ""],
    ["an unknown token", "nonsense"],
    ["an expired token", "old"],
    ["an app with a wrong secret", `${appId}|wrong`],
  ])("%s is 190", async (_, bearer) => {
    expect(await graph(whatsapp, bearer).get(`/${accountId}/flows`)).toEqual({
      status: 401,
      body: refusal(190, { is_transient: false }),
    });
  });

  it("a token without the permission is 10, for sending and for managing", async () => {
    expect(await graph(whatsapp, "sender").get(`/${accountId}/flows`)).toMatchObject({
      status: 403,
      body: refusal(10),
    });
    expect(await graph(whatsapp, "reader").post(`/${phoneNumberId}/messages`, {})).toMatchObject({
      status: 403,
      body: refusal(10),
    });
  });

  it("an account that is not the token's asset is 200, an unknown one 100 with sub-code 33", async () => {
    expect(await api.get(`/${OTHER}`)).toMatchObject({ status: 403, body: refusal(200) });
    expect(await api.get(`/106000000000002/whatsapp_business_encryption`)).toMatchObject({
      status: 403,
      body: refusal(200),
    });
    expect(await api.get("/999")).toMatchObject({ status: 400, body: refusal(100, { error_subcode: 33 }) });
    expect(await api.get("/999/phone_numbers")).toMatchObject({
      status: 400,
      body: refusal(100, { error_subcode: 33 }),
    });
  });

  it("debug_token tells app, validity, expiry, permissions and accounts", async () => {
    const asApp = graph(whatsapp, appToken);
    const scopes = ["whatsapp_business_management", "whatsapp_business_messaging"];
    expect((await asApp.get(`/debug_token?input_token=${token}`)).body.data).toMatchObject({
      app_id: appId,
      is_valid: true,
      expires_at: 0,
      scopes,
      granular_scopes: scopes.map((scope) => ({ scope, target_ids: [accountId] })),
    });
    expect((await asApp.get("/debug_token?input_token=old")).body.data).toMatchObject({
      is_valid: false,
      expires_at: 1_700_000_000,
    });
    expect((await asApp.get("/debug_token?input_token=stranger")).body.data.app_id).toBe("90002");
    expect((await asApp.get("/debug_token?input_token=nonsense")).body.data).toMatchObject({
      is_valid: false,
      error: { code: 190 },
    });
    expect(await asApp.get("/debug_token")).toMatchObject({ status: 400, body: refusal(100) });
    expect(await graph(whatsapp, `${appId}|wrong`).get(`/debug_token?input_token=${token}`)).toMatchObject({
      body: refusal(190),
    });
  });
});

describe("paths and bodies", () => {
  it.each(["/nothing", `/${accountId}/nothing`, "/12ab/flows"])(
    "%s is unknown: 404 in Graph's envelope",
    async (path) => {
      const answer = await api.get(path);
      expect(answer).toMatchObject({ status: 404, body: refusal(2500) });
      expect(answer.body.error.message).toMatch(/^Unknown path components/);
    },
  );

  it("a version that does not exist is unknown too; one that exists asks for a token", async () => {
    const ask = async (path: string) => (await fetch(`${whatsapp.url}${path}`)).json();
    expect((await ask("/v99.0/me")).error.message).toMatch(/^Unknown path components/);
    expect((await ask("/v25.0/me")).error).toMatchObject({
      code: 2500,
      message: expect.stringMatching(/access token/),
    });
  });

  it.each([
    ["JSON that is cut off", '{"name":', "application/json"],
    ["JSON that is a list", "[]", "application/json"],
    ["a multipart body without its boundary", "hello", "multipart/form-data; boundary=x"],
    ["an unknown encoding", "<a/>", "text/xml"],
  ])("%s is 100", async (_, body, type) => {
    expect(await api.raw(`/${accountId}/flows`, body, type)).toMatchObject({ status: 400, body: refusal(100) });
  });

  it("a request that fails on purpose can still take effect", async () => {
    whatsapp.failNext({
      method: "POST",
      path: /subscribed_apps/,
      answer: { kind: "status", status: 500, landed: true },
    });
    expect((await api.post(`/${accountId}/subscribed_apps`)).status).toBe(500);
    expect((await api.get(`/${accountId}/subscribed_apps`)).body.data).toHaveLength(1);
  });
});

describe("accounts and numbers", () => {
  it("answers the asked fields, and fails the whole request for an unknown one", async () => {
    const fields = "id,name,account_review_status,business_verification_status,country,ownership_type,health_status";
    const { body } = await api.get(`/${accountId}?fields=${fields}`);
    expect(Object.keys(body).sort()).toEqual(fields.split(",").sort());
    expect(await api.get(`/${accountId}?fields=id,nonsense`)).toMatchObject({ status: 400, body: refusal(100) });
  });

  it("lists the numbers of this account only", async () => {
    const { body } = await api.get(
      `/${accountId}/phone_numbers?fields=id,display_phone_number,verified_name,status,quality_rating`,
    );
    expect(body.data).toEqual([
      {
        id: phoneNumberId,
        display_phone_number: "+34 911 00 00 00",
        verified_name: "Sandbox business",
        status: "CONNECTED",
        quality_rating: "GREEN",
      },
    ]);
    expect((await api.get(`/${phoneNumberId}?fields=platform_type`)).body).toEqual({
      id: phoneNumberId,
      platform_type: "CLOUD_API",
    });
  });
});

describe("subscriptions", () => {
  const override = (more: object = {}) => ({
    override_callback_uri: `${receiver.url}/webhook`,
    verify_token: receiver.verifyToken,
    ...more,
  });

  it("the app subscribes to the account, is listed, and unsubscribes", async () => {
    expect((await api.get(`/${accountId}/subscribed_apps`)).body).toEqual({ data: [] });
    expect((await api.post(`/${accountId}/subscribed_apps`)).body).toEqual({ success: true });
    const listed = (await api.get(`/${accountId}/subscribed_apps`)).body.data;
    expect(listed).toMatchObject([{ whatsapp_business_api_data: { id: appId } }]);
    expect(listed[0]).not.toHaveProperty("override_callback_uri");
    expect((await api.del(`/${accountId}/subscribed_apps`)).body).toEqual({ success: true });
    expect((await api.get(`/${accountId}/subscribed_apps`)).body).toEqual({ data: [] });
  });

  it("an override shakes hands at once; a POST without body removes it", async () => {
    expect((await api.post(`/${accountId}/subscribed_apps`, override())).body).toEqual({ success: true });
    expect((await api.get(`/${accountId}/subscribed_apps`)).body.data[0].override_callback_uri).toBe(
      `${receiver.url}/webhook`,
    );
    await api.post(`/${accountId}/subscribed_apps`);
    expect((await api.get(`/${accountId}/subscribed_apps`)).body.data[0]).not.toHaveProperty("override_callback_uri");
  });

  it.each([
    ["a wrong verify token", () => override({ verify_token: "wrong" })],
    ["a callback without its token", () => ({ override_callback_uri: `${receiver.url}/webhook` })],
    ["a callback nobody answers", () => override({ override_callback_uri: "http://127.0.0.1:1/x" })],
    ["a plain http address", () => override({ override_callback_uri: "http://example.org/x" })],
    ["over 200 characters", () => override({ override_callback_uri: `${receiver.url}/${"x".repeat(200)}` })],
    ["an unknown key", () => override({ extra: 1 })],
  ])("an override with %s is 100 and changes nothing", async (_, body) => {
    expect(await api.post(`/${accountId}/subscribed_apps`, body())).toMatchObject({ status: 400, body: refusal(100) });
    expect((await api.get(`/${accountId}/subscribed_apps`)).body).toEqual({ data: [] });
  });

  it("the app's own callback needs the app's token, and a handshake", async () => {
    const asApp = graph(whatsapp, appToken);
    const fields = {
      object: "whatsapp_business_account",
      callback_url: `${receiver.url}/webhook`,
      verify_token: receiver.verifyToken,
      fields: "messages,flows",
    };
    expect((await asApp.get(`/${appId}/subscriptions`)).body).toEqual({ data: [] });
    expect(await asApp.form(`/${appId}/subscriptions`, { ...fields, verify_token: "wrong" })).toMatchObject({
      body: refusal(100),
    });
    expect(await asApp.form(`/${appId}/subscriptions`, { ...fields, fields: "messages,user_id_update" })).toMatchObject(
      { body: refusal(100) },
    );
    expect(await api.form(`/${appId}/subscriptions`, fields)).toMatchObject({ status: 403, body: refusal(200) });
    expect(await asApp.form("/90002/subscriptions", fields)).toMatchObject({ body: refusal(100) });
    expect((await asApp.get(`/${appId}/subscriptions`)).body).toEqual({ data: [] });

    expect((await asApp.form(`/${appId}/subscriptions`, fields)).body).toEqual({ success: true });
    expect((await asApp.get(`/${appId}/subscriptions`)).body.data).toMatchObject([
      {
        object: "whatsapp_business_account",
        callback_url: `${receiver.url}/webhook`,
        active: true,
        fields: [{ name: "messages" }, { name: "flows" }],
      },
    ]);
  });
});

describe("the encryption key of a number", () => {
  const path = `/${phoneNumberId}/whatsapp_business_encryption`;
  const pem = (type: "rsa-pss" | "ed25519") =>
    (type === "ed25519"
      ? generateKeyPairSync("ed25519")
      : generateKeyPairSync("rsa-pss", { modulusLength: 2048 })
    ).publicKey
      .export({ type: "spki", format: "pem" })
      .toString();

  it("is kept per number, in any of the three encodings, and a new one replaces it", async () => {
    expect((await api.get(path)).body).toEqual({ data: [] });
    expect((await api.form(path, { business_public_key: keys.publicKey })).body).toEqual({ success: true });
    expect((await api.get(path)).body).toEqual({
      data: [{ business_public_key: keys.publicKey, business_public_key_signature_status: "VALID" }],
    });
    const next = newKeyPair().publicKey;
    await api.post(path, { business_public_key: next });
    expect((await api.get(path)).body.data).toMatchObject([{ business_public_key: next }]);
  });

  it.each([
    ["nothing", {}],
    ["no PEM", { business_public_key: "hello" }],
    ["a broken PEM", { business_public_key: "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----" }],
    ["a private key", { business_public_key: keys.privateKey }],
    ["a 4096-bit key", { business_public_key: newKeyPair(4096).publicKey }],
    ["a key of another kind", { business_public_key: pem("ed25519") }],
    ["an RSA-PSS key", { business_public_key: pem("rsa-pss") }],
    ["an unknown parameter", { business_public_key: keys.publicKey, pin: "1" }],
  ])("%s is 100 and registers nothing", async (_, body) => {
    expect(await api.post(path, body)).toMatchObject({ status: 400, body: refusal(100) });
    expect((await api.get(path)).body).toEqual({ data: [] });
  });
});
