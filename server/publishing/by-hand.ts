/**
 * Publishing where the account's route cannot do it: what a person enters in WhatsApp Manager, and going on once they
 * have. The version waits until then; messages keep the one before (WhatsApp reference 5.18).
 */
import { getFlow } from "../../connectors/whatsapp/flows.ts";
import type { Cannot } from "../../connectors/whatsapp/routes/route.ts";
import type { CompiledFlow } from "../../core/flow/types.ts";
import { formSchema } from "../../core/form/types.ts";
import type { Context } from "../context.ts";
import { type WhatsAppConnection, whatsappConnection } from "../portals/connections.ts";
import { graphOf, unableTo } from "../portals/graph.ts";
import { type Row, write } from "../store/index.ts";
import { endpointOf, flowNameAtMeta } from "./at-meta.ts";
import { storedFlowSchema } from "./catalogue.ts";
import { settingsOf } from "./settings.ts";
import { ensureTemplates, type FlowTemplate, templateWrites } from "./templates.ts";
import type { NewVersion } from "./versions.ts";

export interface ByHand {
  readonly kind: "by-hand";
  readonly flowId: string;
  readonly versionId: string;
  /** Meta's id of the Flow, where it is there already. */
  readonly metaFlowId: string | null;
  /** Why, and what to do. */
  readonly message: string;
  readonly steps: readonly string[];
  readonly compiled: CompiledFlow;
}

/** Why this account's Flows are published by hand; undefined where they are not. */
export function publishedByHand(context: Context, connection: WhatsAppConnection): Cannot | undefined {
  return unableTo(context, connection, "manage-flows") ?? unableTo(context, connection, "release-flows");
}

export interface HandOver {
  readonly portalId: string;
  readonly flow: Row<"flows">;
  readonly version: NewVersion;
  readonly compiled: CompiledFlow;
  readonly because: Cannot;
}

export function handOver(context: Context, { portalId, flow, version, compiled, because }: HandOver): ByHand {
  const { meta_flow_id: metaFlowId } = flow;
  const uploaded = because.what === "release-flows";
  const done = `flowella flow by-hand --portal ${portalId} --version ${version.id}`;
  const place = "In WhatsApp Manager > Account tools > Flows";
  const steps = uploaded
    ? [`${place} open the Flow ${metaFlowId}, look at its draft and press Publish.`, `Then run: ${done}`]
    : [
        metaFlowId === null
          ? `${place} create a Flow named “${flowNameAtMeta(flow)}”, category Survey.`
          : `${place} open the Flow ${metaFlowId}.`,
        "Replace its JSON in the editor by the Flow JSON of this answer (compiled.flow; publish --flow-json FILE writes it into a file).",
        ...(metaFlowId === null ? [`Set its endpoint to ${endpointOf(context, flow)} and save.`] : []),
        "Press Publish.",
        `Then run, with the id that WhatsApp Manager shows for the Flow: ${done} --meta-flow ${metaFlowId ?? "ID"}`,
      ];
  const message = `${because.says} ${because.instead}`;
  return { kind: "by-hand", flowId: flow.id, versionId: version.id, metaFlowId, message, steps, compiled };
}

export interface DoneByHand {
  readonly portalId: string;
  readonly versionId: string;
  /** Meta's id of the Flow; where Flowella made it, it is known. */
  readonly metaFlowId?: string | undefined;
}

export type DoneByHandResult =
  | {
      readonly kind: "published";
      readonly flowId: string;
      readonly versionId: string;
      readonly metaFlowId: string;
      readonly template: FlowTemplate;
    }
  | { readonly kind: "refused"; readonly code: string; readonly message: string };

/** A person has published this version: from now on messages carry it. @throws OutsideError, RefusedInput */
export async function confirmByHand(context: Context, done: DoneByHand): Promise<DoneByHandResult> {
  const { portalId, versionId } = done;
  const tenant = context.store.of(portalId);
  const version = await tenant.first(tenant.db.selectFrom("flow_versions").selectAll().where("id", "=", versionId));
  const flow =
    version && (await tenant.first(tenant.db.selectFrom("flows").selectAll().where("id", "=", version.flow_id)));
  if (!version || !flow) return refused("flow.unknown_version", "The portal has no such version of a Flow.");
  const connection = await whatsappConnection(context, portalId, flow.connection_id);
  if (!connection) return refused("whatsapp.not_connected", "Connect the WhatsApp account again first.");
  const because = publishedByHand(context, connection);
  if (!because) return refused("flow.not_by_hand", "Flowella publishes this account's Flows itself: publish the form.");
  const metaFlowId = done.metaFlowId ?? flow.meta_flow_id;
  if (!metaFlowId) return refused("flow.no_meta_id", "Name the Flow's id, as WhatsApp Manager shows it: --meta-flow.");
  const others = tenant.db.selectFrom("flows").select("name").where("meta_flow_id", "=", metaFlowId);
  const other = await tenant.first(others.where("id", "!=", flow.id));
  if (other) return refused("flow.meta_id_taken", `${metaFlowId} is the id of another Flow here: “${other.name}”.`);
  const graph = graphOf(context, connection);
  if (because.what === "release-flows") {
    const { status } = await getFlow(graph, metaFlowId);
    if (status.toUpperCase() !== "PUBLISHED") {
      const message = `At WhatsApp the Flow is ${status}. Press Publish there first.`;
      return refused("flow.not_released", message);
    }
  }
  const form = formSchema.parse(JSON.parse(version.form));
  const [entry] = storedFlowSchema.parse(JSON.parse(version.compiled)).screens;
  // A template belongs to one Meta Flow: a new one has none yet.
  const same = flow.meta_flow_id === metaFlowId;
  const now = { ...flow, meta_flow_id: metaFlowId, ...(!same && { template_name: null, template_language: null }) };
  await tenant.commit([
    write(tenant.db.updateTable("flows").set({ meta_flow_id: metaFlowId }).where("id", "=", flow.id), 1),
  ]);
  const { opensWith } = settingsOf(flow);
  const template = await ensureTemplates(
    context,
    { portalId, graph, wabaId: connection.externalId },
    { flow: now, form, opensWith, entry: entry?.id ?? "" },
  );
  const again = flow.current_version_id === versionId;
  const released = tenant.db.updateTable("flows").set({
    status: "published",
    current_version_id: versionId,
    ...(!again && { previous_version_id: flow.current_version_id }),
  });
  await tenant.commit([
    write(released.where("id", "=", flow.id), 1),
    ...templateWrites(context, portalId, flow.id, template),
  ]);
  context.log.info("flow.published_by_hand", { portal: portalId, flow: flow.id, version: versionId });
  return { kind: "published", flowId: flow.id, versionId, metaFlowId, template };
}

function refused(code: string, message: string): DoneByHandResult {
  return { kind: "refused", code, message };
}
