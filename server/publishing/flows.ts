/** A published Flow's life: its settings, holding it back, and going back to the version before. */
import { publishFlow, uploadFlowJson } from "../../connectors/whatsapp/flows.ts";
import { RefusedInput } from "../../core/errors.ts";
import { formSchema } from "../../core/form/types.ts";
import type { Context } from "../context.ts";
import { whatsappConnection } from "../portals/connections.ts";
import { graphOf } from "../portals/graph.ts";
import { type AuditEntry, auditWrite } from "../privacy/audit.ts";
import { type Row, type Write, write } from "../store/index.ts";
import { publishedByHand } from "./by-hand.ts";
import { storedFlowSchema } from "./catalogue.ts";
import { type FlowSettings, navigateCosts, settingsOf, whyUnfit } from "./settings.ts";
import { ensureTemplates, templateWrites } from "./templates.ts";

export interface FlowSummary {
  readonly id: string;
  readonly name: string;
  readonly status: Row<"flows">["status"];
  readonly metaFlowId: string | null;
  /** Where phones send their exchanges. */
  readonly endpoint: string;
  readonly version: number | null;
  readonly settings: FlowSettings;
}

export async function listFlows({ store, config }: Context, portalId: string): Promise<FlowSummary[]> {
  const tenant = store.of(portalId);
  const rows = await tenant.all(
    tenant.db
      .selectFrom("flows")
      .leftJoin("flow_versions", "flow_versions.id", "flows.current_version_id")
      .select([
        "flows.id",
        "flows.name",
        "flows.status",
        "flows.meta_flow_id",
        "flows.endpoint_id",
        "flows.settings",
        "flow_versions.number",
      ])
      .orderBy("flows.created_at"),
  );
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    status: row.status,
    metaFlowId: row.meta_flow_id,
    endpoint: `${config.PUBLIC_BASE_URL}/flow/${row.endpoint_id}`,
    version: row.number,
    settings: settingsOf(row),
  }));
}

export type FlowChange =
  | {
      readonly kind: "changed";
      readonly flow: FlowSummary;
      /** What whoever changed it should know. */
      readonly notices?: readonly string[];
    }
  | { readonly kind: "refused"; readonly code: string; readonly message: string };

/** Another way of opening needs another message template, which is handed in for review here. */
export async function changeSettings(
  context: Context,
  portalId: string,
  flowId: string,
  settings: FlowSettings,
  also: readonly Write[] = [],
): Promise<FlowChange> {
  const unfit = whyUnfit(settings);
  if (unfit) return refused("flow.settings_unfit", unfit);
  const flow = await flowRow(context, portalId, flowId);
  if (!flow) return unknown;
  const untold = await whyUntold(context, portalId, flow, settings);
  if (untold) return refused("flow.unfinished_untold", untold);
  const turned = settings.opensWith !== settingsOf(flow).opensWith;
  const template = turned ? await templateFor(context, portalId, flow, settings.opensWith) : [];
  const { edits, language } = settingsOf(flow);
  const kept = { edits, language, ...settings };
  const changed = await change(context, portalId, flowId, { settings: JSON.stringify(kept) }, [...template, ...also]);
  const notices = [
    ...(settings.opensWith === "navigate" ? navigateCosts : []),
    ...(template.length > 0 ? [anotherTemplate] : []),
  ];
  return changed.kind === "changed" && notices.length > 0 ? { ...changed, notices } : changed;
}

/** Why answers that were not sent may not leave Flowella, in words; undefined where they may, or do not. */
async function whyUntold(
  { store }: Context,
  portalId: string,
  { current_version_id: versionId }: Row<"flows">,
  { unfinished, kyc }: FlowSettings,
): Promise<string | undefined> {
  if (unfinished !== "timeline") return undefined;
  if (kyc) return "Answers of an identity check that were not sent stay here: HubSpot gets nothing of it before.";
  const tenant = store.of(portalId);
  const query = tenant.db
    .selectFrom("flow_versions")
    .select("form")
    .where("id", "=", versionId ?? "");
  const version = await tenant.first(query);
  const told = version && formSchema.parse(JSON.parse(version.form)).unsentNotice === true;
  return told
    ? undefined
    : "Answers that were not sent may reach HubSpot only where the first screen says so. Add the edit unsent_notice, " +
        "publish the Flow, then set this again.";
}

const anotherTemplate =
  "A message template opens a Flow in one way for good, so another one carries this Flow from now on. Outside the 24 " +
  "hours nothing can be sent until WhatsApp has approved it. Messages sent before open as they did.";

