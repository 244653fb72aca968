/** One question about figures, answered from the rows of days: no event is read. */
import {
  billedOf,
  type Counts,
  costOf,
  counterParts,
  countOf,
  countsFrom,
  definitions,
  fieldsOf,
  funnelOf,
  optInsOf,
  percentilesOf,
  type ScreenName,
  type Stage,
  screenMeasure,
  screensOf,
  share,
  sumOf,
  timeLines,
  withoutSmall,
} from "../../core/insight/index.ts";
import type {
  Insight,
  InsightDay,
  InsightDefinition,
  InsightGroup,
  InsightGroupRow,
  InsightRequest,
  InsightTime,
  PageInsightResponse,
} from "../../src/app/packages/contract/index.ts";
import { settingsOf } from "../campaigns/store.ts";
import { findPortal } from "../portals/store.ts";
import type { SendingParts } from "../sending/request.ts";
import { daysFrom } from "./calendar.ts";
import { chatAgainstWeb } from "./comparison.ts";
import { qualityOf } from "./quality.ts";
import { type DayRow, daysOf, type FlowNames, flowNames, waitingEvents } from "./question.ts";
import { countEvents } from "./roll.ts";

/** Fewer messages, and shares say little. */
const few = 30;

type Measures = ReadonlyMap<string, InsightTime>;

/** @param parts the tool's forms are read later, by who is woken for it (quality.ts) */
export async function insightOf(
  parts: Pick<SendingParts, "context" | "catalogue">,
  portalId: string,
  request: InsightRequest,
): Promise<PageInsightResponse> {
  const { context } = parts;
  const { flowId, from, to, group } = request;
  if (group === "version" && flowId === undefined)
    return refused("insight.version_of_no_flow", "Versions are numbers of one Flow: choose a Flow first.");
  // What happened just now, unless there is more of it than somebody should wait for.
  const waiting = (await countEvents(context, portalId)) === "none" ? 0 : await waitingEvents(context, portalId);
  const rows = await daysOf(context, portalId, request, "all");
  const counts = sumOf(rows.map((row) => countsFrom(row.counts)));
  const names = flowId === undefined ? undefined : await flowNames(parts, portalId, flowId, screensIn(counts));
  if (flowId !== undefined && !names) return refused("insight.unknown_flow", "There is no such Flow any more.");
  const screens = names?.screens ?? [];
  const measures = measuresOf(rows);
  const sent = countOf(counts, ["stage", "sent"]);
  const completed = countOf(counts, ["stage", "completed"]);
  const comparison = await chatAgainstWeb(parts, portalId, request);
  const { prices } = await settingsOf(context, portalId);
  const messages = {
    billed: billedOf(counts),
    free: countOf(counts, ["free"]),
    untold: countOf(counts, ["untold"]),
    completed,
  };
  return {
    kind: "ready",
    state: sent === 0 ? "none" : sent < few ? "few" : "enough",
    from,
    to,
    timeZone: (await findPortal(context, portalId))?.settings.timeZone ?? "UTC",
    waiting,
    ...(names && { flow: { id: names.id, name: names.name } }),
    funnel: funnelOf(counts, screens).map(({ screen, ...step }) => ({ ...step, ...(screen && { screen }) })),
    times: (["delivery", "reading", "opening", "filling", "whole"] as const).map((measure) => ({
      measure,
      time: timeOf(measures, measure),
      definition: `time_${measure}` as const,
    })),
    screens: screenFigures(counts, screens, measures),
    fields: names ? fieldFigures(counts, names) : [],
    groups: group ? groupsOf(await daysOf(context, portalId, request, group), group) : [],
    cost: withLists(costOf(messages, prices)),
    delays: (["delivery", "owner", "booking"] as const).map((what) => ({
      what,
      time: timeOf(measures, `delay_${what}`),
      definition: `delay_${what}` as const,
    })),
    quality: await qualityOf(parts, portalId, request),
    optIns: optInsOf(counts).filter(({ gained }) => gained > 0),
    ...(comparison && { chatAgainstWeb: comparison }),
    series: seriesOf(rows, from, to),
    definitions: definitions satisfies Record<InsightDefinition, string>,
  };
}

