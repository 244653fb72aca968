/** The document as a whole: JSON, versions, keys, types (WhatsApp reference 1.1 to 1.3). */
import {
  body,
  type Case,
  endpoint,
  flow,
  footer,
  input,
  layout,
  link,
  one,
  type Part,
  radio,
  screen,
} from "../flows.ts";

const valid = one([body()]);
const { version: _version, ...noVersion } = valid;
const deep = (levels: number): unknown => (levels === 0 ? "x" : { inner: deep(levels - 1) });

/** A screen's data whose example nests as many levels. */
const nested = (levels: number): Part =>
  one([], { data: { x: { type: "object", properties: {}, __example__: deep(levels) } } });

/** A Flow whose compact JSON has exactly this many bytes. */
function ofSize(bytes: number): Part {
  const build = (text: string) => one([], { data: { x: { type: "string", __example__: text } } });
  return build(`é${"x".repeat(bytes - new TextEncoder().encode(JSON.stringify(build("é"))).length)}`);
}

export const documentCases: Case[] = [
  {
    rule: "text that is no JSON",
    code: "INVALID_FLOW_JSON",
    path: "",
    broken: '{"version":',
    near: JSON.stringify(valid),
  },
  { rule: "a list is no Flow", code: "INVALID_FLOW_JSON", path: "", broken: [valid], near: valid },
  {
    rule: "values that JSON does not have",
    code: "INVALID_FLOW_JSON",
    path: "screens[0].layout.children[0].text",
    broken: one([body({ text: Number.NaN })]),
    near: one([body({ text: "NaN" })]),
  },
  { rule: "too deep", code: "FLOWELLA_NESTED_TOO_DEEP", path: "", broken: nested(62), near: nested(40) },
  {
    rule: "too large",
    code: "FLOWELLA_JSON_TOO_LARGE",
    path: "",
    broken: ofSize(10_000_001),
    near: ofSize(10_000_000),
  },
  { rule: "a version", code: "MISSING_FLOW_JSON_VERSION", path: "version", broken: noVersion, near: valid },
  {
    rule: "a version in two numbers",
    code: "INVALID_FLOW_JSON_VERSION",
    path: "version",
    broken: { ...valid, version: "seven" },
    near: { ...valid, version: "7.0" },
  },
  {
    rule: "a version as text",
    code: "INVALID_FLOW_JSON_VERSION",
    path: "version",
    broken: { ...valid, version: 7.3 },
    near: valid,
  },
  {
    rule: "a version that has not expired",
    code: "UNSUPPORTED_FLOW_JSON_VERSION",
    path: "version",
    broken: { ...valid, version: "4.0" },
    near: { ...valid, version: "5.0" },
  },
  {
    rule: "a version that exists",
    code: "UNAVAILABLE_FLOW_JSON_VERSION",
    path: "version",
    broken: { ...valid, version: "7.10" },
    near: { ...valid, version: "7.1" },
  },
  {
    rule: "a data API version that exists",
    code: "NO_SUPPORTED_DATA_API_VERSION",
    path: "data_api_version",
    broken: one([], {}, { ...endpoint, data_api_version: "2.0" }),
    near: one([], {}, { ...endpoint, data_api_version: "4.0" }),
  },
  {
    rule: "null nowhere",
    code: "INVALID_PROPERTY_TYPE",
    path: "screens[0].data.x.__example__[1]",
    broken: one([], { data: { x: { type: "array", items: { type: "string" }, __example__: ["a", null] } } }),
    near: one([], { data: { x: { type: "array", items: { type: "string" }, __example__: ["a", ""] } } }),
  },
  {
    rule: "known keys of the Flow",
    code: "INVALID_PROPERTY_KEY",
    path: "name",
    broken: { ...valid, name: "x" },
    near: valid,
  },
  {
    rule: "data_channel_uri is gone",
    code: "INVALID_PROPERTY_KEY",
    path: "data_channel_uri",
    broken: { ...valid, data_channel_uri: "https://example.org" },
    near: valid,
  },
  {
    rule: "known keys of a screen",
    code: "INVALID_PROPERTY_KEY",
    path: "screens[0].subtitle",
    broken: one([], { subtitle: "x" }),
    near: one([], { title: "x" }),
  },
  {
    rule: "known keys of a layout",
    code: "INVALID_PROPERTY_KEY",
    path: "screens[0].layout.gap",
    broken: one([], { layout: { ...layout([footer()]), gap: 1 } }),
    near: one([], { layout: layout([footer()]) }),
  },
  {
    rule: "known keys of a component",
    code: "INVALID_PROPERTY_KEY",
    path: "screens[0].layout.children[0].constructor",
    broken: one([body({ constructor: "x" })]),
    near: one([body({ visible: true })]),
  },
  {
    rule: "keys of a later version",
    code: "INVALID_PROPERTY_KEY",
    path: "screens[0].layout.children[0].label-variant",
    broken: one([input({ "label-variant": "large" })], {}, { version: "6.3" }),
    near: one([input({ "label-variant": "large" })], {}, { version: "7.0" }),
  },
  {
    rule: "known keys of an option",
    code: "INVALID_PROPERTY_KEY",
    path: "screens[0].layout.children[0].data-source[1].label",
    broken: one([
      radio({
        "data-source": [
          { id: "a", title: "A" },
          { id: "b", title: "B", label: "b" },
        ],
      }),
    ]),
    near: one([
      radio({
        "data-source": [
          { id: "a", title: "A" },
          { id: "b", title: "B", metadata: "b" },
        ],
      }),
    ]),
  },
  {
    rule: "open_url has no payload",
    code: "INVALID_PROPERTY_KEY",
    path: "screens[0].layout.children[0].on-click-action.payload",
    broken: one([link({ name: "open_url", url: "https://example.org", payload: {} })]),
    near: one([link({ name: "open_url", url: "https://example.org" })]),
  },
  {
    rule: "known keys of a declaration",
    code: "INVALID_PROPERTY_KEY",
    path: "screens[0].data.x.title",
    broken: one([], { data: { x: { type: "string", __example__: "", title: "X" } } }),
    near: one([], { data: { x: { type: "string", __example__: "" } } }),
  },
  {
    rule: "screens are there",
    code: "MISSING_REQUIRED_PROPERTY",
    path: "screens",
    broken: { version: "7.3" },
    near: valid,
  },
  {
    rule: "a screen has an id",
    code: "MISSING_REQUIRED_PROPERTY",
    path: "screens[0].id",
    broken: flow([{ terminal: true, layout: layout([footer()]) }]),
    near: flow([{ id: "A", terminal: true, layout: layout([footer()]) }]),
  },
  {
    rule: "an input has a label",
    code: "MISSING_REQUIRED_PROPERTY",
    path: "screens[0].layout.children[0].label",
    broken: one([{ type: "TextInput", name: "answer" }]),
    near: one([input()]),
  },
  {
    rule: "a component has a type",
    code: "MISSING_REQUIRED_TYPE_PROPERTY",
    path: "screens[0].layout.children[0].type",
    broken: one([{ text: "x" }]),
    near: one([body()]),
  },
  {
    rule: "a component's type is text",
    code: "INVALID_PROPERTY_TYPE",
    path: "screens[0].layout.children[0].type",
    broken: one([{ type: 1 }]),
    near: one([body()]),
  },
  {
    rule: "a layout has a type",
    code: "MISSING_REQUIRED_TYPE_PROPERTY",
    path: "screens[0].layout.type",
    broken: one([], { layout: { children: [footer()] } }),
    near: one([], { layout: layout([footer()]) }),
  },
  {
    rule: "text is text",
    code: "INVALID_PROPERTY_TYPE",
    path: "screens[0].layout.children[0].text",
    broken: one([body({ text: 5 })]),
    near: one([body({ text: "5" })]),
  },
  {
    rule: "text in paragraphs came with 5.1",
    code: "INVALID_PROPERTY_TYPE",
    path: "screens[0].layout.children[0].text",
    broken: one([body({ text: ["a", "b"] })], {}, { version: "5.0" }),
    near: one([body({ text: ["a", "b"] })], {}, { version: "5.1" }),
  },
  {
    rule: "paragraphs are texts",
    code: "INVALID_PROPERTY_TYPE",
    path: "screens[0].layout.children[0].text[1]",
    broken: one([body({ text: ["a", 1] })]),
    near: one([body({ text: ["a", "1"] })]),
  },
  {
    rule: "flags are booleans",
    code: "INVALID_PROPERTY_TYPE",
    path: "screens[0].terminal",
    broken: one([], { terminal: "true" }),
    near: one([], { terminal: true }),
    also: ["MISSING_TERMINAL_SCREEN", "INVALID_COMPLETE_ACTION", "INVALID_ROUTING_MODEL"],
  },
  {
    rule: "screens are a list",
    code: "INVALID_PROPERTY_TYPE",
    path: "screens",
    broken: flow({ FIRST: screen("FIRST", []) }),
    near: valid,
  },
  {
    rule: "components are objects",
    code: "INVALID_PROPERTY_TYPE",
    path: "screens[0].layout.children[0]",
    broken: one(["TextBody"]),
    near: one([body()]),
  },
  {
    rule: "options are objects",
    code: "INVALID_PROPERTY_TYPE",
    path: "screens[0].layout.children[0].data-source[0]",
    broken: one([radio({ "data-source": ["yes"] })]),
    near: one([radio({ "data-source": [{ id: "yes", title: "Yes" }] })]),
  },
  {
    rule: "whole numbers are whole",
    code: "INVALID_PROPERTY_TYPE",
    path: "screens[0].layout.children[0].max-chars",
    broken: one([input({ "max-chars": 1.5 })]),
    near: one([input({ "max-chars": 1 })]),
  },
  {
    rule: "a static property takes no reference",
    code: "INVALID_PROPERTY_VALUE",
    path: "screens[0].layout.children[0].name",
    broken: one([input({ name: "${data.words}" })]),
    near: one([input({ name: "words" })]),
  },
  {
    rule: "markdown is static",
    code: "INVALID_PROPERTY_VALUE",
    path: "screens[0].layout.children[0].markdown",
    broken: one([body({ markdown: "${data.yes}" })]),
    near: one([body({ markdown: true })]),
  },
];
