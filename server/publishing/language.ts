/** The language that a form's Flow is in, of those that the form is written in: every import of the form is in it. */
import type { Tool } from "../../core/form/types.ts";
import type { Context } from "../context.ts";
import { write } from "../store/index.ts";
import { settingsOf } from "./settings.ts";

/** Undefined where none was chosen: then it is the one that the form was made in. */
export async function languageKept(
  { store }: Context,
  portalId: string,
  { tool, formId }: { readonly tool: Tool; readonly formId: string },
): Promise<string | undefined> {
  const tenant = store.of(portalId);
  const flow = await tenant.first(
    tenant.db
      .selectFrom("flows")
      .select("settings")
      .where("source_tool", "=", tool)
      .where("source_form_id", "=", formId),
  );
  return flow && settingsOf(flow).language;
}

export async function keepLanguage(
  { store }: Context,
  portalId: string,
  flowId: string,
  language: string,
): Promise<void> {
  const tenant = store.of(portalId);
  const flow = await tenant.first(tenant.db.selectFrom("flows").select("settings").where("id", "=", flowId));
  if (!flow) return;
  const settings = JSON.stringify({ ...settingsOf(flow), language });
  await tenant.commit([write(tenant.db.updateTable("flows").set({ settings }).where("id", "=", flowId), 1)]);
}
