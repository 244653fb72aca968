/** SurveyMonkey's calls count for the operator's app: portals and processes share them, and none is made beyond them. */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import type { QuotaKeeper } from "../../../connectors/surveymonkey/index.ts";
import { claim, giveBack, type Kept, learn, quotaIn } from "../../../connectors/surveymonkey/quota.ts";
import { surveyCalls } from "../../../server/form-tools/survey-calls.ts";
import { createStore, type Engine } from "../../../server/store/index.ts";
import { onBothDatabases, type TestDatabase } from "../../databases/index.ts";

const day = 24 * 3_600_000;
const noon = Date.UTC(2026, 10, 22, 12);

/** SurveyMonkey's own count. */
class App {
  calls = 0;
  readonly #limit: number;
  constructor(limit: number) {
    this.#limit = limit;
  }
  async call(now: number) {
    this.calls += 1;
    const headers = new Headers({
      "X-Ratelimit-App-Global-Day-Limit": String(this.#limit),
      "X-Ratelimit-App-Global-Day-Remaining": String(Math.max(0, this.#limit - this.calls)),
      "X-Ratelimit-App-Global-Day-Reset": String((day - (now % day)) / 1_000),
    });
    return { status: this.calls > this.#limit ? 429 : 200, headers, text: "{}" };
  }
}

onBothDatabases("calls to SurveyMonkey", (databases) => {
  let database: TestDatabase;
  let engines: Engine[];
  let now: number;
  let app: App;
  beforeEach(async () => {
    database = await databases.make();
    engines = [];
    now = noon;
    app = new App(40);
  });
  afterEach(async () => {
    for (const engine of engines) await engine.close();
    await database.remove();
  });

  /** As many processes as the database takes: a SQLite file has one. */
  async function processes(): Promise<QuotaKeeper[]> {
    for (let more = database.kind === "postgres" ? 3 : 1; more > 0; more -= 1) engines.push(await database.open());
    return engines.map((engine) => surveyCalls({ store: createStore(engine), now: () => now }));
  }

  it("are never more than the day has, however many ask at once", async () => {
    const keepers = await processes();
    const [first] = keepers;
    await first?.during("write", () => app.call(now));
    const asked = Array.from({ length: 60 }, (_, index) =>
      keepers[index % keepers.length]?.during("write", () => app.call(now)),
    );
    const done = await Promise.allSettled(asked);
    expect(done.filter(({ status }) => status === "fulfilled")).toHaveLength(39);
    expect(app.calls).toBe(40);
    const refused = done.find((one) => one.status === "rejected");
    expect(refused).toMatchObject({ reason: { code: "surveymonkey.quota_used", retryAfterMs: day / 2 } });
    for (const keeper of keepers) expect(await keeper.left()).toMatchObject({ day: { limit: 40, remaining: 0 } });
    now += day / 2;
    app = new App(40);
    expect((await first?.during("write", () => app.call(now)))?.status).toBe(200);
    expect(await first?.left()).toMatchObject({ day: { remaining: 39, resetMs: day } });
  });

  it("leave the last fifth to answers, and count a call that got no answer for none", async () => {
    const keepers = await processes();
    const keeper = (index: number) => keepers[index % keepers.length];
    for (let calls = 0; calls < 32; calls += 1) await keeper(calls)?.during("read", () => app.call(now));
    await expect(keeper(1)?.during("read", () => app.call(now))).rejects.toMatchObject({
      code: "surveymonkey.quota_used",
    });
    const lost = new Error("the wire broke");
    await expect(keeper(0)?.during("write", () => Promise.reject(lost))).rejects.toBe(lost);
    expect(await keeper(2)?.left()).toMatchObject({ day: { remaining: 8 } });
    expect((await keeper(2)?.during("write", () => app.call(now)))?.status).toBe(200);
  });
});

describe("what is kept of the quota", () => {
  const told = (remaining: number, resetMs = 1_000_000) => ({ day: { limit: 500, remaining, resetMs } });

  it("goes by the smaller of two numbers about one day, and begins anew with the next", () => {
    const kept = learn(learn({}, told(10), noon), told(12), noon);
    expect(quotaIn(kept, noon).day?.remaining).toBe(10);
    expect(quotaIn(learn(kept, told(499, day), noon), noon).day?.remaining).toBe(499);
    expect(quotaIn(kept, noon + 1_000_001).day).toMatchObject({ limit: 500, remaining: 500 });
    // The operator's app was made public.
    const more = learn(kept, { day: { limit: 500_000, remaining: 400_000, resetMs: 1_000_000 } }, noon);
    expect(quotaIn(more, noon).day?.remaining).toBe(400_000);
  });

  it("never lets a call begin that the windows have no room for", () => {
    const left = fc.record({ limit: fc.integer({ min: 1, max: 50 }), resetMs: fc.integer({ min: 1, max: 60_000 }) });
    fc.assert(
      fc.property(left, left, fc.array(fc.boolean(), { maxLength: 120 }), (minute, today, lost) => {
        const start = { minute: { ...minute, remaining: minute.limit }, day: { ...today, remaining: today.limit } };
        let kept: Kept = learn({}, start, noon);
        let made = 0;
        for (const fails of lost) {
          const claimed = claim(kept, "write", noon);
          if (claimed.kind === "wait") {
            expect(made).toBeGreaterThanOrEqual(Math.min(minute.limit, today.limit));
            break;
          }
          kept = fails ? giveBack(claimed.kept) : claimed.kept;
          if (!fails) made += 1;
        }
        expect(made).toBeLessThanOrEqual(Math.min(minute.limit, today.limit));
      }),
    );
  });
});
