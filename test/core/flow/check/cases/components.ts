/** Components: places, counts, company, dependencies (WhatsApp reference 1.6, 1.7). */
import {
  bare,
  body,
  type Case,
  calendar,
  carousel,
  chips,
  date,
  document,
  exchange,
  flow,
  footer,
  image,
  input,
  item,
  link,
  live,
  many,
  navigate,
  one,
  optIn,
  type Part,
  photo,
  radio,
  range,
  richText,
  screen,
  when,
} from "../flows.ts";

const first = "screens[0].layout.children[0]";

const navigation = (extra: Part): Part => ({
  type: "NavigationList",
  name: "menu",
  "list-items": [item()],
  "on-click-action": navigate("LAST"),
  ...extra,
});
const menu = (children: unknown[], extra: Part = {}): Part =>
  flow([screen("FIRST", children, extra), screen("LAST", [footer()], { terminal: true })]);
const acting = { "on-click-action": navigate("LAST") };
const silent = (listItems: unknown[]): Part => ({ type: "NavigationList", name: "menu", "list-items": listItems });

const carousels = (perScreen: number[]): Part =>
  flow(
    perScreen.map((count, index) => {
      const id = "ABCD"[index] ?? "";
      const last = index === perScreen.length - 1;
      const end = last ? footer() : footer(navigate("ABCD"[index + 1] ?? ""));
      return screen(id, [...many(count, () => carousel()), end], last ? { terminal: true } : {});
    }),
  );

const counts: Case[] = [
  {
    rule: "one Footer",
    code: "MAX_FOOTER_PER_SCREEN",
    path: "screens[0].layout.children[1]",
    broken: bare([footer(), footer()]),
    near: bare([footer()]),
  },
  {
    rule: "two EmbeddedLinks, branches counted",
    code: "MAX_EMBEDDED_LINK_PER_SCREEN",
    path: "screens[0].layout.children[2].then[0]",
    broken: one([link(), link(), when("${data.yes}", [link()])]),
    near: one([link(), when("${data.yes}", [link()])]),
  },
  {
    rule: "three Images",
    code: "MAX_IMAGE_PER_SCREEN",
    path: "screens[0].layout.children[3]",
    broken: one(many(4, () => image())),
    near: one(many(3, () => image())),
  },
  {
    rule: "five OptIns",
    code: "MAX_OPT_IN_PER_SCREEN",
    path: "screens[0].layout.children[5]",
    broken: one(many(6, (index) => optIn({ name: `agree_${index}` }))),
    near: one(many(5, (index) => optIn({ name: `agree_${index}` }))),
  },
  {
    rule: "one picker of either kind",
    code: "FLOWELLA_PICKERS_PER_SCREEN",
    path: "screens[0].layout.children[1]",
    broken: one([photo(), document()]),
    near: one([document()]),
  },
  {
    rule: "two carousels on a screen",
    code: "FLOWELLA_CAROUSELS_PER_SCREEN",
    path: "screens[0].layout.children[2]",
    broken: carousels([3]),
    near: carousels([2]),
  },
  {
    rule: "three carousels in a Flow",
    code: "FLOWELLA_CAROUSELS_PER_FLOW",
    path: "screens[1].layout.children[1]",
    broken: carousels([2, 2]),
    near: carousels([2, 1]),
  },
  {
    rule: "two navigation lists on a screen",
    code: "FLOWELLA_NAVIGATION_LISTS_PER_SCREEN",
    path: "screens[0].layout.children[2]",
    broken: menu(many(3, (index) => navigation({ name: `menu_${index}` }))),
    near: menu(many(2, (index) => navigation({ name: `menu_${index}` }))),
  },
  {
    rule: "fifty components, branches counted",
    code: "FLOWELLA_COMPONENTS_PER_SCREEN",
    path: "screens[0]",
    broken: one([
      when(
        "${data.yes}",
        many(25, () => body()),
      ),
      ...many(24, () => body()),
    ]),
    near: one([
      when(
        "${data.yes}",
        many(25, () => body()),
      ),
      ...many(23, () => body()),
    ]),
  },
];

