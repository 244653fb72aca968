/** If and Switch (WhatsApp reference 1.7, 2.3). */
import {
  bare,
  body,
  type Case,
  cases,
  chips,
  footer,
  form,
  input,
  one,
  optIn,
  type Part,
  photo,
  radio,
  when,
} from "../flows.ts";

const first = "screens[0].layout.children[0]";
const inputs = [input(), input({ name: "age", "input-type": "number" }), optIn(), radio()];

function condition(rule: string, broken: string, near: string, code: Case["code"] = "INVALID_PROPERTY_VALUE"): Case {
  const flow = (formula: string) => one([when(formula, [body()]), ...inputs]);
  return { rule, code, path: `${first}.condition`, broken: flow(broken), near: flow(near) };
}

function value(rule: string, broken: string, near: string, code: Case["code"] = "INVALID_PROPERTY_VALUE"): Case {
  const flow = (reference: string) => one([cases(reference, { a: [body()] }), ...inputs]);
  return { rule, code, path: `${first}.value`, broken: flow(broken), near: flow(near) };
}

const nestedIf = (levels: number): Part => when("${data.yes}", [levels === 1 ? body() : nestedIf(levels - 1)]);

const conditions: Case[] = [
  condition("no backticks", "`${data.yes}`", "${data.yes}"),
  condition("something dynamic", "true", "${data.yes}"),
  condition("nothing fixed on both sides", "(${data.yes}) && (1 == 1)", "(${data.yes}) && (${data.count} == 1)"),
  condition("a lone operand is a boolean", "${data.words}", "${form.agree}"),
  condition("an equality has one type", "${form.agree} == 'yes'", "${form.agree} == true"),
  condition("a comparison compares numbers", "${form.answer} > 17", "${form.age} > 17"),
  condition("! before a boolean", "!${data.words}", "!${data.yes}"),
  condition("! before a boolean, compared or not", "(!${data.words}) == 'a'", "(!${data.yes}) == true"),
  condition("! once", "!!${data.yes}", "!(!${data.yes})"),
  condition("parentheses hold something", "() && ${data.yes}", "(${data.yes}) && ${data.yes}"),
  condition(
    "&& binds tighter than comparisons",
    "${form.age} > 17 && ${form.kind} == 'a'",
    "(${form.age} > 17) && (${form.kind} == 'a')",
  ),
  condition("no arithmetic", "${form.age} + 1 > 17", "${form.age} > 16"),
  condition("not empty", "", "(${form.answer} != '')"),
  condition("an operator between values", "${data.yes} ${data.yes}", "${data.yes} || ${data.yes}"),
  condition("inputs exist", "${form.other} == 'a'", "${form.kind} == 'a'"),
  condition("data is declared", "${data.other}", "${data.yes}", "INVALID_SCREEN_DYNAMIC_DATA"),
  condition("references are well formed", "${yes}", "${data.yes}", "PATTERN_MISMATCH"),
  value("one reference", "a", "${form.kind}"),
  value("no expression", "`${form.kind}`", "${form.kind}"),
  value("a well-formed reference", "${kind}", "${form.kind}", "PATTERN_MISMATCH"),
  value("declared data", "${data.other}", "${data.words}", "INVALID_SCREEN_DYNAMIC_DATA"),
  value("an input that exists", "${form.other}", "${form.kind}"),
  value("no list", "${data.tags}", "${data.words}"),
];

