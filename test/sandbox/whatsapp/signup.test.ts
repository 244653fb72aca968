/** Embedded Signup and registration as the stand-in plays them: codes, PINs, and what it refuses. */
import { createHmac } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { DEFAULT_WORLD, startWhatsApp, type WhatsAppStandIn } from "../../../sandbox/whatsapp/index.ts";

let whatsapp: WhatsAppStandIn;
beforeEach(async () => {
  whatsapp = await startWhatsApp();
});
afterEach(() => whatsapp.close());

const exchange = async (code: string, secret: string = DEFAULT_WORLD.operatorAppSecret) => {
  const query = new URLSearchParams({ client_id: DEFAULT_WORLD.operatorAppId, client_secret: secret, code });
  const answer = await fetch(`${whatsapp.url}/v25.0/oauth/access_token?${query}`);
  return { status: answer.status, body: Object(await answer.json()) };
};
const post = async (path: string, token: string, body: object = {}) => {
  const answer = await fetch(`${whatsapp.url}/v25.0${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: Object(await answer.json()) };
};

describe("a code", () => {
  it("is worth a token of the customer's account, once", async () => {
    const { code = "", message } = whatsapp.signUp(DEFAULT_WORLD.operatorAppId);
    const { status, body } = await exchange(code);
    expect([status, body.token_type]).toEqual([200, "bearer"]);
    const accountId = Object(message).data.waba_id;
    expect(whatsapp.state.tokens.get(body.access_token)).toMatchObject({ accountIds: [accountId], valid: true });
    expect(await exchange(code)).toMatchObject({ status: 400, body: { error: { code: 100 } } });
  });

  it("lives thirty seconds", async () => {
    const { code = "" } = whatsapp.signUp(DEFAULT_WORLD.operatorAppId);
    whatsapp.passTime(30_000);
    expect((await exchange(code)).body.error.message).toContain("expired");
  });

  it("needs the app's own secret, and is not given where the customer left", async () => {
    const { code = "" } = whatsapp.signUp(DEFAULT_WORLD.operatorAppId);
    expect(await exchange(code, "wrong")).toMatchObject({ status: 400 });
    expect(whatsapp.signUp(DEFAULT_WORLD.operatorAppId, "cancel")).not.toHaveProperty("code");
  });
});

describe("the hosted signup", () => {
  const { operatorAppId: appId, operatorAppSecret: secret, operatorToken } = DEFAULT_WORLD;
  const proofOf = (token: string, key: string = secret) => createHmac("sha256", key).update(token).digest("hex");
  const fetchToken = (businessId: string, body: object, token: string = operatorToken) =>
    post(`/${businessId}/system_user_access_tokens`, token, body);
  const signedUp = () => {
    const done = whatsapp.signUpHosted(appId);
    const [businessId = ""] = [...whatsapp.state.sharedBusinesses.keys()].slice(-1);
    return { done, businessId };
  };

  it("gives the operator the customer's token, the same one again, for its own secret and token only", async () => {
    const { done, businessId } = signedUp();
    const good = { appsecret_proof: proofOf(operatorToken), fetch_only: "true" };
    const { status, body } = await fetchToken(businessId, good);
    expect(status).toBe(200);
    expect(whatsapp.state.tokens.get(body.access_token)).toMatchObject({ accountIds: [done?.accountId] });
    expect((await fetchToken(businessId, good)).body).toEqual(body);
    expect(await fetchToken(businessId, { ...good, appsecret_proof: proofOf("another") })).toMatchObject({
      body: { error: { code: 100 } },
    });
    expect(await fetchToken("330000000000999", good)).toMatchObject({ status: 403 });
    const foreign = { ...good, appsecret_proof: proofOf(DEFAULT_WORLD.token, DEFAULT_WORLD.appSecret) };
    expect(await fetchToken(businessId, foreign, DEFAULT_WORLD.token)).toMatchObject({ status: 403 });
  });

  it("tells the app under its owner's portfolio, and of nobody who left", async () => {
    const { done, businessId } = signedUp();
    expect(whatsapp.webhooks.unheard.at(-1)).toEqual({
      field: "account_update",
      value: {
        event: "PARTNER_ADDED",
        waba_info: { waba_id: done?.accountId, owner_business_id: businessId },
      },
    });
    expect(whatsapp.signUpHosted(appId, "leave")).toBeUndefined();
    expect(whatsapp.state.sharedBusinesses.size).toBe(1);
  });
});

describe("registering a number", () => {
  const number = () => {
    const found = whatsapp.state.numbers.get(DEFAULT_WORLD.phoneNumberId);
    if (!found) throw new Error("The default world has no number.");
    return found;
  };
  const register = (body: object) => post(`/${DEFAULT_WORLD.phoneNumberId}/register`, DEFAULT_WORLD.token, body);
  const asked = (pin: string) => ({ messaging_product: "whatsapp", pin });

  it("sets the PIN, and wants the same one afterwards", async () => {
    number().status = "PENDING";
    expect(await register(asked("123456"))).toMatchObject({ status: 200, body: { success: true } });
    expect(number()).toMatchObject({ status: "CONNECTED", pin: "123456" });
    expect((await register(asked("654321"))).body.error.code).toBe(133005);
    expect((await register({ messaging_product: "whatsapp", pin: "12" })).body.error.code).toBe(100);
  });

  it("needs the code by SMS first, and is not possible for a number in the phone app", async () => {
    Object.assign(number(), { status: "UNVERIFIED", verification: "NOT_VERIFIED" });
    expect((await register(asked("123456"))).body.error.code).toBe(133006);
    const at = `/${DEFAULT_WORLD.phoneNumberId}`;
    await post(`${at}/request_code`, DEFAULT_WORLD.token, { code_method: "SMS", language: "it_IT" });
    expect((await post(`${at}/verify_code`, DEFAULT_WORLD.token, { code: "000000" })).body.error.code).toBe(133006);
    expect((await post(`${at}/verify_code`, DEFAULT_WORLD.token, { code: "424242" })).status).toBe(200);
    expect((await register(asked("123456"))).status).toBe(200);
    number().onPhoneApp = true;
    expect((await register(asked("123456"))).body.error.code).toBe(133006);
  });

  it("is possible ten times in 72 hours", async () => {
    for (let times = 0; times < 10; times += 1) expect((await register(asked("123456"))).status).toBe(200);
    expect((await register(asked("123456"))).body.error.code).toBe(133016);
    whatsapp.passTime(73 * 3_600_000);
    expect((await register(asked("123456"))).status).toBe(200);
  });
});
