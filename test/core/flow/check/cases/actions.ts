/** Actions (WhatsApp reference 1.3, 2.4). */
import {
  bare,
  body,
  type Case,
  complete,
  data,
  endpoint,
  exchange,
  flow,
  footer,
  input,
  link,
  live,
  many,
  navigate,
  one,
  optIn,
  type Part,
  radio,
  screen,
  two,
  update,
} from "../flows.ts";

const first = "screens[0].layout.children[0]";

const needsName = { data: { who: { type: "string", __example__: "Ana" } } };
const payload = "screens[0].layout.children[1].on-click-action.payload";

const last = (action: Part): Part =>
  flow([
    screen("FIRST", [footer(navigate("LAST"))]),
    screen("LAST", [footer()], { terminal: true }),
    screen("SIDE", [link(navigate("LAST")), footer(action)], { terminal: true }),
  ]);

const chosen = (action: Part, version = "7.3"): Part => one([radio({ "on-select-action": action })], {}, { version });

export const actionCases: Case[] = [
  {
    rule: "an action has a name",
    code: "MISSING_REQUIRED_PROPERTY",
    path: `${first}.on-click-action.name`,
    broken: bare([footer({ payload: {} })]),
    near: bare([footer()]),
  },
  {
    rule: "an action's name is text",
    code: "INVALID_PROPERTY_TYPE",
    path: `${first}.on-click-action.name`,
    broken: bare([footer({ name: 1 })]),
    near: bare([footer()]),
  },
  {
    rule: "a Footer acts",
    code: "MISSING_REQUIRED_PROPERTY",
    path: `${first}.on-click-action`,
    broken: bare([{ type: "Footer", label: "Send" }]),
    near: bare([footer()]),
  },
  {
    rule: "complete stands in a Footer only",
    code: "INVALID_ENUM_VALUE",
    path: `${first}.on-click-action.name`,
    broken: one([link(complete())]),
    near: one([link()]),
  },
  {
    rule: "open_url stands in no Footer",
    code: "INVALID_ENUM_VALUE",
    path: `${first}.on-click-action.name`,
    broken: bare([footer({ name: "open_url", url: "https://example.org" })]),
    near: bare([footer()]),
  },
  {
    rule: "open_url came with 6.0",
    code: "INVALID_ENUM_VALUE",
    path: `${first}.on-click-action.name`,
    broken: one(
      [optIn({ "on-click-action": { name: "open_url", url: "https://example.org" } })],
      {},
      { version: "5.1" },
    ),
    near: one([optIn({ "on-click-action": { name: "open_url", url: "https://example.org" } })], {}, { version: "6.0" }),
  },
  {
    rule: "update_data came with 6.0",
    code: "INVALID_ENUM_VALUE",
    path: `${first}.on-select-action.name`,
    broken: chosen(update({ words: "x" }), "5.1"),
    near: chosen(update({ words: "x" }), "6.0"),
  },
  {
    rule: "navigate says where",
    code: "MISSING_REQUIRED_PROPERTY",
    path: `${first}.on-click-action.next`,
    broken: one([link({ name: "navigate", payload: {} })]),
    near: one([link()]),
  },
  {
    rule: "navigate goes to a screen",
    code: "INVALID_ENUM_VALUE",
    path: `${first}.on-click-action.next.type`,
    broken: two([link({ name: "navigate", next: { type: "plugin", name: "LAST" } })]),
    near: two([link({ name: "navigate", next: { type: "screen", name: "LAST" } })]),
  },
  {
    rule: "complete on a terminal screen",
    code: "INVALID_COMPLETE_ACTION",
    path: `${first}.on-click-action`,
    broken: flow([screen("FIRST", [footer()]), screen("LAST", [footer()], { terminal: true })], {
      ...endpoint,
      routing_model: { FIRST: ["LAST"], LAST: [] },
    }),
    near: flow([screen("FIRST", [footer(exchange())]), screen("LAST", [footer()], { terminal: true })], {
      ...endpoint,
      routing_model: { FIRST: ["LAST"], LAST: [] },
    }),
  },
  {
    rule: "a terminal Footer ends the Flow",
    code: "FLOWELLA_TERMINAL_FOOTER_NAVIGATES",
    path: "screens[2].layout.children[1].on-click-action",
    broken: last(navigate("LAST")),
    near: last(complete()),
  },
  {
    rule: "the next screen exists",
    code: "INVALID_NAVIGATE_ACTION_NEXT_SCREEN_NAME",
    path: `${first}.on-click-action.next.name`,
    broken: two([link(navigate("OTHER"))]),
    near: two([link(navigate("LAST"))]),
  },
  {
    rule: "the next screen is another one",
    code: "INVALID_NAVIGATE_ACTION_NEXT_SCREEN_NAME",
    path: `${first}.on-click-action.next.name`,
    broken: two([link(navigate("FIRST"))]),
    near: two([link(navigate("LAST"))]),
  },
  {
    rule: "the next screen gets all its data",
    code: "INVALID_NAVIGATE_ACTION_PAYLOAD",
    path: `${payload}.who`,
    broken: two([input()], {}, needsName),
    near: two([input()], { who: "${form.answer}" }, needsName),
  },
  {
    rule: "the next screen gets nothing else",
    code: "INVALID_NAVIGATE_ACTION_PAYLOAD",
    path: `${payload}.who`,
    broken: two([input()], { who: "${form.answer}" }),
    near: two([input()]),
  },
  {
    rule: "the next screen gets literals of its types",
    code: "INVALID_NAVIGATE_ACTION_PAYLOAD",
    path: `${payload}.who`,
    broken: two([input()], { who: 5 }, needsName),
    near: two([input()], { who: "" }, needsName),
  },
  {
    rule: "the next screen gets references of its types",
    code: "INVALID_NAVIGATE_ACTION_PAYLOAD",
    path: `${payload}.who`,
    broken: two([optIn()], { who: "${form.agree}" }, needsName),
    near: two([optIn()], { who: "`'Agreed: ' ${form.agree}`" }, needsName),
  },
  {
    rule: "update_data has a payload",
    code: "MISSING_REQUIRED_PROPERTY",
    path: `${first}.on-select-action.payload`,
    broken: chosen({ name: "update_data" }),
    near: chosen(update({})),
  },
  {
    rule: "update_data changes declared data",
    code: "INVALID_ACTION_PAYLOAD_PROPERTY",
    path: `${first}.on-select-action.payload.other`,
    broken: chosen(update({ other: true })),
    near: chosen(update({ yes: true })),
  },
  {
    rule: "update_data keeps types",
    code: "INVALID_ACTION_PAYLOAD_PROPERTY",
    path: `${first}.on-select-action.payload.yes`,
    broken: chosen(update({ yes: "true" })),
    near: chosen(update({ yes: "`${form.kind} == 'option_1'`" })),
  },
  {
    rule: "update_data reads what is there",
    code: "INVALID_ACTION_PAYLOAD_PROPERTY",
    path: `${first}.on-select-action.payload.words`,
    broken: chosen(update({ words: "${form.other}" })),
    near: chosen(update({ words: "${form.kind}" })),
  },
  {
    rule: "options update declared data",
    code: "INVALID_ACTION_PAYLOAD_PROPERTY",
    path: `${first}.data-source[0].on-select-action.payload.other`,
    broken: one([radio({ "data-source": [{ id: "a", title: "A", "on-select-action": update({ other: 1 }) }] })]),
    near: one([radio({ "data-source": [{ id: "a", title: "A", "on-select-action": update({ count: 1 }) }] })]),
  },
  {
    rule: "select actions of a list exchange or update",
    code: "INVALID_ENUM_VALUE",
    path: `${first}.on-unselect-action.name`,
    broken: live([radio({ "on-unselect-action": exchange() })]),
    near: live([radio({ "on-unselect-action": update({ count: 0 }) })]),
  },
  {
    rule: "a long list of problems is cut",
    code: "FLOWELLA_MORE_PROBLEMS",
    path: "",
    broken: one(many(1, () => body(Object.fromEntries(Array.from({ length: 301 }, (_, index) => [`x${index}`, 1]))))),
    near: one([body()], { data }),
    also: ["INVALID_PROPERTY_KEY"],
  },
];
