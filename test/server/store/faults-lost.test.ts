/** The connection to PostgreSQL breaks while customers hand in their answers: the server says so, and goes on by itself. */
import { afterEach, beforeEach, expect, it } from "@jest/globals";
import { openPostgres } from "../../../server/store/index.ts";
import { asAdmin, onPostgres, postgresUrl, type TestDatabase } from "../../databases/index.ts";
import { type Harness, sampleForm, startHarness } from "../harness.ts";
import { type CuttingWire, cuttingWire } from "./cutting-wire.ts";
import { handIn, manyAtTheLastScreen, ready, stored } from "./faults-customers.ts";

onPostgres("a lost connection", (databases) => {
  let database: TestDatabase;
  let wire: CuttingWire;
  beforeEach(async () => {
    database = await databases.make();
    if (!("DATABASE_URL" in database.settings)) throw new Error("This is a file.");
    wire = await cuttingWire(database.settings.DATABASE_URL);
  });
  afterEach(async () => {
    await wire.close();
    await database.remove();
  });

  const throughWire = (): TestDatabase => ({
    ...database,
    settings: { DATABASE_URL: wire.url },
    open: () => openPostgres(wire.url, { poolSize: 5 }),
  });

  async function whileCut(house: Harness, tokens: readonly string[]) {
    const answers = await Promise.all(tokens.map((token) => handIn(house, token)));
    for (const { status, accepted } of answers) expect(status).toBe(accepted ? 200 : 500);
    const acknowledged = answers.flatMap(({ submissionId }) => submissionId ?? []);
    expect(await ready(house)).toEqual({ status: 503, says: { status: "database unavailable" } });
    return acknowledged;
  }

  it("loses nothing that was acknowledged, wherever it breaks, and repeated answers are one submission", async () => {
    const house = await startHarness(sampleForm, { database: throughWire() });
    try {
      const expected: string[] = [];
      for (const statements of [0, 3, 10, 25, 60]) {
        const tokens = await manyAtTheLastScreen(house, 8);
        wire.cutAfter(statements);
        const acknowledged = await whileCut(house, tokens);
        wire.mend();
        expect(await ready(house)).toEqual({ status: 200, says: { status: "ready" } });
        const after = await Promise.all(tokens.map((token) => handIn(house, token)));
        for (const answer of after) expect(answer).toMatchObject({ status: 200, accepted: true });
        const ids = after.flatMap(({ submissionId }) => submissionId ?? []);
        expect(ids).toEqual(expect.arrayContaining(acknowledged));
        expected.push(...ids);
      }
      expect((await stored(house)).sort()).toEqual(expected.sort());
      expect(new Set(expected).size).toBe(40);
    } finally {
      wire.mend();
      await house.close();
    }
  });

  it("costs nobody an answer when the server ends idle connections", async () => {
    const house = await startHarness(sampleForm, { database: throughWire() });
    try {
      const tokens = await manyAtTheLastScreen(house, 5);
      const name = new URL(wire.url).pathname.slice(1);
      await asAdmin(
        await postgresUrl(),
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
      );
      for (const token of tokens) expect(await handIn(house, token)).toMatchObject({ status: 200, accepted: true });
      expect(await stored(house)).toHaveLength(5);
    } finally {
      await house.close();
    }
  });
});
