import { describe, expect, it } from "@jest/globals";
import type { ValidationError } from "../../../sandbox/whatsapp/validation/errors.ts";
import { positionsOf } from "../../../sandbox/whatsapp/validation/positions.ts";
import { validateFlowJson } from "../../../sandbox/whatsapp/validation/validate.ts";
import { completing, screen, send, signUp, text, when } from "../../phone/flow-json.ts";

const errorsOf = (flow: unknown): readonly ValidationError[] => validateFlowJson(JSON.stringify(flow)).errors;
const codes = (flow: unknown): string[] =>
  errorsOf(flow).map(({ error, pointers }) => `${error} ${pointers[0]?.path ?? ""}`);

const at = "screens[0].layout.children[0]";
const choices = (count: number, title = "X") => Array.from({ length: count }, (_, id) => ({ id: String(id), title }));
const one = (component: object) => completing([component], {});
const endpoint = (routing_model: object, screens: object[]) => ({
  version: "7.3",
  data_api_version: "3.0",
  routing_model,
  screens,
});
const last = (id: string) => screen(id, [send({})], { terminal: true });
const go = (name: string, payload: object = {}) => ({
  type: "Footer",
  label: "Go",
  "on-click-action": { name: "navigate", next: { type: "screen", name }, payload },
});

describe("what is accepted", () => {
  it.each([
    ["the reference's Flow with endpoint", signUp],
    ["a Flow without endpoint", one(text("a"))],
    [
      "branches",
      completing([{ type: "OptIn", name: "o", label: "O" }, when("${form.o}", [text("a")], [text("b")])], {
        a: "${form.a}",
      }),
    ],
    [
      "every component in plain form",
      completing(
        [
          { type: "TextSubheading", text: "x" },
          { type: "CheckboxGroup", name: "c", label: "C", "data-source": choices(20) },
          { type: "Dropdown", name: "d", label: "D", "data-source": choices(200) },
          { type: "ChipsSelector", name: "e", label: "E", "data-source": choices(2) },
          { type: "DatePicker", name: "f", label: "F" },
          { type: "CalendarPicker", name: "g", label: "G" },
          { type: "Image", src: "AAAA" },
        ],
        {},
      ),
    ],
  ])("%s", (_, flow) => {
    expect(errorsOf(flow)).toEqual([]);
  });
});

