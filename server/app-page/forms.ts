/** Forms to choose from: of the portal's HubSpot and of the form tools that it connected, with the Flows made of them. */
import type {
  FormFlow,
  PageForm,
  PageFormsReady,
  PageFormsRequest,
  PageTool,
} from "../../src/app/packages/contract/index.ts";
import type { Context } from "../context.ts";
import { connectedTools } from "../form-tools/connection.ts";
import { formToolSchema, labels } from "../form-tools/tools.ts";
import type { PageParts } from "./form-ready.ts";

/** What one page of the list shows; a search may bring a few more. */
const perPage = 20;
/** HubSpot's forms API has no search: so many of its pages are looked through for one page of ours. */
const mostPages = 5;
const perHubSpotPage = 100;

interface Listed {
  readonly forms: readonly { readonly id: string; readonly title: string; readonly updatedAt?: string }[];
  readonly next?: string;
}

/** @throws OutsideError what the form's tool says */
export async function formsOf(parts: PageParts, portalId: string, asked: PageFormsRequest): Promise<PageFormsReady> {
  const tools = await toolsOf(parts.context, portalId);
  const connected = tools.find(({ tool }) => tool === asked.tool)?.state === "connected";
  if (!connected) return { kind: "ready", tools, forms: [] };
  const { forms, next } = await listed(parts, portalId, asked);
  const flows = await flowsMade(parts.context, portalId, asked.tool);
  return { kind: "ready", tools, forms: forms.map((form) => shown(form, flows)), ...(next !== undefined && { next }) };
}

async function toolsOf(context: Context, portalId: string): Promise<PageTool[]> {
  const connected = await connectedTools(context, portalId);
  const others = formToolSchema.options.map((tool): PageTool => {
    const status = connected.find((each) => each.tool === tool)?.status;
    const state = status === undefined ? "not-connected" : status === "active" ? "connected" : "refused";
    return { tool, label: labels[tool], state };
  });
  return [
    { tool: "hubspot", label: "HubSpot", state: "connected" },
    ...others,
    { tool: "use-case", label: "Templates", state: "connected" },
  ];
}

async function listed(parts: PageParts, portalId: string, { tool, search, after }: PageFormsRequest): Promise<Listed> {
  const words = search === "" ? undefined : search;
  if (tool === "hubspot") return listedByHubSpot(parts, portalId, words, after);
  return parts.forms.list(portalId, tool, {
    limit: perPage,
    ...(words !== undefined && { search: words }),
    ...(after !== undefined && { after }),
  });
}

async function listedByHubSpot(
  { hubspot }: PageParts,
  portalId: string,
  search: string | undefined,
  after: string | undefined,
): Promise<Listed> {
  const found: { id: string; title: string; updatedAt: string }[] = [];
  const limit = search === undefined ? perPage : perHubSpotPage;
  let from = after;
  for (let pages = 0; pages < mostPages && found.length < perPage; pages += 1) {
    const page = await hubspot.of(portalId).listForms({ limit, ...(from !== undefined && { after: from }) });
    for (const { id, name, updatedAt } of page.forms) {
      if (search === undefined || holds(name, search)) found.push({ id, title: name, updatedAt });
    }
    from = page.after;
    if (from === undefined) break;
  }
  return { forms: found, ...(from !== undefined && { next: from }) };
}

function holds(title: string, search: string): boolean {
  const plain = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return plain(title).includes(plain(search));
}

/** The Flows that were made of a tool's forms, by the form. */
export async function flowsMade({ store }: Context, portalId: string, tool: string): Promise<Map<string, FormFlow>> {
  const tenant = store.of(portalId);
  const rows = await tenant.all(
    tenant.db
      .selectFrom("flows")
      .leftJoin("flow_versions", "flow_versions.id", "flows.current_version_id")
      .select(["flows.id", "flows.status", "flows.source_form_id", "flow_versions.number"])
      .where("flows.source_tool", "=", tool),
  );
  return new Map(
    rows.map(({ id, status, source_form_id, number }) => [
      source_form_id,
      { id, status, ...(number !== null && { version: number }) },
    ]),
  );
}

function shown({ id, title, updatedAt }: Listed["forms"][number], flows: Map<string, FormFlow>): PageForm {
  const flow = flows.get(id);
  const at = updatedAt === undefined ? Number.NaN : Date.parse(updatedAt);
  return {
    formId: id,
    title,
    ...(!Number.isNaN(at) && { updatedAt: new Date(at).toISOString() }),
    ...(flow && { flow }),
  };
}
