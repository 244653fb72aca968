/** What only PostgreSQL can do: refuse, go away, and come back. */
import { once } from "node:events";
import { createServer } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { sql } from "kysely";
import {
  createStore,
  DatabaseAway,
  type Engine,
  openPostgres,
  type Store,
  write,
} from "../../../server/store/index.ts";
import { installQueue } from "../../../server/wakeups/graphile-queue.ts";
import { asAdmin, onPostgres, postgresUrl, type TestDatabase } from "../../databases/index.ts";
import { type CuttingWire, cuttingWire } from "./cutting-wire.ts";

onPostgres("PostgreSQL", (databases) => {
  let database: TestDatabase;
  let url: string;
  beforeEach(async () => {
    database = await databases.make();
    if (!("DATABASE_URL" in database.settings)) throw new Error("This is a file.");
    url = database.settings.DATABASE_URL;
  });
  afterEach(() => database.remove());

  describe("that cannot be opened says what to do", () => {
    const changed = (part: "port" | "password" | "pathname", value: string): string => {
      const other = new URL(url);
      other[part] = value;
      return other.href;
    };
    const refusal = (address: string) =>
      openPostgres(address).then(
        () => "opened",
        (error: unknown) => (error instanceof Error ? `${error.name}: ${error.message}` : "nothing"),
      );

    it("when nobody listens there", async () => {
      const listener = createServer().listen(0, "127.0.0.1");
      await once(listener, "listening");
      const address = listener.address();
      listener.close();
      await once(listener, "close");
      const port = typeof address === "object" && address ? String(address.port) : "1";
      expect(await refusal(changed("port", port))).toMatch(
        /^DatabaseUnusable: PostgreSQL does not answer .*ECONNREFUSED.* Start it/,
      );
    });

    it("when the password is wrong, without repeating it", async () => {
      const said = await refusal(changed("password", "not-this-one"));
      expect(said).toMatch(/^DatabaseUnusable: PostgreSQL refuses this user or password/);
      expect(said).not.toContain("not-this-one");
    });

    it("when there is no such database", async () => {
      expect(await refusal(changed("pathname", "/nowhere"))).toMatch(
        /^DatabaseUnusable: There is no database nowhere at .*createdb/,
      );
    });

    it("when the user may make no tables, or no schema for the queue", async () => {
      const empty = await databases.makeEmpty();
      if (!("DATABASE_URL" in empty.settings)) throw new Error("This is a file.");
      const name = new URL(empty.settings.DATABASE_URL).pathname.slice(1);
      const guest = `guest_${name.slice(-8)}`;
      await asAdmin(await postgresUrl(), `create role ${guest} login password 'guest'`);
      const asGuest = new URL(empty.settings.DATABASE_URL);
      asGuest.username = guest;
      asGuest.password = "guest";
      expect(await refusal(asGuest.href)).toMatch(/^DatabaseUnusable: This user may not do .* GRANT CREATE/);
      await asAdmin(empty.settings.DATABASE_URL, `grant create, usage on schema public to ${guest}`);
      await (await openPostgres(asGuest.href)).close();
      await expect(installQueue(asGuest.href)).rejects.toThrow(/a schema named graphile_worker.*GRANT CREATE/);
      await asAdmin(await postgresUrl(), `grant create on database ${name} to ${guest}`);
      await installQueue(asGuest.href);
    });

    it("when a newer version has been here", async () => {
      await asAdmin(url, "insert into kysely_migration (name, timestamp) values ('999-from-the-future', '2100-01-01')");
      expect(await refusal(url)).toMatch(/newer version of Flowella/);
    });
  });

  it("opens while tables of somebody else come and go in it, as when another process installs the queue", async () => {
    const columns = Array.from({ length: 200 }, (_, index) => `c${index} int not null`).join(", ");
    await asAdmin(url, "create schema other");
    let open = false;
    const others = [1, 2].map(async (number) => {
      while (!open) {
        await asAdmin(url, `create table other.t${number} (${columns})`);
        await asAdmin(url, `drop table other.t${number}`);
      }
    });
    try {
      for (let times = 0; times < 20; times += 1) await (await openPostgres(url)).close();
    } finally {
      open = true;
      await Promise.all(others);
    }
  });

  describe("that goes away", () => {
    let wire: CuttingWire;
    let engine: Engine;
    let store: Store;
    beforeEach(async () => {
      wire = await cuttingWire(url);
      engine = await openPostgres(wire.url, { poolSize: 3 });
      store = createStore(engine);
    });
    afterEach(async () => {
      await wire.close();
      await engine.close();
    });
    const insert = (id: string) => {
      const a = store.of("a");
      return a.commit([write(a.db.insertInto("people").values({ id, created_at: 1 }), 1)]);
    };
    const people = async () => {
      const a = store.of("a");
      return (await a.all(a.db.selectFrom("people").select("id").orderBy("id"))).map(({ id }) => id);
    };

    it("and comes back is served again, and an idle connection that was cut costs nobody anything", async () => {
      await insert("p1");
      wire.cutAfter(0);
      await expect(people()).rejects.toBeInstanceOf(DatabaseAway);
      await expect(insert("p2")).rejects.toBeInstanceOf(DatabaseAway);
      wire.mend();
      expect(await people()).toEqual(["p1"]);
      await insert("p2");
      await asAdmin(
        await postgresUrl(),
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${new URL(url).pathname.slice(1)}'`,
      );
      await insert("p3");
      expect(await people()).toEqual(["p1", "p2", "p3"]);
    });

    it("in the middle of a batch writes all of it or nothing", async () => {
      for (let statement = 1; statement <= 4; statement += 1) {
        const a = store.of("a");
        const [one, other] = [`${statement}-one`, `${statement}-other`];
        wire.cutAfter(statement);
        const rows = [one, other].map((id) => write(a.db.insertInto("people").values({ id, created_at: 1 }), 1));
        await expect(a.commit(rows)).rejects.toBeInstanceOf(DatabaseAway);
        wire.mend();
        const there = (await people()).filter((id) => id.startsWith(`${statement}-`));
        expect([[], [one, other]]).toContainEqual(there);
      }
    });
  });

  it("flushes each commit, whatever the server's defaults are", async () => {
    const name = new URL(url).pathname.slice(1);
    await asAdmin(url, `alter database ${name} set synchronous_commit = off`);
    await asAdmin(url, `alter database ${name} set default_transaction_isolation = 'serializable'`);
    const engine = await openPostgres(url);
    const { db, all } = createStore(engine).everyPortal();
    const ask = sql`select current_setting('synchronous_commit') as flush, current_setting('transaction_isolation') as sees`;
    expect(await all({ compile: () => ask.compile(db) })).toEqual([{ flush: "on", sees: "read committed" }]);
    await engine.close();
  });

  it("serves statements that were prepared before another process changed a table", async () => {
    const engine = await openPostgres(url, { poolSize: 1 });
    const a = createStore(engine).of("a");
    const query = () => a.all(a.db.selectFrom("people").selectAll());
    expect(await query()).toEqual([]);
    await asAdmin(url, "alter table people add column added_later text");
    expect(await query()).toEqual([]);
    await engine.close();
  });
});
