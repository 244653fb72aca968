/** The business's own edits on top of a form: kept with the Flow, made anew on every import of the form. */
import { applyEdits, type Edits } from "../../core/edits/index.ts";
import type { Form } from "../../core/form/types.ts";
import type { Context } from "../context.ts";
import { type Write, write } from "../store/index.ts";
import { settingsOf } from "./settings.ts";
import { flowOfForm } from "./versions.ts";

/** The form as it is published: with the edits that are given, else with those that its Flow keeps. */
export async function editedForm(context: Context, portalId: string, form: Form, given?: Edits): Promise<Form> {
  if (given) return applyEdits(form, given);
  const flow = await flowOfForm(context, portalId, form);
  const { edits } = flow ? settingsOf(flow) : {};
  return edits ? applyEdits(form, edits) : form;
}

/** From now on, every import of the form is edited like this. @param alongside committed with it */
export async function keepEdits(
  { store }: Context,
  portalId: string,
  flowId: string,
  edits: Edits,
  alongside: readonly Write[] = [],
): Promise<void> {
  const tenant = store.of(portalId);
  const flow = await tenant.first(tenant.db.selectFrom("flows").select("settings").where("id", "=", flowId));
  if (!flow) return;
  const settings = JSON.stringify({ ...settingsOf(flow), edits });
  const update = tenant.db.updateTable("flows").set({ settings }).where("id", "=", flowId);
  await tenant.commit([write(update, 1), ...alongside]);
}
