/** References and expressions (WhatsApp reference 2.1, 2.2). */
import {
  body,
  type Case,
  checkbox,
  complete,
  date,
  dropdown,
  flow,
  footer,
  form,
  input,
  layout,
  navigate,
  one,
  optIn,
  type Part,
  radio,
  range,
  screen,
} from "../flows.ts";

const first = "screens[0].layout.children[0]";
const inputs = [input(), input({ name: "age", "input-type": "number" }), optIn(), checkbox({ name: "many" }), range()];

/** One value of a property, on a screen with one input of each type. */
const shown = (property: Part, version = "7.3"): Part => one([body(property), ...inputs], {}, { version });

function text(rule: string, code: Case["code"], broken: string, near: string): Case {
  return { rule, code, path: `${first}.text`, broken: shown({ text: broken }), near: shown({ text: near }) };
}

function visible(rule: string, code: Case["code"], broken: string, near: string): Case {
  return { rule, code, path: `${first}.visible`, broken: shown({ visible: broken }), near: shown({ visible: near }) };
}

/** Two screens; the last one shows a text. */
const elsewhere = (words: string): Part =>
  flow([
    screen("FIRST", [...inputs, footer(navigate("LAST"))]),
    screen("LAST", [body({ text: words }), footer()], { terminal: true }),
  ]);

const sent = (payload: Part): Part => one(inputs, { layout: layout([...inputs, footer(complete(payload))]) });

function payload(rule: string, code: Case["code"], broken: unknown, near: unknown, inside = ""): Case {
  const path = `screens[0].layout.children[5].on-click-action.payload.x${inside}`;
  return { rule, code, path, broken: sent({ x: broken }), near: sent({ x: near }) };
}

const references: Case[] = [
  text("data is declared", "INVALID_SCREEN_DYNAMIC_DATA", "${data.other}", "${data.words}"),
  text("nested data is declared", "INVALID_SCREEN_DYNAMIC_DATA", "${data.inner.other}", "${data.inner.words}"),
  text("data has the type of its property", "INVALID_SCREEN_DYNAMIC_DATA", "${data.count}", "${data.words}"),
  text("paragraphs are texts", "INVALID_SCREEN_DYNAMIC_DATA", "${data.list}", "${data.tags}"),
  text("lists have no index", "INVALID_SCREEN_DYNAMIC_DATA", "${data.tags.0}", "${data.tags}"),
  text("an index in brackets is malformed", "PATTERN_MISMATCH", "${data.tags[0]}", "${data.tags}"),
  text("a text has no inside", "INVALID_SCREEN_DYNAMIC_DATA", "${data.words.length}", "${data.words}"),
  text("inputs exist", "INVALID_PROPERTY_VALUE", "${form.other}", "${form.answer}"),
  text("answers have the type of their property", "INVALID_PROPERTY_TYPE", "${form.agree}", "${form.answer}"),
  text("a number's answer passes as text", "INVALID_PROPERTY_TYPE", "${form.day}", "${form.age}"),
  text("one of the four forms", "PATTERN_MISMATCH", "${words}", "${data.words}"),
  text("a closed brace", "PATTERN_MISMATCH", "${data.words", "${data.words}"),
  text("the whole value", "PATTERN_MISMATCH", "Hello ${data.words}", "`'Hello ' ${data.words}`"),
  text(
    "two references are no value",
    "PATTERN_MISMATCH",
    "${data.words}${data.words}",
    "`${data.words} ${data.words}`",
  ),
  {
    rule: "expressions came with 6.0",
    code: "PATTERN_MISMATCH",
    path: `${first}.text`,
    broken: one([body({ text: "`'Hello ' ${data.words}`" })], {}, { version: "5.1" }),
    near: one([body({ text: "`'Hello ' ${data.words}`" })], {}, { version: "6.0" }),
  },
  {
    rule: "paragraphs may be bound, each to a text",
    code: "INVALID_SCREEN_DYNAMIC_DATA",
    path: `${first}.text[1]`,
    broken: shown({ text: ["Hello", "${data.count}"] }),
    near: shown({ text: ["Hello", "${data.words}"] }),
  },
  {
    rule: "a screen's title is bound to a text",
    code: "INVALID_SCREEN_DYNAMIC_DATA",
    path: "screens[0].title",
    broken: one([], { title: "${data.yes}" }),
    near: one([], { title: "${data.words}" }),
  },
  {
    rule: "a list of options declares id and title",
    code: "INVALID_SCREEN_DYNAMIC_DATA",
    path: `${first}.data-source`,
    broken: one([radio({ "data-source": "${data.tags}" })]),
    near: one([radio({ "data-source": "${data.list}" })]),
  },
  {
    rule: "a list of options declares its items",
    code: "INVALID_SCREEN_DYNAMIC_DATA",
    path: `${first}.data-source`,
    broken: one([dropdown({ "data-source": "${data.anything}" })]),
    near: one([dropdown({ "data-source": "${data.list}" })]),
  },
  {
    rule: "a list starts with a list",
    code: "INVALID_SCREEN_DYNAMIC_DATA",
    path: `${first}.init-value`,
    broken: one([checkbox({ "init-value": "${data.words}" })]),
    near: one([checkbox({ "init-value": "${data.tags}" })]),
  },
  {
    rule: "a length is a number or a text",
    code: "INVALID_SCREEN_DYNAMIC_DATA",
    path: `${first}.max-chars`,
    broken: one([input({ "max-chars": "${data.yes}" })]),
    near: one([input({ "max-chars": "${data.count}" })]),
  },
  {
    rule: "other screens exist",
    code: "INVALID_PROPERTY_VALUE",
    path: "screens[1].layout.children[0].text",
    broken: elsewhere("${screen.OTHER.form.answer}"),
    near: elsewhere("${screen.FIRST.form.answer}"),
  },
  {
    rule: "inputs of other screens exist",
    code: "INVALID_PROPERTY_VALUE",
    path: "screens[1].layout.children[0].text",
    broken: elsewhere("${screen.FIRST.form.other}"),
    near: elsewhere("${screen.FIRST.form.answer}"),
  },
  {
    rule: "data of other screens is declared",
    code: "INVALID_SCREEN_DYNAMIC_DATA",
    path: "screens[1].layout.children[0].text",
    broken: elsewhere("${screen.FIRST.data.words}"),
    near: elsewhere("${screen.FIRST.form.answer}"),
  },
  {
    rule: "a screen does not refer to itself",
    code: "INVALID_PROPERTY_VALUE",
    path: `${first}.text`,
    broken: shown({ text: "${screen.FIRST.data.words}" }),
    near: shown({ text: "${data.words}" }),
  },
];

