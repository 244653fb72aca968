/**
 * From a form to a published Flow: convert, keep the version, create the Flow at Meta, upload, publish.
 *
 * One Meta Flow per Flow for life; our versions are its revisions, and all of them have the entry screen of the first.
 * What has been done is stored step by step, so that publishing again after a failure goes on where it stopped.
 */
import type { Graph } from "../../connectors/whatsapp/client.ts";
import { publishFlow, type UploadResult, uploadFlowJson } from "../../connectors/whatsapp/flows.ts";
import { compile } from "../../core/flow/index.ts";
import type { CompiledFlow } from "../../core/flow/types.ts";
import type { Form } from "../../core/form/types.ts";
import { codesNotice } from "../codes/notice.ts";
import { prepareCodeTemplate } from "../codes/template.ts";
import type { Context } from "../context.ts";
import { whatsappConnection } from "../portals/connections.ts";
import { graphOf } from "../portals/graph.ts";
import { underRetention } from "../privacy/retention-notice.ts";
import { type Row, write } from "../store/index.ts";
import { publishStart } from "../telemetry/spans.ts";
import { asMetaKnowsIt, createAtMeta } from "./at-meta.ts";
import { type ByHand, handOver, publishedByHand } from "./by-hand.ts";
import { type CloneOffer, cloneAtMeta, cloneOffer, isEditRefused } from "./clone.ts";
import { settingsOf } from "./settings.ts";
import { ensureTemplates, type FlowTemplate, templateWrites } from "./templates.ts";
import { flowOfForm, frozenEntry, newFlow, newVersion } from "./versions.ts";

type Refused = {
  readonly kind: "refused";
  readonly code: string;
  readonly message: string;
  readonly compiled?: CompiledFlow;
  /** What can be done where WhatsApp lets nobody edit the Flow, and what it costs. */
  readonly offer?: CloneOffer;
};

export interface PublishOptions {
  /** Make a copy at WhatsApp where it lets nobody edit the Flow; `offer` says what that costs. */
  readonly clone?: boolean;
}

export type PublishResult =
  | {
      readonly kind: "published";
      readonly flowId: string;
      readonly versionId: string;
      readonly metaFlowId: string;
      readonly template: FlowTemplate;
      readonly compiled: CompiledFlow;
      /** What the operator should know about it. */
      readonly notice?: string;
    }
  | ByHand
  | Refused;

export type DraftResult =
  | {
      readonly kind: "drafted";
      readonly flowId: string;
      readonly versionId: string;
      readonly version: number;
      /** Why it could not be published as it is. */
      readonly notice?: string;
      readonly compiled: CompiledFlow;
    }
  | Refused;

export interface Converted {
  readonly compiled: CompiledFlow;
  /** Why it cannot be published as it is. */
  readonly blocked?: string;
  /** The Flow that was made from the same form before. */
  readonly flow?: Row<"flows">;
}

/** What publishing the form would make of it; nothing is kept. */
export async function convertForm(context: Context, portalId: string, form: Form): Promise<Converted> {
  const flow = await flowOfForm(context, portalId, form);
  const compiled = await compiledFor(context, portalId, form, flow);
  const blocked = whyNot(compiled);
  return { compiled, ...(blocked && { blocked }), ...(flow && { flow }) };
}

/** Publishes the form as a Flow: a new one, or the next version of the one made from the same form before. */
export async function publishForm(
  context: Context,
  portalId: string,
  form: Form,
  { clone = false }: PublishOptions = {},
): Promise<PublishResult> {
  const startedAt = context.now();
  const there = await flowOfForm(context, portalId, form);
  const first = await compiledFor(context, portalId, form, there);
  const blocked = whyNot(first);
  if (blocked) return { kind: "refused", code: "flow.not_publishable", message: blocked, compiled: first };
  const own = there && (await whatsappConnection(context, portalId, there.connection_id));
  const connection = own ?? (await whatsappConnection(context, portalId));
  if (!connection) return notConnected(first);
  const because = publishedByHand(context, connection);
  if (because?.what === "manage-flows") {
    const flow = there ?? (await newFlow(context, portalId, connection, form));
    const version = await newVersion(context, portalId, flow.id, first.form, first);
    return handOver(context, { portalId, flow, version, compiled: first, because });
  }
  const graph = graphOf(context, connection);
  const known = there ?? (await newFlow(context, portalId, connection, form));
  const flow = await asMetaKnowsIt(context, portalId, graph, known);
  const atMeta = flow.meta_flow_id ?? (await createAtMeta(context, portalId, connection, flow));
  const lost = known.meta_flow_id !== null && known.meta_flow_id !== atMeta;
  // What was made anew has no first publishing to keep to.
  const compiled = lost ? await compiledFor(context, portalId, form, flow) : first;
  const version = await newVersion(context, portalId, flow.id, compiled.form, compiled);
  let metaFlowId = atMeta;
  let upload = await uploadUnlessRefused(graph, metaFlowId, compiled.flow);
  if (upload === "refused") {
    if (!clone) return refuseEdit(compiled, await cloneOffer(context, portalId, flow));
    metaFlowId = await cloneAtMeta(context, connection, { ...flow, meta_flow_id: atMeta });
    upload = await uploadFlowJson(graph, metaFlowId, compiled.flow);
  }
  if (!upload.ok) {
    const [problem] = upload.errors;
    const message = `WhatsApp refused the Flow: ${problem?.message ?? problem?.error ?? "no reason given"}`;
    return { kind: "refused", code: "whatsapp.flow_invalid", message, compiled };
  }
  if (because) {
    return handOver(context, { portalId, flow: { ...flow, meta_flow_id: metaFlowId }, version, compiled, because });
  }
  await publishFlow(graph, metaFlowId);
  const { opensWith, codes } = settingsOf(flow);
  const wanted = { flow: { ...flow, meta_flow_id: metaFlowId }, form, opensWith, entry: compiled.screens[0]?.id ?? "" };
  const template = await ensureTemplates(context, { portalId, graph, wabaId: connection.externalId }, wanted);
  await prepareCodeTemplate(context, portalId, connection, { form, codes });
  const tenant = context.store.of(portalId);
  const released = tenant.db.updateTable("flows").set({
    status: "published",
    meta_flow_id: metaFlowId,
    current_version_id: version.id,
    previous_version_id: flow.current_version_id,
  });
  await tenant.commit([
    write(released.where("id", "=", flow.id), 1),
    ...templateWrites(context, portalId, flow.id, template),
  ]);
  const made = { flowId: flow.id, versionId: version.id, metaFlowId, template, compiled };
  notePublished(context, portalId, made, form, startedAt);
  const notice = [lost ? madeAnew : metaFlowId === atMeta ? "" : copied, codesNotice(context, form, codes)]
    .filter(Boolean)
    .join(" ");
  return { kind: "published", ...made, ...(notice && { notice }) };
}

