/** Screens (WhatsApp reference 1.3, 1.6) and what needs an endpoint (1.2). */
import {
  type Case,
  endpoint,
  exchange,
  flow,
  footer,
  input,
  layout,
  live,
  many,
  navigate,
  one,
  type Part,
  screen,
} from "../flows.ts";

/** `ABC` for 28 and so on: ids without digits. */
const letters = (index: number): string =>
  (index >= 26 ? letters(Math.floor(index / 26) - 1) : "") + String.fromCharCode(65 + (index % 26));

/** That many screens, one after the other. */
const chain = (count: number): Part =>
  flow(
    many(count, (index) =>
      index === count - 1
        ? screen(`S_${letters(index)}`, [footer()], { terminal: true })
        : screen(`S_${letters(index)}`, [footer(navigate(`S_${letters(index + 1)}`))]),
    ),
  );

const pair = (first: Part, last: Part): Part =>
  flow([screen("FIRST", [footer(navigate("LAST"))], first), screen("LAST", [footer()], { terminal: true, ...last })]);

export const screenCases: Case[] = [
  { rule: "at most 100 screens", code: "MAX_SCREENS_NUMBER", path: "screens", broken: chain(101), near: chain(100) },
  {
    rule: "a screen id has no digits",
    code: "PATTERN_MISMATCH",
    path: "screens[0].id",
    broken: one([], { id: "FIRST_1" }),
    near: one([], { id: "First_A" }),
  },
  {
    rule: "screen ids are unique",
    code: "DUPLICATE_SCREEN_IDS",
    path: "screens[1].id",
    broken: flow([screen("FIRST", [footer()], { terminal: true }), screen("FIRST", [footer()], { terminal: true })]),
    near: pair({}, {}),
  },
  {
    rule: "SUCCESS is reserved in any letter case",
    code: "SCREEN_ID_IS_RESERVED_KEYWORD",
    path: "screens[0].id",
    broken: one([], { id: "Success" }),
    near: one([], { id: "SUCCESS_PAGE" }),
  },
  {
    rule: "some screen is terminal",
    code: "MISSING_TERMINAL_SCREEN",
    path: "screens",
    broken: flow([screen("FIRST", [])]),
    near: flow([screen("FIRST", [footer()], { terminal: true })]),
    also: ["INVALID_ROUTING_MODEL"],
  },
  {
    rule: "some terminal screen ends in success",
    code: "INVALID_PROPERTY_VALUE",
    path: "screens",
    broken: one([], { success: false }),
    near: one([], { success: true }),
  },
  {
    rule: "success is for terminal screens",
    code: "NOT_KEYWORD_SCHEMA_VALIDATION_FAILED",
    path: "screens[0].success",
    broken: pair({ success: true }, {}),
    near: pair({}, { success: true }),
  },
  {
    rule: "a terminal screen has a Footer",
    code: "MISSING_FOOTER_ON_TERMINAL_SCREEN",
    path: "screens[0]",
    broken: one([], { layout: layout([input()]) }),
    near: one([], { layout: layout([input(), footer()]) }),
  },
  {
    rule: "masked names exist",
    code: "INVALID_PROPERTY_VALUE",
    path: "screens[0].sensitive[1]",
    broken: one([input()], { sensitive: ["answer", "other"] }),
    near: one([input()], { sensitive: ["answer"] }),
  },
  {
    rule: "sensitive came with 5.1",
    code: "INVALID_PROPERTY_KEY",
    path: "screens[0].sensitive",
    broken: one([input()], { sensitive: ["answer"] }, { version: "5.0" }),
    near: one([input()], { sensitive: ["answer"] }, { version: "5.1" }),
  },
  {
    rule: "refresh_on_back needs an endpoint",
    code: "INVALID_PROPERTY_VALUE",
    path: "screens[0].refresh_on_back",
    broken: one([], { refresh_on_back: true }),
    near: live([], { refresh_on_back: true }),
  },
  {
    rule: "data_exchange needs data_api_version",
    code: "MISSING_REQUIRED_PROPERTY",
    path: "data_api_version",
    broken: one([], { layout: layout([footer(exchange())]) }),
    near: live([], { layout: layout([footer(exchange())]) }),
  },
  {
    rule: "data_api_version needs a routing model",
    code: "MISSING_REQUIRED_PROPERTY",
    path: "routing_model",
    broken: one([], {}, { data_api_version: "3.0" }),
    near: one([], {}, endpoint),
  },
];
