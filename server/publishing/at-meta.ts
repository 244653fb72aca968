/** One Meta Flow per Flow for life: making it, and noticing that Meta has lost it. */
import type { Graph } from "../../connectors/whatsapp/client.ts";
import { createFlow, findFlowByName, getFlow } from "../../connectors/whatsapp/flows.ts";
import { OutsideError } from "../../core/errors.ts";
import type { Context } from "../context.ts";
import type { WhatsAppConnection } from "../portals/connections.ts";
import { graphOf } from "../portals/graph.ts";
import { type Row, write } from "../store/index.ts";
import { unlessThere } from "./unless-there.ts";

/**
 * The Flow without Meta's ids where Meta does not know it any more: it is made anew, and so is its template, which names
 * the Meta Flow for good. Our own id and endpoint stay.
 */
export async function asMetaKnowsIt(
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

/** Names must be unique within the account; the id keeps two forms of one title apart. */
export function flowNameAtMeta({ name, id }: Pick<Row<"flows">, "name" | "id">): string {
  return `${name.slice(0, 60)} (${id.slice(-6)})`;
}

/** Where phones send the Flow's exchanges. */
export function endpointOf({ config }: Pick<Context, "config">, flow: Pick<Row<"flows">, "endpoint_id">): string {
  return `${config.PUBLIC_BASE_URL}/flow/${flow.endpoint_id}`;
}

/** @returns Meta's id of the Flow, which is stored */
export async function createAtMeta(
  context: Context,
  portalId: string,
  connection: WhatsAppConnection,
  flow: Row<"flows">,
): Promise<string> {
  const graph = graphOf(context, connection);
  const wanted = {
    name: flowNameAtMeta(flow),
    categories: ["SURVEY"],
    endpointUri: endpointOf(context, flow),
  } as const;
  const { id } = await unlessThere(
    () => createFlow(graph, connection.externalId, wanted),
    () => findFlowByName(graph, connection.externalId, wanted.name),
  );
  const tenant = context.store.of(portalId);
  // A template belongs to one Meta Flow: a new one has none yet.
  const made = { meta_flow_id: id, template_name: null, template_language: null };
  await tenant.commit([write(tenant.db.updateTable("flows").set(made).where("id", "=", flow.id), 1)]);
  return id;
}