describe("what is found", () => {
  it.each([
    ["no version", { screens: [last("A")] }, "MISSING_FLOW_JSON_VERSION "],
    ["an unknown top-level key", { ...one(text("a")), colour: 1 }, "INVALID_PROPERTY_KEY colour"],
    ["no screens", { version: "7.3", screens: [] }, "MIN_ITEMS_REQUIRED screens"],
    [
      "101 screens",
      { version: "7.3", screens: Array.from({ length: 101 }, () => last("A")) },
      "MAX_SCREENS_NUMBER screens",
    ],
    ["an id with digits", endpoint({}, [last("A1")]), "PATTERN_MISMATCH screens[0].id"],
    ["a reserved id", endpoint({}, [last("Success")]), "SCREEN_ID_IS_RESERVED_KEYWORD screens[0].id"],
    ["an id twice", endpoint({ A: [] }, [last("A"), last("A")]), "DUPLICATE_SCREEN_IDS screens[1].id"],
    [
      "an unknown screen key",
      endpoint({ A: [] }, [screen("A", [send({})], { terminal: true, colour: 1 })]),
      "INVALID_PROPERTY_KEY screens[0].colour",
    ],
    ["an unknown component", one({ type: "Hologram" }), `INVALID_PROPERTY_VALUE ${at}.type`],
    ["a component without type", one({ text: "x" }), `MISSING_REQUIRED_TYPE_PROPERTY ${at}`],
    ["an unknown component key", one(text("a", { colour: 1 })), `INVALID_PROPERTY_KEY ${at}.colour`],
    ["a missing label", one({ type: "TextInput", name: "a" }), `MISSING_REQUIRED_PROPERTY ${at}`],
    ["a label that is too long", one(text("a", { label: "x".repeat(21) })), `INVALID_PROPERTY_VALUE ${at}.label`],
    ["blank text", one({ type: "TextBody", text: " " }), `PATTERN_MISMATCH ${at}.text`],
    ["null", one(text("a", { "helper-text": null })), `INVALID_PROPERTY_TYPE ${at}.helper-text`],
    [
      "21 options",
      one({ type: "RadioButtonsGroup", name: "a", label: "A", "data-source": choices(21) }),
      `INVALID_PROPERTY_VALUE ${at}.data-source`,
    ],
    [
      "one chip",
      one({ type: "ChipsSelector", name: "a", label: "A", "data-source": choices(1) }),
      `MIN_ITEMS_REQUIRED ${at}.data-source`,
    ],
    [
      "a long option title",
      one({ type: "Dropdown", name: "a", label: "A", "data-source": choices(1, "x".repeat(31)) }),
      `INVALID_PROPERTY_VALUE ${at}.data-source[0].title`,
    ],
    [
      "an option without title",
      one({ type: "Dropdown", name: "a", label: "A", "data-source": [{ id: "a" }] }),
      `MISSING_REQUIRED_PROPERTY ${at}.data-source[0]`,
    ],
    [
      "min above max",
      one({
        type: "CheckboxGroup",
        name: "a",
        label: "A",
        "data-source": choices(3),
        "min-selected-items": 3,
        "max-selected-items": 2,
      }),
      `MIN_VALUE_GREATER_THAN_MAX ${at}.min-selected-items`,
    ],
    [
      "a name twice, across branches",
      completing([when("true", [text("a")], [text("a")])], {}),
      `DUPLICATE_FORM_COMPONENT_NAMES ${at}.else[0].name`,
    ],
    [
      "six OptIns",
      completing(
        ["a", "b", "c", "d", "e", "f"].map((name) => ({ type: "OptIn", name, label: "x" })),
        {},
      ),
      "MAX_OPT_IN_PER_SCREEN screens[0]",
    ],
    [
      "two Footers",
      endpoint({ A: [] }, [screen("A", [send({}), send({})], { terminal: true })]),
      "MAX_FOOTER_PER_SCREEN screens[0]",
    ],
    [
      "one caption of two",
      endpoint({ A: [] }, [screen("A", [{ ...send({}), "left-caption": "x" }], { terminal: true })]),
      `INVALID_DEPENDENCIES ${at}`,
    ],
    [
      "51 components",
      completing(
        Array.from({ length: 51 }, () => ({ type: "TextBody", text: "x" })),
        {},
      ),
      "INVALID_PROPERTY_VALUE screens[0].layout.children",
    ],
    [
      "complete before the end",
      {
        version: "7.3",
        screens: [screen("A", [{ ...go("B"), "on-click-action": { name: "complete", payload: {} } }]), last("B")],
      },
      `INVALID_COMPLETE_ACTION ${at}.on-click-action`,
    ],
    [
      "complete on a link",
      one({ type: "EmbeddedLink", text: "x", "on-click-action": { name: "complete", payload: {} } }),
      `INVALID_ENUM_VALUE ${at}.on-click-action.name`,
    ],
    [
      "data_exchange without endpoint",
      { version: "7.3", screens: [last("A")] },
      `MISSING_REQUIRED_PROPERTY ${at}.on-click-action`,
    ],
    [
      "an endpoint without routing model",
      { version: "7.3", data_api_version: "3.0", screens: [last("A")] },
      "MISSING_REQUIRED_PROPERTY ",
    ],
    ["undeclared data", one({ type: "TextBody", text: "${data.x}" }), `INVALID_SCREEN_DYNAMIC_DATA ${at}.text`],
    [
      "an unknown input",
      completing([text("a")], { b: "${form.b}" }),
      "INVALID_ON_CLICK_ACTION_PAYLOAD screens[0].layout.children[1].on-click-action.payload.b",
    ],
    [
      "an input of another screen that is not there",
      completing([text("a")], { b: "${screen.X.form.b}" }),
      "PATTERN_MISMATCH screens[0].layout.children[1].on-click-action.payload.b",
    ],
    [
      "data without example",
      completing([], {}, { data: { x: { type: "string" } } }),
      "INVALID_SCREEN_DATA screens[0].data.x",
    ],
    [
      "an example of another type",
      completing([], {}, { data: { x: { type: "string", __example__: 1 } } }),
      "INVALID_SCREEN_DATA screens[0].data.x",
    ],
    [
      "a list without items",
      completing([], {}, { data: { x: { type: "array", __example__: [] } } }),
      "INVALID_SCREEN_DATA screens[0].data.x",
    ],
    ["no terminal screen", endpoint({ A: [] }, [screen("A", [send({})])]), "MISSING_TERMINAL_SCREEN screens"],
    [
      "no successful end",
      endpoint({ A: [] }, [screen("A", [send({})], { terminal: true, success: false })]),
      "INVALID_PROPERTY_VALUE screens",
    ],
    [
      "success before the end",
      endpoint({ A: ["B"], B: [] }, [screen("A", [send({})], { success: true }), last("B")]),
      "NOT_KEYWORD_SCHEMA_VALIDATION_FAILED screens[0].success",
    ],
    [
      "a terminal screen without Footer",
      endpoint({ A: [] }, [screen("A", [text("a")], { terminal: true })]),
      "MISSING_FOOTER_ON_TERMINAL_SCREEN screens[0]",
    ],
    [
      "navigate to nowhere",
      { version: "7.3", screens: [screen("A", [go("X")]), last("B")] },
      `INVALID_NAVIGATE_ACTION_NEXT_SCREEN_NAME ${at}.on-click-action.next`,
    ],
    [
      "navigate with the wrong payload",
      { version: "7.3", screens: [screen("A", [go("B", { x: 1 })]), last("B")] },
      `INVALID_NAVIGATE_ACTION_PAYLOAD ${at}.on-click-action.payload`,
    ],
    [
      "refresh_on_back without endpoint",
      completing([], {}, { refresh_on_back: true }),
      "INVALID_PROPERTY_VALUE screens[0].refresh_on_back",
    ],
  ])("%s", (_, flow, finding) => {
    expect(codes(flow)).toContain(finding);
  });
});