const company: Case[] = [
  {
    rule: "a component exists",
    code: "INVALID_ENUM_VALUE",
    path: `${first}.type`,
    broken: one([{ type: "TextTitle", text: "x" }]),
    near: one([{ type: "TextHeading", text: "x" }]),
  },
  {
    rule: "a name of Object's own is no component",
    code: "INVALID_ENUM_VALUE",
    path: `${first}.type`,
    broken: one([{ type: "constructor" }]),
    near: one([body()]),
  },
  {
    rule: "a component exists in this version",
    code: "INVALID_ENUM_VALUE",
    path: `${first}.type`,
    broken: one([chips()], {}, { version: "6.2" }),
    near: one([chips()], {}, { version: "6.3" }),
  },
  {
    rule: "RichText beside nothing but a Footer",
    code: "FLOWELLA_RICH_TEXT_ALONE",
    path: first,
    broken: one([richText(), body()]),
    near: one([richText()]),
  },
  {
    rule: "RichText beside nothing at all before 6.3",
    code: "FLOWELLA_RICH_TEXT_ALONE",
    path: first,
    broken: one([richText()], {}, { version: "6.2" }),
    near: one([richText()], {}, { version: "6.3" }),
  },
  {
    rule: "RichText once",
    code: "FLOWELLA_RICH_TEXT_ALONE",
    path: first,
    broken: one([richText(), richText()]),
    near: one([richText({ text: ["# A", "# B"] })]),
  },
  {
    rule: "NavigationList beside nothing",
    code: "FLOWELLA_NAVIGATION_LIST_ALONE",
    path: first,
    broken: menu([navigation({}), body()]),
    near: menu([navigation({})]),
  },
  {
    rule: "NavigationList on no terminal screen",
    code: "FLOWELLA_NAVIGATION_LIST_TERMINAL",
    path: first,
    broken: menu([navigation({})], { terminal: true }),
    near: menu([navigation({})]),
    also: ["MISSING_FOOTER_ON_TERMINAL_SCREEN"],
  },
  {
    rule: "NavigationList acts as a whole or by item, not both",
    code: "FLOWELLA_NAVIGATION_LIST_ACTION",
    path: first,
    broken: menu([navigation({ "list-items": [item(acting)] })]),
    near: menu([silent([item(acting)])]),
  },
  {
    rule: "every item of a NavigationList acts",
    code: "FLOWELLA_NAVIGATION_LIST_ACTION",
    path: first,
    broken: menu([silent([item(acting), item({ id: "b" })])]),
    near: menu([silent([item(acting), item({ id: "b", ...acting })])]),
  },
  {
    rule: "one badge in a list",
    code: "FLOWELLA_BADGES_PER_LIST",
    path: `${first}.list-items[1].badge`,
    broken: menu([navigation({ "list-items": [item({ badge: "New" }), item({ id: "b", badge: "New" })] })]),
    near: menu([navigation({ "list-items": [item({ badge: "New" }), item({ id: "b" })] })]),
  },
  {
    rule: "no end beside large images",
    code: "INVALID_DEPENDENCIES",
    path: `${first}.list-items[0].end`,
    broken: menu([navigation({ "media-size": "large", "list-items": [item({ end: { title: "5 EUR" } })] })]),
    near: menu([navigation({ "media-size": "regular", "list-items": [item({ end: { title: "5 EUR" } })] })]),
  },
];

