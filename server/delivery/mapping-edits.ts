/** A mapping that somebody edited: from then on it stands above that of the Flow's versions, for replays, too. */
import { type Form, formSchema } from "../../core/form/types.ts";
import { type Mapping, mappingProblems, mappingSchema } from "../../core/mapping/index.ts";
import type { Context } from "../context.ts";
import { type Write, write } from "../store/index.ts";

export async function editedMapping(
  { store }: Pick<Context, "store">,
  portalId: string,
  flowId: string,
): Promise<Mapping | undefined> {
  const tenant = store.of(portalId);
  const query = tenant.db.selectFrom("mapping_edits").select("mapping").where("flow_id", "=", flowId);
  const row = await tenant.first(query);
  return row && mappingSchema.parse(JSON.parse(row.mapping));
}

/** What is in force: the edit, or the mapping of the version that new messages get. Undefined without such a Flow. */
export async function mappingInForce(context: Context, portalId: string, flowId: string): Promise<Mapping | undefined> {
  const edited = await editedMapping(context, portalId, flowId);
  if (edited) return edited;
  const tenant = context.store.of(portalId);
  const row = await tenant.first(
    tenant.db
      .selectFrom("flows")
      .innerJoin("flow_versions", "flow_versions.id", "flows.current_version_id")
      .select("flow_versions.mapping")
      .where("flows.id", "=", flowId),
  );
  return row && mappingSchema.parse(JSON.parse(row.mapping));
}

export type EditedMapping =
  | { readonly kind: "saved"; readonly mapping: Mapping }
  | { readonly kind: "refused"; readonly code: "unknown_flow" | "mapping_unfit"; readonly message: string };

/**
 * Saves it, if what it names is in the form: that of the version that new messages get, or of the newest one, which may be a
 * draft yet.
 * @param alongside committed with it
 */
export async function editMapping(
  context: Context,
  portalId: string,
  flowId: string,
  mapping: Mapping,
  alongside: readonly Write[] = [],
): Promise<EditedMapping> {
  const tenant = context.store.of(portalId);
  const flow = await tenant.first(tenant.db.selectFrom("flows").select("current_version_id").where("id", "=", flowId));
  if (!flow) return { kind: "refused", code: "unknown_flow", message: "This portal has no such Flow." };
  const forms = await formsOf(context, portalId, flowId, flow.current_version_id);
  const fits = (entry: Mapping["entries"][number]) =>
    forms.length === 0 || forms.some((form) => mappingProblems(form, { entries: [entry] }).length === 0);
  const unfit = { entries: mapping.entries.filter((entry) => !fits(entry)) };
  const [form] = forms;
  if (form && unfit.entries.length > 0) {
    return { kind: "refused", code: "mapping_unfit", message: mappingProblems(form, unfit).join(" ") };
  }
  const edit = { mapping: JSON.stringify(mapping), edited_at: context.now() };
  const query = tenant.db
    .insertInto("mapping_edits")
    .values({ flow_id: flowId, ...edit })
    .onConflict((conflict) => conflict.column("flow_id").doUpdateSet(edit));
  await tenant.commit([write(query, 1), ...alongside]);
  return { kind: "saved", mapping };
}

/** What new messages carry, and the newest version where that is another one. */
async function formsOf({ store }: Context, portalId: string, flowId: string, current: string | null): Promise<Form[]> {
  const tenant = store.of(portalId);
  const versions = tenant.db.selectFrom("flow_versions").select(["id", "form"]).where("flow_id", "=", flowId);
  const newest = await tenant.first(versions.orderBy("number", "desc").limit(1));
  const sent = current === null ? undefined : await tenant.first(versions.where("id", "=", current));
  const rows = [...(sent ? [sent] : []), ...(newest && newest.id !== sent?.id ? [newest] : [])];
  return rows.map(({ form }) => formSchema.parse(JSON.parse(form)));
}

/** From now on the mapping of each answer's own version counts again. @param alongside committed with it */
export async function forgetEditedMapping(
  { store }: Pick<Context, "store">,
  portalId: string,
  flowId: string,
  alongside: readonly Write[] = [],
): Promise<void> {
  const { db, commit } = store.of(portalId);
  await commit([write(db.deleteFrom("mapping_edits").where("flow_id", "=", flowId)), ...alongside]);
}
