/** Figures of a generated month against what is known to be true of it, on both databases. */
import { afterEach, beforeEach, expect, it } from "@jest/globals";
import { recordWrites } from "../../../server/consent/records.ts";
import type { Context } from "../../../server/context.ts";
import { insightOf } from "../../../server/insight/answer.ts";
import { forgetCounted } from "../../../server/insight/forget.ts";
import { countEvents, countEverywhere } from "../../../server/insight/roll.ts";
import { changeSettings } from "../../../server/portals/store.ts";
import { flowCatalogue } from "../../../server/publishing/catalogue.ts";
import { createStore, type Store, write } from "../../../server/store/index.ts";
import type { Insight, InsightRequest } from "../../../src/app/packages/contract/index.ts";
import {
  addMonthFlows,
  flows,
  load,
  month,
  monthFrom,
  monthTo,
  monthZone,
  mulberry32,
  screens,
  type Told,
} from "../../bench/insight-month.ts";
import { truthOf } from "../../bench/insight-truth.ts";
import { onBothDatabases, type TestDatabase } from "../../databases/index.ts";
import { testContext } from "../context.ts";
import { addPortal } from "../rows.ts";

const portalId = "4417203";
const whole = { from: monthFrom, to: monthTo };

onBothDatabases("figures of a month", (databases) => {
  let database: TestDatabase;
  let context: Context;
  beforeEach(async () => {
    database = await databases.make();
    ({ context } = await testContext({ database, settings: { EVENTS_KEPT_DAYS: 3_650 } }));
    await addPortal(context, portalId);
    await changeSettings(context, portalId, { timeZone: monthZone });
    await addMonthFlows(context, portalId);
  });
  afterEach(async () => {
    await context.wakeups?.stop();
    await context.store.close();
    await database.remove();
  });

  async function ask(request: InsightRequest, asked = context): Promise<Insight> {
    const parts = { context: asked, catalogue: flowCatalogue(asked) };
    // Nothing in these questions reaches HubSpot or writes a token.
    const answer = await insightOf(parts, portalId, request);
    if (answer.kind !== "ready") throw new Error(answer.message);
    return answer;
  }

  async function waiting(): Promise<number> {
    const { all, db } = context.store.of(portalId);
    return (await all(db.selectFrom("events").select("id").where("counted_at", "is", null))).length;
  }

  it("20,000 events, arriving in no order and counted by two at once, make exactly the figures that are true", async () => {
    const { rows, told } = month(20_261_122, 20_000);
    const generated = [...rows];
    await load(
      context,
      portalId,
      generated.map(({ events: _, ...rest }) => rest),
    );
    const events = shuffled(generated.flatMap((row) => row.events));
    for (let from = 0; from < events.length; from += 7_000) {
      await load(context, portalId, [{ events: events.slice(from, from + 7_000) }]);
      await Promise.all([countAll(context), from === 0 ? asAnotherProcess(countAll) : undefined]);
    }
    expect(await waiting()).toBe(0);

    expectTrue(await ask(whole), told);
    for (const flow of flows)
      expectTrue(
        await ask({ ...whole, flowId: flow }),
        told.filter((each) => each.flow === flow),
      );
    const week = { from: "2026-10-20", to: "2026-10-26" };
    expectTrue(
      await ask({ ...week, flowId: flows[0] }),
      told.filter(({ flow, day }) => flow === flows[0] && day >= week.from && day <= week.to),
    );
    for (const group of ["language", "country", "source"] as const) {
      const { groups } = await ask({ ...whole, group });
      expectGroups(groups, told, (each) => each[group]);
    }
    const { groups } = await ask({ ...whole, flowId: flows[1], group: "version" });
    expect(groups.map(({ value }) => value)).toEqual(["3", "2", "1"]);
    expectGroups(
      groups,
      told.filter(({ flow }) => flow === flows[1]),
      ({ version }) => version,
    );
    const { series } = await ask(whole);
    expect(series).toHaveLength(30);
    for (const { day, sent, completed } of series) {
      const truth = truthOf(told.filter((each) => each.day === day));
      expect({ day, sent, completed }).toEqual({ day, sent: truth.sent, completed: truth.at("completed") });
    }
  });

  it("a commit that fails, or was written though its answer got lost, is counted once", async () => {
    const { rows, told } = month(7, 1_500);
    await load(context, portalId, rows);
    const random = mulberry32(3);
    const shaky = { ...context, store: unreliable(context.store, random) };
    for (let round = 0; round < 200 && (await waiting()) > 0; round += 1)
      await countEvents(shaky, portalId, { atOnce: 100 }).catch(() => undefined);
    expect(await waiting()).toBe(0);
    expectTrue(await ask(whole), told);
  });

  it("a portal that cannot be counted leaves the others' figures alone, and is told of", async () => {
    const portals = [portalId, "5500001"];
    await addPortal(context, "5500001");
    for (const id of portals) await load(context, id, [{ events: manyEvents(3) }]);
    const uncounted = async () => {
      const { all, db } = context.store.everyPortal();
      const rows = await all(db.selectFrom("events").select("portal_id").distinct().where("counted_at", "is", null));
      return rows.map(({ portal_id }) => portal_id);
    };
    const told: unknown[] = [];
    const log = { ...context.log, error: (...line: unknown[]) => void told.push(line) };
    const broken: { id?: string } = {};
    await countEverywhere({ ...context, log, store: firstBreaks(context.store, broken) });
    expect(await uncounted()).toEqual([broken.id]);
    expect(told).toEqual([["insight.not_counted", expect.objectContaining({ portal: broken.id })]]);
    await countEverywhere(context);
    expect(await uncounted()).toEqual([]);
  });

  it("events that are old go once they are counted; the figures stay, and nothing counts twice", async () => {
    const { rows, told } = month(11, 2_000);
    await load(context, portalId, rows);
    await countEvents(context, portalId, { atOnce: 1_500 });
    const before = await waiting();
    expect(before).toBeGreaterThan(0);
    const later = { ...context, now: () => context.now() + 4_000 * 86_400_000 };
    await forgetCounted(later);
    // What is not counted yet is still there.
    expect(await waiting()).toBe(before);
    await countEverywhere(context);
    expectTrue(await ask(whole), told);

    await forgetCounted(later);
    const { all, db, commit } = context.store.of(portalId);
    expect(await all(db.selectFrom("events").select("id"))).toEqual([]);
    expect(await all(db.selectFrom("insight_messages").select("send_id"))).toEqual([]);
    const [send] = await all(db.selectFrom("sends").select("id").limit(1));
    const late = { id: "evt_late", kind: "read", send_id: send?.id ?? null, at: later.now() };
    await commit([write(db.insertInto("events").values({ ...late, ...nothingElse }), 1)]);
    await countEverywhere(later);
    expect(await waiting()).toBe(0);
    expectTrue(await ask(whole, later), told);
  });

  it("of more times than are kept one by one, median and p90 are within one percent and say so", async () => {
    const { rows, told } = month(13, 4_000);
    await load(context, portalId, rows);
    while ((await countEvents(context, portalId, { atOnce: 4_000, exactMost: 2 })) !== "none");
    const truth = truthOf(told);
    const { times } = await ask(whole);
    expect(times.some(({ time }) => !time.exact)).toBe(true);
    for (const { measure, time } of times) {
      const { median = 0, p90 = 0 } = truth.time(measure);
      expect(Math.abs((time.median ?? 0) - median)).toBeLessThanOrEqual(median * 0.01);
      expect(Math.abs((time.p90 ?? 0) - p90)).toBeLessThanOrEqual(p90 * 0.01);
    }
  });

  it("agreements count by where they were said, net of STOP, and each word once", async () => {
    const { rows } = month(17, 400);
    const generated = [...rows];
    await load(context, portalId, generated);
    const [message] = generated.filter(({ submissions }) => submissions.length > 0);
    const submission = message?.submissions[0];
    if (!submission) throw new Error("Nobody handed in.");
    const at = submission.accepted_at;
    const says = async (personId: string, source: "question" | "word", state: "given" | "withdrawn", later: number) => {
      const inForm = source === "question" && personId === submission.person_id && { submissionId: submission.id };
      const record = {
        personId,
        source,
        state,
        covers: "everything" as const,
        ref: "agree",
        at: at + later,
        ...inForm,
      };
      await context.store.of(portalId).commit(recordWrites(context, portalId, record));
      await Promise.all([countEverywhere(context), countEverywhere(context)]);
    };
    const optIns = async (more: { flowId?: string } = {}) =>
      (await ask({ ...whole, ...more })).optIns.map(({ via, source, gained, net }) => [
        via,
        source !== "",
        gained,
        net,
      ]);
    await says(submission.person_id, "question", "given", 0);
    await says(submission.person_id, "question", "given", 1_000);
    await says("per_other", "question", "given", 2_000);
    const both = [
      ["question", false, 1, 1],
      ["question", true, 1, 1],
    ];
    expect((await optIns()).sort()).toEqual(both);
    expect(await optIns({ flowId: submission.flow_id })).toEqual([["question", true, 1, 1]]);
    await says(submission.person_id, "word", "withdrawn", 5_000);
    expect(await optIns({ flowId: submission.flow_id })).toEqual([["question", true, 1, 0]]);
    const { all, db } = context.store.of(portalId);
    expect(await all(db.selectFrom("consents").select("id").where("counted_at", "is", null))).toEqual([]);
  });

  it("START takes STOP back on the day on which that was counted, whatever the time zone is by then", async () => {
    const at = Date.parse("2026-10-12T12:00:00Z");
    const says = async (source: "question" | "word", state: "given" | "withdrawn" | "resumed", later: number) => {
      const record = { personId: "per_1", source, state, covers: "everything" as const, ref: "agree", at: at + later };
      await context.store.of(portalId).commit(recordWrites(context, portalId, record));
      await countEverywhere(context);
    };
    const optInsOf = async (day: string) =>
      (await ask({ from: day, to: day })).optIns.map(({ gained, net }) => ({ gained, net }));
    // Noon in London is the evening of the same day in Rome, and two o'clock of the next one on Kiritimati.
    await says("question", "given", 0);
    await says("word", "withdrawn", 1_000);
    expect(await optInsOf("2026-10-12")).toEqual([{ gained: 1, net: 0 }]);
    await changeSettings(context, portalId, { timeZone: "Pacific/Kiritimati" });
    await says("word", "resumed", 2_000);
    expect(await optInsOf("2026-10-12")).toEqual([{ gained: 1, net: 1 }]);
    expect(await optInsOf("2026-10-13")).toEqual([]);
  });

  it("says that there is nothing, that there is little, and what is not counted yet", async () => {
    const empty = await ask({ ...whole, flowId: flows[0], group: "country" });
    expect(empty).toMatchObject({ state: "none", waiting: 0, groups: [], fields: [] });
    expect(empty.funnel.map(({ count }) => count).every((count) => count === 0)).toBe(true);
    expect(empty.series).toHaveLength(30);
    await load(context, portalId, month(5, 40).rows);
    // A question counts what happened just now.
    expect(await ask(whole)).toMatchObject({ state: "few", waiting: 0 });
    await load(context, portalId, [{ events: manyEvents(1_200) }]);
    expect((await ask(whole)).waiting).toBeGreaterThan(0);
    const unknown = await insightOf({ context, catalogue: flowCatalogue(context) }, portalId, {
      ...whole,
      flowId: "flw_x",
    });
    expect(unknown).toMatchObject({ kind: "refused", code: "insight.unknown_flow" });
    const version = await insightOf({ context, catalogue: flowCatalogue(context) }, portalId, {
      ...whole,
      group: "version",
    });
    expect(version).toMatchObject({ kind: "refused", code: "insight.version_of_no_flow" });
  });

  async function countAll(counting: Context): Promise<void> {
    while ((await countEvents(counting, portalId, { atOnce: 2_000 })) !== "none");
  }

  /** At the same time; beside a SQLite file there is no other process. */
  async function asAnotherProcess(work: (counting: Context) => Promise<void>): Promise<void> {
    if (!("DATABASE_URL" in database.settings)) return work(context);
    const store = createStore(await database.open());
    try {
      await work({ ...context, store });
    } finally {
      await store.close();
    }
  }
});

