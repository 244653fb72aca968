/**
 * Retention: a job that removes what customers handed in once its time is over and it has landed, and that can show what it
 * removed: a row for each round that found something, and an entry on the audit trail. Figures stay.
 */
import { z } from "zod";
import { dayMs } from "../../core/retention/index.ts";
import { type Context, newId } from "../context.ts";
import { allPortals, findPortal } from "../portals/store.ts";
import { type Row, write } from "../store/index.ts";
import { codeOf } from "../telemetry/code.ts";
import { auditWrite } from "./audit.ts";
import { keptAlike } from "./retention-keeps.ts";
import { type Rule, type RuleName, ruleNames, rules, type Times, timesOf } from "./retention-rules.ts";
import { emptySubmission, givenUp, type Held, heldOf, type Look, removable } from "./retention-submissions.ts";

/** Rows of a step, and steps of a round: each holds SQLite up for a moment, and the next round goes on. */
const share = 200;
const mostShares = 50;

/** `answers`: submissions emptied. `givenUp`: those of them that were never delivered everywhere. */
export const removedKinds = ["answers", "givenUp", ...ruleNames] as const;
export type RemovedKind = (typeof removedKinds)[number];
const removedSchema = z.partialRecord(z.enum(removedKinds), z.int().min(1));
export type Removed = z.infer<typeof removedSchema>;

export interface RetentionRun {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly removed: Removed;
  readonly total: number;
  readonly held: Held;
}

/** One round over all portals; a portal that fails does not keep the others from theirs. */
export async function runRetention(context: Context): Promise<void> {
  for (const { id } of await allPortals(context)) {
    try {
      await runRetentionOf(context, id, { strays: await firstToday(context, id) });
    } catch (error) {
      context.log.error("retention.failed", { portal: id, code: codeOf(error) });
    }
  }
}

/** Whether no round of this day (UTC) is kept yet. */
async function firstToday(context: Context, portalId: string): Promise<boolean> {
  const [last] = await retentionRuns(context, portalId, 1);
  return last === undefined || Math.floor(last.at / dayMs) < Math.floor(context.now() / dayMs);
}

/**
 * @param strays whether contents without a file are looked for, too: that walks over all contents
 * @returns undefined where there is no such portal, or all that is its own is being erased
 */
export async function runRetentionOf(
  context: Context,
  portalId: string,
  { strays }: { readonly strays: boolean } = { strays: true },
): Promise<RetentionRun | undefined> {
  const portal = await findPortal(context, portalId);
  // Answers of one that left are held until it comes back, and erased with everything else where it does not.
  if (portal?.status !== "active") return undefined;
  const at = context.now();
  const counts = new Map<RemovedKind, number>();
  const count = (kind: RemovedKind, by: number): void => void counts.set(kind, (counts.get(kind) ?? 0) + by);
  const look = { portalId, at, heldDays: portal.settings.retention.heldDays };
  const groups = await keptAlike(context, portal);
  for (const alike of groups) {
    await emptyAll(context, look, count, "landed", (limit) => removable(context, look, alike, limit));
    await emptyAll(context, look, count, "given-up", (limit) => givenUp(context, look, alike, limit));
  }
  const times = timesOf(portal.settings.retention, groups, at);
  for (const name of ruleNames) {
    if (name !== "files" || strays) count(name, await applyRule(context, portalId, name, times));
  }
  const held = await heldOf(context, look, groups);
  return keepRun(context, portalId, at, counts, held);
}

async function emptyAll(
  context: Context,
  { portalId }: Look,
  count: (kind: RemovedKind, by: number) => void,
  how: "landed" | "given-up",
  next: (limit: number) => ReturnType<typeof removable>,
): Promise<void> {
  for (let shares = 0; shares < mostShares; shares += 1) {
    const due = await next(share);
    let emptied = 0;
    for (const each of due) {
      const gone = await emptySubmission(context, portalId, each, how);
      if (!gone) continue;
      emptied += 1;
      count("files", gone.files);
      count("secureAnswers", gone.secure);
    }
    count("answers", emptied);
    if (how === "given-up") count("givenUp", emptied);
    if (due.length < share || emptied === 0) return;
  }
}