/** Nothing for a Flow that was never published: publishing makes its template. */
async function templateFor(
  context: Context,
  portalId: string,
  flow: Row<"flows">,
  opensWith: FlowSettings["opensWith"],
): Promise<Write[]> {
  if (!flow.meta_flow_id || !flow.current_version_id) return [];
  const connection = await whatsappConnection(context, portalId, flow.connection_id);
  if (!connection) throw new RefusedInput("whatsapp.not_connected", "Connect the WhatsApp account again first.");
  const tenant = context.store.of(portalId);
  const query = tenant.db.selectFrom("flow_versions").selectAll().where("id", "=", flow.current_version_id);
  const version = await tenant.first(query);
  const form = formSchema.parse(JSON.parse(version?.form ?? "{}"));
  const [entry] = storedFlowSchema.parse(JSON.parse(version?.compiled ?? "{}")).screens;
  const graph = graphOf(context, connection);
  const wanted = { flow, form, opensWith, entry: entry?.id ?? "" };
  const place = { portalId, graph, wabaId: connection.externalId };
  return templateWrites(context, portalId, flow.id, await ensureTemplates(context, place, wanted));
}

/** Paused: delivered messages say so when they are opened, and nothing is sent. Resumed: as if nothing had been. */
export async function holdBack(
  context: Context,
  portalId: string,
  flowId: string,
  paused: boolean,
  actor: AuditEntry["actor"],
): Promise<FlowChange> {
  const flow = await flowRow(context, portalId, flowId);
  if (flow && flow.status === "draft") return refused("flow.not_published", "This Flow was never published.");
  const audit = auditWrite(context, portalId, { actor, action: paused ? "paused" : "resumed", subject: flowId });
  return change(context, portalId, flowId, { status: paused ? "paused" : "published" }, [audit]);
}

/**
 * Back to the version before, at WhatsApp too. Messages that were delivered keep the version they were sent with; only
 * new ones carry the old one again. Rolling back twice ends where it began.
 */
export async function rollBack(context: Context, portalId: string, flowId: string): Promise<FlowChange> {
  const flow = await flowRow(context, portalId, flowId);
  if (!flow?.previous_version_id || !flow.meta_flow_id) {
    return refused("flow.no_previous_version", "This Flow has no earlier version to go back to.");
  }
  const connection = await whatsappConnection(context, portalId, flow.connection_id);
  if (!connection) return refused("whatsapp.not_connected", "Connect the WhatsApp account again first.");
  const because = publishedByHand(context, connection);
  if (because) {
    const message = `${because.says} Publish the form as it was before, and follow what it says.`;
    return refused("whatsapp.route_cannot", message);
  }
  const tenant = context.store.of(portalId);
  const query = tenant.db.selectFrom("flow_versions").select("compiled").where("id", "=", flow.previous_version_id);
  const version = await tenant.first(query);
  const stored = storedFlowSchema.parse(JSON.parse(version?.compiled ?? "{}"));
  const graph = graphOf(context, connection);
  const upload = await uploadFlowJson(graph, flow.meta_flow_id, Object(stored.flow));
  if (!upload.ok) return refused("whatsapp.flow_invalid", "WhatsApp no longer takes that version's Flow JSON.");
  await publishFlow(graph, flow.meta_flow_id);
  return change(context, portalId, flowId, {
    current_version_id: flow.previous_version_id,
    previous_version_id: flow.current_version_id,
  });
}

async function flowRow({ store }: Context, portalId: string, flowId: string): Promise<Row<"flows"> | undefined> {
  const tenant = store.of(portalId);
  return tenant.first(tenant.db.selectFrom("flows").selectAll().where("id", "=", flowId));
}

async function change(
  context: Context,
  portalId: string,
  flowId: string,
  changed: Partial<Row<"flows">>,
  more: readonly Write[] = [],
): Promise<FlowChange> {
  if (!(await flowRow(context, portalId, flowId))) return unknown;
  const tenant = context.store.of(portalId);
  await tenant.commit([write(tenant.db.updateTable("flows").set(changed).where("id", "=", flowId), 1), ...more]);
  const flow = (await listFlows(context, portalId)).find(({ id }) => id === flowId);
  return flow ? { kind: "changed", flow } : unknown;
}

const unknown = refused("flow.unknown", "The portal has no such Flow.");

function refused(code: string, message: string): FlowChange {
  return { kind: "refused", code, message };
}
