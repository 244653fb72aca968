/** Kinds of questions that take several components, as the compiler makes them: a ranking, tables, and words that are told. */
import { compile } from "../../core/flow/index.ts";
import type { Field } from "../../core/form/types.ts";
import { field, formOf } from "../core/flow/forms.ts";
import type { Exhibit } from "./gallery.ts";

const named = (...labels: string[]) => labels.map((label, at) => ({ id: `c${at + 1}`, label, value: label }));
const rows = ["The welcome", "The room, and how clean it was"].map((label, at) => ({
  key: `r${at + 1}`,
  label,
  required: at === 0,
}));
const first = field("full_name", { kind: "short_text", title: "What is your name?" });

/** The screen that holds this question, behind a first one, opened with these words in place of the examples. */
function exhibit(name: string, asked: Field, told: Readonly<Record<string, string>> = {}): Exhibit {
  const thankYou = "Thank you. We read every answer, and we write to you within one working day.";
  const { flow, screens } = compile(formOf([first, { ...asked, screen: "new" }], { title: "Your stay", thankYou }));
  const at = screens.findIndex(({ fields }) => fields?.includes(asked.id));
  const { title = "", data = {}, layout } = flow.screens[at] ?? { layout: { children: [] } };
  const shown = Object.entries(data).map(([key, { __example__: example }]) => [key, told[key] ?? example]);
  return {
    name,
    title,
    data,
    shown: Object.fromEntries(shown),
    children: layout.children.filter(({ type }) => type !== "Footer"),
    footer: { label: "Send" },
  };
}

export const compiledExhibits: readonly Exhibit[] = [
  exhibit(
    "ranking",
    field("order", {
      kind: "ranking",
      title: "What matters most to you?",
      description: "The most important first.",
      required: true,
      choices: named("A quiet room", "Breakfast", "The lake"),
    }),
  ),
  exhibit(
    "matrix",
    field("table", {
      kind: "matrix",
      title: "How satisfied were you?",
      rows,
      columns: named("Very satisfied", "Satisfied", "Not satisfied with it at all this time"),
      multiple: false,
    }),
  ),
  exhibit(
    "matrix-several",
    field("ticks", {
      kind: "matrix",
      title: "Which days suit you?",
      rows: [{ key: "r1", label: "In the morning", required: true }],
      columns: named("Monday", "Tuesday"),
      multiple: true,
    }),
  ),
  exhibit(
    "quoting",
    field("why", {
      kind: "long_text",
      title: "Thank you. What could be better?",
      description: "A word is enough.",
      recall: { title: ["Thank you, ", { kind: "field", field: "full_name" }, ". What could be better?"] },
    }),
    { text_why_title: "Thank you, Maria Giulia. What could be better?" },
  ),
];
