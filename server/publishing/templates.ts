/**
 * The message templates that carry a Flow outside the 24 hours. They are made at publish, name the Meta Flow and its
 * entry screen for good, and survive every edit of the form (WhatsApp reference 6.9).
 */
import type { Form } from "../../core/form/types.ts";
import { categoryOf, type TemplateText } from "../../core/templates/index.ts";
import type { Context } from "../context.ts";
import { type Row, type Write, write } from "../store/index.ts";
import { type HandInPlace, handIn, isDead } from "../templates/hand-in.ts";
import { type TemplateRow, templateRows } from "../templates/store.ts";
import type { FlowSettings } from "./settings.ts";
import { templateTextFor } from "./use-case.ts";

export interface FlowTemplate {
  readonly name: string;
  readonly language: string;
}

export interface TemplateWanted {
  readonly flow: Row<"flows">;
  readonly form: Form;
  readonly opensWith: FlowSettings["opensWith"];
  /** Id of the entry screen. */
  readonly entry: string;
}

/**
 * Hands in what is not there yet: the one in the form's language, and those that the Flow had for other languages and
 * purposes while it was another Meta Flow, or opened in another way.
 *
 * @returns the one that carries the Flow
 * @throws OutsideError where WhatsApp refuses one
 */
export async function ensureTemplates(
  context: Context,
  place: HandInPlace,
  { flow, form, opensWith, entry }: TemplateWanted,
): Promise<FlowTemplate> {
  const own = await handIn(context, place, {
    flow,
    text: templateTextFor({ ...flow, name: form.title }, "requested", form.language),
    opensWith,
    entry,
  });
  const earlier = await templateRows(context, place.portalId, flow.id);
  const here = (row: TemplateRow) => row.meta_flow_id === flow.meta_flow_id && row.opens_with === opensWith;
  const missing = earlier.filter(
    (row) =>
      !here(row) &&
      row.status === "approved" &&
      !earlier.some((other) => here(other) && other.purpose === row.purpose && other.language === row.language),
  );
  for (const row of missing) await handIn(context, place, { flow, text: textOf(row), opensWith, entry });
  const chosen = earlier.find(
    (row) => here(row) && !isDead(row) && row.name === flow.template_name && row.language === flow.template_language,
  );
  return { name: (chosen ?? own).name, language: (chosen ?? own).language };
}

/** A template's own texts, for another Meta Flow. */
function textOf({ purpose, language, body, button }: TemplateRow): TemplateText {
  return { purpose, category: categoryOf[purpose], language: language.replace("_", "-"), body, button };
}

/** To be committed where the Flow has another template than before. */
export function templateWrites({ store }: Context, portalId: string, flowId: string, template: FlowTemplate): Write[] {
  const { db } = store.of(portalId);
  const change = { template_name: template.name, template_language: template.language };
  return [write(db.updateTable("flows").set(change).where("id", "=", flowId), 1)];
}
