/** Edits made question by question: what is as in the form is none, what a file holds stays, and all of it can be undone. */
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { applyEdits, type Change, changeEdits, type Edits, editsOf } from "../../../core/edits/index.ts";
import { type Form, fieldsInOrder, formSchema } from "../../../core/form/types.ts";

const source = { id: "q", type: "x" };
const choices = [{ id: "c1", label: "Kitchen", value: "kitchen" }];
const form: Form = formSchema.parse({
  source: { tool: "typeform", formId: "f", revision: "1" },
  title: "Form",
  language: "en",
  sections: [],
  fields: {
    name: { id: "name", kind: "short_text", title: "Name", description: "In full.", required: true, source },
    topic: { id: "topic", kind: "dropdown", title: "Topic", required: false, source, choices, allowOther: false },
    old: { id: "old", kind: "boolean", title: "Known?", required: false, source, trueLabel: "Yes", falseLabel: "No" },
  },
  hidden: [],
  submitLabel: "Book",
  notices: [],
});
const none: Edits = { version: 1, edits: [] };
const ofFile: Edits = {
  version: 1,
  edits: [{ kind: "prefill", field: "name", from: { from: "contact", property: "firstname" } }],
};
const asItIs = (field: string): Extract<Change, { kind: "question" }> => {
  const { title = "", description = "" } = form.fields[field] ?? {};
  return { kind: "question", field, title, description, label: "", screen: "auto", options: {} };
};
function changed(before: Edits, change: Change): Edits {
  const result = changeEdits(form, before, change);
  if (result.kind === "refused") throw new Error(result.message);
  return result.edits;
}

describe("a question", () => {
  it("saved as the form has it is no edit", () => {
    expect(changed(none, { ...asItIs("topic"), options: { c1: " Kitchen " } })).toEqual(none);
    expect(changed(none, { ...asItIs("name"), title: "" })).toEqual(none);
  });

  it("gets other words, once, however often it is saved", () => {
    const wish: Change = {
      ...asItIs("topic"),
      title: "Which room?",
      label: "Room",
      screen: "new",
      options: { c1: "The kitchen" },
    };
    const once = changed(none, wish);
    expect(changed(once, wish)).toEqual(once);
    expect(applyEdits(form, once).fields["topic"]).toMatchObject({
      title: "Which room?",
      label: "Room",
      screen: "new",
      choices: [{ id: "c1", label: "The kitchen", value: "kitchen" }],
    });
    expect(editsOf(once, "topic").sort()).toEqual(["label", "options", "screen", "text"]);
  });

  it("loses its explanation where that was emptied, and yes and no get other words", () => {
    expect(applyEdits(form, changed(none, { ...asItIs("name"), description: "" })).fields["name"]?.description).toBe(
      "",
    );
    const words = changed(none, { ...asItIs("old"), options: { true: "Of course", false: "No" } });
    expect(words.edits).toEqual([{ kind: "options", field: "old", labels: { true: "Of course" } }]);
  });

  it("that quotes what comes later is refused with the reason; so is one that is gone", () => {
    const quoting = changeEdits(form, none, { ...asItIs("name"), title: "{{field:old}}?" });
    expect(quoting).toMatchObject({ kind: "refused", message: expect.stringContaining("comes before") });
    expect(changeEdits(form, none, asItIs("nobody"))).toMatchObject({ kind: "refused" });
    expect(changeEdits(form, none, { kind: "hide", field: "name", hide: true })).toMatchObject({ kind: "refused" });
  });

  it("what was passed over before keeps nobody from changing another", () => {
    const broken: Edits = { version: 1, edits: [{ kind: "label", field: "nobody", label: "X" }] };
    expect(changeEdits(form, broken, { kind: "hide", field: "old", hide: true })).toMatchObject({ kind: "changed" });
  });
});

const changes = fc.oneof(
  fc.record({
    kind: fc.constant("question" as const),
    field: fc.constantFrom("name", "topic", "old"),
    title: fc.constantFrom("", "Name", "Other"),
    description: fc.constantFrom("", "In full.", "More"),
    label: fc.constantFrom("", "Short"),
    screen: fc.constantFrom("auto" as const, "new" as const, "same" as const),
    options: fc.constantFrom({}, { c1: "K" }, { true: "Y" }),
  }),
  fc.record({ kind: fc.constant("hide" as const), field: fc.constantFrom("name", "topic"), hide: fc.boolean() }),
  fc.record({
    kind: fc.constant("move" as const),
    field: fc.constantFrom("name", "topic", "old"),
    after: fc.constantFrom(null, "name", "topic", "old"),
  }),
  fc.record({
    kind: fc.constant("buttons" as const),
    next: fc.constantFrom("", "On"),
    send: fc.constantFrom("", "Book", "Go"),
  }),
);

it("whatever was changed, undoing all of it leaves the form as it was and what a file holds in place", () => {
  fc.assert(
    fc.property(fc.array(changes, { maxLength: 12 }), (list) => {
      let edits = ofFile;
      for (const change of list) {
        const result = changeEdits(form, edits, change);
        if (result.kind === "changed") edits = result.edits;
      }
      expect(
        fieldsInOrder(applyEdits(form, edits))
          .map(({ id }) => id)
          .sort(),
      ).toEqual(["name", "old", "topic"]);
      expect(changed(edits, { kind: "undo-all" })).toEqual(ofFile);
    }),
    { numRuns: 200, seed: 7 },
  );
});