const structure: Case[] = [
  {
    rule: "then holds something",
    code: "INVALID_PROPERTY_VALUE",
    path: `${first}.then`,
    broken: one([when("${data.yes}", [])]),
    near: one([when("${data.yes}", [body()])]),
  },
  {
    rule: "cases hold something",
    code: "INVALID_PROPERTY_VALUE",
    path: `${first}.cases`,
    broken: one([cases("${data.words}", {})]),
    near: one([cases("${data.words}", { a: [body()] })]),
  },
  {
    rule: "a case is a list",
    code: "INVALID_PROPERTY_TYPE",
    path: `${first}.cases.a`,
    broken: one([cases("${data.words}", { a: body() })]),
    near: one([cases("${data.words}", { a: [body()] })]),
  },
  {
    rule: "a case lists components",
    code: "INVALID_PROPERTY_TYPE",
    path: `${first}.cases["1 to 5"][0]`,
    broken: one([cases("${data.words}", { "1 to 5": ["x"] })]),
    near: one([cases("${data.words}", { "1 to 5": [body()] })]),
  },
  {
    rule: "no picker inside If",
    code: "INVALID_ENUM_VALUE",
    path: `${first}.then[0].type`,
    broken: one([when("${data.yes}", [photo()])]),
    near: one([when("${data.yes}", [input()]), photo()]),
  },
  {
    rule: "chips inside If from 7.1",
    code: "INVALID_ENUM_VALUE",
    path: `${first}.then[0].type`,
    broken: one([when("${data.yes}", [chips()])], {}, { version: "7.0" }),
    near: one([when("${data.yes}", [chips()])], {}, { version: "7.1" }),
  },
  {
    rule: "no If inside Switch",
    code: "INVALID_ENUM_VALUE",
    path: `${first}.cases.a[0].type`,
    broken: one([cases("${data.words}", { a: [when("${data.yes}", [body()])] })]),
    near: one([when("${data.yes}", [cases("${data.words}", { a: [body()] })])]),
  },
  {
    rule: "no Form inside If",
    code: "INVALID_ENUM_VALUE",
    path: `${first}.then[0].type`,
    broken: one([when("${data.yes}", [form([body()])])]),
    near: one([form([when("${data.yes}", [body()])])]),
  },
  {
    rule: "If nests three levels",
    code: "FLOWELLA_IF_NESTING",
    path: `${first}.then[0].then[0].then[0]`,
    broken: one([nestedIf(4)]),
    near: one([nestedIf(3)]),
  },
];

const footers: Case[] = [
  {
    rule: "a Footer in both branches",
    code: "MISSING_FOOTER_IN_IF_ELSE_BRANCHES",
    path: first,
    broken: bare([when("${data.yes}", [footer()])]),
    near: bare([when("${data.yes}", [footer()], [footer()])]),
  },
  {
    rule: "a Footer in every case",
    code: "MISSING_FOOTER_IN_SWITCH_BRANCHES",
    path: first,
    broken: bare([cases("${data.words}", { a: [footer()], b: [body()] })]),
    near: bare([cases("${data.words}", { a: [footer()], b: [body(), footer()] })]),
  },
  {
    rule: "no Footer outside beside those in branches",
    code: "MORE_THAN_ONE_FOOTER",
    path: `${first}.then[0]`,
    broken: bare([when("${data.yes}", [footer()], [body()]), footer()]),
    near: bare([when("${data.yes}", [body()], [body()]), footer()]),
    also: ["MISSING_FOOTER_IN_IF_ELSE_BRANCHES"],
  },
  {
    rule: "Footers in one If only",
    code: "MORE_THAN_ONE_FOOTER",
    path: "screens[0].layout.children[1].cases.a[0]",
    broken: bare([when("${data.yes}", [footer()], [footer()]), cases("${data.words}", { a: [footer()] })]),
    near: bare([when("${data.yes}", [footer()], [footer()]), cases("${data.words}", { a: [body()] })]),
  },
  {
    rule: "one Footer in a branch",
    code: "MORE_THAN_ONE_FOOTER",
    path: `${first}.then[1]`,
    broken: bare([when("${data.yes}", [footer(), footer()], [footer()])]),
    near: bare([when("${data.yes}", [footer()], [footer()])]),
  },
  {
    rule: "no Footer below the first level",
    code: "FLOWELLA_FOOTER_TOO_DEEP",
    path: `${first}.then[0].then[0]`,
    broken: bare([when("${data.yes}", [when("${data.yes}", [footer()])])]),
    near: bare([form([when("${data.yes}", [footer()], [footer()])])]),
  },
];

export const branchCases: Case[] = [...conditions, ...structure, ...footers];
