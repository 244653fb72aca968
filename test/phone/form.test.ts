/** `Form`: the other place to write what inputs start with and what is wrong with them (WhatsApp reference 1.7). */
import { describe, expect, it } from "@jest/globals";
import { BrokenFlow } from "../../phone/index.ts";
import { completing, screen, send, text, when } from "./flow-json.ts";
import { openRehearsed, rehearse } from "./rehearsed-endpoint.ts";

const form = (children: readonly object[], more: object = {}) => ({ type: "Form", name: "form", children, ...more });
const options = [
  { id: "a", title: "A" },
  { id: "b", title: "B" },
];
const inputs = [
  text("email", { "input-type": "email" }),
  { type: "CheckboxGroup", name: "likes", label: "Likes", "data-source": options },
  when("${form.email} != ''", [text("company")], []),
];
const open = (flow: object) => openRehearsed(flow, rehearse(), { mode: "navigate" });

describe("a Form", () => {
  it("fills its inputs in, those in branches too, and says what is wrong with them", async () => {
    const values = { email: "ana@example.org", likes: ["b"], company: "Acme" };
    const wrapped = form(inputs, { "init-values": values, "error-messages": { email: "We know this one" } });
    const phone = await open(completing([wrapped], {}));
    expect(phone.read().inputs).toMatchObject([
      { name: "email", value: "ana@example.org", error: "We know this one" },
      { name: "likes", value: ["b"] },
      { name: "company", value: "Acme" },
    ]);
  });

  it("takes both as objects of the screen's data", async () => {
    const data = {
      start: { type: "object", properties: { email: { type: "string" } }, __example__: { email: "" } },
      wrong: { type: "object", properties: {}, __example__: {} },
    };
    const wrapped = form([...inputs, send({ email: "${form.email}" })], {
      "init-values": "${data.start}",
      "error-messages": "${data.wrong}",
    });
    const flow = {
      version: "7.3",
      data_api_version: "3.0",
      routing_model: { START: [] },
      screens: [screen("START", [wrapped], { terminal: true, data })],
    };
    const shown = (wrong: object) => ({
      clear: { version: "3.0", screen: "START", data: { start: { email: "pre@example.org" }, wrong } },
    });
    const rehearsal = rehearse(shown({}), shown({ email: "Work address needed" }));
    const phone = await openRehearsed(flow, rehearsal);
    expect(phone.read().inputs[0]).toMatchObject({ value: "pre@example.org" });
    expect(phone.read().inputs[0]).not.toHaveProperty("error");
    await phone.press();
    expect(rehearsal.heard.at(-1)).toMatchObject({ data: { email: "pre@example.org" } });
    expect(phone.read().inputs[0]).toMatchObject({ error: "Work address needed" });
  });

  it.each([
    ["an input beside it", [form([text("a")]), text("b")], "inside it"],
    ["two of them", [form([text("a")]), form([text("b")])], "one Form"],
    ["an init-value of an input's own", [form([text("a", { "init-value": "x" })])], "init-value"],
    ["an error-message of an input's own", [form([text("a", { "error-message": "x" })])], "error-message"],
    [
      "a picker filled in",
      [form([{ type: "PhotoPicker", name: "p", label: "P" }], { "init-values": { p: ["x"] } })],
      "picker",
    ],
    ["one in a branch", [when("true == ${form.a}", [form([text("b")])], [])], "branch"],
  ])("does not stand with %s", async (_, children, why) => {
    const opening = open(completing(children, {}));
    await expect(opening).rejects.toBeInstanceOf(BrokenFlow);
    await expect(opening).rejects.toThrow(why);
  });
});
