/** Edits as somebody makes them question by question, beside those that only a file of edits can hold. */
import type { Field, Form } from "../form/types.ts";
import { applyEdits } from "./apply.ts";
import type { Edit, Edits } from "./types.ts";

/** What somebody does to a form. What is as in the form is no edit. */
export type Change =
  | {
      readonly kind: "question";
      readonly field: string;
      readonly title: string;
      readonly description: string;
      /** Empty: none. */
      readonly label: string;
      /** `auto`: wherever there is room. */
      readonly screen: "auto" | "new" | "same";
      /** Words by the option's id. */
      readonly options: Readonly<Record<string, string>>;
    }
  | { readonly kind: "hide"; readonly field: string; readonly hide: boolean }
  /** Right behind another question; null: first of all. */
  | { readonly kind: "move"; readonly field: string; readonly after: string | null }
  /** Empty: the form's own word. */
  | { readonly kind: "buttons"; readonly next: string; readonly send: string }
  /** Everything about this question, as the form has it again. */
  | { readonly kind: "undo"; readonly field: string }
  | { readonly kind: "undo-all" };

const ofQuestion = ["text", "label", "options", "screen"] as const satisfies readonly Edit["kind"][];
const all = [...ofQuestion, "hide", "move", "button"] as const satisfies readonly Edit["kind"][];

/** The edits that a `Change` can make; others are kept as they are. */
export const isByQuestion = ({ kind }: Edit): boolean => all.some((known) => known === kind);

/** The kinds of edit that somebody made to this question. */
export function editsOf({ edits }: Edits, field: string): Edit["kind"][] {
  return edits.filter((edit) => isByQuestion(edit) && "field" in edit && edit.field === field).map(({ kind }) => kind);
}

export type Changed =
  | { readonly kind: "changed"; readonly edits: Edits }
  /** Why it cannot be, in a sentence. */
  | { readonly kind: "refused"; readonly message: string };

/** @param imported the form as its tool has it, without edits */
export function changeEdits(imported: Form, before: Edits, change: Change): Changed {
  const gone = change.kind === "question" && !Object.hasOwn(imported.fields, change.field);
  if (gone) return { kind: "refused", message: "The form does not have this question any more." };
  const { kept, made } = changedBy(imported, before.edits, change);
  const edits: Edits = { version: 1, edits: [...kept, ...made] };
  const told = (given: Edits) => applyEdits(imported, given).notices.map(({ message }) => message);
  // What was passed over before is not this change's fault.
  const known = told({ version: 1, edits: kept });
  const [message] = told(edits).filter((one) => !known.includes(one));
  return message === undefined ? { kind: "changed", edits } : { kind: "refused", message };
}

function changedBy(form: Form, edits: readonly Edit[], change: Change): { kept: Edit[]; made: Edit[] } {
  const without = (leaves: (edit: Edit) => boolean) => edits.filter((edit) => !leaves(edit));
  const about = (field: string, kinds: readonly Edit["kind"][]) => (edit: Edit) =>
    "field" in edit && edit.field === field && kinds.includes(edit.kind);
  switch (change.kind) {
    case "question": {
      const field = form.fields[change.field];
      return { kept: without(about(change.field, ofQuestion)), made: field ? questionEdits(field, change) : [] };
    }
    case "hide": {
      const { field } = change;
      return { kept: without(about(field, ["hide"])), made: change.hide ? [{ kind: "hide", field }] : [] };
    }
    case "move": {
      const { field, after } = change;
      return { kept: without(about(field, ["move"])), made: [{ kind: "move", field, after }] };
    }
    case "buttons":
      return { kept: without(({ kind }) => kind === "button"), made: buttonEdits(form, change) };
    case "undo":
      return { kept: without(about(change.field, all)), made: [] };
    case "undo-all":
      return { kept: without(isByQuestion), made: [] };
  }
}

function questionEdits(field: Field, change: Extract<Change, { kind: "question" }>): Edit[] {
  const { id } = field;
  const title = change.title.trim();
  const description = change.description.trim();
  const label = change.label.trim();
  const text = {
    ...(title !== "" && title !== field.title.trim() && { title }),
    ...(description !== (field.description ?? "").trim() && { description }),
  };
  const labels = changedLabels(field, change.options);
  return [
    ...(Object.keys(text).length > 0 ? [{ kind: "text" as const, field: id, ...text }] : []),
    ...(label !== "" && label !== field.label ? [{ kind: "label" as const, field: id, label }] : []),
    ...(change.screen === "auto" ? [] : [{ kind: "screen" as const, field: id, begin: change.screen }]),
    ...(Object.keys(labels).length > 0 ? [{ kind: "options" as const, field: id, labels }] : []),
  ];
}

/** The words of a question's options as they can be edited: yes and no have `true` and `false` for ids. */
export function optionWords(field: Field): { readonly id: string; readonly label: string }[] {
  if (field.kind === "boolean") {
    return [
      { id: "true", label: field.trueLabel },
      { id: "false", label: field.falseLabel },
    ];
  }
  const choices = field.kind === "matrix" ? field.columns : "choices" in field ? field.choices : [];
  return choices.map(({ id, label }) => ({ id, label }));
}

function changedLabels(field: Field, wanted: Readonly<Record<string, string>>): Record<string, string> {
  const changed = optionWords(field).flatMap(({ id, label }): [string, string][] => {
    const words = (Object.hasOwn(wanted, id) ? (wanted[id] ?? "") : "").trim();
    return words === "" || words === label.trim() ? [] : [[id, words]];
  });
  return Object.fromEntries(changed);
}

function buttonEdits(form: Form, { next, send }: Extract<Change, { kind: "buttons" }>): Edit[] {
  const edit = (button: "continue" | "send", text: string, own: string | undefined): Edit[] =>
    text.trim() === "" || text.trim() === own ? [] : [{ kind: "button", button, text: text.trim() }];
  return [...edit("continue", next, form.continueLabel), ...edit("send", send, form.submitLabel)];
}
