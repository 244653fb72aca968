import { describe, expect, it } from "@jest/globals";
import { evaluateCondition, type Lookup, resolve } from "../../phone/expression.ts";
import { BrokenFlow } from "../../phone/index.ts";

const values: Record<string, unknown> = {
  "form.first": "Ana",
  "form.age": "20",
  "form.empty": "",
  "data.yes": true,
  "data.two": 2,
  "data.list": ["a"],
};
const lookup: Lookup = (path) => values[path.join(".")];

describe("references", () => {
  it("replace whole values, inside objects and lists too", () => {
    expect(resolve({ a: "${form.first}", b: ["${data.two}", { c: "${data.list}" }], d: 1 }, lookup)).toEqual({
      a: "Ana",
      b: [2, { c: ["a"] }],
      d: 1,
    });
  });

  it("are shown as they stand inside a longer text", () => {
    expect(resolve("Hello ${form.first}", lookup)).toBe("Hello ${form.first}");
  });
});

describe("backtick expressions", () => {
  it.each([
    ["`'Hi ' ${form.first}`", "Hi Ana"],
    ["`${form.first} ' is ' ${form.age}`", "Ana is 20"],
    ["`${form.age} >= 18`", true],
    ["`${data.two} + 3 - 1`", 4],
    ["`${data.two} / 0`", 0],
    ["`7 % 4`", 3],
    ["`(1 + 1) == ${data.two}`", true],
    ["`(${form.age} > 18) && ${data.yes}`", true],
    ["`'it\\'s ' ${form.first}`", "it's Ana"],
  ])("%s is %p", (expression, expected) => {
    expect(resolve(expression, lookup)).toBe(expected);
  });
});

describe("conditions", () => {
  it.each([
    ["${data.yes}", true],
    ["!${data.yes}", false],
    ["${form.empty} != ''", false],
    ["${form.nowhere_yet} == ''", true],
    ["(${form.age} > 17) && (${form.first} == 'Ana')", true],
    ["(${form.age} < 17) || (${form.first} == 'Bea')", false],
    ["!(${form.age} <= 20)", false],
  ])("%s is %p", (condition, expected) => {
    expect(evaluateCondition(condition, lookup)).toBe(expected);
  });

  it.each([
    ["a comparison beside && without parentheses", "${form.age} > 17 && ${data.yes}"],
    ["a text where a boolean belongs", "${form.first}"],
    ["a parenthesis that is not closed", "(${data.yes}"],
    ["an operator without its value", "${form.age} >"],
    ["an operator nobody documents", "${data.two} * 2 == 4"],
    ["a list", "${data.list} == 'a'"],
    ["nothing", ""],
  ])("%s is refused", (_, condition) => {
    expect(() => evaluateCondition(condition, lookup)).toThrow(BrokenFlow);
  });
});
