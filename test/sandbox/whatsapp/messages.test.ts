import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { completing, text } from "../../phone/flow-json.ts";
import { ANA, type Business, changes, connect, flowMessage, publish } from "./connected-business.ts";
import { accountId, phoneNumberId } from "./graph-client.ts";

const local = completing(
  [text("name")],
  { ref: "${data.ref}" },
  { data: { ref: { type: "string", __example__: "x" } } },
);
const data = { ref: "hs-42" };
let business: Business;
let flowId: string;

beforeEach(async () => {
  business = await connect();
  flowId = await publish(business, local, "local");
});
afterEach(() => business.close());

const post = (body: unknown) => business.api.post(`/${phoneNumberId}/messages`, body);
const navigate = (parameters: object = {}, more: object = {}) =>
  flowMessage(flowId, { flow_action: "navigate", flow_action_payload: { screen: "ONLY", data }, ...parameters }, more);
const refused = (code: number, status = 400) => ({ status, body: { error: { code } } });
async function statuses(): Promise<unknown[]> {
  await business.whatsapp.settled();
  return changes(business, "messages").flatMap(({ value }) =>
    Array.isArray(value["statuses"]) ? value["statuses"] : [],
  );
}

describe("a free-form Flow message", () => {
  beforeEach(() => void business.ana.sendText("hi"));

  it("is queued, and `to` comes back as it was typed beside the WhatsApp id", async () => {
    expect(await post(navigate({}, { to: "+34 600-00 00 00" }))).toEqual({
      status: 200,
      body: {
        messaging_product: "whatsapp",
        contacts: [{ input: "+34 600-00 00 00", wa_id: ANA }],
        messages: [{ id: expect.stringMatching(/^wamid\./) }],
      },
    });
    expect(await statuses()).toMatchObject([{ status: "sent" }, { status: "delivered" }]);
    business.ana.readChat();
    business.ana.readChat();
    expect(await statuses()).toMatchObject([{ status: "sent" }, { status: "delivered" }, { status: "read" }]);
  });

  it("reaches a person under another spelling, and by business-scoped id", async () => {
    business.whatsapp
      .person("5511987654321", { name: "Bia", aliases: ["551187654321"], userId: "BR.1" })
      .sendText("oi");
    expect((await post(navigate({}, { to: "+55 11 8765-4321" }))).body.contacts).toEqual([
      { input: "+55 11 8765-4321", wa_id: "5511987654321" },
    ]);
    const { to: _to, ...rest } = JSON.parse(JSON.stringify(navigate()));
    expect((await post({ ...rest, recipient: "BR.1" })).body.contacts).toEqual([
      { input: "BR.1", wa_id: "5511987654321" },
    ]);
  });

  it("finds the Flow by its name", async () => {
    expect((await post(navigate({ flow_id: undefined, flow_name: "local" }))).status).toBe(200);
  });

  it.each([
    ["no recipient", () => navigate({}, { to: undefined }), 131008],
    ["no body text", () => navigate({}, { interactive: { type: "flow", action: {} } }), 131008],
    ["no button text", () => navigate({ flow_cta: undefined }), 131008],
    ["no type", () => navigate({}, { type: undefined }), 131008],
    ["an unknown key", () => navigate({}, { colour: 1 }), 100],
    ["an unknown Flow parameter", () => navigate({ colour: 1 }), 100],
    ["another product", () => navigate({}, { messaging_product: "sms" }), 131009],
    ["a recipient without digits", () => navigate({}, { to: "Ana" }), 131009],
    ["another message version", () => navigate({ flow_message_version: 3 }), 131009],
    ["a button text over 30 characters", () => navigate({ flow_cta: "x".repeat(31) }), 131009],
    ["an emoji in the button", () => navigate({ flow_cta: "Open 🙂" }), 131009],
    ["Flow id and name", () => navigate({ flow_name: "local" }), 131009],
    ["neither id nor name", () => navigate({ flow_id: undefined }), 131009],
    ["an unknown Flow", () => navigate({ flow_id: "1" }), 131009],
    ["an unknown mode", () => navigate({ mode: "test" }), 131009],
    ["a screen that is no entry", () => navigate({ flow_action_payload: { screen: "X", data } }), 131009],
    ["empty data", () => navigate({ flow_action_payload: { screen: "ONLY", data: {} } }), 131009],
    ["data that is missing", () => navigate({ flow_action_payload: undefined }), 131009],
    ["data of another type", () => navigate({ flow_action_payload: { data: { ref: 1 } } }), 131009],
    ["data that is not declared", () => navigate({ flow_action_payload: { data: { ...data, x: 1 } } }), 131009],
    ["a payload with data_exchange", () => navigate({ flow_action: "data_exchange" }), 131009],
    ["opaque data over 512 characters", () => navigate({}, { biz_opaque_callback_data: "x".repeat(513) }), 131009],
    ["the sender as recipient", () => navigate({}, { to: "+34 911 00 00 00" }), 131021],
  ])("%s is refused and sends nothing", async (_, body, code) => {
    expect(await post(body())).toMatchObject(refused(code));
    expect(await statuses()).toEqual([]);
    expect(business.whatsapp.state.sent.size).toBe(0);
  });

  it("a Flow that was never published is refused unless as draft", async () => {
    const { body } = await business.api.post(`/${accountId}/flows`, {
      name: "draft",
      categories: ["OTHER"],
      flow_json: JSON.stringify(local),
    });
    expect(await post(navigate({ flow_id: body.id }))).toMatchObject(refused(131009));
    expect((await post(navigate({ flow_id: body.id, mode: "draft" }))).status).toBe(200);
  });

  it("a number that is not registered is 133010", async () => {
    const number = business.whatsapp.state.numbers.get(phoneNumberId);
    if (number) number.status = "DISCONNECTED";
    expect(await post(navigate())).toMatchObject(refused(133010));
  });
});