function refused(code: string, message: string): PageInsightResponse {
  return { kind: "refused", code, message };
}

/** Ids of screens that anything is counted of. */
function screensIn(counts: Counts): Set<string> {
  const parts = [...counts.keys()].map(counterParts);
  return new Set(parts.flatMap(([what, screen]) => (what === "shown" && screen ? [screen] : [])));
}

/** @param only these measures */
export function measuresOf(rows: readonly Pick<DayRow, "times">[], only?: readonly string[]): Measures {
  const days = rows.map(({ times }) => timeLines(times));
  const names = only ?? [...new Set(days.flatMap((day) => [...day.keys()]))];
  return new Map(names.map((name) => [name, percentilesOf(days.flatMap((day) => day.get(name) ?? []))]));
}

const noTime: InsightTime = { count: 0, exact: true };

function timeOf(measures: Measures, measure: string): InsightTime {
  return measures.get(measure) ?? noTime;
}

function screenFigures(counts: Counts, screens: readonly ScreenName[], measures: Measures): Insight["screens"] {
  return screensOf(counts, screens).map((screen) => ({ ...screen, time: timeOf(measures, screenMeasure(screen.id)) }));
}

function fieldFigures(counts: Counts, { fields }: FlowNames): Insight["fields"] {
  return fieldsOf(counts).map(({ rules, screen, ...field }) => ({
    ...field,
    ...(screen !== "" && { screen }),
    label: fields.get(field.id) ?? field.id,
    rules: [...rules],
  }));
}

function withLists({ categories, unpriced, ...cost }: ReturnType<typeof costOf>): Insight["cost"] {
  return { ...cost, categories: [...categories], unpriced: [...unpriced] };
}

export function groupsOf(rows: readonly DayRow[], group: InsightGroup): InsightGroupRow[] {
  const groups = [...Map.groupBy(rows, ({ value }) => value)].map(([value, days]) => {
    const counts = sumOf(days.map((day) => countsFrom(day.counts)));
    return { value, days, counts, sent: countOf(counts, ["stage", "sent"]) };
  });
  // A version says nothing about who somebody is.
  const shown =
    group === "version"
      ? groups
          .filter(({ sent }) => sent > 0)
          .map((each) => ({ value: each.value, others: false, parts: [each] }))
          .sort((one, other) => Number(other.value) - Number(one.value))
      : withoutSmall(groups);
  return shown.map(({ value, others, parts }) => {
    const counts = sumOf(parts.map((part) => part.counts));
    const of = (stage: Stage) => countOf(counts, ["stage", stage]);
    const [sent, completed] = [of("sent"), of("completed")];
    const rate = share(completed, sent);
    return {
      value,
      others,
      sent,
      delivered: of("delivered"),
      read: of("read"),
      ...(countOf(counts, ["seen", "opened"]) > 0 && { opened: of("opened") }),
      started: of("started"),
      completed,
      landed: of("landed"),
      ...(rate !== undefined && { rate }),
      filling: timeOf(
        measuresOf(
          parts.flatMap(({ days }) => days),
          ["filling"],
        ),
        "filling",
      ),
    };
  });
}

export function seriesOf(rows: readonly Pick<DayRow, "day" | "counts">[], from: string, to: string): InsightDay[] {
  const days = Map.groupBy(rows, ({ day }) => day);
  return daysFrom(from, to).map((day) => {
    const counts = sumOf((days.get(day) ?? []).map((row) => countsFrom(row.counts)));
    const of = (stage: Stage) => countOf(counts, ["stage", stage]);
    return { day, sent: of("sent"), delivered: of("delivered"), started: of("started"), completed: of("completed") };
  });
}
