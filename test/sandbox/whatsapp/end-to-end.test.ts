import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { SANDBOX_PREFIX } from "../../../sandbox/whatsapp/index.ts";
import { completing, signUp, text } from "../../phone/flow-json.ts";
import { ANA, type Business, changes, connect, decideSignUp, flowMessage, publish } from "./connected-business.ts";
import { accountId, phoneNumberId } from "./graph-client.ts";
import { newKeyPair } from "./tiny-endpoint.ts";

let business: Business;
beforeEach(async () => {
  business = await connect();
});
afterEach(() => business.close());

async function sendFlow(flowId: string, parameters: object = {}): Promise<string> {
  business.ana.sendText("Hola");
  const sent = await business.api.post(`/${phoneNumberId}/messages`, flowMessage(flowId, parameters));
  expect(sent).toMatchObject({ status: 200 });
  return sent.body.messages[0].id;
}

async function fillIn(): Promise<void> {
  const phone = await business.ana.openFlow();
  phone.fill({ email: "ana@example.org", kind: "company" });
  await phone.press();
  phone.fill({ company: "Peñón" });
  await phone.press();
  phone.fill({ consent: true });
  await phone.press();
  expect(phone.status).toBe("completed");
}

describe("a Flow from publishing to the reply", () => {
  it("is sent, opened, filled in through the encrypted endpoint, and answered in the chat", async () => {
    const flowId = await publish(business);
    const messageId = await sendFlow(flowId);
    await fillIn();
    await business.whatsapp.settled();

    expect(business.endpoint.heard.map(({ action, screen }) => [action, screen])).toEqual([
      ["INIT", ""],
      ["data_exchange", "START"],
      ["data_exchange", "COMPANY"],
      ["data_exchange", "REVIEW"],
    ]);
    const messages = changes(business, "messages").map(({ value }) => value);
    const statuses = messages.flatMap((value) => value["statuses"] ?? []);
    expect(statuses).toMatchObject(
      ["sent", "delivered", "read"].map((status) => ({
        id: messageId,
        status,
        recipient_id: ANA,
        biz_opaque_callback_data: "inv_902",
        timestamp: expect.stringMatching(/^\d{10}$/),
      })),
    );
    const reply = messages.at(-1);
    expect(reply).toMatchObject({
      messaging_product: "whatsapp",
      metadata: { display_phone_number: "34911000000", phone_number_id: phoneNumberId },
      contacts: [{ profile: { name: "Ana Núñez" }, wa_id: ANA, user_id: business.ana.userId }],
      messages: [
        {
          from: ANA,
          type: "interactive",
          context: { from: "34911000000", id: messageId },
          interactive: {
            type: "nfm_reply",
            nfm_reply: {
              name: "flow",
              body: "Sent",
              response_json: '{"flow_token":"f1.3Qm2","submission_id":"sub_81"}',
            },
          },
        },
      ],
    });
    expect(business.ana.chat().map(({ from, type, text: shown }) => [from, type, shown])).toEqual([
      ["person", "text", "Hola"],
      ["business", "interactive", "Quick form\nIt takes one minute.\nYou can stop at any time"],
      ["person", "nfm_reply", "Sent"],
    ]);
  });

  it("every webhook is signed over its bytes and holds no character beyond ASCII", async () => {
    await sendFlow(await publish(business));
    await business.whatsapp.settled();
    expect(business.endpoint.webhooks.length).toBeGreaterThan(3);
    for (const { raw, signed } of business.endpoint.webhooks) {
      expect(signed).toBe(true);
      expect(raw).toMatch(/^[\x20-\x7e]*$/);
    }
    expect(business.endpoint.webhooks.some(({ raw }) => raw.includes("N\\u00fa\\u00f1ez"))).toBe(true);
  });

  it("a Flow without an endpoint opens with the message's data and replies with the payload", async () => {
    const flow = completing(
      [text("name")],
      { ref: "${data.ref}", name: "${form.name}" },
      { data: { ref: { type: "string", __example__: "x" } } },
    );
    const flowId = await publish(business, flow, "local");
    await sendFlow(flowId, {
      flow_action: "navigate",
      flow_action_payload: { screen: "ONLY", data: { ref: "hs-42" } },
    });
    const phone = await business.ana.openFlow();
    phone.fill({ name: "Ana" });
    await phone.press();
    await business.whatsapp.settled();
    expect(JSON.stringify(changes(business, "messages").at(-1))).toContain(
      JSON.stringify(JSON.stringify({ flow_token: "f1.3Qm2", ref: "hs-42", name: "Ana" })).slice(1, -1),
    );
    expect(business.endpoint.heard).toEqual([]);
  });

  it("the reply can come without its token, as some phones send it", async () => {
    await sendFlow(await publish(business, completing([], { a: "1" }), "local"), { flow_action: "navigate" });
    const phone = await business.ana.openFlow(undefined, { forgetToken: true });
    await phone.press();
    await business.whatsapp.settled();
    expect(changes(business, "messages").at(-1)?.value).toMatchObject({
      messages: [{ interactive: { nfm_reply: { response_json: '{"a":"1"}' } } }],
    });
  });

  it("data API 4.0 carries the token's signature", async () => {
    await sendFlow(await publish(business, { ...signUp, data_api_version: "4.0" }), { flow_token: "tok-1" });
    await business.ana.openFlow();
    const [head = "", claim = ""] = (business.endpoint.heard[0]?.flow_token_signature ?? "").split(".");
    const decode = (part: string) => JSON.parse(Buffer.from(part, "base64url").toString());
    expect([decode(head), decode(claim)]).toEqual([{ alg: "HS256" }, { flow_token: "tok-1" }]);
  });
});

