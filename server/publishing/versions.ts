/** A Flow and its versions at rest: one Flow per form, one version per publishing or draft. */
import { type FrozenEntry, frozenEntryOf } from "../../core/flow/index.ts";
import type { CompiledFlow } from "../../core/flow/types.ts";
import type { Form } from "../../core/form/types.ts";
import { mappingFor } from "../../core/use-cases/index.ts";
import { type Context, newId } from "../context.ts";
import type { WhatsAppConnection } from "../portals/connections.ts";
import { type Row, write } from "../store/index.ts";
import { storedFlowSchema } from "./catalogue.ts";
import { settingsAtFirst } from "./use-case.ts";

export async function flowOfForm({ store }: Context, portalId: string, form: Form): Promise<Row<"flows"> | undefined> {
  const tenant = store.of(portalId);
  const query = tenant.db
    .selectFrom("flows")
    .selectAll()
    .where("source_tool", "=", form.source.tool)
    .where("source_form_id", "=", form.source.formId);
  return tenant.first(query);
}

export async function newFlow(
  context: Context,
  portalId: string,
  connection: WhatsAppConnection,
  form: Form,
): Promise<Row<"flows">> {
  const tenant = context.store.of(portalId);
  const row: Row<"flows"> = {
    id: newId(context, "flw"),
    endpoint_id: newId(context, "ep"),
    connection_id: connection.id,
    meta_flow_id: null,
    name: form.title.trim() || "Untitled form",
    status: "draft",
    settings: JSON.stringify(settingsAtFirst(form)),
    source_tool: form.source.tool,
    source_form_id: form.source.formId,
    current_version_id: null,
    previous_version_id: null,
    template_name: null,
    template_language: null,
    created_at: context.now(),
  };
  await tenant.commit([write(tenant.db.insertInto("flows").values(row), 1)]);
  return row;
}

export interface NewVersion {
  readonly id: string;
  /** Counts from 1 within the Flow. */
  readonly number: number;
}

export async function newVersion(
  context: Context,
  portalId: string,
  flowId: string,
  form: Form,
  { flow, screens }: CompiledFlow,
): Promise<NewVersion> {
  const tenant = context.store.of(portalId);
  const last = await tenant.first(
    tenant.db
      .selectFrom("flow_versions")
      .select("number")
      .where("flow_id", "=", flowId)
      .orderBy("number", "desc")
      .limit(1),
  );
  const row: Row<"flow_versions"> = {
    id: newId(context, "ver"),
    flow_id: flowId,
    number: (last?.number ?? 0) + 1,
    form: JSON.stringify(form),
    compiled: JSON.stringify({ flow, screens }),
    mapping: JSON.stringify(mappingFor(form)),
    created_at: context.now(),
  };
  await tenant.commit([write(tenant.db.insertInto("flow_versions").values(row), 1)]);
  return { id: row.id, number: row.number };
}

/**
 * The entry screen that a next version has to keep; undefined before the first one was published. Every published
 * version kept the one before it, so the current one has it as it was first published.
 */
export async function frozenEntry(
  { store }: Context,
  portalId: string,
  { current_version_id: current, meta_flow_id: metaFlow }: Pick<Row<"flows">, "current_version_id" | "meta_flow_id">,
): Promise<FrozenEntry | undefined> {
  if (!current || !metaFlow) return undefined;
  const tenant = store.of(portalId);
  const query = tenant.db.selectFrom("flow_versions").select("compiled").where("id", "=", current);
  const version = await tenant.first(query);
  return version && frozenEntryOf(storedFlowSchema.parse(JSON.parse(version.compiled)).flow);
}