function notePublished(
  { log, tracer, now }: Context,
  portalId: string,
  { flowId, versionId }: { readonly flowId: string; readonly versionId: string },
  { source }: Form,
  startedAt: number,
): void {
  log.info("flow.published", { portal: portalId, flow: flowId, version: versionId });
  const { tool } = source;
  tracer?.record({ ...publishStart({ portalId, flowId, versionId, tool }), startedAt, endedAt: now() });
}

/** The code of a refused edit also stands for a failure at Meta that is gone at once (WhatsApp reference 5.10). */
async function uploadUnlessRefused(graph: Graph, metaFlowId: string, flow: object): Promise<UploadResult | "refused"> {
  try {
    return await uploadFlowJson(graph, metaFlowId, flow);
  } catch (error) {
    if (!isEditRefused(error)) throw error;
  }
  try {
    return await uploadFlowJson(graph, metaFlowId, flow);
  } catch (error) {
    if (!isEditRefused(error)) throw error;
    return "refused";
  }
}

function refuseEdit(compiled: CompiledFlow, offer: CloneOffer): Refused {
  const message = `WhatsApp lets nobody change this Flow any more. A copy of it can be published instead. ${offer.costs.join(" ")}`;
  return { kind: "refused", code: "flow.edit_refused", message, compiled, offer };
}

const copied =
  "A copy of the Flow was published, with new message templates that WhatsApp has to approve. Messages sent before keep " +
  "the old Flow and go on working.";

/** Keeps the form as the Flow's next version, to be previewed; nothing reaches WhatsApp. */
export async function draftForm(context: Context, portalId: string, form: Form): Promise<DraftResult> {
  const there = await flowOfForm(context, portalId, form);
  const compiled = await compiledFor(context, portalId, form, there);
  const connection = await whatsappConnection(context, portalId);
  if (!connection) return notConnected(compiled);
  const flow = there ?? (await newFlow(context, portalId, connection, form));
  const { id: versionId, number } = await newVersion(context, portalId, flow.id, compiled.form, compiled);
  const notice = whyNot(compiled);
  return { kind: "drafted", flowId: flow.id, versionId, version: number, ...(notice && { notice }), compiled };
}

const madeAnew =
  "WhatsApp no longer knew this Flow, so it was made anew, with a new message template that WhatsApp has to approve. " +
  "Messages sent before keep the old Flow.";

function notConnected(compiled: CompiledFlow): Refused {
  return { kind: "refused", code: "whatsapp.not_connected", message: "Connect a WhatsApp account first.", compiled };
}

async function compiledFor(
  context: Context,
  portalId: string,
  form: Form,
  flow: Row<"flows"> | undefined,
): Promise<CompiledFlow> {
  const { FLOW_JSON_VERSION: flowJsonVersion, FLOW_DATA_API_VERSION: dataApiVersion } = context.config;
  const entry = flow && (await frozenEntry(context, portalId, flow));
  return underRetention(context, portalId, flow, compile(form, { flowJsonVersion, dataApiVersion }, entry));
}

function whyNot({ check, publishable, report }: CompiledFlow): string | undefined {
  if (!check.ok) return `The Flow breaks a rule of WhatsApp: ${check.problems[0]?.message ?? ""}`;
  if (publishable) return undefined;
  const notice = report.notices.find(({ level }) => level === "block");
  return notice?.message ?? "A question that must be answered cannot be asked on WhatsApp yet; see the report.";
}
