import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { check } from "../../../../core/flow/check/index.ts";
import { allCases } from "./cases/index.ts";
import { body, many, one, screen, when } from "./flows.ts";

function codes(flow: unknown): string[] {
  return check(flow).problems.map(({ code }) => code);
}

describe("anything at all", () => {
  it.each([[undefined], [1], [""], ["x"], [[]], [() => 1], [Symbol("x")], [10n], [Number.NaN]])(
    "%p is no Flow",
    (given) => {
      expect(codes(given)).toEqual(["INVALID_FLOW_JSON"]);
    },
  );

  it("names null as well", () => {
    expect(codes(null)).toEqual(["INVALID_PROPERTY_TYPE", "INVALID_FLOW_JSON"]);
  });

  it("does not read objects that throw", () => {
    const trap = Object.defineProperty({}, "screens", {
      enumerable: true,
      get: () => {
        throw new Error("no");
      },
    });
    expect(codes(trap)).toEqual(["INVALID_FLOW_JSON"]);
  });

  it("stops at ten thousand levels, as an object and as text", () => {
    let deep: unknown = "x";
    for (let level = 0; level < 10_000; level += 1) deep = { inner: deep };
    expect(codes({ version: "7.3", screens: deep })).toEqual(["FLOWELLA_NESTED_TOO_DEEP"]);
    expect(codes(`${"[".repeat(10_000)}${"]".repeat(10_000)}`)).toEqual(["FLOWELLA_NESTED_TOO_DEEP"]);
  });

  it("stops at objects that hold themselves", () => {
    const circle: Record<string, unknown> = { version: "7.3" };
    circle["screens"] = [circle, circle];
    expect(codes(circle)).toEqual(["FLOWELLA_NESTED_TOO_DEEP"]);
  });

  it("stops at a small object that unfolds without end", () => {
    let bomb: unknown = "x";
    for (let level = 0; level < 60; level += 1) bomb = [bomb, bomb];
    expect(codes(bomb)).toEqual(["FLOWELLA_JSON_TOO_LARGE"]);
  });

  it("reads keys that Object has as any other key", () => {
    const flow = JSON.parse('{"version":"7.3","__proto__":{"screens":[]},"toString":1,"screens":[]}');
    expect(check(flow).problems.map(({ code, path }) => `${code} ${path}`)).toEqual(
      expect.arrayContaining(["INVALID_PROPERTY_KEY __proto__", "INVALID_PROPERTY_KEY toString"]),
    );
  });

  it("ignores keys whose value is undefined, as JSON does", () => {
    expect(check(one([body({ markdown: undefined })]))).toEqual({ ok: true, problems: [] });
  });

  it.each([
    ["formulas", one(many(3, () => body({ text: `\`${"(".repeat(1_000_000)}\`` })))],
    ["sums", one([body({ text: `\`${"1 + ".repeat(500_000)}1\`` })])],
    ["quotes", one([body({ text: `\`${"'a".repeat(1_000_000)}\`` })])],
    ["screens", { version: "7.3", screens: many(100_000, () => screen("A", [])) }],
    ["footers", one(many(50_000, () => ({ type: "Footer" })))],
  ])("answers to endless %s", (_name, flow) => {
    expect(check(flow).ok).toBe(false);
  });
});

/** Places in a JSON value: the keys that lead to each part of it. */
function places(value: unknown, trail: string[] = []): string[][] {
  if (typeof value !== "object" || value === null) return [trail];
  return [trail, ...Object.entries(value).flatMap(([key, inner]) => places(inner, [...trail, key]))];
}

/** A copy with one part replaced. */
function replaced(value: unknown, [key, ...rest]: string[], by: unknown): unknown {
  if (key === undefined) return by;
  if (Array.isArray(value))
    return value.map((item, index) => (String(index) === key ? replaced(item, rest, by) : item));
  if (typeof value !== "object" || value === null) return by;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, name === key ? replaced(inner, rest, by) : inner]),
  );
}

const small = allCases.map(({ near }) => near).filter((near) => JSON.stringify(near).length < 5_000);
const words = ["", " ", "`", "``", "${", "${}", "${data.}", "${data.words}", "`(`", "`'`", "constructor", "__proto__"];
const anything = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom<unknown>(...words, undefined, Number.NaN, [], {}, [[]], [{}]),
);

describe("properties", () => {
  it("never throws on arbitrary JSON, and ok means no problems", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const { ok, problems } = check(value);
        expect(ok).toBe(problems.length === 0);
        expect(ok).toBe(false);
      }),
    );
  });

  it("never throws on valid Flows with something replaced, and always says the same", () => {
    const mutated = fc
      .constantFrom(...small)
      .chain((flow) => fc.tuple(fc.constant(flow), fc.constantFrom(...places(flow)), anything))
      .map(([flow, place, by]) => replaced(flow, place, by));
    fc.assert(
      fc.property(mutated, (flow) => {
        const { ok, problems } = check(flow);
        expect(ok).toBe(problems.length === 0);
        expect(check(flow).problems).toEqual(problems);
      }),
      { numRuns: 500 },
    );
  });

  it("never throws on formulas put together from their words", () => {
    const word = fc.constantFrom(
      "(",
      ")",
      "!",
      "-",
      "&&",
      "||",
      "==",
      ">",
      "+",
      "%",
      "'a'",
      "5",
      "true",
      "${data.yes}",
      "${",
      " ",
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 30 }), (parts) => {
        const formula = parts.join(" ");
        for (const text of [formula, `\`${formula}\``]) {
          const { ok, problems } = check(one([when(text, [body()]), body({ text })]));
          expect(ok).toBe(problems.length === 0);
        }
      }),
      { numRuns: 500 },
    );
  });
});