describe("the 24-hour window", () => {
  const failed = [
    {
      status: "failed",
      biz_opaque_callback_data: "inv_902",
      errors: [{ code: 131047, title: "Re-engagement message" }],
    },
  ];

  it("is closed before the first message, open for 24 hours after it, and renewed by a reply", async () => {
    expect((await post(navigate())).status).toBe(200);
    expect(await statuses()).toMatchObject(failed);
    expect(business.ana.chat()).toEqual([]);
    business.ana.sendText("hi");
    business.whatsapp.passTime(24 * 3_600_000 - 60_000);
    await post(navigate());
    const phone = await business.ana.openFlow();
    await phone.press();
    business.whatsapp.passTime(23 * 3_600_000);
    await post(navigate());
    expect(business.ana.chat().filter(({ button }) => button)).toHaveLength(2);
    business.whatsapp.passTime(3_600_000);
    await post(navigate());
    expect((await statuses()).at(-1)).toMatchObject({ status: "failed" });
  });

  it("can show as an error answer, too", async () => {
    await business.close();
    business = await connect({ closedWindow: "error answer" });
    flowId = await publish(business, local, "local");
    expect(await post(navigate())).toMatchObject(refused(131047));
    expect(await statuses()).toEqual([]);
  });

  it("somebody without WhatsApp: accepted, then failed with 131026 and without contacts", async () => {
    expect((await post(navigate({}, { to: "+34699999999" }))).body.contacts).toEqual([
      { input: "+34699999999", wa_id: "34699999999" },
    ]);
    expect(await statuses()).toMatchObject([{ status: "failed", errors: [{ code: 131026 }] }]);
    expect(changes(business, "messages")[0]?.value).not.toHaveProperty("contacts");
  });
});

describe("texts", () => {
  it("go out in the window and come in as messages", async () => {
    business.ana.sendText("¿Qué tal?");
    expect((await post({ messaging_product: "whatsapp", to: ANA, type: "text", text: { body: "Bien" } })).status).toBe(
      200,
    );
    await business.whatsapp.settled();
    expect(changes(business, "messages")[0]?.value).toMatchObject({
      messages: [{ from: ANA, type: "text", text: { body: "¿Qué tal?" } }],
    });
    expect(business.ana.chat().map(({ text: line }) => line)).toEqual(["¿Qué tal?", "Bien"]);
  });

  it("other documented types are refused, not pretended", async () => {
    expect(await post({ messaging_product: "whatsapp", to: ANA, type: "image", image: { id: "1" } })).toMatchObject(
      refused(131009),
    );
  });
});

