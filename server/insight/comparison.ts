/** Chat against web: broadcasts that sent a part of their people a link to the web form, taken together. */
import { compare } from "../../core/campaigns/index.ts";
import type { Insight } from "../../src/app/packages/contract/index.ts";
import { askForCompletions, completionsOf } from "../campaigns/completions.ts";
import { countsOf } from "../campaigns/figures.ts";
import { type BroadcastRow, planOf } from "../campaigns/store.ts";
import { findPortal } from "../portals/store.ts";
import type { SendingParts } from "../sending/request.ts";
import { dayOf } from "./calendar.ts";
import type { Span } from "./question.ts";

/** The newest ones; each has tens of thousands of recipients. */
const most = 20;
const dayMs = 86_400_000;

export async function chatAgainstWeb(
  { context }: Pick<SendingParts, "context">,
  portalId: string,
  { flowId, from, to }: Span,
): Promise<Insight["chatAgainstWeb"]> {
  const rows = await comparedBroadcasts({ context }, portalId, { flowId, from, to });
  if (rows.length === 0) return undefined;
  const sides = { flow: { sent: 0, completed: 0 }, link: { sent: 0, completed: 0 } };
  const readAts: (number | undefined)[] = [];
  for (const row of rows) {
    await askForCompletions(context, portalId, row);
    const counts = await countsOf(context, portalId, row);
    const kept = completionsOf(row);
    readAts.push(kept?.readAt);
    for (const arm of ["flow", "link"] as const) {
      const { sent, delivered, read, answered } = counts.of({ arm });
      const arrived = sent + delivered + read;
      sides[arm].sent += arrived;
      sides[arm].completed += Math.min(arm === "flow" ? answered : (kept?.completed ?? 0), arrived);
    }
  }
  const known = readAts.flatMap((at) => at ?? []);
  return {
    ...compare(sides.flow, sides.link),
    broadcasts: rows.length,
    // The whole is as old as its oldest part.
    ...(known.length === rows.length && { readAt: new Date(Math.min(...known)).toISOString() }),
  };
}

async function comparedBroadcasts(
  { context }: Pick<SendingParts, "context">,
  portalId: string,
  { flowId, from, to }: Span,
): Promise<BroadcastRow[]> {
  const tenant = context.store.of(portalId);
  const zone = (await findPortal(context, portalId))?.settings.timeZone ?? "UTC";
  const rows = await tenant.all(
    tenant.db
      .selectFrom("broadcasts")
      .selectAll()
      // A day more on both sides: which of them it is, the portal's time zone says.
      .where("created_at", ">=", Date.parse(from) - dayMs)
      .where("created_at", "<", Date.parse(to) + 2 * dayMs)
      .$if(flowId !== undefined, (query) => query.where("flow_id", "=", flowId ?? ""))
      .orderBy("created_at", "desc")
      .limit(most * 5),
  );
  const within = rows.filter(({ created_at }) => {
    const day = dayOf(created_at, zone);
    return day >= from && day <= to;
  });
  return within.filter((row) => planOf(row).ab !== undefined && row.stage !== "none").slice(0, most);
}
