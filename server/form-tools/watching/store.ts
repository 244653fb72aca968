/** Watched forms in the database: one row for each published Flow, leased to whoever looks at its form. */
import { type Form, formSchema, type Tool } from "../../../core/form/types.ts";
import type { Context } from "../../context.ts";
import { type Row, tryCommit, type Write, write } from "../../store/index.ts";
import { firstFreeAt } from "../../store/leased.ts";
import type { ReadForm } from "./source.ts";
import { firstLookAfter } from "./times.ts";

export type Watch = Row<"form_watches">;

export const sleeperName = "forms";

/** A portal's forms of one tool: they are asked for together, and one tool that fails keeps no other from its turn. */
export const watchLane = (portalId: string, tool: Tool): string => `${sleeperName}/${portalId}/${tool}`;

/** By what its tool's list says whether it changed since; of Google's, Drive alone has a date. */
export function markerOf({ source: { tool, revision } }: Form): string | null {
  return tool === "google-forms" ? null : revision;
}

/** Where nothing differs. */
export const nothingNoticed = {
  changes: "[]",
  change_count: 0,
  state: "",
  dismissed: null,
  held_back: null,
  changed_at: null,
} as const;

/** A form that was read well. */
export const noProblem = { problem_code: null, problem: null, failures: 0 } as const;

/** Keeps what a version was made from, so that the form can be compared with it. */
export function sourceWrite({ store }: Context, portalId: string, versionId: string, { form, alone }: ReadForm): Write {
  const row = {
    version_id: versionId,
    form: JSON.stringify(form),
    form_alone: alone ? JSON.stringify(alone) : null,
  };
  const insert = store.of(portalId).db.insertInto("source_forms").values(row);
  return write(insert.onConflict((conflict) => conflict.columns(["version_id"]).doNothing()));
}

export async function sourceOf({ store }: Context, portalId: string, versionId: string): Promise<ReadForm | undefined> {
  const tenant = store.of(portalId);
  const query = tenant.db.selectFrom("source_forms").selectAll().where("version_id", "=", versionId);
  const row = await tenant.first(query);
  if (!row) return undefined;
  const form = formSchema.parse(JSON.parse(row.form));
  return row.form_alone === null ? { form } : { form, alone: formSchema.parse(JSON.parse(row.form_alone)) };
}

export interface Watched {
  readonly flowId: string;
  readonly tool: Tool;
  readonly formId: string;
  /** The tool's own date of the form as it was taken over; null where it is not known. */
  readonly marker: string | null;
  /** Null for one that is watched before it was ever read. */
  readonly lookedAt: number | null;
}

/** From now on the Flow's form is watched, and as it is now it is taken over: what was noticed before is over. */
export function watchWrites(
  context: Context,
  portalId: string,
  { flowId, tool, formId, marker, lookedAt }: Watched,
): Write[] {
  const { db } = context.store.of(portalId);
  const now = context.now();
  const at = now + firstLookAfter(context, tool);
  const fresh = {
    ...nothingNoticed,
    ...noProblem,
    marker,
    looked_at: lookedAt,
    next_at: at,
    leased_until: 0,
    updated_at: now,
  };
  const row: Watch = {
    flow_id: flowId,
    tool,
    form_id: formId,
    automatic: "no",
    ...fresh,
    push_id: null,
    push_until: null,
    push_code: null,
    push_at: 0,
  };
  const insert = db
    .insertInto("form_watches")
    .values(row)
    .onConflict((conflict) => conflict.columns(["flow_id"]).doUpdateSet(fresh));
  return [write(insert), ...(context.wakeups?.writes([{ lane: watchLane(portalId, tool), at }]) ?? [])];
}

export async function watchOf({ store }: Context, portalId: string, flowId: string): Promise<Watch | undefined> {
  const tenant = store.of(portalId);
  return tenant.first(tenant.db.selectFrom("form_watches").selectAll().where("flow_id", "=", flowId));
}

