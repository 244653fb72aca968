/**
 * From a form to a published Flow: convert, keep the version, create the Flow at Meta, upload, publish.
 *
 * One Meta Flow per Flow for life; our versions are its revisions. What has been done is stored step by step, so that
 * publishing again after a failure goes on where it stopped.
 */
import { z } from "zod";
import { type Graph, listAll } from "../../connectors/whatsapp/client.ts";
import { createFlow, getFlow, publishFlow, uploadFlowJson } from "../../connectors/whatsapp/flows.ts";
import { createFlowTemplate, listTemplates } from "../../connectors/whatsapp/templates.ts";
import { OutsideError } from "../../core/errors.ts";
import { compile } from "../../core/flow/index.ts";
import type { CompiledFlow } from "../../core/flow/types.ts";
import type { Form } from "../../core/form/types.ts";
import { suggestMapping } from "../../core/mapping/index.ts";
import { type Context, newId } from "../context.ts";
import { type WhatsAppConnection, whatsappConnection } from "../portals/connections.ts";
import { graphWith } from "../portals/graph.ts";
import { type Row, write } from "../store/index.ts";

export type PublishResult =
  | {
      readonly kind: "published";
      readonly flowId: string;
      readonly versionId: string;
      readonly metaFlowId: string;
      readonly template: { readonly name: string; readonly language: string };
      readonly compiled: CompiledFlow;
      /** What the operator should know about it. */
      readonly notice?: string;
    }
  | { readonly kind: "refused"; readonly code: string; readonly message: string; readonly compiled?: CompiledFlow };

/** Publishes the form as a Flow: a new one, or the next version of the one made from the same form before. */
export async function publishForm(context: Context, portalId: string, form: Form): Promise<PublishResult> {
  const { FLOW_JSON_VERSION: flowJsonVersion, FLOW_DATA_API_VERSION: dataApiVersion } = context.config;
  const compiled = compile(form, { flowJsonVersion, dataApiVersion });
  const blocked = whyNot(compiled);
  if (blocked) return { kind: "refused", code: "flow.not_publishable", message: blocked, compiled };
  const connection = await whatsappConnection(context, portalId);
  if (!connection) {
    return { kind: "refused", code: "whatsapp.not_connected", message: "Connect a WhatsApp account first.", compiled };
  }
  const graph = graphWith(context, connection.secrets.accessToken);
  const known = (await flowOfForm(context, portalId, form)) ?? (await newFlow(context, portalId, connection, form));
  const flow = await asMetaKnowsIt(context, portalId, graph, known);
  const versionId = await newVersion(context, portalId, flow.id, form, compiled);
  const metaFlowId = flow.meta_flow_id ?? (await createAtMeta(context, portalId, connection, flow));
  const upload = await uploadFlowJson(graph, metaFlowId, compiled.flow);
  if (!upload.ok) {
    const [first] = upload.errors;
    const message = `WhatsApp refused the Flow: ${first?.message ?? first?.error ?? "no reason given"}`;
    return { kind: "refused", code: "whatsapp.flow_invalid", message, compiled };
  }
  await publishFlow(graph, metaFlowId);
  const template = await ensureTemplate(context, portalId, connection, { ...flow, meta_flow_id: metaFlowId }, form);
  const tenant = context.store.of(portalId);
  const released = tenant.db.updateTable("flows").set({
    status: "published",
    current_version_id: versionId,
    previous_version_id: flow.current_version_id,
  });
  await tenant.commit([write(released.where("id", "=", flow.id), 1)]);
  context.log.info("flow.published", { portal: portalId, flow: flow.id, version: versionId });
  const made = { flowId: flow.id, versionId, metaFlowId, template, compiled };
  const lost = known.meta_flow_id !== null && known.meta_flow_id !== metaFlowId;
  return { kind: "published", ...made, ...(lost && { notice: madeAnew }) };
}

const madeAnew =
  "WhatsApp no longer knew this Flow, so it was made anew, with a new message template that WhatsApp has to approve. " +
  "Messages sent before keep the old Flow.";

/**
 * The Flow without Meta's ids where Meta does not know it any more: it is made anew, and so is its template, which names
 * the Meta Flow for good. Our own id and endpoint stay.
 */
async function asMetaKnowsIt(
  context: Context,
  portalId: string,
  graph: Graph,
  flow: Row<"flows">,
): Promise<Row<"flows">> {
  if (!flow.meta_flow_id || (await isOurs(graph, flow.meta_flow_id, flow.endpoint_id))) return flow;
  context.log.warn("flow.unknown_at_meta", { portal: portalId, flow: flow.id, metaFlow: flow.meta_flow_id });
  return { ...flow, meta_flow_id: null, template_name: null, template_language: null };
}

/** Whether the Flow is there and leads to our endpoint. @throws OutsideError when Meta cannot say */
async function isOurs(graph: Graph, metaFlowId: string, endpointId: string): Promise<boolean> {
  try {
    const { endpoint_uri: endpoint } = await getFlow(graph, metaFlowId);
    return endpoint === undefined || endpoint.endsWith(`/flow/${endpointId}`);
  } catch (error) {
    // To a token, a Flow that is not there and one it may not see are the same (WhatsApp reference 5.10).
    if (error instanceof OutsideError && error.code === "whatsapp.bad_request") return false;
    throw error;
  }
}

