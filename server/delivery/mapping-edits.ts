/** A mapping that somebody edited: from then on it stands above that of the Flow's versions, for replays, too. */
import { formSchema } from "../../core/form/types.ts";
import { type Mapping, mappingProblems, mappingSchema } from "../../core/mapping/index.ts";
import type { Context } from "../context.ts";
import { write } from "../store/index.ts";

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

/** Saves it, if the form of the version that new messages get has what it names. */
export async function editMapping(
  context: Context,
  portalId: string,
  flowId: string,
  mapping: Mapping,
): Promise<EditedMapping> {
  const tenant = context.store.of(portalId);
  const row = await tenant.first(
    tenant.db
      .selectFrom("flows")
      .leftJoin("flow_versions", "flow_versions.id", "flows.current_version_id")
      .select("flow_versions.form")
      .where("flows.id", "=", flowId),
  );
  if (!row) return { kind: "refused", code: "unknown_flow", message: "This portal has no such Flow." };
  const problems = row.form === null ? [] : mappingProblems(formSchema.parse(JSON.parse(row.form)), mapping);
  if (problems.length > 0) return { kind: "refused", code: "mapping_unfit", message: problems.join(" ") };
  const edit = { mapping: JSON.stringify(mapping), edited_at: context.now() };
  const query = tenant.db
    .insertInto("mapping_edits")
    .values({ flow_id: flowId, ...edit })
    .onConflict((conflict) => conflict.column("flow_id").doUpdateSet(edit));
  await tenant.commit([write(query, 1)]);
  return { kind: "saved", mapping };
}
