/** A database without room: a clear state, nothing acknowledged that is not stored, and on again once there is room. */
import { afterEach, beforeEach, expect, it } from "@jest/globals";
import { CompiledQuery } from "kysely";
import { DatabaseFull, type Engine, write } from "../../../server/store/index.ts";
import { onBothDatabases, type TestDatabase } from "../../databases/index.ts";
import { type Harness, portalId, sampleForm, startHarness } from "../harness.ts";
import { atTheLastScreen, handIn, manyAtTheLastScreen, ready, stored } from "./faults-customers.ts";
import { smallTablespace, type Tablespace } from "./faults-tablespace.ts";

onBothDatabases("a full database", (databases) => {
  let database: TestDatabase;
  let tablespace: Tablespace | undefined;
  let engine: Engine | undefined;
  let house: Harness;
  let why: string | undefined;

  beforeEach(async () => {
    why = undefined;
    database = await databases.make();
    if (databases.kind === "postgres") {
      const made = await smallTablespace(database);
      if (typeof made === "string") why = made;
      else tablespace = made;
    }
    const watched: TestDatabase = {
      ...database,
      open: async () => {
        engine = await database.open();
        return engine;
      },
    };
    house = await startHarness(sampleForm, { database: watched });
  });
  afterEach(async () => {
    await house.close();
    await tablespace?.remove();
    tablespace = undefined;
    await database.remove();
  });

  const ask = (text: string) => engine?.read(CompiledQuery.raw(text)) ?? Promise.resolve([]);

  /** SQLite is told that the disk ends here; PostgreSQL's lies on a small one. */
  async function endOfDisk(): Promise<void> {
    if (databases.kind === "sqlite") await ask("pragma max_page_count = 1");
  }

  /** Rows until no more go in: in pages of their own, then in what is left of others. @returns the refusal */
  async function fill(): Promise<unknown> {
    const tenant = house.context.store.of(portalId);
    let refusal: unknown;
    let number = 0;
    for (const size of [500_000, 50_000, 5_000, 500, 50]) {
      for (;;) {
        number += 1;
        const mapping = randomText(size);
        const row = { flow_id: `filler-${number}`, mapping, edited_at: 1 };
        try {
          await tenant.commit([write(tenant.db.insertInto("mapping_edits").values(row), 1)]);
        } catch (error) {
          refusal = error;
          break;
        }
      }
    }
    return refusal;
  }

  async function makeRoom(): Promise<void> {
    if (databases.kind === "sqlite") await ask("pragma max_page_count = 4294967294");
    else await tablespace?.makeRoom();
  }

  it("refuses in words, is not ready, accepts nothing, and goes on by itself", async () => {
    if (why !== undefined) {
      console.warn(`Skipped: no small tablespace for PostgreSQL here (${why}).`);
      return;
    }
    const early = await handIn(house, await atTheLastScreen(house));
    expect(early).toMatchObject({ status: 200, accepted: true });
    // So many that the last half-empty pages have no room for all of them.
    const waiting = await manyAtTheLastScreen(house, 30);
    await endOfDisk();
    expect(await fill()).toBeInstanceOf(DatabaseFull);
    expect(await ready(house)).toEqual({ status: 503, says: { status: "database full" } });

    const during = await Promise.all(waiting.map((token) => handIn(house, token)));
    const refused = during.filter(({ accepted }) => !accepted);
    expect(refused.length).toBeGreaterThan(0);
    for (const { status } of refused) expect(status).toBe(500);
    const acknowledged = during.flatMap(({ submissionId }) => submissionId ?? []);
    expect((await stored(house)).sort()).toEqual([early.submissionId, ...acknowledged].sort());

    await makeRoom();
    expect(await ready(house)).toEqual({ status: 200, says: { status: "ready" } });
    const after = await Promise.all(waiting.map((token) => handIn(house, token)));
    for (const answer of after) expect(answer).toMatchObject({ status: 200, accepted: true });
    const all = [early, ...after].map(({ submissionId }) => submissionId);
    expect(new Set(all).size).toBe(31);
    expect((await stored(house)).sort()).toEqual(all.sort());
    if (databases.kind === "sqlite") expect(await ask("pragma integrity_check")).toEqual([{ integrity_check: "ok" }]);
  });
});

/** No database packs it tighter, and the same seed gives the same text. */
function randomText(size: number): string {
  let state = 12_345 + size;
  let text = "";
  while (text.length < size) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    text += state.toString(36);
  }
  return text.slice(0, size);
}
