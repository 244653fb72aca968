/** A form as it was read, made ready to be published: with everything of ours that its Flow keeps. */
import type { Edits } from "../../core/edits/index.ts";
import { RefusedInput } from "../../core/errors.ts";
import { type Form, formItself } from "../../core/form/types.ts";
import { withConsentQuestion } from "../consent/question.ts";
import type { Context } from "../context.ts";
import { editedForm } from "./edits.ts";
import { limitedForm } from "./limited.ts";

export interface Preparation {
  /** Choice questions whose options come from a data source: field id to the source's name. */
  readonly choicesFrom: Readonly<Record<string, string>>;
  /** In place of the edits that the Flow keeps. */
  readonly edits?: Edits | undefined;
}

/** @throws RefusedInput `form.no_such_choice` */
export async function preparedForm(
  context: Context,
  portalId: string,
  imported: Form,
  { choicesFrom, edits }: Preparation,
): Promise<Form> {
  const form = withSources(await editedForm(context, portalId, imported, edits), choicesFrom);
  return limitedForm(context, portalId, await withConsentQuestion(context, portalId, form));
}

function withSources(form: Form, choicesFrom: Readonly<Record<string, string>>): Form {
  const fields = { ...form.fields };
  for (const [id, source] of Object.entries(choicesFrom)) {
    const field = fields[id];
    if (field?.kind !== "single_choice" && field?.kind !== "dropdown") {
      throw new RefusedInput("form.no_such_choice", `The form has no single choice question ${id}.`);
    }
    fields[id] = { ...field, choicesFrom: { source } };
  }
  return { ...form, fields };
}

/** The data sources that a version of the Flow asks, for the same form read anew: questions that are gone need none. */
export function sourcesKept(version: Form, imported: Form): Record<string, string> {
  return Object.fromEntries(
    Object.values(version.fields).flatMap((field): [string, string][] => {
      const now = Object.hasOwn(imported.fields, field.id) ? imported.fields[field.id] : undefined;
      const source = "choicesFrom" in field ? field.choicesFrom?.source : undefined;
      const fits = now?.kind === "single_choice" || now?.kind === "dropdown";
      // The form's own options without those that are full: the Flow's limits say that anew.
      return source !== undefined && source !== formItself && fits ? [[field.id, source]] : [];
    }),
  );
}
