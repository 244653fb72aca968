/** What was noticed, for whoever looks: each change in words, what it means, and what can be done. */
import { type FormChange, type FormUses, impactOf, runningImpact } from "../../../core/form/changes/index.ts";
import type { Tool } from "../../../core/form/types.ts";
import type { Context } from "../../context.ts";
import { editedMapping, mappingInForce } from "../../delivery/mapping-edits.ts";
import { testSessionPrefix } from "../../phone-tests/test-session.ts";
import { settingsOf } from "../../publishing/settings.ts";
import { labels } from "../tools.ts";
import { writeBackOf } from "../write-backs.ts";
import { keptChangesSchema } from "./notice.ts";
import type { Watch } from "./store.ts";

export interface WatchedForm {
  readonly flowId: string;
  readonly name: string;
  readonly tool: Tool;
  readonly formId: string;
  /** `dismissed`: it changed, and somebody wants to hear no more of that. */
  readonly status: "unchanged" | "changed" | "dismissed" | "unreadable";
  /** Names these changes; empty where there are none. */
  readonly state: string;
  readonly changes: readonly (FormChange & { readonly impact: readonly string[] })[];
  /** What becomes of messages that are out; empty where nothing changed. */
  readonly running: string;
  /** Whether all of it could be taken over unasked. */
  readonly safe: boolean;
  /** Whether safe changes are taken over by themselves, and why these were not. */
  readonly automatic: boolean;
  readonly heldBack: string | null;
  readonly problem: { readonly code: string; readonly message: string } | null;
  /** How it is noticed: the tool tells, or it is asked. */
  readonly noticedBy: "webhook" | "watch" | "asking";
  /** Why the tool does not tell by itself although it could, or may soon no more: a stable code. */
  readonly notTold: string | null;
  /** Epoch milliseconds. */
  readonly changedAt: number | null;
  readonly lookedAt: number | null;
  readonly nextAt: number;
}

/** Of one Flow or of all, those with changes first. */
export async function watchedForms(context: Context, portalId: string, flowId?: string): Promise<WatchedForm[]> {
  const tenant = context.store.of(portalId);
  const rows = await tenant.all(
    tenant.db
      .selectFrom("form_watches")
      .innerJoin("flows", "flows.id", "form_watches.flow_id")
      .selectAll("form_watches")
      .select(["flows.name", "flows.settings"])
      .$if(flowId !== undefined, (query) => query.where("form_watches.flow_id", "=", flowId ?? ""))
      .orderBy("form_watches.change_count", "desc")
      .orderBy("flows.name")
      .orderBy("form_watches.flow_id"),
  );
  return Promise.all(rows.map((row) => shown(context, portalId, row)));
}

type Shown = Watch & { readonly name: string; readonly settings: string };

async function shown(context: Context, portalId: string, row: Shown): Promise<WatchedForm> {
  const changes = keptChangesSchema.parse(JSON.parse(row.changes));
  const uses = changes.length === 0 ? undefined : await usesOf(context, portalId, row);
  return {
    flowId: row.flow_id,
    name: row.name,
    tool: row.tool,
    formId: row.form_id,
    status: statusOf(row),
    state: row.state,
    changes: uses ? changes.map((change) => ({ ...change, impact: impactOf(change, uses) })) : [],
    running: uses ? runningImpact(uses) : "",
    safe: changes.every(({ weight }) => weight === "safe"),
    automatic: row.automatic === "safe",
    heldBack: row.held_back,
    problem: row.problem_code === null ? null : { code: row.problem_code, message: row.problem ?? "" },
    noticedBy: row.push_id === null ? "asking" : row.tool === "surveymonkey" ? "webhook" : "watch",
    notTold: row.push_code,
    changedAt: row.changed_at,
    lookedAt: row.looked_at,
    nextAt: row.next_at,
  };
}

function statusOf({ state, dismissed, problem_code }: Watch): WatchedForm["status"] {
  if (state !== "") return state === dismissed ? "dismissed" : "changed";
  return problem_code === null ? "unchanged" : "unreadable";
}

async function usesOf(context: Context, portalId: string, row: Shown): Promise<FormUses> {
  const [mapping, edited, waiting, written] = await Promise.all([
    mappingInForce(context, portalId, row.flow_id),
    editedMapping(context, portalId, row.flow_id),
    waitingMessages(context, portalId, row.flow_id),
    row.tool === "hubspot" ? undefined : writeBackOf(context, portalId, { tool: row.tool, formId: row.form_id }),
  ]);
  const properties = new Map<string, string[]>();
  for (const { fieldId, property } of mapping?.entries ?? []) {
    if (fieldId !== undefined) properties.set(fieldId, [...(properties.get(fieldId) ?? []), property]);
  }
  const edits = settingsOf(row).edits?.edits ?? [];
  const name = row.tool === "hubspot" ? "HubSpot" : row.tool === "use-case" ? undefined : labels[row.tool];
  return {
    properties,
    mappingEdited: edited !== undefined,
    waiting,
    // A HubSpot form gets every answer as a submission.
    writesBackTo: row.tool === "hubspot" || written ? name : undefined,
    edited: new Set(edits.flatMap((edit) => ("field" in edit ? [edit.field] : []))),
  };
}

async function waitingMessages({ store, now }: Context, portalId: string, flowId: string): Promise<number> {
  const tenant = store.of(portalId);
  const row = await tenant.first(
    tenant.db
      .selectFrom("sessions")
      .select(({ fn }) => fn.countAll<number>().as("count"))
      .where("flow_id", "=", flowId)
      .where("state", "in", ["sent", "open"])
      .where("id", "not like", `${testSessionPrefix}%`)
      .where("expires_at", ">", now()),
  );
  return Number(row?.count ?? 0);
}
