/**
 * Each figure of the dashboard against the same figure over raw events, at 100,000 and at 1,000,000 events, on SQLite and on
 * PostgreSQL: the best of interleaved rounds. And whether the figures are true.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { DateTime } from "luxon";
import { billedOf, countsFrom, fieldsOf, funnelOf, screensOf, sumOf } from "../../core/insight/index.ts";
import type { Context } from "../../server/context.ts";
import { groupsOf, insightOf, measuresOf, seriesOf } from "../../server/insight/answer.ts";
import { dayCountsOf, daysOf } from "../../server/insight/question.ts";
import { countEvents } from "../../server/insight/roll.ts";
import { changeSettings } from "../../server/portals/store.ts";
import { flowCatalogue } from "../../server/publishing/catalogue.ts";
import { openPostgres, openSqlite } from "../../server/store/index.ts";
import type { Insight } from "../../src/app/packages/contract/index.ts";
import { startPostgres } from "../databases/postgres-server.ts";
import { addPortal } from "../server/rows.ts";
import { type BenchDatabase, benchContext, benchDatabase } from "./delivery-context.ts";
import {
  addMonthFlows,
  flows,
  load,
  month,
  monthFrom,
  monthTo,
  monthZone,
  screens,
  type Told,
} from "./insight-month.ts";
import { type RawSpan, rawCost, rawFields, rawReached, rawScreens, rawTimes } from "./insight-raw.ts";
import { truthOf } from "./insight-truth.ts";
import { failuresOf, speedOf } from "./insight-verdict.ts";

export interface InsightBenchOptions {
  /** Events of the large month; the small one has a tenth. */
  readonly events: number;
  readonly rounds: number;
  /** One database alone. */
  readonly only?: string | undefined;
  readonly say: (text: string) => void;
}

interface DatabaseResult {
  readonly wrong: number;
  readonly leastFaster: number;
  readonly mostGrown: number;
  readonly figures: ReturnType<typeof speedOf>[];
}

const flowId = flows[0];
const days = { flowId, from: monthFrom, to: monthTo };
const names = screens.map((id) => ({ id, title: id }));

/** Of one size, in milliseconds. */
type Times = Record<string, { readonly ours: number[]; readonly raw: number[] }>;