const nothingElse = {
  person_id: null,
  flow_id: null,
  version_id: null,
  session_id: null,
  submission_id: null,
  screen: null,
  field_id: null,
  code: null,
};

function manyEvents(count: number) {
  return Array.from({ length: count }, (_, number) => ({
    id: `evt_entered_${number}`,
    kind: "entered",
    send_id: null,
    ...nothingElse,
    at: 1_700_000_000_000 + number,
  }));
}

/** Nothing can be written for the portal that is first written for. */
function firstBreaks(store: Store, broken: { id?: string }): Store {
  return {
    ...store,
    of: (id) => ({
      ...store.of(id),
      commit: async (batch) => {
        broken.id ??= id;
        if (id === broken.id) throw new Error("A row that no code expects.");
        await store.of(id).commit(batch);
      },
    }),
  };
}

/** Sometimes a commit does not come through, and sometimes only its answer does not. */
function unreliable(store: Store, random: () => number): Store {
  return {
    ...store,
    of: (id) => {
      const tenant = store.of(id);
      return {
        ...tenant,
        commit: async (batch) => {
          if (random() < 0.3) throw new Error("The connection was lost before the commit.");
          await tenant.commit(batch);
          if (random() < 0.3) throw new Error("The connection was lost after the commit.");
        },
      };
    },
  };
}

