/** Message templates at rest. A change names the life that it was made from: two at once are a conflict, not a loss. */
import { z } from "zod";
import type { TemplateLife } from "../../core/templates/index.ts";
import { type Context, newId } from "../context.ts";
import { type Row, type Write, write } from "../store/index.ts";

export type TemplateRow = Row<"templates">;

const lifeSchema = z.object({
  status: z.enum(["in_review", "approved", "rejected", "paused", "disabled", "archived", "deleted", "held"]),
  word: z.string(),
  reason: z.string().exactOptional(),
  advice: z.string().exactOptional(),
  category: z.string(),
  nextCategory: z.string().exactOptional(),
  categoryChangesAt: z.number().exactOptional(),
  categoryBefore: z.string().exactOptional(),
  disabledAt: z.number().exactOptional(),
  flagged: z.boolean().exactOptional(),
  quality: z.string().exactOptional(),
  statusAt: z.number(),
  categoryAt: z.number(),
}) satisfies z.ZodType<TemplateLife>;

export function lifeOf({ life }: Pick<TemplateRow, "life">): TemplateLife {
  return lifeSchema.parse(JSON.parse(life));
}

/** When the text was changed, epoch milliseconds. */
export function editsOf({ edits }: Pick<TemplateRow, "edits">): number[] {
  return z.array(z.number()).parse(JSON.parse(edits));
}

/** Of one Flow, or all of the portal's; oldest first. */
export async function templateRows({ store }: Context, portalId: string, flowId?: string): Promise<TemplateRow[]> {
  const tenant = store.of(portalId);
  const query = tenant.db
    .selectFrom("templates")
    .selectAll()
    .$if(flowId !== undefined, (all) => all.where("flow_id", "=", flowId ?? ""))
    .orderBy("created_at")
    .orderBy("id");
  return tenant.all(query);
}

/** @returns Meta's category of the template that carries the Flow outside the 24 hours; absent where there is none */
export async function categoryInUse({ store }: Context, portalId: string, flowId: string): Promise<string | undefined> {
  const tenant = store.of(portalId);
  const row = await tenant.first(
    tenant.db
      .selectFrom("templates")
      .innerJoin("flows", "flows.id", "templates.flow_id")
      .select("templates.life")
      .whereRef("templates.name", "=", "flows.template_name")
      .whereRef("templates.language", "=", "flows.template_language")
      .where("flows.id", "=", flowId),
  );
  return row && lifeOf(row).category;
}

export async function templateRow({ store }: Context, portalId: string, id: string): Promise<TemplateRow | undefined> {
  const tenant = store.of(portalId);
  return tenant.first(tenant.db.selectFrom("templates").selectAll().where("id", "=", id));
}

export async function templatesNamed(
  { store }: Context,
  portalId: string,
  name: string,
  language: string,
): Promise<TemplateRow[]> {
  const tenant = store.of(portalId);
  const query = tenant.db.selectFrom("templates").selectAll().where("name", "=", name);
  return tenant.all(query.where("language", "=", language));
}

export type NewTemplate = Omit<
  TemplateRow,
  "id" | "meta_id" | "status" | "life" | "edits" | "created_at" | "updated_at"
>;

export function newRow(context: Context, template: NewTemplate, life: TemplateLife): TemplateRow {
  const now = context.now();
  return {
    id: newId(context, "tpl"),
    ...template,
    meta_id: null,
    status: life.status,
    life: JSON.stringify(life),
    edits: "[]",
    created_at: now,
    updated_at: now,
  };
}

/** Nothing where the life is the same. */
export function lifeWrites(
  { store, now }: Context,
  portalId: string,
  row: TemplateRow,
  life: TemplateLife,
  more: Partial<Pick<TemplateRow, "meta_id" | "body" | "button" | "edits">> = {},
): Write[] {
  const text = JSON.stringify(life);
  if (text === row.life && Object.keys(more).length === 0) return [];
  const { db } = store.of(portalId);
  const change = { ...more, life: text, status: life.status, updated_at: now() };
  const query = db.updateTable("templates").set(change).where("id", "=", row.id).where("life", "=", row.life);
  return [write(query, 1)];
}
