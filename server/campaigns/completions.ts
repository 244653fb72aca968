/** Completions of the web form that a broadcast is compared with, as its form tool has them: told by the mark in the link. */

import { z } from "zod";
import { OutsideError } from "../../core/errors.ts";
import type { SendingParts } from "../sending/request.ts";
import { tryCommit } from "../store/index.ts";
import { codeOf } from "../telemetry/code.ts";
import { type BroadcastRow, changeWrite, planOf } from "./store.ts";

const completionsSchema = z.object({
  /** Epoch ms. */
  readAt: z.number(),
  /** People, not submissions: who handed in twice counts once. */
  completed: z.number(),
});
export type Completions = z.infer<typeof completionsSchema>;

export function completionsOf({ completions }: Pick<BroadcastRow, "completions">): Completions | undefined {
  return completions === null ? undefined : completionsSchema.parse(JSON.parse(completions));
}

/** Asked for again at most so often. */
const freshMs = 5 * 60_000;
const perPage = 50;
const mostPages = 400;

/**
 * Asks the form tool, where the last answer is not fresh; the row as it is afterwards. Forms of other tools than HubSpot are
 * not read: their side stays without completions, and the read-out says that there are too few.
 */
export async function withCompletions(parts: SendingParts, portalId: string, row: BroadcastRow): Promise<BroadcastRow> {
  const { context } = parts;
  const { ab } = planOf(row);
  const kept = completionsOf(row);
  const now = context.now();
  if (!ab || row.stage === "none" || (kept && kept.readAt > now - freshMs)) return row;
  const tenant = context.store.of(portalId);
  const flow = await tenant.first(tenant.db.selectFrom("flows").selectAll().where("id", "=", row.flow_id));
  if (flow?.source_tool !== "hubspot") return row;
  try {
    const completed = await countMarks(parts, portalId, row, flow.source_form_id, ab.hiddenField);
    const completions = JSON.stringify({ readAt: now, completed });
    await tryCommit(tenant, [changeWrite(context, portalId, row, { completions })]);
    return { ...row, completions };
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error;
    context.log.warn("broadcast.completions_unread", { portal: portalId, broadcast: row.id, code: codeOf(error) });
    return row;
  }
}

/** Newest first, as far back as the broadcast goes. */
async function countMarks(
  { context, hubspot }: SendingParts,
  portalId: string,
  row: BroadcastRow,
  formId: string,
  hiddenField: string,
): Promise<number> {
  const calls = hubspot.of(portalId);
  const tenant = context.store.of(portalId);
  const seen = new Set<string>();
  let after: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const found = await calls.listSubmissions(formId, { limit: perPage, ...(after !== undefined && { after }) });
    const recent = found.submissions.filter(({ submittedAt }) => submittedAt >= row.created_at);
    const marks = recent.flatMap(({ values }) =>
      values.filter(({ name }) => name === hiddenField).map(({ value }) => value),
    );
    // A mark that is not ours was typed, or belongs to another broadcast.
    const ours =
      marks.length === 0
        ? []
        : await tenant.all(
            tenant.db
              .selectFrom("broadcast_recipients")
              .select("rank")
              .where("broadcast_id", "=", row.id)
              .where("arm", "=", "link")
              .where("rank", "in", marks),
          );
    for (const { rank } of ours) seen.add(rank);
    if (found.after === undefined || recent.length < found.submissions.length) break;
    after = found.after;
  }
  return seen.size;
}
