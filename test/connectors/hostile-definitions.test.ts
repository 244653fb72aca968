/** Whatever a definition holds, it becomes a Form that compiles, or is refused in words. */
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { formReaders } from "../../connectors/index.ts";
import { RefusedInput } from "../../core/errors.ts";
import { compile } from "../../core/flow/index.ts";
import { formSchema, type Tool } from "../../core/form/types.ts";
import { hasReference, readJson, referenceForms } from "./golden.ts";

const samples: readonly [Tool, string][] = [
  ["google-forms", "google-forms/every-question-kind.json"],
  ["google-forms", "google-forms/support-triage-branching.json"],
  ["google-forms", "google-forms/public-load-data/text-validation.json"],
  ["google-forms", "google-forms/public-load-data/elements.json"],
  ["surveymonkey", "surveymonkey/store-visit-feedback.json"],
];

(hasReference ? describe : describe.skip)("a spoiled definition (skipped where ../shared is absent)", () => {
  it.each(samples)("of %s, %s, is read or refused, never an accident", (tool, file) => {
    const json = readJson(path.join(referenceForms, file));
    const places = placesIn(json);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(places.length - 1), spoilt), { minLength: 1, maxLength: 4 }), (changes) => {
        const definition = changes.reduce((now, [place, value]) => replaced(now, places[place] ?? [], value), json);
        const read = formReaders[tool];
        try {
          const form = read?.(definition);
          expect(formSchema.parse(form)).toEqual(form);
          if (form) expect(compile(form).check.problems).toEqual([]);
        } catch (error) {
          if (!(error instanceof RefusedInput)) throw error;
        }
      }),
      { numRuns: process.env["FLOWELLA_TEST_ALL"] === "1" ? 300 : 20 },
    );
  });
});

const spoilt = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    undefined,
    "",
    0,
    -1,
    2 ** 53,
    1e308,
    true,
    [],
    {},
    "0",
    "__proto__",
    "<script>x</script>",
    "a".repeat(5_000),
  ),
  fc.string({ unit: "binary" }),
  fc.jsonValue({ maxDepth: 2 }),
);

type Place = readonly (string | number)[];

function placesIn(json: unknown, here: Place = []): Place[] {
  if (typeof json !== "object" || json === null) return [here];
  return [
    here,
    ...Object.entries(json).flatMap(([key, value]) =>
      placesIn(value, [...here, Array.isArray(json) ? Number(key) : key]),
    ),
  ];
}

function replaced(json: unknown, [first, ...rest]: Place, value: unknown): unknown {
  if (first === undefined) return value;
  if (Array.isArray(json)) return json.map((one, index) => (index === first ? replaced(one, rest, value) : one));
  if (typeof json !== "object" || json === null) return json;
  return Object.fromEntries(
    Object.entries(json).map(([key, one]) => [key, key === first ? replaced(one, rest, value) : one]),
  );
}