export async function insightBench({
  events,
  rounds,
  only,
  say,
}: InsightBenchOptions): Promise<Record<string, unknown>> {
  const folder = await mkdtemp(path.join(tmpdir(), "flowella-insight-"));
  const server = await startPostgres({ durable: true });
  const url = server.urlOf("postgres");
  const sizes = [events / 10, events];
  try {
    const result: Record<string, DatabaseResult> = {};
    for (const database of [
      benchDatabase(await openSqlite(path.join(folder, "bench.db"))),
      benchDatabase(await openPostgres(url, { poolSize: 4 }), url),
    ])
      if (only === undefined || only === database.kind)
        result[database.kind] = await onDatabase(database, folder, sizes, { rounds, say });
    const failed = Object.entries(result).flatMap(([kind, { wrong, figures }]) => failuresOf(kind, wrong, figures));
    return { events, rounds, ...result, failed };
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function onDatabase(
  database: BenchDatabase,
  folder: string,
  sizes: readonly number[],
  { rounds, say }: Pick<InsightBenchOptions, "rounds" | "say">,
): Promise<DatabaseResult> {
  const context = await benchContext(database, folder);
  try {
    const places: { portalId: string; times: Times; wrong: number }[] = [];
    for (const size of sizes) {
      const portalId = String(size);
      const began = performance.now();
      const { told, counted } = await fill(context, portalId, size);
      const insight = await whole(context, portalId);
      const wrong = mistakes(insight, told);
      const perSecond = Math.round(size / counted);
      say(
        `${database.kind}: ${size} events, ${told.length} messages, counted at ${perSecond}/s, ${wrong} wrong figures, ${Math.round(performance.now() - began)} ms`,
      );
      places.push({ portalId, times: {}, wrong });
    }
    // The first round warms up.
    for (let round = 0; round <= rounds; round += 1)
      for (const { portalId, times } of places) await measure(context, portalId, times, round > 0);
    const [small, large] = places.map(({ times }) => times);
    const figures = Object.keys(large ?? {}).map((name) => speedOf(name, small?.[name], large?.[name]));
    for (const figure of figures) say(`${database.kind} ${JSON.stringify(figure)}`);
    return {
      wrong: places.reduce((sum, { wrong }) => sum + wrong, 0),
      /** Raw by ours, and ours at the large size by ours at the small one: the worst of all figures. */
      leastFaster: Math.min(...figures.map(({ faster }) => faster)),
      mostGrown: Math.max(...figures.map(({ grown }) => grown)),
      figures,
    };
  } finally {
    await context.wakeups?.stop();
    await context.store.close();
  }
}

async function fill(context: Context, portalId: string, size: number): Promise<{ told: Told[]; counted: number }> {
  await addPortal(context, portalId);
  await changeSettings(context, portalId, { timeZone: monthZone });
  await addMonthFlows(context, portalId);
  const { rows, told } = month(size, size);
  await load(context, portalId, rows);
  const began = performance.now();
  while ((await countEvents(context, portalId, { atOnce: 4_000 })) !== "none");
  return { told, counted: (performance.now() - began) / 1_000 };
}

async function whole(context: Context, portalId: string, more: { group?: "country" } = {}): Promise<Insight> {
  const insight = await insightOf({ context, catalogue: flowCatalogue(context) }, portalId, { ...days, ...more });
  if (insight.kind !== "ready") throw new Error(insight.message);
  return insight;
}

/** How many figures are not what is true. */
function mistakes(insight: Insight, told: readonly Told[]): number {
  const truth = truthOf(told.filter(({ flow }) => flow === flowId));
  const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
  const checks = [
    ...insight.funnel.map(
      ({ stage, screen, count }) => count === (screen ? truth.screen(screen.id).shown : truth.at(stage)),
    ),
    ...insight.times.map(({ measure, time }) => same(time, { ...truth.time(measure), exact: true })),
    ...insight.delays.map(({ what, time }) => same(time, { ...truth.time(`delay_${what}`), exact: true })),
    ...insight.screens.flatMap(({ id, shown, submitted, back, returned, left, time }) => [
      same({ shown, submitted, back, returned, left }, truth.screen(id)),
      same(time, { ...truth.time(`screen ${id}`), exact: true }),
    ]),
    ...["email", "phone"].map((id) => {
      const field = insight.fields.find((each) => each.id === id);
      return field?.rejected === truth.rejected(id).rejected && field.people === truth.rejected(id).people;
    }),
    insight.cost.free === truth.free && insight.cost.untold === truth.untold,
  ];
  return checks.filter((right) => !right).length;
}

async function measure(context: Context, portalId: string, times: Times, counts: boolean): Promise<void> {
  const since = DateTime.fromISO(monthFrom, { zone: monthZone }).toMillis();
  const until = DateTime.fromISO(monthTo, { zone: monthZone }).plus({ days: 1 }).toMillis();
  const span: RawSpan = { portalId, flowId, since, until };
  const all = () => daysOf(context, portalId, days, "all");
  const alone = () => dayCountsOf(context, portalId, days, "all");
  const counters = async () => sumOf((await alone()).map((row) => countsFrom(row.counts)));
  const figures: Record<string, { ours: () => Promise<unknown>; raw: () => Promise<unknown> }> = {
    funnel: { ours: async () => funnelOf(await counters(), names), raw: () => rawReached(context, span) },
    times: { ours: async () => measuresOf(await all()), raw: () => rawTimes(context, span) },
    screens: { ours: async () => screensOf(await counters(), names), raw: () => rawScreens(context, span) },
    fields: { ours: async () => fieldsOf(await counters()), raw: () => rawFields(context, span) },
    groups: {
      ours: async () => groupsOf(await daysOf(context, portalId, days, "country"), "country"),
      raw: () => rawReached(context, span, "country"),
    },
    cost: { ours: async () => billedOf(await counters()), raw: () => rawCost(context, span) },
    series: {
      ours: async () => seriesOf(await alone(), monthFrom, monthTo),
      raw: () => rawReached(context, span, "day"),
    },
  };
  let raws = 0;
  const note = (name: string, ours: number, raw: number) => {
    const kept = times[name] ?? { ours: [], raw: [] };
    times[name] = kept;
    if (!counts) return;
    kept.ours.push(ours);
    kept.raw.push(raw);
  };
  for (const [name, { ours, raw }] of Object.entries(figures)) {
    const quick = await undisturbed(ours);
    const slow = await lasting(raw);
    raws += slow;
    note(name, quick, slow);
  }
  // The page asks for all of it at once, groups included.
  note("whole answer", await undisturbed(() => whole(context, portalId, { group: "country" })), raws);
}

/** Of a few milliseconds much is lost to whatever else the machine does: the shortest of some turns, at both sizes. */
async function undisturbed(work: () => Promise<unknown>): Promise<number> {
  const all: number[] = [];
  for (let turn = 0; turn < 7; turn += 1) all.push(await lasting(work));
  return Math.min(...all);
}

async function lasting(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