const wrong = "INVALID_PROPERTY_VALUE";
const expressions: Case[] = [
  visible("a comparison compares numbers", wrong, "`${form.answer} >= 18`", "`${form.age} >= 18`"),
  visible("an equality has one type", wrong, "`${data.words} == 5`", "`${data.words} == '5'`"),
  visible("an equality compares no lists", wrong, "`${data.tags} == 'a'`", "`${data.words} == 'a'`"),
  visible("logic takes booleans", wrong, "`${data.yes} && ${data.words}`", "`${data.yes} && (${data.count} > 1)`"),
  visible("arithmetic takes numbers", wrong, "`${data.words} + 1 > 2`", "`${data.count} + 1 > 2`"),
  visible(
    "an expression has the type of its property",
    "INVALID_PROPERTY_TYPE",
    "`${data.count} + 1`",
    "`${data.count} > 1`",
  ),
  visible("no multiplication", wrong, "`${data.count} * 2 > 1`", "`${data.count} / 2 > 1`"),
  visible("! is for conditions", wrong, "`!${data.yes}`", "`${data.yes} == false`"),
  visible("texts in single quotes", wrong, '`${data.words} == "a"`', "`${data.words} == 'a'`"),
  visible("a closed quote", wrong, "`${data.words} == 'a`", "`${data.words} == 'a'`"),
  visible("a closed parenthesis", wrong, "`(${data.count} > 1`", "`(${data.count} > 1)`"),
  visible("an opened parenthesis", wrong, "`${data.count} > 1)`", "`(${data.count} > 1)`"),
  visible("parentheses hold something", wrong, "`${data.yes} && ()`", "`${data.yes} && (true)`"),
  visible("an operator has two sides", wrong, "`${data.count} >`", "`${data.count} > -1`"),
  visible("an operator has a left side", wrong, "`> 1`", "`${data.count} > 1`"),
  visible("a parenthesis closes after a value", wrong, "`(${data.yes} &&)`", "`(${data.yes} && true)`"),
  visible("two equals signs", wrong, "`${data.count} = 1`", "`${data.count} == 1`"),
  visible("an expression is not empty", wrong, "``", "`true`"),
  visible(
    "references in expressions are declared",
    "INVALID_SCREEN_DYNAMIC_DATA",
    "`${data.other} > 1`",
    "`${data.count} > 1`",
  ),
  visible("references in expressions are well formed", "PATTERN_MISMATCH", "`${count} > 1`", "`${data.count} > 1`"),
  visible(
    "parentheses do not nest without end",
    wrong,
    `\`${"(".repeat(33)}true${")".repeat(33)}\``,
    `\`${"(".repeat(32)}true${")".repeat(32)}\``,
  ),
  text(
    "lists are not put into texts",
    wrong,
    "`'You chose ' ${form.many}`",
    "`'You are ' ${form.age} ' and agree: ' ${form.agree}`",
  ),
  text("an escaped quote is part of a text", wrong, "`'It's ' ${data.words}`", "`'It\\'s ' ${data.words}`"),
];

const payloads: Case[] = [
  payload("inputs in payloads exist", "INVALID_ON_CLICK_ACTION_PAYLOAD", "${form.other}", "${form.answer}"),
  payload("data in payloads is declared", "INVALID_ON_CLICK_ACTION_PAYLOAD", "${data.other}", "${data.words}"),
  payload(
    "screens in payloads exist",
    "INVALID_ON_CLICK_ACTION_PAYLOAD",
    "${screen.OTHER.form.answer}",
    "${form.day.end-date}",
  ),
  payload(
    "payloads refer to no current screen",
    "INVALID_ON_CLICK_ACTION_PAYLOAD",
    "${screen.FIRST.form.answer}",
    "${form.answer}",
  ),
  payload(
    "nested payloads are read",
    "INVALID_ON_CLICK_ACTION_PAYLOAD",
    { y: ["a", "${form.other}"] },
    { y: ["a", "${form.answer}"] },
    ".y[1]",
  ),
  payload("payloads are well formed", "PATTERN_MISMATCH", "Mr ${form.answer}", "`'Mr ' ${form.answer}`"),
  payload("expressions in payloads are right", "INVALID_PROPERTY_VALUE", "`${form.answer} + 1`", "`${form.age} + 1`"),
  {
    rule: "a Form's own name is no value",
    code: "INVALID_ON_CLICK_ACTION_PAYLOAD",
    path: `${first}.children[1].on-click-action.payload.x`,
    broken: one([], { layout: layout([form([date(), footer(complete({ x: "${form.the_form}" }))])]) }),
    near: one([], { layout: layout([form([date(), footer(complete({ x: "${form.day}" }))])]) }),
  },
];

export const referenceCases: Case[] = [...references, ...expressions, ...payloads];
