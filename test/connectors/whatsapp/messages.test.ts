import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type FlowMessage, sendFlowMessage, sendFlowTemplate } from "../../../connectors/whatsapp/messages.ts";
import { GraphPeer, jsonOf } from "./graph-peer.ts";

let peer: GraphPeer;
beforeAll(async () => {
  peer = await GraphPeer.start();
});
afterAll(() => peer.close());

const message: FlowMessage = {
  to: "+34600000000",
  flowId: "710000000000001",
  flowToken: "f1.3Qm2",
  body: "It takes one minute.",
  cta: "Open form",
  callbackData: "inv_902",
};
const sent = {
  messaging_product: "whatsapp",
  contacts: [{ input: "+34600000000", wa_id: "34600000000" }],
  messages: [{ id: "wamid.X" }],
};

describe("a free-form Flow message", () => {
  it("has the documented body and opens through the endpoint", async () => {
    peer.answer({ json: sent });
    await expect(sendFlowMessage(peer.graph(), "106", message)).resolves.toEqual({
      messageId: "wamid.X",
      waId: "34600000000",
    });
    const request = peer.takeOne();
    expect([request.method, request.url]).toEqual(["POST", "/v25.0/106/messages"]);
    expect(request.headers["content-type"]).toBe("application/json");
    expect(jsonOf(request)).toEqual({
      messaging_product: "whatsapp",
      recipient_type: "individual",
      to: "+34600000000",
      type: "interactive",
      biz_opaque_callback_data: "inv_902",
      interactive: {
        type: "flow",
        body: { text: "It takes one minute." },
        action: {
          name: "flow",
          parameters: {
            flow_message_version: "3",
            flow_id: "710000000000001",
            flow_cta: "Open form",
            flow_token: "f1.3Qm2",
            mode: "published",
            flow_action: "data_exchange",
          },
        },
      },
    });
  });

  it("carries header, footer, and a first screen with its data", async () => {
    peer.answer({ json: sent }, { json: sent });
    await sendFlowMessage(peer.graph(), "106", {
      ...message,
      header: "Quick form",
      footer: "You can stop at any time",
      mode: "draft",
      open: { action: "navigate", screen: "CONTACT", data: { form_ref: "hs-42" } },
    });
    expect(jsonOf(peer.takeOne())).toMatchObject({
      interactive: {
        header: { type: "text", text: "Quick form" },
        footer: { text: "You can stop at any time" },
        action: {
          parameters: {
            mode: "draft",
            flow_action: "navigate",
            flow_action_payload: { screen: "CONTACT", data: { form_ref: "hs-42" } },
          },
        },
      },
    });
    await sendFlowMessage(peer.graph(), "106", {
      ...message,
      open: { action: "navigate", screen: "CONTACT", data: {} },
    });
    expect(peer.takeOne().body.toString()).toContain('"flow_action_payload":{"screen":"CONTACT"}');
  });

  it.each<[string, Partial<FlowMessage>, string]>([
    ["a number without +", { to: "34600000000" }, "whatsapp.recipient"],
    ["a number with spaces", { to: "+34 600 000 000" }, "whatsapp.recipient"],
    ["no token", { flowToken: "" }, "whatsapp.flow_token"],
    ["a blank body", { body: "  " }, "whatsapp.text_blank"],
    ["a body that is too long", { body: "x".repeat(1025) }, "whatsapp.text_too_long"],
    ["a header that is too long", { header: "x".repeat(61) }, "whatsapp.text_too_long"],
    ["a footer that is too long", { footer: "x".repeat(61) }, "whatsapp.text_too_long"],
    ["a button that is too long", { cta: "x".repeat(21) }, "whatsapp.text_too_long"],
    ["a button with an emoji", { cta: "Open 📝" }, "whatsapp.button_emoji"],
    ["too much callback data", { callbackData: "x".repeat(513) }, "whatsapp.text_too_long"],
  ])("with %s is refused before it is sent", async (_name, part, code) => {
    await expect(sendFlowMessage(peer.graph(), "106", { ...message, ...part })).rejects.toMatchObject({
      name: "RefusedInput",
      code,
    });
    expect(peer.received).toEqual([]);
  });
});

describe("a template with a Flow button", () => {
  const template = {
    to: "+34600000000",
    template: "lead_form_invite",
    language: "en_US",
    flowToken: "f1.3Qm2",
    callbackData: "inv_902",
  };

  it("has the documented body", async () => {
    peer.answer({ json: { ...sent, messages: [{ id: "wamid.X", message_status: "accepted" }] } });
    const message = { ...template, bodyTexts: ["Ana"], flowActionData: { form_ref: "hs-42" } };
    await expect(sendFlowTemplate(peer.graph(), "106", message)).resolves.toEqual({
      messageId: "wamid.X",
      waId: "34600000000",
      status: "accepted",
    });
    expect(jsonOf(peer.takeOne())).toEqual({
      messaging_product: "whatsapp",
      recipient_type: "individual",
      to: "+34600000000",
      type: "template",
      biz_opaque_callback_data: "inv_902",
      template: {
        name: "lead_form_invite",
        language: { code: "en_US" },
        components: [
          { type: "body", parameters: [{ type: "text", text: "Ana" }] },
          {
            type: "button",
            sub_type: "flow",
            index: "0",
            parameters: [
              { type: "action", action: { flow_token: "f1.3Qm2", flow_action_data: { form_ref: "hs-42" } } },
            ],
          },
        ],
      },
    });
  });

  it("carries the button's part even when it only holds the token", async () => {
    peer.answer({ json: sent });
    await sendFlowTemplate(peer.graph(), "106", template);
    expect(jsonOf(peer.takeOne())).toMatchObject({
      template: { components: [{ sub_type: "flow", parameters: [{ action: { flow_token: "f1.3Qm2" } }] }] },
    });
  });

  it("names no person in its errors", async () => {
    const error = { code: 131026, message: "+34600000000 is not on WhatsApp", error_data: { details: "Ana" } };
    peer.answer({ status: 400, json: { error } });
    await expect(sendFlowTemplate(peer.graph(), "106", template)).rejects.toMatchObject({
      code: "whatsapp.undeliverable",
      message: "This person cannot be reached on WhatsApp. (WhatsApp error 131026)",
    });
  });
});
