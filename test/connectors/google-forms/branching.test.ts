/** "Go to" as rules, against a second, naive reading of the sections that knows nothing of rules. */
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { formFromGoogle } from "../../../connectors/google-forms/index.ts";
import type { Form } from "../../../core/form/types.ts";
import { evaluate } from "../../../core/rules/index.ts";
import { apiForm, pageOf, type TestItem, type TestOption } from "./forms.ts";

/** Which option of each choice question is taken: its place, or -1 for none. */
type Taken = ReadonlyMap<number, number>;

/**
 * Form-tools reference 3.5, word for word: leave a section by its last answered question with a "go to", else by the
 * section's own rule, else to the next one. A restart ends here; a way back is not taken, and the next section follows.
 */
function naiveWay(items: readonly TestItem[], taken: Taken): number[] {
  const sections: { id: number; items: TestItem[]; exit: number }[] = [{ id: 0, items: [], exit: -2 }];
  for (const item of items) {
    const section = sections.at(-1);
    if (item.kind !== "break") section?.items.push(item);
    else {
      if (section) section.exit = item.exitBefore ?? -2;
      sections.push({ id: item.id, items: [], exit: -2 });
    }
  }
  const way: number[] = [];
  let at = 0;
  while (at < sections.length) {
    const section = sections[at];
    if (!section) break;
    const candidates: number[] = [];
    for (const item of section.items) {
      way.push(item.id);
      if (item.kind !== "choice" || item.type === "CHECKBOX") continue;
      const option = item.options[taken.get(item.id) ?? -1];
      if (option?.goto !== undefined) candidates.push(option.goto);
    }
    if (at === sections.length - 1) break;
    let next = at + 1;
    for (const goto of [...candidates.toReversed(), section.exit]) {
      if (goto === -1 || goto === -3) next = sections.length;
      else if (goto > 0) {
        const target = sections.findIndex(({ id }) => id === goto);
        if (target <= at) continue;
        next = target;
      }
      break;
    }
    at = next;
  }
  return way;
}

/** The same by the form's rules; pages without questions have a text of their own, which the naive way does not know. */
function ruledWay(form: Form, items: readonly TestItem[], taken: Taken): number[] {
  const byField = new Map(items.map((item) => [`q_${(item.id + 1).toString(16).padStart(8, "0")}`, item]));
  const { fields } = evaluate(form, (id) => {
    const item = byField.get(id);
    const field = form.fields[id];
    const choice = item && field && "choices" in field ? field.choices[taken.get(item.id) ?? -1] : undefined;
    return choice ? [{ fieldId: id, value: choice.id }] : [];
  });
  return fields.flatMap((id) => byField.get(id)?.id ?? []);
}

const breakIds = [1000, 1010, 1020, 1030];
const gotoArbitrary = fc.constantFrom(-1, -2, -3, ...breakIds, 7777);
const optionsArbitrary = fc
  .array(fc.option(gotoArbitrary, { nil: undefined }), { minLength: 1, maxLength: 3 })
  .map((gotos) =>
    gotos.map((goto, index): TestOption => ({ text: `o${index}`, ...(goto === undefined ? {} : { goto }) })),
  );

/** Sections with up to three questions, some of which decide. */
const formArbitrary = fc
  .array(
    fc.record({
      questions: fc.array(fc.option(optionsArbitrary, { nil: undefined }), { maxLength: 3 }),
      exit: fc.option(gotoArbitrary, { nil: undefined }),
    }),
    { minLength: 1, maxLength: breakIds.length + 1 },
  )
  .map((sections) =>
    sections.flatMap(({ questions, exit }, index): TestItem[] => {
      const before = sections[index - 1]?.exit ?? exit;
      const begins: TestItem[] =
        index === 0
          ? []
          : [
              {
                kind: "break",
                id: breakIds[index - 1] ?? 0,
                title: `s${index}`,
                ...(before === undefined ? {} : { exitBefore: before }),
              },
            ];
      return [
        ...begins,
        ...questions.map((options, place): TestItem => {
          const id = 10 + index * 100 + place * 10;
          return options
            ? { kind: "choice", id, title: "c", type: "RADIO", options }
            : { kind: "text", id, title: "t" };
        }),
      ];
    }),
  );

describe("the way through a Google form", () => {
  it("is the same by our rules as by Google's words, for any sections and answers", () => {
    fc.assert(
      fc.property(
        formArbitrary,
        fc.array(fc.integer({ min: -1, max: 2 }), { minLength: 20, maxLength: 20 }),
        (items, dice) => {
          const taken: Taken = new Map(items.map(({ id }, index) => [id, dice[index % dice.length] ?? -1]));
          const form = formFromGoogle(apiForm(items), { pageData: pageOf(items) });
          expect(ruledWay(form, items, taken)).toEqual(naiveWay(items, taken));
        },
      ),
      { numRuns: 400 },
    );
  });

  it("says where a form would begin again, and where a section is gone", () => {
    const items: TestItem[] = [
      {
        kind: "choice",
        id: 10,
        title: "c",
        type: "RADIO",
        options: [
          { text: "a", goto: -1 },
          { text: "b", goto: 7777 },
        ],
      },
      { kind: "break", id: 1000, title: "s" },
      { kind: "text", id: 20, title: "t" },
    ];
    const { notices } = formFromGoogle(apiForm(items), { pageData: pageOf(items) });
    expect(notices.map(({ code, fieldId }) => [code, fieldId])).toEqual([
      ["logic.restart", "q_0000000b"],
      ["logic.unknown_target", "q_0000000b"],
    ]);
  });

  it("by “other” is the way of an answer that is none of the options", () => {
    const items: TestItem[] = [
      {
        kind: "choice",
        id: 10,
        title: "c",
        type: "RADIO",
        options: [{ text: "a" }, { text: "", other: true, goto: -3 }],
      },
      { kind: "break", id: 1000, title: "s" },
      { kind: "text", id: 20, title: "t" },
    ];
    const form = formFromGoogle(apiForm(items), { pageData: pageOf(items) });
    const choice = form.fields["q_0000000b"];
    const first = choice && "choices" in choice ? choice.choices[0]?.id : undefined;
    const way = (value: string | undefined) =>
      evaluate(form, (id) => (id === "q_0000000b" && value ? [{ fieldId: id, value }] : [])).fields.length;
    expect([way(first), way("something else"), way(undefined)]).toEqual([2, 1, 2]);
  });
});