function shuffled<Each>(all: readonly Each[]): Each[] {
  const random = mulberry32(all.length);
  return all
    .map((each) => ({ each, place: random() }))
    .sort((one, other) => one.place - other.place)
    .map(({ each }) => each);
}

function expectTrue(insight: Insight, told: readonly Told[]): void {
  const truth = truthOf(told);
  for (const { stage, screen, count, ofSent } of insight.funnel) {
    const expected = screen ? truth.screen(screen.id).shown : truth.at(stage);
    expect({ stage, screen: screen?.id, count }).toEqual({ stage, screen: screen?.id, count: expected });
    expect(ofSent).toBeCloseTo(expected / truth.sent, 12);
  }
  expect(insight.funnel.some(({ stage }) => stage === "opened")).toBe(truth.openingsSeen > 0);
  for (const { measure, time } of insight.times)
    expect({ measure, time }).toEqual({ measure, time: { ...truth.time(measure), exact: true } });
  for (const { what, time } of insight.delays)
    expect({ what, time }).toEqual({ what, time: { ...truth.time(`delay_${what}`), exact: true } });
  expect(insight.screens.map(({ id }) => id)).toEqual(insight.flow ? screens : []);
  for (const { id, shown, submitted, back, returned, left, time } of insight.screens) {
    expect({ id, shown, submitted, back, returned, left }).toEqual({ id, ...truth.screen(id) });
    expect(time).toEqual({ ...truth.time(`screen ${id}`), exact: true });
  }
  if (insight.flow) {
    for (const { id, rejected, people, rules } of insight.fields.filter((field) => field.rejected > 0)) {
      const counted = { rejected, people, rules: Object.fromEntries(rules.map(({ rule, count }) => [rule, count])) };
      expect(counted).toEqual(truth.rejected(id));
    }
    expect(insight.fields.reduce((sum, { changed }) => sum + changed, 0)).toBe(truth.changed);
    expect(insight.fields.reduce((sum, { rejected }) => sum + rejected, 0)).toBe(
      truth.rejected("email").rejected + truth.rejected("phone").rejected,
    );
  }
  const { billed, free, untold, categories } = insight.cost;
  const billedTruth = { marketing: truth.billed("marketing"), utility: truth.billed("utility") };
  expect({ billed, free, untold }).toEqual({
    billed: billedTruth.marketing + billedTruth.utility,
    free: truth.free,
    untold: truth.untold,
  });
  for (const { category, messages } of categories)
    expect(messages).toBe(category === "marketing" ? billedTruth.marketing : billedTruth.utility);
}

function expectGroups(groups: Insight["groups"], told: readonly Told[], of: (each: Told) => string): void {
  const shown = new Set(groups.filter(({ others }) => !others).map(({ value }) => value));
  for (const { value, others, sent, delivered, started, completed, landed, filling } of groups) {
    const own = told.filter((each) => (others ? !shown.has(of(each)) : of(each) === value));
    const truth = truthOf(own);
    expect(sent).toBeGreaterThanOrEqual(5);
    expect({ value, sent, delivered, started, completed, landed }).toEqual({
      value,
      sent: truth.sent,
      delivered: truth.at("delivered"),
      started: truth.at("started"),
      completed: truth.at("completed"),
      landed: truth.at("landed"),
    });
    expect(filling).toEqual({ ...truth.time("filling"), exact: true });
  }
  expect(groups.reduce((sum, { sent }) => sum + sent, 0)).toBe(truthOf(told).sent);
}
