/** A mapping that somebody edited: from then on it stands above that of the Flow's versions, for replays, too. */
import { type Mapping, mappingSchema } from "../../core/mapping/index.ts";
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

/** @returns false when the portal has no such Flow. */
export async function editMapping(
  context: Context,
  portalId: string,
  flowId: string,
  mapping: Mapping,
): Promise<boolean> {
  const tenant = context.store.of(portalId);
  if (!(await tenant.first(tenant.db.selectFrom("flows").select("id").where("id", "=", flowId)))) return false;
  const edit = { mapping: JSON.stringify(mapping), edited_at: context.now() };
  const query = tenant.db
    .insertInto("mapping_edits")
    .values({ flow_id: flowId, ...edit })
    .onConflict((conflict) => conflict.column("flow_id").doUpdateSet(edit));
  await tenant.commit([write(query, 1)]);
  return true;
}
