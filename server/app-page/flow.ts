/** One Flow: what changed in its form, its versions, and the way back to the one before. */
import type {
  PageChanges,
  PageDismissResponse,
  PageFlowResponse,
  PageRollBackResponse,
  PageVersion,
} from "../../src/app/packages/contract/index.ts";
import { formSourceSchema } from "../../src/app/packages/contract/index.ts";
import type { Context } from "../context.ts";
import { dismissChanges, type WatchedForm, watchedForms } from "../form-tools/watching/index.ts";
import { recordAudit } from "../privacy/audit.ts";
import type { FlowCatalogue } from "../publishing/catalogue.ts";
import { rollBack } from "../publishing/flows.ts";
import type { Row } from "../store/index.ts";

const mostVersions = 50;
const iso = (at: number) => new Date(at).toISOString();

export async function flowOf(context: Context, portalId: string, flowId: string): Promise<PageFlowResponse> {
  const tenant = context.store.of(portalId);
  const flow = await tenant.first(tenant.db.selectFrom("flows").selectAll().where("id", "=", flowId));
  if (!flow) return { kind: "error", code: "flow.unknown", message: "There is no such Flow. Go back to the list." };
  const [watch] = await watchedForms(context, portalId, flowId);
  const source = formSourceSchema.safeParse({ tool: flow.source_tool, formId: flow.source_form_id }).data;
  const changes = watch && changesOf(watch);
  return {
    kind: "ready",
    name: flow.name,
    status: flow.status,
    ...(source && { source }),
    ...(changes && { changes }),
    ...(watch?.problem && { unreadable: watch.problem.message || watch.problem.code }),
    ...(watch?.lookedAt != null && { lookedAt: iso(watch.lookedAt) }),
    versions: await versionsOf(context, portalId, flow),
  };
}

function changesOf({ status, state, changes, running, heldBack, changedAt }: WatchedForm): PageChanges | undefined {
  if (state === "") return undefined;
  return {
    state,
    dismissed: status === "dismissed",
    ...(changedAt !== null && { at: iso(changedAt) }),
    list: changes.map(({ kind, weight, says, impact }) => ({ kind, weight, says, impact: [...impact] })),
    running,
    ...(heldBack && { heldBack }),
  };
}

async function versionsOf({ store }: Context, portalId: string, flow: Row<"flows">): Promise<PageVersion[]> {
  const tenant = store.of(portalId);
  const query = tenant.db.selectFrom("flow_versions").select(["id", "number", "created_at"]);
  const rows = await tenant.all(query.where("flow_id", "=", flow.id).orderBy("number", "desc").limit(mostVersions));
  const current = rows.find(({ id }) => id === flow.current_version_id);
  return rows.map(({ id, number, created_at }) => ({
    number,
    at: iso(created_at),
    state:
      id === flow.current_version_id
        ? "current"
        : id === flow.previous_version_id
          ? "previous"
          : number > (current?.number ?? 0)
            ? "draft"
            : "older",
  }));
}

export async function dismiss(
  context: Context,
  portalId: string,
  { flowId, state }: { readonly flowId: string; readonly state: string },
): Promise<PageDismissResponse> {
  const { kind } = await dismissChanges(context, portalId, flowId, state);
  switch (kind) {
    case "dismissed":
    case "unchanged":
      return { kind: "dismissed" };
    case "again":
      return {
        kind: "refused",
        code: "forms.changed_again",
        message: "The form was changed once more in the meantime. Refresh, and look at the changes.",
      };
    case "not-watched":
      return { kind: "refused", code: "forms.not_watched", message: "This Flow's form is not followed." };
  }
}

/** @throws OutsideError what WhatsApp says */
export async function goBack(
  { context, catalogue }: { readonly context: Context; readonly catalogue: FlowCatalogue },
  { portalId, userId }: { readonly portalId: string; readonly userId: string },
  { flowId, to }: { readonly flowId: string; readonly to: number },
): Promise<PageRollBackResponse> {
  const tenant = context.store.of(portalId);
  const previous = await tenant.first(
    tenant.db
      .selectFrom("flows")
      .innerJoin("flow_versions", "flow_versions.id", "flows.previous_version_id")
      .select("flow_versions.number")
      .where("flows.id", "=", flowId),
  );
  if (previous?.number !== to) {
    return {
      kind: "refused",
      code: "flow.other_version",
      message: "This is not the version before any more. Refresh, and look at the versions.",
    };
  }
  const changed = await rollBack(context, portalId, flowId);
  catalogue.forget(flowId);
  if (changed.kind === "refused") return changed;
  await recordAudit(context, portalId, { actor: `user:${userId}`, action: "rolled-back", subject: flowId });
  return { kind: "changed", version: changed.flow.version ?? to };
}
