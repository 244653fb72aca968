/** The announced last resort: a copy of a Flow that Meta lets nobody edit any more (WhatsApp reference 5.3, 6.9). */
import { createFlow, findFlowByName } from "../../connectors/whatsapp/flows.ts";
import { OutsideError } from "../../core/errors.ts";
import { costOf } from "../../core/templates/index.ts";
import type { Context } from "../context.ts";
import type { WhatsAppConnection } from "../portals/connections.ts";
import { graphOf } from "../portals/graph.ts";
import type { Row } from "../store/index.ts";
import { lifeOf, templateRows } from "../templates/store.ts";
import { unlessThere } from "./unless-there.ts";

export interface CloneOffer {
  readonly clone: true;
  /** What whoever agrees gives up, in sentences. */
  readonly costs: readonly string[];
  /** The templates that are made anew. */
  readonly templates: readonly { readonly name: string; readonly language: string; readonly category: string }[];
}

/** Meta refuses to edit it, whatever the JSON. */
export function isEditRefused(error: unknown): boolean {
  return error instanceof OutsideError && error.code === "whatsapp.flow_state";
}

export async function cloneOffer(context: Context, portalId: string, flow: Row<"flows">): Promise<CloneOffer> {
  const rows = (await templateRows(context, portalId, flow.id)).filter(
    ({ meta_flow_id: metaFlow }) => metaFlow === flow.meta_flow_id,
  );
  const templates = rows.map((row) => ({
    name: row.name,
    language: row.language,
    category: lifeOf(row).category,
  }));
  const count = Math.max(1, templates.length);
  const categories = [...new Set(templates.map(({ category }) => category))];
  return {
    clone: true,
    templates,
    costs: [
      `${count === 1 ? "Its message template is" : `Its ${count} message templates are`} made anew and reviewed again: until WhatsApp has approved them, the Flow goes out in open chats only.`,
      "The old templates cannot carry the copy.",
      "Messages sent before keep the old Flow and go on working; figures at WhatsApp itself begin anew.",
      ...categories.map(costOf),
    ],
  };
}

/** @returns Meta's id of the copy, a draft; the same one where an earlier try broke off */
export async function cloneAtMeta(
  context: Context,
  connection: WhatsAppConnection,
  flow: Row<"flows">,
): Promise<string> {
  const graph = graphOf(context, connection);
  const from = flow.meta_flow_id ?? "";
  // Unique in the account, and the same for every try to copy this one.
  const name = `${flow.name.slice(0, 40)} (${flow.id.slice(-6)}) after ${from}`;
  const endpointUri = `${context.config.PUBLIC_BASE_URL}/flow/${flow.endpoint_id}`;
  const wanted = { name, categories: ["SURVEY"], endpointUri, cloneOf: from } as const;
  const { id } = await unlessThere(
    () => createFlow(graph, connection.externalId, wanted),
    () => findFlowByName(graph, connection.externalId, name),
  );
  context.log.warn("flow.copied", { flow: flow.id, from, to: id });
  return id;
}
