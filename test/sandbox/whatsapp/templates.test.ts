import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { completing } from "../../phone/flow-json.ts";
import { type Business, changes, connect, publish } from "./connected-business.ts";
import { accountId } from "./graph-client.ts";

let business: Business;
let flowId: string;
const local = completing([], {});

beforeEach(async () => {
  business = await connect();
  flowId = await publish(business, local, "local");
});
afterEach(() => business.close());

const body = { type: "BODY", text: "Hello {{1}}, please complete the form.", example: { body_text: [["Ana"]] } };
const button = (more: object = {}) => ({
  type: "FLOW",
  text: "Open form",
  flow_id: flowId,
  flow_action: "navigate",
  navigate_screen: "ONLY",
  ...more,
});
const template = (buttons: readonly object[] = [button()], more: object = {}) => ({
  name: "lead_form_invite",
  language: "en_US",
  category: "UTILITY",
  components: [body, { type: "BUTTONS", buttons }],
  ...more,
});
const create = (given: object) => business.api.post(`/${accountId}/message_templates`, given);
const list = async (query = "") => (await business.api.get(`/${accountId}/message_templates${query}`)).body.data;

describe("creating", () => {
  it("starts as PENDING, is listed, and the app hears of the decision", async () => {
    const { body: created } = await create(template([button({ icon: "DOCUMENT" })]));
    expect(created).toEqual({ id: expect.stringMatching(/^\d+$/), status: "PENDING", category: "UTILITY" });
    expect(await list()).toMatchObject([
      {
        id: created.id,
        name: "lead_form_invite",
        language: "en_US",
        status: "PENDING",
        components: [body, { buttons: [{ flow_id: flowId, navigate_screen: "ONLY" }] }],
      },
    ]);
    business.whatsapp.decideTemplate("lead_form_invite", "APPROVED");
    expect(await list("?name=lead_form_invite&status=APPROVED")).toHaveLength(1);
    expect(await list("?name=other")).toEqual([]);
    expect((await business.api.get(`/${created.id}`)).body).toMatchObject({ status: "APPROVED" });
    await business.whatsapp.settled();
    expect(changes(business, "message_template_status_update").map(({ value }) => value)).toEqual([
      {
        event: "APPROVED",
        message_template_id: Number(created.id),
        message_template_name: "lead_form_invite",
        message_template_language: "en_US",
        reason: "NONE",
        message_template_category: "UTILITY",
      },
    ]);
  });

  it("resolves a Flow's name and the first screen", async () => {
    await create(template([{ type: "FLOW", text: "Open", flow_name: "local" }]));
    expect(await list()).toMatchObject([
      { components: [body, { buttons: [{ flow_id: flowId, flow_action: "navigate", navigate_screen: "ONLY" }] }] },
    ]);
    expect(JSON.stringify(await list())).not.toContain("flow_name");
  });

  it.each([
    ["an unknown key", () => template([button()], { colour: 1 }), 100],
    ["an unknown key in a button", () => template([button({ colour: 1 })]), 100],
    ["an unknown button", () => template([{ type: "HOLOGRAM", text: "x" }]), 100],
    ["a name with capitals", () => template([button()], { name: "Lead" }), 100],
    ["an unknown category", () => template([button()], { category: "SPAM" }), 100],
    ["a broken language", () => template([button()], { language: "english" }), 100],
    ["no body", () => template([], { components: [{ type: "FOOTER", text: "x" }] }), 100],
    ["two Flow buttons", () => template([button(), button()]), 100],
    ["a button text over 25 characters", () => template([button({ text: "x".repeat(26) })]), 100],
    ["no Flow in the button", () => template([button({ flow_id: undefined })]), 100],
    ["two Flows in the button", () => template([button({ flow_name: "local" })]), 100],
    ["an unknown icon", () => template([button({ icon: "STAR" })]), 100],
    ["an unknown Flow", () => template([button({ flow_id: "1" })]), 100],
    ["a screen that is no entry", () => template([button({ navigate_screen: "X" })]), 100],
    ["a screen with data_exchange", () => template([button({ flow_action: "data_exchange" })]), 100],
    ["a variable without example", () => template([button()], { components: [{ ...body, example: undefined }] }), 100],
    ["a variable at the end", () => template([button()], { components: [{ ...body, text: "Hello {{1}}" }] }), 2388299],
    [
      "a body over 1024 characters",
      () => template([button()], { components: [{ type: "BODY", text: "x".repeat(1025) }] }),
      2388040,
    ],
    [
      "a header over 60 characters",
      () => template([button()], { components: [body, { type: "HEADER", text: "x".repeat(61) }] }),
      2388047,
    ],
    [
      "a footer with a variable",
      () => template([button()], { components: [body, { type: "FOOTER", text: "a {{1}} b" }] }),
      2388073,
    ],
  ])("%s is refused", async (_, given, code) => {
    expect(await create(given())).toMatchObject({ status: 400, body: { error: { code } } });
    expect(await list()).toEqual([]);
  });

  it("the same name in the same language is 2388024, in another language fine", async () => {
    await create(template());
    expect(await create(template())).toMatchObject({ body: { error: { code: 2388024 } } });
    expect((await create(template([button()], { language: "es" }))).status).toBe(200);
  });

  it("a Flow that is not published is refused", async () => {
    const { body: draft } = await business.api.post(`/${accountId}/flows`, {
      name: "draft",
      categories: ["OTHER"],
      flow_json: JSON.stringify(local),
    });
    expect(await create(template([button({ flow_id: draft.id })]))).toMatchObject({ body: { error: { code: 100 } } });
  });
});
