/** What one person says, told to several servers: it is handled in its order, and nobody walks over a table for that. */
import { once } from "node:events";
import { createServer as createHttpServer } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, expect, it } from "@jest/globals";
import { CompiledQuery } from "kysely";
import pg from "pg";
import { createServer } from "../../../server/app.ts";
import { dueRows } from "../../../server/inbox/store.ts";
import { metaApps } from "../../../server/portals/meta-apps.ts";
import { createStore, type EveryPortal } from "../../../server/store/index.ts";
import { graphileWakeups } from "../../../server/wakeups/index.ts";
import { onPostgres, sqlite, type TestDatabase } from "../../databases/index.ts";
import { testContext } from "../context.ts";
import { type Harness, portalId, post, signed, startHarness } from "../harness.ts";

/** A server of its own beside the first one: another process, as far as the database can tell. */
async function serverBeside({ context }: Harness, database: TestDatabase) {
  if (!("DATABASE_URL" in database.settings)) throw new Error("Only PostgreSQL is shared by servers.");
  const engine = await database.open();
  const { log, now } = context;
  const wakeups = await graphileWakeups({ url: database.settings.DATABASE_URL, engine, log, now });
  const store = createStore(engine);
  const server = createServer({ ...context, store, wakeups });
  const http = createHttpServer(server.app).listen(0, "127.0.0.1");
  await once(http, "listening");
  const address = http.address();
  return {
    server,
    url: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`,
    close: async () => {
      http.closeAllConnections();
      http.close();
      await server.stop();
      await store.close();
    },
  };
}

let closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.toReversed()) await close();
  closing = [];
});

async function until(reached: () => Promise<boolean>): Promise<void> {
  while (!(await reached())) await wait(20);
}

onPostgres("two servers", (databases) => {
  it("hear STOP and then START, the first still at STOP: in the end nothing is stopped", async () => {
    const database = await databases.make();
    closing.push(() => database.remove());
    const house = await startHarness(undefined, { database });
    closing.push(() => house.close());
    const beside = await serverBeside(house, database);
    closing.push(() => beside.close());
    if (!("DATABASE_URL" in database.settings)) throw new Error("Only PostgreSQL is shared by servers.");
    const holder = new pg.Client({ connectionString: database.settings.DATABASE_URL });
    await holder.connect();
    closing.push(() => holder.end());
    const app = await metaApps(house.context).byAppId("9001");
    const says = async (url: string, from: string, text: string) => {
      const timestamp = String(Math.floor(house.context.now() / 1000));
      const message = { from, id: `wamid.${from}.${text}`, timestamp, type: "text", text: { body: text } };
      const value = { messaging_product: "whatsapp", metadata: { phone_number_id: "105" }, messages: [message] };
      const entry = [{ id: "204000000000001", changes: [{ field: "messages", value }] }];
      const body = JSON.stringify({ object: "whatsapp_business_account", entry });
      expect((await post(`${url}/webhooks/meta/${app?.id}`, body, signed(body))).status).toBe(200);
    };
    const { all, db } = house.context.store.everyPortal();
    const rows = () => all(db.selectFrom("inbox").select(["status", "attempts"]).orderBy("received_at"));
    await house.server.start();

    // Nobody can be put on the list meanwhile: the handling of STOP waits with its commit.
    await holder.query("begin");
    await holder.query("lock table suppressions in share mode");
    await says(house.url, "393470001111", "STOP");
    await until(async () => (await rows())[0]?.attempts === 1);
    await beside.server.start();
    await says(beside.url, "393470001111", "START");
    await says(beside.url, "393470002222", "Hello");
    const looking = beside.server.idle();
    await until(async () => (await rows())[2]?.status === "done");
    await holder.query("rollback");
    await looking;

    await until(async () => (await rows()).every(({ status }) => status === "done"));
    expect(await all(db.selectFrom("suppressions").selectAll())).toEqual([]);
    const words = db.selectFrom("consents").select("state").where("source", "=", "word");
    expect((await all(words)).map(({ state }) => state).toSorted()).toEqual(["resumed", "withdrawn"]);
  }, 30_000);
});

it("what is held up is found from indexes, whatever else a portal or a person has", async () => {
  const database = await sqlite.make();
  closing.push(() => database.remove());
  const { context } = await testContext({ database });
  closing.push(() => context.store.close());
  const every = context.store.everyPortal();
  let plan = "";
  const all: EveryPortal["all"] = async (query) => {
    const { sql: text, parameters } = query.compile();
    const explain = CompiledQuery.raw(`explain query plan ${text}`, [...parameters]);
    plan += JSON.stringify(await every.all({ compile: () => explain }));
    return [];
  };
  await dueRows({ ...context, store: { ...context.store, everyPortal: () => ({ ...every, all }) } }, portalId, 50);
  expect(plan).toMatch(/SEARCH row USING INDEX inbox_in_order/);
  expect(plan).toMatch(/SEARCH earlier USING INDEX inbox_turns/);
  expect(plan).not.toMatch(/SCAN|TEMP B-TREE/);
});
