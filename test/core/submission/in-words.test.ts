import { expect, it } from "@jest/globals";
import { type Field, type Form, formSchema } from "../../../core/form/types.ts";
import { inWords } from "../../../core/submission/in-words.ts";

const choices = [
  { id: "k", label: "Kitchen", value: "kitchen" },
  { id: "b", label: "Bathroom", value: "bathroom" },
];
const common = { title: "?", required: false, source: { id: "x", type: "x" } };
const fields: Field[] = [
  { ...common, id: "name", kind: "short_text" },
  { ...common, id: "rooms", kind: "multiple_choice", choices, allowOther: false },
  { ...common, id: "agreed", kind: "boolean", trueLabel: "Sì", falseLabel: "No" },
  { ...common, id: "order", kind: "ranking", choices },
  {
    ...common,
    id: "grid",
    kind: "matrix",
    rows: [
      { key: "r1", label: "Floor", required: false },
      { key: "r2", label: "Wall", required: false },
    ],
    columns: choices,
    multiple: false,
  },
  { ...common, id: "home", kind: "address", parts: [{ key: "city", label: "Town", required: true }] },
];
const form: Form = formSchema.parse({
  title: "Rooms",
  language: "en",
  source: { tool: "typeform", formId: "f", revision: "1" },
  hidden: [],
  notices: [],
  fields: Object.fromEntries(fields.map((field) => [field.id, field])),
  sections: [{ id: "s", items: fields.map(({ id }) => id) }],
});

it("says answers as the customer saw them", () => {
  const answers = [
    { fieldId: "name", value: "Stella" },
    { fieldId: "rooms", value: ["k", "b"] },
    { fieldId: "agreed", value: true },
    { fieldId: "order", part: "2", value: "k" },
    { fieldId: "order", part: "1", value: "b" },
    { fieldId: "grid", part: "r1", value: "k" },
    { fieldId: "grid", part: "r2", value: "b" },
    { fieldId: "home", part: "city", value: "Bologna" },
  ];
  const said = Object.fromEntries(fields.map(({ id }) => [id, inWords(form, id, answers)]));
  expect(said).toEqual({
    name: "Stella",
    rooms: "Kitchen, Bathroom",
    agreed: "Sì",
    order: "Bathroom, Kitchen",
    grid: "Floor: Kitchen; Wall: Bathroom",
    home: "Town: Bologna",
  });
});

it("takes what was offered live by the name it had then, and nothing for what was not answered", () => {
  const offered = [{ id: "slot-7", label: "Monday, 9:00", value: "2026-11-23T09:00" }];
  expect(inWords(form, "rooms", [{ fieldId: "rooms", value: ["slot-7"], chosen: offered }])).toBe("Monday, 9:00");
  expect(inWords(form, "name", [])).toBe("");
  expect(inWords(form, "gone", [{ fieldId: "gone", value: 3 }])).toBe("3");
});
