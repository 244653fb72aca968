/** The stand-in's own rules about pickers (WhatsApp reference 1.6, 1.7). */
import { describe, expect, it } from "@jest/globals";
import { validateFlowJson } from "../../../sandbox/whatsapp/validation/validate.ts";
import { completing, screen, send } from "../../phone/flow-json.ts";

const codes = (flow: unknown): string[] =>
  validateFlowJson(JSON.stringify(flow)).errors.map(({ error, pointers }) => `${error} ${pointers[0]?.path ?? ""}`);

const photo = (more: object = {}) => ({ type: "PhotoPicker", name: "photo", label: "Photo", ...more });
const paper = { type: "DocumentPicker", name: "paper", label: "Paper", "allowed-mime-types": ["application/pdf"] };
const endpoint = (payload: object) => ({
  version: "7.3",
  data_api_version: "3.0",
  routing_model: { ONLY: [] },
  screens: [screen("ONLY", [photo(), send(payload)], { terminal: true })],
});

it.each([
  ["to the endpoint", endpoint({ photo: "${form.photo}" })],
  ["into the chat", completing([photo({ "max-uploaded-photos": 1 })], { photo: "${form.photo}" })],
])("files may travel %s", (_, flow) => {
  expect(codes(flow)).toEqual([]);
});

describe("what is refused", () => {
  const go = {
    type: "Footer",
    label: "Go",
    "on-click-action": {
      name: "navigate",
      next: { type: "screen", name: "NEXT" },
      payload: { photo: "${form.photo}" },
    },
  };
  const next = screen("NEXT", [send({})], {
    terminal: true,
    data: { photo: { type: "array", items: { type: "string" }, __example__: [] } },
  });
  const inside = "screens[0].layout.children[1].on-click-action.payload";

  it.each<[string, unknown, string]>([
    [
      "files in a navigate payload",
      { ...endpoint({}), routing_model: { ONLY: ["NEXT"], NEXT: [] }, screens: [screen("ONLY", [photo(), go]), next] },
      `INVALID_ON_CLICK_ACTION_PAYLOAD ${inside}.photo`,
    ],
    [
      "files below the top",
      endpoint({ all: { photo: "${form.photo}" } }),
      `INVALID_ON_CLICK_ACTION_PAYLOAD ${inside}.all.photo`,
    ],
    [
      "files in an expression",
      endpoint({ photo: "`'my ' ${form.photo}`" }),
      `INVALID_ON_CLICK_ACTION_PAYLOAD ${inside}.photo`,
    ],
    ["two pickers of a kind", completing([photo(), photo({ name: "b" })], {}), "INVALID_PROPERTY_VALUE screens[0]"],
    ["both kinds of pickers", completing([photo(), paper], {}), "INVALID_PROPERTY_VALUE screens[0]"],
    [
      "more at least than at most",
      completing([photo({ "min-uploaded-photos": 3, "max-uploaded-photos": 2 })], {}),
      "MIN_VALUE_GREATER_THAN_MAX screens[0].layout.children[0].min-uploaded-photos",
    ],
    [
      "a value in advance",
      completing([photo({ "init-value": [] })], {}),
      "INVALID_PROPERTY_KEY screens[0].layout.children[0].init-value",
    ],
  ])("%s", (_, flow, code) => {
    expect(codes(flow)).toContain(code);
  });
});