describe("a template with a Flow button", () => {
  const given = (components: unknown, more: object = {}) => ({
    messaging_product: "whatsapp",
    to: `+${ANA}`,
    type: "template",
    biz_opaque_callback_data: "b-1",
    template: { name: "invite", language: { code: "en_US" }, components, ...more },
  });
  const bodyPart = { type: "body", parameters: [{ type: "text", text: "Ana" }] };
  const buttonPart = (action: object = { flow_token: "f1.3Qm2", flow_action_data: data }, more: object = {}) => ({
    type: "button",
    sub_type: "flow",
    index: "0",
    parameters: [{ type: "action", action }],
    ...more,
  });

  beforeEach(async () => {
    await business.api.post(`/${accountId}/message_templates`, {
      name: "invite",
      language: "en_US",
      category: "MARKETING",
      components: [
        { type: "BODY", text: "Hello {{1}}, please complete the form.", example: { body_text: [["Ana"]] } },
        { type: "BUTTONS", buttons: [{ type: "FLOW", text: "Open form", flow_id: flowId, navigate_screen: "ONLY" }] },
      ],
    });
  });

  it("is 132001 (404) until it is approved, then goes out without any window", async () => {
    expect(await post(given([bodyPart, buttonPart()]))).toMatchObject(refused(132001, 404));
    business.whatsapp.decideTemplate("invite", "APPROVED");
    expect((await post(given([bodyPart, buttonPart()]))).body.messages).toEqual([
      { id: expect.any(String), message_status: "accepted" },
    ]);
    expect(await statuses()).toMatchObject([
      {
        status: "sent",
        biz_opaque_callback_data: "b-1",
        pricing: { billable: true, pricing_model: "PMP", category: "marketing" },
      },
      { status: "delivered" },
    ]);
    expect(business.ana.chat()).toMatchObject([
      { text: "Hello Ana, please complete the form.", button: { label: "Open form" } },
    ]);
    const phone = await business.ana.openFlow();
    await phone.press();
    await business.whatsapp.settled();
    expect(JSON.stringify(changes(business, "messages").at(-1))).toContain("hs-42");
  });

  it.each([
    ["another language", () => given([bodyPart, buttonPart()], { language: { code: "es" } }), 132001, 404],
    ["an unknown name", () => given([bodyPart, buttonPart()], { name: "other" }), 132001, 404],
    ["no button component", () => given([bodyPart]), 131009, 400],
    ["another index", () => given([bodyPart, buttonPart(undefined, { index: "1" })]), 131009, 400],
    ["no parameters for the body", () => given([buttonPart()]), 132000, 400],
    ["data that does not fit the first screen", () => given([bodyPart, buttonPart({ flow_token: "t" })]), 131009, 400],
    ["an unknown key", () => given([bodyPart, buttonPart({ flow_token: "t", colour: 1 })]), 100, 400],
  ])("%s is refused", async (_, body, code, status) => {
    business.whatsapp.decideTemplate("invite", "APPROVED");
    expect(await post(body())).toMatchObject(refused(code, status));
    expect(await statuses()).toEqual([]);
  });

  it("paused is 132015, disabled 132016, a blocked Flow 132068", async () => {
    business.whatsapp.decideTemplate("invite", "PAUSED");
    expect(await post(given([bodyPart, buttonPart()]))).toMatchObject(refused(132015));
    business.whatsapp.decideTemplate("invite", "DISABLED");
    expect(await post(given([bodyPart, buttonPart()]))).toMatchObject(refused(132016));
    business.whatsapp.decideTemplate("invite", "APPROVED");
    business.whatsapp.setFlowHealth(flowId, "BLOCKED");
    expect(await post(given([bodyPart, buttonPart()]))).toMatchObject(refused(132068));
  });
});
