/** A portal's Flows: how each stands, its template, what went out and came back, and whether its form changed. */
import type { FormSource, PageFlow, PageFlowsReady } from "../../src/app/packages/contract/index.ts";
import { formToolNameSchema } from "../../src/app/packages/contract/index.ts";
import type { Context } from "../context.ts";
import { type WatchedForm, watchedForms } from "../form-tools/watching/index.ts";
import { type TemplateSeen, templatesSeen } from "../templates/seen.ts";
import { templateState } from "./template-state.ts";

export async function flowsOf(context: Context, portalId: string): Promise<PageFlowsReady> {
  const [rows, templates, watched, sends, answers] = await Promise.all([
    flowRows(context, portalId),
    templatesSeen(context, portalId),
    watchedForms(context, portalId),
    sendsByFlow(context, portalId),
    answersByFlow(context, portalId),
  ]);
  const flows = rows.map((row): PageFlow => {
    const template = templates.find(({ flowId, inUse }) => flowId === row.id && inUse);
    const changes = changesOf(watched.find(({ flowId }) => flowId === row.id));
    const source = sourceOf(row);
    return {
      id: row.id,
      name: row.name,
      status: row.status,
      ...(row.number !== null && { version: row.number }),
      ...(source && { source }),
      ...(template && { template: templateShown(template) }),
      sends: sends.get(row.id) ?? 0,
      answers: answers.get(row.id) ?? 0,
      ...(changes && { changes }),
    };
  });
  return { kind: "ready", flows };
}

async function flowRows({ store }: Context, portalId: string) {
  const tenant = store.of(portalId);
  return tenant.all(
    tenant.db
      .selectFrom("flows")
      .leftJoin("flow_versions", "flow_versions.id", "flows.current_version_id")
      .select(["flows.id", "flows.name", "flows.status", "flows.source_tool", "flows.source_form_id"])
      .select("flow_versions.number")
      .orderBy("flows.created_at", "desc")
      .orderBy("flows.id"),
  );
}

/** Undefined for a definition that came from a file: nobody can read it anew. */
function sourceOf(row: { source_tool: string; source_form_id: string }): FormSource | undefined {
  const tool = formToolNameSchema.safeParse(row.source_tool);
  return tool.success && row.source_form_id !== "" ? { tool: tool.data, formId: row.source_form_id } : undefined;
}

function templateShown(template: TemplateSeen): NonNullable<PageFlow["template"]> {
  const { title, says, price } = template;
  return { state: templateState(template), title, says, ...(price && { price }) };
}

function changesOf(form: WatchedForm | undefined): PageFlow["changes"] {
  if (form?.status !== "changed") return undefined;
  return { state: form.state, lines: form.changes.map(({ says, impact }) => [says, ...impact].join(" ")) };
}

/** Messages with the Flow that WhatsApp took; what follows answers (a receipt, a link to the secure page) is none. */
async function sendsByFlow({ store }: Context, portalId: string): Promise<Map<string, number>> {
  const tenant = store.of(portalId);
  const rows = await tenant.all(
    tenant.db
      .selectFrom("sends")
      .select(({ fn }) => ["flow_id", fn.countAll<number>().as("count")])
      .where("status", "in", ["sent", "delivered", "read"])
      .where("source", "not in", ["receipt", "secure_link", "phone_test", "reminder"])
      .groupBy("flow_id"),
  );
  return counted(rows);
}

async function answersByFlow({ store }: Context, portalId: string): Promise<Map<string, number>> {
  const tenant = store.of(portalId);
  const rows = await tenant.all(
    tenant.db
      .selectFrom("submissions")
      .select(({ fn }) => ["flow_id", fn.countAll<number>().as("count")])
      .groupBy("flow_id"),
  );
  return counted(rows);
}

/** PostgreSQL gives counts as text. */
const counted = (rows: readonly { flow_id: string; count: number | string }[]) =>
  new Map(rows.map(({ flow_id, count }) => [flow_id, Number(count)]));
