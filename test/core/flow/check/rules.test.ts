import { describe, expect, it } from "@jest/globals";
import { check, problemCodes } from "../../../../core/flow/check/index.ts";
import { allCases } from "./cases/index.ts";

/** The codes that a broken Flow may give: the rule's own, and what it cannot avoid. */
describe.each(allCases)("$code: $rule", ({ code, path, broken, near, also = [] }) => {
  it("finds the Flow that breaks it, there and nowhere else", () => {
    const { ok, problems } = check(broken);
    expect(ok).toBe(false);
    const others = problems.filter((problem) => !also.some((one) => one === problem.code));
    expect(others.map((problem) => ({ code: problem.code, path: problem.path }))).toEqual([{ code, path }]);
    expect(others[0]?.message).toMatch(/\S.*[.?!]$/s);
  });

  it("leaves the nearby Flow alone", () => {
    expect(check(near)).toEqual({ ok: true, problems: [] });
  });
});

it("has a breaking Flow for every code that there is", () => {
  const broken = new Set(allCases.map(({ code }) => code));
  expect(Object.keys(problemCodes).filter((code) => ![...broken].some((one) => one === code))).toEqual([]);
});