describe("between phone and endpoint", () => {
  it("a rotated key is noticed by a 421, refreshed, and tried once more", async () => {
    await sendFlow(await publish(business));
    const phone = await business.ana.openFlow();
    business.endpoint.keys = newKeyPair();
    await business.api.post(`/${phoneNumberId}/whatsapp_business_encryption`, {
      business_public_key: business.endpoint.keys.publicKey,
    });
    phone.fill({ email: "ana@example.org", kind: "company" });
    await phone.press();
    expect(phone.exchanges.map(({ status }) => status)).toEqual([200, 421, 200]);
    expect(phone.read().screen).toBe("COMPANY");
  });

  it("a key that was never registered again ends in the generic error after two attempts", async () => {
    await sendFlow(await publish(business));
    business.endpoint.keys = newKeyPair();
    const phone = await business.ana.openFlow();
    expect(phone.exchanges.map(({ status }) => status)).toEqual([421, 421]);
    expect(phone.problems).toMatchObject([{ code: "business-decryption-error" }]);
  });

  it("427 closes the Flow and disables the message's button", async () => {
    const messageId = await sendFlow(await publish(business));
    business.endpoint.decide = () => ({ status: 427, clear: { error_msg: "This order has ended" } });
    const phone = await business.ana.openFlow();
    expect(phone.read()).toMatchObject({ status: "closed", error: "This order has ended" });
    expect(business.ana.chat().find(({ id }) => id === messageId)?.button).toEqual({
      label: "Open form",
      state: "disabled",
    });
    await expect(business.ana.openFlow()).rejects.toThrow(/disabled/);
  });

  it.each([
    ["wrong secret", 432],
    ["unsigned", 432],
    ["tamper after signing", 432],
    ["tamper", 421],
    ["cut", 421],
  ] as const)("%s: the endpoint answers %i and hears nothing", async (fault, status) => {
    await sendFlow(await publish(business));
    const phone = await business.ana.openFlow();
    business.whatsapp.proxy.failNext(fault);
    phone.fill({ email: "ana@example.org", kind: "company" });
    await phone.press();
    expect(phone.exchanges[1]?.status).toBe(status);
    // A 421 is tried once more by the phone itself, with success here.
    expect(phone.read().screen).toBe(status === 421 ? "COMPANY" : "START");
    expect(business.endpoint.heard.filter(({ screen }) => screen === "START")).toHaveLength(status === 421 ? 1 : 0);
  });

  it("a lost answer: the endpoint has heard it, the person presses again", async () => {
    await sendFlow(await publish(business));
    const phone = await business.ana.openFlow();
    phone.fill({ email: "ana@example.org", kind: "company" });
    business.whatsapp.proxy.failNext("lose answer");
    await phone.press();
    expect(phone.read()).toMatchObject({ screen: "START", error: expect.any(String) });
    await phone.press();
    expect(phone.read().screen).toBe("COMPANY");
    expect(business.endpoint.heard.filter(({ screen }) => screen === "START")).toHaveLength(2);
  });

  it("a garbled answer and an invalid transition are reported to the endpoint", async () => {
    await sendFlow(await publish(business));
    const phone = await business.ana.openFlow();
    phone.fill({ email: "ana@example.org", kind: "company" });
    business.whatsapp.proxy.failNext("garble answer");
    await phone.press();
    expect(business.endpoint.heard.at(-1)?.data).toMatchObject({ error: "response-decryption-error" });
    await phone.press();
    phone.fill({ company: "Acme" });
    business.endpoint.decide = () => ({ clear: { screen: "START", data: {} } });
    await phone.press();
    expect(business.endpoint.heard.at(-1)?.data).toMatchObject({ error: "invalid-screen-transition" });
    business.endpoint.decide = decideSignUp;
    await phone.press();
    expect(phone.read().screen).toBe("REVIEW");
  });

  it("an endpoint that does not answer in time is a time-out for the phone", async () => {
    await business.close();
    business = await connect({ endpointTimeoutMs: 1_000 });
    await sendFlow(await publish(business));
    const phone = await business.ana.openFlow();
    phone.fill({ email: "ana@example.org", kind: "company" });
    business.endpoint.silent = true;
    await phone.press();
    expect(phone.problems).toMatchObject([{ code: "timeout_error" }]);
    expect(phone.read()).toMatchObject({ status: "open", screen: "START", error: expect.any(String) });
  });
});