function whyNot({ check, publishable, report }: CompiledFlow): string | undefined {
  if (!check.ok) return `The Flow breaks a rule of WhatsApp: ${check.problems[0]?.message ?? ""}`;
  if (publishable) return undefined;
  const notice = report.notices.find(({ level }) => level === "block");
  return notice?.message ?? "A question that must be answered cannot be asked on WhatsApp yet; see the report.";
}

async function flowOfForm({ store }: Context, portalId: string, form: Form): Promise<Row<"flows"> | undefined> {
  const tenant = store.of(portalId);
  const query = tenant.db
    .selectFrom("flows")
    .selectAll()
    .where("source_tool", "=", form.source.tool)
    .where("source_form_id", "=", form.source.formId);
  return tenant.first(query);
}

async function newFlow(
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
    settings: "{}",
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

async function newVersion(
  context: Context,
  portalId: string,
  flowId: string,
  form: Form,
  { flow, screens }: CompiledFlow,
): Promise<string> {
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
    mapping: JSON.stringify(suggestMapping(form)),
    created_at: context.now(),
  };
  await tenant.commit([write(tenant.db.insertInto("flow_versions").values(row), 1)]);
  return row.id;
}

async function createAtMeta(
  context: Context,
  portalId: string,
  connection: WhatsAppConnection,
  flow: Row<"flows">,
): Promise<string> {
  const graph = graphWith(context, connection.secrets.accessToken);
  const wanted = {
    // Names must be unique within the account; the id keeps two forms of one title apart.
    name: `${flow.name.slice(0, 60)} (${flow.id.slice(-6)})`,
    categories: ["SURVEY"],
    endpointUri: `${context.config.PUBLIC_BASE_URL}/flow/${flow.endpoint_id}`,
  } as const;
  const { id } = await unlessThere(
    () => createFlow(graph, connection.externalId, wanted),
    () => flowNamed(graph, connection.externalId, wanted.name),
  );
  const tenant = context.store.of(portalId);
  // A template belongs to one Meta Flow: a new one has none yet.
  const made = { meta_flow_id: id, template_name: null, template_language: null };
  await tenant.commit([write(tenant.db.updateTable("flows").set(made).where("id", "=", flow.id), 1)]);
  return id;
}

/** Makes it; where that is refused, an earlier try may have landed without us hearing of it: then it is there. */
async function unlessThere<Made, Found>(
  make: () => Promise<Made>,
  find: () => Promise<Found | undefined>,
): Promise<Made | Found> {
  try {
    return await make();
  } catch (error) {
    const there = error instanceof OutsideError && error.remedy === "give-up" ? await find() : undefined;
    if (there === undefined) throw error;
    return there;
  }
}

async function flowNamed(graph: Graph, wabaId: string, name: string): Promise<{ id: string } | undefined> {
  const flows = await listAll(graph, [wabaId, "flows"], { fields: "id,name" }, namedSchema);
  return flows.find((flow) => flow.name === name);
}

const namedSchema = z.object({ id: z.string(), name: z.string() });

/** One template per Flow, made once: it names the Meta Flow and survives every edit of the form. */
async function ensureTemplate(
  context: Context,
  portalId: string,
  connection: WhatsAppConnection,
  flow: Row<"flows">,
  form: Form,
): Promise<{ name: string; language: string }> {
  if (flow.template_name && flow.template_language)
    return { name: flow.template_name, language: flow.template_language };
  // A deleted template's name stays blocked for weeks (WhatsApp reference 6.2): the Meta Flow's id makes it new.
  const name = `flowella_${flow.id.toLowerCase().replace(/[^a-z0-9]/g, "")}_${flow.meta_flow_id ?? ""}`.slice(0, 60);
  // The texts are English whatever the form's language: a template's language must be that of its text.
  const language = "en";
  const graph = graphWith(context, connection.secrets.accessToken);
  const wanted = {
    name,
    language,
    category: "UTILITY",
    body: `Please fill in the form you asked for: ${titleFor(form)}. It opens right here in the chat.`,
    button: { text: "Open form", flowId: flow.meta_flow_id ?? "", icon: "DOCUMENT" },
  } as const;
  await unlessThere(
    () => createFlowTemplate(graph, connection.externalId, wanted),
    async () => (await listTemplates(graph, connection.externalId, name)).at(0),
  );
  const tenant = context.store.of(portalId);
  const saved = tenant.db.updateTable("flows").set({ template_name: name, template_language: language });
  await tenant.commit([write(saved.where("id", "=", flow.id), 1)]);
  return { name, language };
}

/** A form's title inside a sentence of a template: one line, and no braces, which would make it a variable. */
function titleFor(form: Form): string {
  return (
    form.title
      .replace(/[{}\s]+/g, " ")
      .trim()
      .slice(0, 120) || "our form"
  );
}