/** What is due of a portal's forms of one tool, and what would be soon: they share one call. Nobody is at them. */
export async function dueWatches(
  { store, now }: Context,
  portalId: string,
  tool: Tool,
  { soonMs, limit }: { readonly soonMs: number; readonly limit: number },
): Promise<Watch[]> {
  const tenant = store.of(portalId);
  const rows = await tenant.all(
    tenant.db
      .selectFrom("form_watches")
      .selectAll()
      .where("tool", "=", tool)
      .where("next_at", "<=", now() + soonMs)
      .where("leased_until", "<=", now())
      .orderBy("next_at")
      .limit(limit),
  );
  return rows.some(({ next_at }) => next_at <= now()) ? rows : [];
}

/** Lanes with forms to look at, and when, earliest first. @param only one of them */
export async function watchLanes(
  { store }: Context,
  limit: number,
  only?: { readonly portalId: string; readonly tool: Tool },
): Promise<{ readonly lane: string; readonly at: number }[]> {
  const every = store.everyPortal();
  const rows = await every.all(
    every.db
      .selectFrom("form_watches")
      .select(["portal_id", "tool", firstFreeAt])
      .$if(only !== undefined, (query) =>
        query.where("portal_id", "=", only?.portalId ?? "").where("tool", "=", only?.tool ?? "typeform"),
      )
      .groupBy(["portal_id", "tool"])
      .orderBy("at")
      .limit(limit),
  );
  return rows.map(({ portal_id, tool, at }) => ({ lane: watchLane(portal_id, tool), at: Number(at) }));
}

/** Nobody looks at a portal's forms of this tool before then. */
export function postponeWrite({ store }: Context, portalId: string, tool: Tool, until: number): Write {
  const { db } = store.of(portalId);
  const later = db.updateTable("form_watches").set({ next_at: until });
  return write(later.where("tool", "=", tool).where("next_at", "<", until));
}

/** Takes rows for a while, all or none. @returns them as they are then, or undefined where somebody else was faster */
export async function lease(
  { store, now }: Context,
  portalId: string,
  rows: readonly Watch[],
  forMs: number,
): Promise<Watch[] | undefined> {
  const tenant = store.of(portalId);
  const until = now() + forMs;
  const updates = rows.map(({ flow_id, leased_until, updated_at }) =>
    write(
      tenant.db
        .updateTable("form_watches")
        .set({ leased_until: until })
        .where("flow_id", "=", flow_id)
        .where("leased_until", "=", leased_until)
        .where("updated_at", "=", updated_at),
      1,
    ),
  );
  return (await tryCommit(tenant, updates)) ? rows.map((row) => ({ ...row, leased_until: until })) : undefined;
}

/** What a look says of when to look again; what else was learned is kept also where somebody wrote meanwhile. */
type Again = Pick<Watch, "next_at" | "marker">;
export type Learned = Partial<Omit<Watch, "flow_id" | "tool" | "form_id" | "leased_until" | "next_at" | "marker">>;

/**
 * Writes what a look learned and ends its lease. A change that the tool told meanwhile asks for another look, whatever this
 * one has to say of it; where the lease ran out, or the form was taken over, nothing is written.
 */
export async function endLook(
  { store, now }: Context,
  portalId: string,
  { flow_id, leased_until, updated_at }: Watch,
  learned: Learned,
  again: Again,
): Promise<void> {
  const tenant = store.of(portalId);
  const ending = (set: Partial<Watch>) =>
    tenant.db
      .updateTable("form_watches")
      .set({ ...set, leased_until: 0, updated_at: now() })
      .where("flow_id", "=", flow_id)
      .where("leased_until", "=", leased_until);
  const whole = write(ending({ ...learned, ...again }).where("updated_at", "=", updated_at), 1);
  if (await tryCommit(tenant, [whole])) return;
  await tryCommit(tenant, [write(ending(learned), 1)]);
}