describe("looking at the stand-in over HTTP", () => {
  it("shows Flows, messages, people, keys, templates, webhooks and exchanges", async () => {
    const flowId = await publish(business);
    await sendFlow(flowId);
    await fillIn();
    await business.whatsapp.settled();
    const look = async (part: string) => (await fetch(`${business.whatsapp.url}${SANDBOX_PREFIX}${part}`)).json();
    const { parts } = await look("");
    expect(parts).toHaveLength(8);
    expect(await look("/flows")).toMatchObject([
      { id: flowId, accountId, status: "PUBLISHED", published: [{ number: 1, flowJson: signUp }] },
    ]);
    expect(await look("/messages")).toMatchObject([
      { waId: ANA, statuses: ["sent", "delivered", "read"], flow: { id: flowId, token: "f1.3Qm2" } },
    ]);
    expect(await look(`/people/${ANA}`)).toMatchObject({
      name: "Ana Núñez",
      chat: [{ text: "Hola" }, {}, { type: "nfm_reply" }],
    });
    expect(await look("/keys")).toMatchObject([{ phoneNumberId, publicKey: business.endpoint.keys.publicKey }]);
    expect(await look("/templates")).toEqual([]);
    expect((await look("/webhooks")).every(({ state }: { state: string }) => state === "delivered")).toBe(true);
    expect((await look("/exchanges")).map(({ status }: { status: number }) => status)).toEqual([
      200, 200, 200, 200, 200,
    ]);
    expect((await fetch(`${business.whatsapp.url}${SANDBOX_PREFIX}/nothing`)).status).toBe(404);
  });
});
