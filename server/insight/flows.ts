/** Which Flows there is something to ask about, and their last 30 days for cards. */
import { countOf, countsFrom, definitions, type Stage, share, sumOf } from "../../core/insight/index.ts";
import type { CardInsightResponse, PageInsightFlowsResponse } from "../../src/app/packages/contract/index.ts";
import type { Context } from "../context.ts";
import { findPortal } from "../portals/store.ts";
import { measuresOf } from "./answer.ts";
import { dayOf, daysAfter } from "./calendar.ts";
import { dayCountsOf, daysOf } from "./question.ts";

const cardDays = 30;
const onCards = 5;
/** Flows of a portal that can be chosen. */
const most = 200;

interface AskedFlow {
  readonly id: string;
  readonly name: string;
  readonly sent: number;
  readonly completed: number;
}

/** The most sent first; those that nothing was sent of come after, by name. */
export async function insightFlows(context: Context, portalId: string): Promise<PageInsightFlowsResponse> {
  const { timeZone, today } = await calendarOf(context, portalId);
  const flows = await flowsBySent(context, portalId, today);
  return { kind: "ready", flows: flows.slice(0, most).map(({ id, name }) => ({ id, name })), today, timeZone };
}

export async function cardInsightOf(context: Context, portalId: string): Promise<CardInsightResponse> {
  const { today } = await calendarOf(context, portalId);
  const span = lately(today);
  const flows = (await flowsBySent(context, portalId, today)).filter(({ sent }) => sent > 0).slice(0, onCards);
  const { sent, completed, time_filling, percentiles, days } = definitions;
  return {
    kind: "ready",
    days: cardDays,
    flows: await Promise.all(
      flows.map(async (flow) => {
        const rows = await daysOf(context, portalId, { ...span, flowId: flow.id }, "all");
        const rate = share(flow.completed, flow.sent);
        return {
          ...flow,
          ...(rate !== undefined && { rate }),
          filling: measuresOf(rows, ["filling"]).get("filling") ?? { count: 0, exact: true },
        };
      }),
    ),
    definitions: { sent, completed, time_filling, percentiles, days },
  };
}

const lately = (today: string) => ({ from: daysAfter(today, 1 - cardDays), to: today });

async function calendarOf(context: Context, portalId: string): Promise<{ timeZone: string; today: string }> {
  const timeZone = (await findPortal(context, portalId))?.settings.timeZone ?? "UTC";
  return { timeZone, today: dayOf(context.now(), timeZone) };
}

async function flowsBySent(context: Context, portalId: string, today: string): Promise<AskedFlow[]> {
  const tenant = context.store.of(portalId);
  const flows = await tenant.all(
    tenant.db.selectFrom("flows").select(["id", "name"]).where("meta_flow_id", "is not", null),
  );
  const rows = await dayCountsOf(context, portalId, lately(today), "all");
  const byFlow = Map.groupBy(rows, ({ flow_id }) => flow_id);
  return flows
    .map((flow) => {
      const counts = sumOf((byFlow.get(flow.id) ?? []).map((row) => countsFrom(row.counts)));
      const of = (stage: Stage) => countOf(counts, ["stage", stage]);
      return { ...flow, sent: of("sent"), completed: of("completed") };
    })
    .sort((one, other) => other.sent - one.sent || one.name.localeCompare(other.name));
}
