/**
 * Completions of the web form that a broadcast is compared with, as its form tool has them: told by the mark in the link.
 * They are read in a lane of their own, some pages at a time, once somebody has looked; whoever looks sees what is kept.
 */

import { z } from "zod";
import { OutsideError } from "../../core/errors.ts";
import type { Context } from "../context.ts";
import type { SendingParts } from "../sending/request.ts";
import { tryCommit, type Write, write } from "../store/index.ts";
import { codeOf } from "../telemetry/code.ts";
import { type BroadcastRow, laneOf, planOf } from "./store.ts";

const completionsSchema = z.object({
  /** When the last reading that came to its end began, epoch ms. */
  readAt: z.number().exactOptional(),
  /** People, not submissions: who handed in twice counts once. */
  completed: z.number(),
  /** A reading that is under way: where it goes on, and when it began. */
  reading: z.object({ after: z.string(), begunAt: z.number() }).exactOptional(),
  /** When the form tool could not be read, epoch ms. */
  failedAt: z.number().exactOptional(),
});
export type Completions = z.infer<typeof completionsSchema>;

export function completionsOf({ completions }: Pick<BroadcastRow, "completions">): Completions | undefined {
  return completions === null ? undefined : completionsSchema.parse(JSON.parse(completions));
}

export const completionsLane = (portalId: string, id: string): string => `${laneOf(portalId, id)}/completions`;

/** Asked for again at most so often. */
const freshMs = 5 * 60_000;
const perPage = 50;
/** Pages of one turn; then others have theirs. */
const pages = 5;
/** Longer than a turn can take: whoever is at it has it alone until then. */
const leaseMs = 2 * 60_000;
/** The form tool's clock and ours may differ by less than that. */
const slackMs = 10 * 60_000;

/**
 * Has the form tool read, where the last answer is not fresh. Forms of other tools than HubSpot are not read: their side
 * stays without completions, and the read-out says that there are too few.
 */
export async function askForCompletions(context: Context, portalId: string, row: BroadcastRow): Promise<void> {
  const kept = completionsOf(row);
  const now = context.now();
  const last = Math.max(kept?.readAt ?? 0, kept?.failedAt ?? 0);
  if (!planOf(row).ab || row.stage === "none" || row.completions_at !== null || last > now - freshMs) return;
  const tenant = context.store.of(portalId);
  const flow = await tenant.first(tenant.db.selectFrom("flows").select("source_tool").where("id", "=", row.flow_id));
  if (flow?.source_tool !== "hubspot") return;
  const asked = tenant.db
    .updateTable("broadcasts")
    .set({ completions_at: now })
    .where("id", "=", row.id)
    .where("completions_at", "is", null);
  const waking = context.wakeups?.writes([{ lane: completionsLane(portalId, row.id), at: now }]) ?? [];
  await tenant.commit([write(asked), ...waking]);
}

/** @returns when to go on; undefined where it is read */
export async function readCompletions(
  parts: SendingParts,
  portalId: string,
  row: BroadcastRow,
): Promise<number | undefined> {
  const { context } = parts;
  const { ab } = planOf(row);
  const now = context.now();
  if (row.completions_at === null || !ab) return undefined;
  if (row.completions_at > now) return row.completions_at;
  const tenant = context.store.of(portalId);
  const mine = now + leaseMs;
  if (!(await tryCommit(tenant, [keptWrite(context, portalId, row, { completions_at: mine })]))) return mine;
  const claimed = { ...row, completions_at: mine };
  try {
    const flow = await tenant.first(tenant.db.selectFrom("flows").selectAll().where("id", "=", row.flow_id));
    if (flow) return await readPages(parts, portalId, claimed, flow.source_form_id, ab.hiddenField);
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error;
    context.log.warn("broadcast.completions_unread", { portal: portalId, broadcast: row.id, code: codeOf(error) });
  }
  const kept = completionsOf(row) ?? { completed: 0 };
  const completions = JSON.stringify({ ...kept, failedAt: now } satisfies Completions);
  await tryCommit(tenant, [keptWrite(context, portalId, claimed, { completions, completions_at: null })]);
  return undefined;
}

/** Newest first, as far back as the last reading, or the broadcast, goes. Marks and cursor are kept at the turn's end. */
async function readPages(
  { context, hubspot }: SendingParts,
  portalId: string,
  row: BroadcastRow,
  formId: string,
  hiddenField: string,
): Promise<number | undefined> {
  const kept = completionsOf(row);
  const begunAt = kept?.reading?.begunAt ?? context.now();
  const since = Math.max(row.created_at, (kept?.readAt ?? 0) - slackMs);
  const calls = hubspot.inTurn(portalId);
  const tenant = context.store.of(portalId);
  const marks: string[] = [];
  let after = kept?.reading?.after;
  for (let page = 0; page < pages; page += 1) {
    const found = await calls.listSubmissions(formId, { limit: perPage, ...(after !== undefined && { after }) });
    const recent = found.submissions.filter(({ submittedAt }) => submittedAt >= since);
    marks.push(
      ...recent.flatMap(({ values }) => values.filter(({ name }) => name === hiddenField).map(({ value }) => value)),
    );
    after = recent.length < found.submissions.length ? undefined : found.after;
    if (after === undefined) break;
  }
  const recipients = () => tenant.db.selectFrom("broadcast_recipients").where("broadcast_id", "=", row.id);
  if (marks.length > 0) {
    // A mark that is not ours was typed, or belongs to another broadcast.
    const marked = tenant.db
      .updateTable("broadcast_recipients")
      .set({ form_at: context.now() })
      .where("broadcast_id", "=", row.id)
      .where("rank", "in", [...new Set(marks)])
      .where("arm", "=", "link")
      .where("form_at", "is", null);
    await tenant.commit([write(marked)]);
  }
  const counted = recipients().where("form_at", "is not", null);
  const completed = Number((await tenant.first(counted.select(({ fn }) => fn.countAll().as("people"))))?.people ?? 0);
  const readAt = after === undefined ? begunAt : kept?.readAt;
  const completions: Completions = {
    completed,
    ...(readAt !== undefined && { readAt }),
    ...(after !== undefined && { reading: { after, begunAt } }),
  };
  const next = after === undefined ? null : context.now();
  const change = { completions: JSON.stringify(completions), completions_at: next };
  await tryCommit(tenant, [keptWrite(context, portalId, row, change)]);
  return next ?? undefined;
}

/** Fails where somebody else is at it. Reading changes nothing about the broadcast, so it stands as it was last changed. */
function keptWrite(
  { store }: Context,
  portalId: string,
  { id, completions_at }: Pick<BroadcastRow, "id" | "completions_at">,
  change: Partial<Pick<BroadcastRow, "completions" | "completions_at">>,
): Write {
  const { db } = store.of(portalId);
  const query = db.updateTable("broadcasts").set(change).where("id", "=", id);
  return write(query.where("completions_at", "=", completions_at), 1);
}