const dependencies: Case[] = [
  {
    rule: "a pattern needs a helper-text",
    code: "INVALID_DEPENDENCIES",
    path: `${first}.helper-text`,
    broken: one([input({ pattern: "[0-9]+" })]),
    near: one([input({ pattern: "[0-9]+", "helper-text": "Digits" })]),
  },
  {
    rule: "a pattern goes with some input types",
    code: "INVALID_DEPENDENCIES",
    path: `${first}.pattern`,
    broken: one([input({ pattern: ".+@.+", "helper-text": "Mail", "input-type": "email" })]),
    near: one([input({ pattern: ".+@.+", "helper-text": "Mail", "input-type": "text" })]),
  },
  {
    rule: "captions left and right come together",
    code: "INVALID_DEPENDENCIES",
    path: `${first}.right-caption`,
    broken: bare([footer(undefined, { "left-caption": "1" })]),
    near: bare([footer(undefined, { "left-caption": "1", "right-caption": "2" })]),
  },
  {
    rule: "the caption in the middle stands alone",
    code: "INVALID_DEPENDENCIES",
    path: `${first}.center-caption`,
    broken: bare([footer(undefined, { "left-caption": "1", "right-caption": "2", "center-caption": "3" })]),
    near: bare([footer(undefined, { "center-caption": "3" })]),
  },
  {
    rule: "a single day has no title",
    code: "INVALID_DEPENDENCIES",
    path: `${first}.title`,
    broken: one([calendar({ title: "When" })]),
    near: one([range({ title: "When" })]),
  },
  {
    rule: "a range has two labels",
    code: "INVALID_PROPERTY_TYPE",
    path: `${first}.label`,
    broken: one([range({ label: "When" })]),
    near: one([range()]),
  },
  {
    rule: "a single day has one label",
    code: "INVALID_PROPERTY_TYPE",
    path: `${first}.label`,
    broken: one([calendar({ label: { "start-date": "From", "end-date": "To" } })]),
    near: one([calendar()]),
  },
  {
    rule: "input names are unique across branches",
    code: "DUPLICATE_FORM_COMPONENT_NAMES",
    path: `${first}.else[0].name`,
    broken: one([when("${data.yes}", [input()], [date({ name: "answer" })])]),
    near: one([when("${data.yes}", [input()], [date()])]),
  },
  {
    rule: "input names are not keys of the messages",
    code: "FLOWELLA_RESERVED_NAME",
    path: `${first}.name`,
    broken: one([input({ name: "flow_token" })]),
    near: one([input({ name: "flow_tokens" })]),
  },
  {
    rule: "a required input can be seen",
    code: "FLOWELLA_HIDDEN_REQUIRED",
    path: `${first}.required`,
    broken: one([input({ required: true, visible: false })]),
    near: one([input({ required: true, visible: "${data.yes}" })]),
  },
  {
    rule: "option ids are unique",
    code: "FLOWELLA_DUPLICATE_OPTION_IDS",
    path: `${first}.data-source[1].id`,
    broken: one([
      radio({
        "data-source": [
          { id: "a", title: "A" },
          { id: "a", title: "B" },
        ],
      }),
    ]),
    near: one([
      radio({
        "data-source": [
          { id: "a", title: "A" },
          { id: "b", title: "A" },
        ],
      }),
    ]),
  },
  {
    rule: "fixed and bound options do not mix",
    code: "FLOWELLA_MIXED_OPTIONS",
    path: `${first}.data-source`,
    broken: one([
      radio({
        "data-source": [
          { id: "a", title: "A" },
          { id: "b", title: "${data.words}" },
        ],
      }),
    ]),
    near: one([radio({ "data-source": "${data.list}" })]),
  },
  {
    rule: "a bound option is no list item",
    code: "FLOWELLA_MIXED_OPTIONS",
    path: `${first}.data-source`,
    broken: one([radio({ "data-source": [{ id: "a", title: "A" }, "${data.inner}"] })]),
    near: one([radio({ "data-source": [{ id: "a", title: "A" }] })]),
  },
  {
    rule: "a DatePicker only exchanges",
    code: "INVALID_ENUM_VALUE",
    path: `${first}.on-select-action.name`,
    broken: live([date({ "on-select-action": navigate("LAST") })]),
    near: live([date({ "on-select-action": exchange({ day: "${form.day}" }) })]),
    also: ["INVALID_NAVIGATE_ACTION_NEXT_SCREEN_NAME"],
  },
];

export const componentCases: Case[] = [...counts, ...company, ...dependencies];