async function applyRule(context: Context, portalId: string, name: RuleName, times: Times): Promise<number> {
  const tenant = context.store.of(portalId);
  const rule: Rule = rules[name];
  let total = 0;
  for (let shares = 0; shares < mostShares; shares += 1) {
    const keys = await rule.due(tenant, times, share);
    if (keys.length > 0) await tenant.commit(rule.writes(tenant, keys, context));
    for (const key of keys) await rule.afterwards?.(context, portalId, key);
    total += keys.length;
    if (keys.length < share) break;
  }
  return total;
}

/** How long it is remembered what each round removed; the audit trail says it for good. */
const runsMs = 400 * dayMs;

async function keepRun(
  context: Context,
  portalId: string,
  at: number,
  counts: ReadonlyMap<RemovedKind, number>,
  held: Held,
): Promise<RetentionRun> {
  const tenant = context.store.of(portalId);
  const removed = removedSchema.parse(
    Object.fromEntries(
      removedKinds.map((kind) => [kind, counts.get(kind) ?? 0] as const).filter(([, number]) => number > 0),
    ),
  );
  const total = [...counts].reduce((sum, [kind, number]) => sum + (kind === "givenUp" ? 0 : number), 0);
  const id = newId(context, "ret");
  const row = { id, at, total, removed: JSON.stringify(removed), held: held.count, held_until: held.until };
  const runs = tenant.db.deleteFrom("retention_runs");
  await tenant.commit([
    write(runs.where(({ or, eb }) => or([eb("total", "=", 0), eb("at", "<", at - runsMs)]))),
    write(tenant.db.insertInto("retention_runs").values(row), 1),
    ...(total > 0
      ? [auditWrite(context, portalId, { actor: "system", action: "erased", subject: inOneLine(row) })]
      : []),
  ]);
  if (total > 0) context.log.info("retention.removed", { portal: portalId, run: id, removed: total });
  if (held.count > 0) context.log.warn("retention.held", { portal: portalId, submissions: held.count });
  return { id, at, removed, total, held };
}

/** Such as `retention:ret_x:answers=3,files=2`. */
function inOneLine({ id, removed }: Pick<Row<"retention_runs">, "id" | "removed">): string {
  const counts = Object.entries(removedSchema.parse(JSON.parse(removed)));
  return `retention:${id}:${counts.map(([kind, number]) => `${kind}=${number}`).join(",")}`;
}

/** The newest rounds first: those that removed something, and the very last one. */
export async function retentionRuns({ store }: Context, portalId: string, limit: number): Promise<RetentionRun[]> {
  const tenant = store.of(portalId);
  const rows = await tenant.all(
    tenant.db.selectFrom("retention_runs").selectAll().orderBy("at", "desc").orderBy("id").limit(limit),
  );
  return rows.map(({ id, at, total, removed, held, held_until: until }) => ({
    id,
    at,
    total,
    removed: removedSchema.parse(JSON.parse(removed)),
    held: { count: held, until },
  }));
}

export interface RetentionCheck {
  /** As of the last round; undefined before the first one. */
  readonly at: number | undefined;
  /** By kind: how much is still there of what should have gone by then. All of them 0 where retention did its work. */
  readonly left: Readonly<Record<Exclude<RemovedKind, "givenUp">, number>>;
}

/** Counts anew what should have gone by the last round. */
export async function checkRetention(context: Context, portalId: string): Promise<RetentionCheck> {
  const portal = await findPortal(context, portalId);
  if (!portal) throw new Error("The portal is not there.");
  const [last] = await retentionRuns(context, portalId, 1);
  const at = last?.at ?? context.now();
  const tenant = context.store.of(portalId);
  const groups = await keptAlike(context, portal);
  const look = { portalId, at, heldDays: portal.settings.retention.heldDays };
  const times = timesOf(portal.settings.retention, groups, at);
  const answers = await Promise.all(
    groups.flatMap((alike) => [
      removable(context, look, alike, mostCounted),
      givenUp(context, look, alike, mostCounted),
    ]),
  );
  const others = await Promise.all(
    ruleNames.map(async (name) => [name, (await rules[name].due(tenant, times, mostCounted)).length] as const),
  );
  const left = { answers: answers.flat().length, ...zero, ...Object.fromEntries(others) };
  return { at: last?.at, left };
}

const mostCounted = 10_000;
const zero: Readonly<Record<RuleName, number>> = {
  sessions: 0,
  secureAnswers: 0,
  files: 0,
  messages: 0,
  inbox: 0,
  sends: 0,
  workflowOutputs: 0,
  codes: 0,
  decisions: 0,
  reminders: 0,
  ads: 0,
};
