/** Flows: create, edit, upload, read, publish, retire (WhatsApp reference 5.1 to 5.4). */
import { z } from "zod";
import { accountFor, flowFor } from "./access.ts";
import type { EndpointProxy } from "./endpoint-proxy.ts";
import { askedFields, page, pickFields } from "./fields.ts";
import { newest } from "./flow-facts.ts";
import { FLOW_DEFAULTS, flowFields } from "./flow-fields.ts";
import { publishFlow } from "./flow-publishing.ts";
import { changeStatus } from "./flow-status.ts";
import type { Call, Graph } from "./graph.ts";
import { badParameter, GraphError } from "./graph-error.ts";
import { parseUrl } from "./handshake.ts";
import { listParam, parseParams } from "./params.ts";
import { SANDBOX_PREFIX } from "./sandbox-prefix.ts";
import type { MetaFlow, State } from "./state.ts";
import { validateFlowJson } from "./validation/validate.ts";
import type { Webhooks } from "./webhooks.ts";

export interface FlowWorld {
  readonly state: State;
  readonly webhooks: Webhooks;
  readonly proxy: EndpointProxy;
}

export function flowRoutes(graph: Graph, world: FlowWorld): void {
  const { state } = world;
  graph.on("post", "/:id/flows", (call) => createFlow(world, call));
  graph.on("get", "/:id/flows", (call) => listFlows(state, call));
  graph.on("post", "/:id/assets", (call) => uploadAsset(world, call));
  graph.on("get", "/:id/assets", (call) => listAssets(state, call));
  graph.on("post", "/:id/publish", (call) => publishFlow(world, flowFor(state, call.caller, call.id)));
  graph.on("post", "/:id/deprecate", (call) => deprecateFlow(world, flowFor(state, call.caller, call.id)));
}

const categories = z.preprocess(
  listParam,
  z
    .array(
      z.enum([
        "SIGN_UP",
        "SIGN_IN",
        "APPOINTMENT_BOOKING",
        "LEAD_GENERATION",
        "CONTACT_US",
        "CUSTOMER_SUPPORT",
        "SURVEY",
        "OTHER",
      ]),
    )
    .min(1),
);
const endpointUri = z.string().min(1);
const createSchema = z.strictObject({
  name: z.string().min(1),
  categories,
  flow_json: z.string().optional(),
  publish: z.union([z.boolean(), z.stringbool()]).default(false),
  clone_flow_id: z.string().optional(),
  endpoint_uri: endpointUri.optional(),
});

async function createFlow(world: FlowWorld, call: Call): Promise<unknown> {
  const { state } = world;
  const account = accountFor(state, call.caller, call.id);
  const params = parseParams(createSchema, call.params);
  if (params.clone_flow_id !== undefined && params.flow_json !== undefined)
    throw badParameter("Give flow_json or clone_flow_id, not both.");
  if (params.publish && params.flow_json === undefined) throw badParameter("publish needs flow_json.");
  const source = params.clone_flow_id === undefined ? undefined : flowFor(state, call.caller, params.clone_flow_id);
  refuseTakenName(state, account.id, params.name);
  if (params.endpoint_uri !== undefined) parseUrl(params.endpoint_uri);
  const text = params.flow_json ?? (source && newest(source)?.text);
  const upload = text === undefined ? undefined : validateFlowJson(text);

  const endpoint = params.endpoint_uri ?? source?.endpointUri;
  const flow: MetaFlow = {
    id: state.nextId("flow"),
    accountId: account.id,
    name: params.name,
    categories: params.categories,
    status: "DRAFT",
    ...(endpoint !== undefined && { endpointUri: endpoint }),
    applicationId: call.caller.app.id,
    ...(upload && text !== undefined && { draft: { number: 1, text, ...upload } }),
    published: [],
    revisions: upload ? 1 : 0,
    previewKey: state.nextId("preview"),
    previewExpiresAt: state.now() + 30 * 86_400_000,
  };
  state.flows.set(flow.id, flow);
  if (params.publish) await publishOrForget(world, flow);
  else changeStatus(world, flow, "DRAFT", { created: true });
  return { id: flow.id, success: true, validation_errors: upload?.errors ?? [] };
}

/** `publish` is part of the creation: when it is refused, nothing was created. */
async function publishOrForget(world: FlowWorld, flow: MetaFlow): Promise<void> {
  try {
    await publishFlow(world, flow);
  } catch (error) {
    world.state.flows.delete(flow.id);
    throw error;
  }
}