describe("the routing model", () => {
  const two = [screen("A", [send({})]), last("B")];
  it.each([
    ["an unknown screen", { A: ["B", "X"], B: [] }, two],
    ["a screen that is missing", { A: [] }, [last("A"), last("B")]],
    ["a way back", { A: ["B"], B: ["A"] }, two],
    ["a screen that leads to itself", { A: ["A", "B"], B: [] }, two],
    ["a longer loop", { A: ["B"], B: ["C"], C: ["A"] }, [screen("A", [send({})]), screen("B", [send({})]), last("C")]],
    [
      "an end that is not terminal",
      { A: ["B"], B: [], C: [] },
      [screen("A", [send({})]), screen("B", [send({})]), last("C")],
    ],
    [
      "eleven ways",
      { A: [..."BCDEFGHIJKL"], ...Object.fromEntries([..."BCDEFGHIJKL"].map((id) => [id, []])) },
      [screen("A", [send({})]), ...[..."BCDEFGHIJKL"].map(last)],
    ],
    ["a navigate action that is not in it", { A: [], B: [] }, [screen("A", [go("B")], { terminal: true }), last("B")]],
  ])("%s is refused", (_, routes, screens) => {
    expect(codes(endpoint(routes, screens))).toContain("INVALID_ROUTING_MODEL routing_model");
  });

  it("a wide graph of 60 screens is judged at once", () => {
    const ids = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"].flatMap((letter) => [letter, `${letter}_`]);
    const routes = Object.fromEntries(ids.map((id, index) => [id, ids.slice(index + 1, index + 11)]));
    const screens = ids.map((id, index) => (index === ids.length - 1 ? last(id) : screen(id, [send({})])));
    expect(errorsOf(endpoint(routes, screens))).toEqual([]);
  });
});

describe("positions", () => {
  it("give first and last character of each value", () => {
    const text = '{ "a": [1,\n  {"b c": "x\\"y"}],\n"d": {} }';
    const spans = positionsOf(text);
    const cut = (path: string) => {
      const span = spans.get(path);
      const lines = text.split("\n");
      return (
        span &&
        lines[span.line_start - 1]?.slice(
          span.column_start - 1,
          span.line_start === span.line_end ? span.column_end : undefined,
        )
      );
    };
    expect(cut("a[0]")).toBe("1");
    expect(cut("a[1].b c")).toBe('"x\\"y"');
    expect(cut("d")).toBe("{}");
    expect(spans.get("a")).toEqual({ line_start: 1, line_end: 2, column_start: 8, column_end: 18 });
    expect(positionsOf("{").size).toBe(0);
  });
});
