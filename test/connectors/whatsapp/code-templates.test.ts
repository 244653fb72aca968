import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { createCodeTemplate, sendCode } from "../../../connectors/whatsapp/code-templates.ts";
import { GraphPeer, jsonOf } from "./graph-peer.ts";

let peer: GraphPeer;
beforeAll(async () => {
  peer = await GraphPeer.start();
});
afterAll(() => peer.close());

describe("authentication templates (WhatsApp reference 6.8)", () => {
  it("are handed in without a text of ours, with a button that copies the code", async () => {
    peer.answer({ json: { id: "56", status: "PENDING", category: "AUTHENTICATION" } });
    const template = { name: "flowella_code", language: "it", minutes: 10, button: "Copia codice" };
    await expect(createCodeTemplate(peer.graph(), "204", template)).resolves.toEqual({ id: "56", status: "PENDING" });
    const request = peer.takeOne();
    expect(request.url).toBe("/v25.0/204/message_templates");
    expect(jsonOf(request)).toEqual({
      name: "flowella_code",
      language: "it",
      category: "AUTHENTICATION",
      components: [
        { type: "BODY", add_security_recommendation: true },
        { type: "FOOTER", code_expiration_minutes: 10 },
        { type: "BUTTONS", buttons: [{ type: "OTP", otp_type: "COPY_CODE", text: "Copia codice" }] },
      ],
    });
  });

  it("are sent with the code in the text and behind the button", async () => {
    peer.answer({ json: { messages: [{ id: "wamid.1", message_status: "accepted" }] } });
    const message = { to: "+393405550199", callbackData: "cod_1", template: "flowella_code", language: "it" };
    await sendCode(peer.graph(), "106", { ...message, code: "012345" });
    const request = peer.takeOne();
    expect(request.url).toBe("/v25.0/106/messages");
    const parameters = [{ type: "text", text: "012345" }];
    expect(jsonOf(request)).toMatchObject({
      to: "+393405550199",
      type: "template",
      biz_opaque_callback_data: "cod_1",
      template: {
        name: "flowella_code",
        language: { code: "it" },
        components: [
          { type: "body", parameters },
          { type: "button", sub_type: "url", index: "0", parameters },
        ],
      },
    });
  });

  it.each([
    ["a number without country code", { to: "3405550199" }],
    ["a code that is too long", { code: "0123456789012345" }],
  ])("%s is refused before anything is sent", async (_, wrong) => {
    const message = { to: "+393405550199", callbackData: "c", template: "t", language: "en", code: "1", ...wrong };
    await expect(sendCode(peer.graph(), "106", message)).rejects.toMatchObject({ name: "RefusedInput" });
  });
});