function refuseTakenName(state: State, accountId: string, name: string, except?: string): void {
  const taken = [...state.flows.values()].some(
    (flow) => flow.accountId === accountId && flow.name === name && flow.id !== except,
  );
  if (taken) throw badParameter("The name is not unique in this WhatsApp Business Account.");
}

function listFlows(state: State, { caller, id, request, baseUrl }: Call): unknown {
  const account = accountFor(state, caller, id);
  const flows = page(
    [...state.flows.values()].filter((flow) => flow.accountId === account.id),
    request,
    baseUrl,
  );
  const asked = askedFields(request);
  return {
    ...flows,
    data: flows.data.map((flow) => pickFields(flowFields(state, flow, baseUrl), asked, FLOW_DEFAULTS)),
  };
}

export function readFlow(state: State, { caller, id, request, baseUrl }: Call): unknown {
  const flow = flowFor(state, caller, id);
  return pickFields(flowFields(state, flow, baseUrl), askedFields(request), FLOW_DEFAULTS);
}

const updateSchema = z.strictObject({
  name: z.string().min(1).optional(),
  categories: categories.optional(),
  endpoint_uri: endpointUri.optional(),
  application_id: z.string().optional(),
});

export function updateFlow(world: FlowWorld, { caller, id, params }: Call): unknown {
  const flow = editable(flowFor(world.state, caller, id));
  const update = parseParams(updateSchema, params);
  if (update.name !== undefined) refuseTakenName(world.state, flow.accountId, update.name, flow.id);
  if (update.endpoint_uri !== undefined) parseUrl(update.endpoint_uri);
  if (update.application_id !== undefined && !world.state.apps.has(update.application_id))
    throw badParameter("application_id is not an app.");
  if (update.name !== undefined) flow.name = update.name;
  if (update.categories !== undefined) flow.categories = update.categories;
  if (update.endpoint_uri !== undefined) flow.endpointUri = update.endpoint_uri;
  if (update.application_id !== undefined) flow.applicationId = update.application_id;
  backToDraft(world, flow);
  return { success: true };
}

const fileSchema = z.object({ name: z.string(), type: z.string(), bytes: z.number(), text: z.string() });
const assetSchema = z.strictObject({
  file: fileSchema,
  name: z.literal("flow.json"),
  asset_type: z.literal("FLOW_JSON"),
});

function uploadAsset(world: FlowWorld, { caller, id, params }: Call): unknown {
  const flow = editable(flowFor(world.state, caller, id));
  const { file } = parseParams(assetSchema, params);
  if (file.type !== "application/json") throw badParameter("file must have the type application/json.");
  const upload = validateFlowJson(file.text);
  flow.revisions += 1;
  flow.draft = { number: flow.revisions, text: file.text, ...upload };
  backToDraft(world, flow);
  return { success: true, validation_errors: upload.errors };
}

function listAssets(state: State, { caller, id, request, baseUrl }: Call): unknown {
  const flow = flowFor(state, caller, id);
  const current = newest(flow);
  const assets = current
    ? [
        {
          name: "flow.json",
          asset_type: "FLOW_JSON",
          download_url: `${baseUrl}${SANDBOX_PREFIX}/flow-json/${flow.id}/${current.number}`,
        },
      ]
    : [];
  return page(assets, request, baseUrl);
}

function editable(flow: MetaFlow): MetaFlow {
  if (flow.frozen) throw new GraphError(139001, "Flow can't be updated: clone it to change it");
  if (flow.status === "DEPRECATED") throw new GraphError(139001, "Flow can't be updated: it is deprecated");
  return flow;
}

/** Editing a published Flow makes a draft of the next revision; messages keep the published one (reference 5.3). */
function backToDraft(world: FlowWorld, flow: MetaFlow): void {
  const before = newest(flow);
  if (before) flow.draft = before;
  if (flow.status !== "DRAFT") changeStatus(world, flow, "DRAFT");
}

function deprecateFlow(world: FlowWorld, flow: MetaFlow): unknown {
  if (!["PUBLISHED", "THROTTLED", "BLOCKED"].includes(flow.status))
    throw new GraphError(139003, "Flow can't be deprecated: only a published Flow can");
  changeStatus(world, flow, "DEPRECATED");
  return { success: true };
}

export function deleteFlow(state: State, { caller, id }: Call): unknown {
  const flow = flowFor(state, caller, id);
  if (flow.status !== "DRAFT" || flow.published.length > 0)
    throw new GraphError(139004, "Flow can't be deleted: it has been published");
  state.flows.delete(flow.id);
  return { success: true };
}
