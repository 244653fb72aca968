import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import Database from "better-sqlite3";
import { sql } from "kysely";
import { createStore, type Engine, openSqlite, type Store, StoreConflict, write } from "../../../server/store/index.ts";
import { onBothDatabases, type TestDatabase } from "../../databases/index.ts";
import { bytesOf } from "../../e2e/database.ts";

const person = (id: string) => ({ id, created_at: 1 });

onBothDatabases("the store", (databases) => {
  let database: TestDatabase;
  let engine: Engine;
  let store: Store;
  beforeAll(async () => {
    database = await databases.make();
    engine = await database.open();
    store = createStore(engine);
  });
  afterEach(async () => {
    const every = store.everyPortal();
    await every.commit([
      write(every.db.deleteFrom("people")),
      write(every.db.deleteFrom("windows")),
      write(every.db.deleteFrom("flow_keys")),
    ]);
  });
  afterAll(async () => {
    await engine.close();
    await database.remove();
  });

  describe("a portal's queries", () => {
    beforeEach(async () => {
      for (const portalId of ["a", "b"]) {
        const tenant = store.of(portalId);
        await tenant.commit([
          write(tenant.db.insertInto("people").values([person("p1"), person("p2")]), 2),
          write(tenant.db.insertInto("windows").values({ person_id: "p1", sender_id: "s", last_inbound_at: 7 }), 1),
        ]);
      }
    });

    it("read, change and delete that portal's rows only", async () => {
      const a = store.of("a");
      await a.commit([
        write(a.db.updateTable("people").set({ created_at: 2 }), 2),
        write(a.db.deleteFrom("people").where("id", "=", "p2").where("created_at", "=", 2), 1),
      ]);
      expect(await a.all(a.db.selectFrom("people").selectAll())).toEqual([
        { portal_id: "a", id: "p1", created_at: 2, revision: 0 },
      ]);
      const b = store.of("b");
      expect(await b.all(b.db.selectFrom("people").select("created_at"))).toEqual([
        { created_at: 1 },
        { created_at: 1 },
      ]);
    });

    it("stay scoped when a condition says or", async () => {
      const a = store.of("a");
      const query = a.db
        .selectFrom("people")
        .select("id")
        .where((eb) => eb.or([eb("id", "=", "p1"), eb("id", "=", "p2")]));
      expect(await a.all(query)).toHaveLength(2);
    });

    it("stay scoped in joins, aliases and sub-queries", async () => {
      const a = store.of("a");
      const joined = a.db
        .selectFrom("people as who")
        .innerJoin("windows", "windows.person_id", "who.id")
        .select(["who.id", "windows.last_inbound_at"]);
      expect(await a.all(joined)).toEqual([{ id: "p1", last_inbound_at: 7 }]);
      const left = a.db
        .selectFrom("people")
        .leftJoin("windows", "windows.person_id", "people.id")
        .select(["people.id", "windows.sender_id"])
        .orderBy("people.id");
      expect(await a.all(left)).toEqual([
        { id: "p1", sender_id: "s" },
        { id: "p2", sender_id: null },
      ]);
      const nested = a.db
        .selectFrom("people")
        .select("id")
        .where("id", "in", (eb) => eb.selectFrom("windows").select("person_id"));
      expect(await a.all(nested)).toEqual([{ id: "p1" }]);
    });

    it("upsert on the portal's own unique rows", async () => {
      const a = store.of("a");
      const upsert = a.db
        .insertInto("windows")
        .values({ person_id: "p1", sender_id: "s", last_inbound_at: 9 })
        .onConflict((conflict) => conflict.columns(["person_id", "sender_id"]).doUpdateSet({ last_inbound_at: 9 }));
      await a.commit([write(upsert, 1)]);
      const b = store.of("b");
      expect(await b.all(b.db.selectFrom("windows").select("last_inbound_at"))).toEqual([{ last_inbound_at: 7 }]);
      expect(await a.all(a.db.selectFrom("windows").select("last_inbound_at"))).toEqual([{ last_inbound_at: 9 }]);
    });

    it("cannot insert from a query, which would carry other portals along", async () => {
      const a = store.of("a");
      const query = a.db
        .insertInto("people")
        .columns(["id", "created_at"])
        .expression((eb) => eb.selectFrom("people").select(["id", "created_at"]));
      expect(() => query.compile()).toThrow(/inserted from values/);
    });
  });

  describe("commit", () => {
    it("writes all of a batch or nothing of it", async () => {
      const a = store.of("a");
      const batch = a.commit([
        write(a.db.insertInto("people").values(person("p1")), 1),
        write(a.db.updateTable("people").set({ created_at: 5 }).where("id", "=", "nobody"), 1),
      ]);
      await expect(batch).rejects.toBeInstanceOf(StoreConflict);
      expect(await a.all(a.db.selectFrom("people").select("id"))).toEqual([]);
    });

    it("refuses one batch of a group without taking the others along", async () => {
      const a = store.of("a");
      const insert = (id: string) => a.commit([write(a.db.insertInto("people").values(person(id)), 1)]);
      const results = await Promise.allSettled([insert("p1"), insert("p1"), insert("p2")]);
      const [one, same, other] = results.map(({ status }) => status);
      // Which of the two comes first is the database's choice.
      expect([[one, same].sort(), other]).toEqual([["fulfilled", "rejected"], "fulfilled"]);
      expect(await a.all(a.db.selectFrom("people").select("id"))).toEqual([{ id: "p1" }, { id: "p2" }]);
    });

    it("says the same for a row that exists already, by key or by a rule that there is one only", async () => {
      const a = store.of("a");
      await a.commit([write(a.db.insertInto("people").values(person("p1")), 1)]);
      const twice = a.commit([write(a.db.insertInto("people").values(person("p1")), 1)]);
      await expect(twice).rejects.toBeInstanceOf(StoreConflict);
      const key = (id: string) => ({
        id,
        connection_id: "c",
        public_pem: "",
        private_sealed: "",
        status: "active" as const,
        retire_at: null,
        created_at: 1,
      });
      await a.commit([write(a.db.insertInto("flow_keys").values(key("k1")), 1)]);
      const second = a.commit([
        write(a.db.insertInto("people").values(person("p2")), 1),
        write(a.db.insertInto("flow_keys").values(key("k2")), 1),
      ]);
      await expect(second).rejects.toBeInstanceOf(StoreConflict);
      expect(await a.all(a.db.selectFrom("people").select("id"))).toEqual([{ id: "p1" }]);
    });

    it("does not call a mistake of ours a conflict", async () => {
      const a = store.of("a");
      const broken = a.commit([{ query: sql`update nothing_of_this_name set x = 1`.compile(a.db.withoutPlugins()) }]);
      await expect(broken).rejects.not.toBeInstanceOf(StoreConflict);
      const missing = { ...person("p3"), created_at: null };
      // @ts-expect-error: the column is never empty
      const empty = a.commit([write(a.db.insertInto("people").values(missing))]);
      await expect(empty).rejects.not.toBeInstanceOf(StoreConflict);
    });

    it("lets one of many writers of a row through, and tells the others", async () => {
      const a = store.of("a");
      await a.commit([write(a.db.insertInto("people").values(person("p1")), 1)]);
      const claim = (at: number) =>
        a.commit([
          write(
            a.db.updateTable("people").set({ created_at: at }).where("id", "=", "p1").where("created_at", "=", 1),
            1,
          ),
          write(a.db.insertInto("people").values(person(`by-${at}`)), 1),
        ]);
      const results = await Promise.allSettled([2, 3, 4, 5, 6, 7, 8, 9].map(claim));
      expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      for (const result of results)
        if (result.status === "rejected") expect(result.reason).toBeInstanceOf(StoreConflict);
      expect(await a.all(a.db.selectFrom("people").selectAll())).toHaveLength(2);
    });

    it("calls it a conflict, too, when batches wait for each other", async () => {
      const a = store.of("a");
      await a.commit([write(a.db.insertInto("people").values([person("p1"), person("p2")]), 2)]);
      const touch = (id: string) => write(a.db.updateTable("people").set({ created_at: 2 }).where("id", "=", id), 1);
      const crossing = Array.from({ length: 12 }, (_, n) =>
        a.commit(n % 2 === 0 ? [touch("p1"), touch("p2")] : [touch("p2"), touch("p1")]),
      );
      for (const result of await Promise.allSettled(crossing))
        if (result.status === "rejected") expect(result.reason).toBeInstanceOf(StoreConflict);
    });

    it("does afterwards what comes afterwards, and never for what was not written", async () => {
      const a = store.of("a");
      const told: string[] = [];
      const tell = (text: string) => ({ afterwards: () => told.push(text) });
      await a.commit([tell("first"), write(a.db.insertInto("people").values(person("p1")), 1)]);
      const again = a.commit([write(a.db.insertInto("people").values(person("p1")), 1), tell("second")]);
      await expect(again).rejects.toBeInstanceOf(StoreConflict);
      await a.commit([tell("nothing to write")]);
      expect(told).toEqual(["first", "nothing to write"]);
    });
  });

  describe("what is read", () => {
    it("is numbers and text as they were written", async () => {
      const a = store.of("a");
      const at = 1_790_000_000_123;
      await a.commit([
        write(a.db.insertInto("people").values({ id: "Zoë ✓ '; drop table people; --", created_at: at }), 1),
        write(a.db.insertInto("people").values({ id: "z", created_at: Number.MAX_SAFE_INTEGER }), 1),
      ]);
      const rows = await a.all(a.db.selectFrom("people").select(["id", "created_at"]).orderBy("created_at"));
      expect(rows).toEqual([
        { id: "Zoë ✓ '; drop table people; --", created_at: at },
        { id: "z", created_at: Number.MAX_SAFE_INTEGER },
      ]);
      const figures = await a.first(
        a.db
          .selectFrom("people")
          .select(({ fn }) => [fn.countAll<number>().as("count"), fn.min("created_at").as("first")])
          .where("id", "!=", "z"),
      );
      expect(figures).toEqual({ count: 1, first: at });
      expect(
        await a.first(
          a.db
            .selectFrom("people")
            .select(({ fn }) => fn.sum<number>("created_at").as("sum"))
            .where("id", "!=", "z"),
        ),
      ).toEqual({ sum: at });
    });
  });
});

it("a SQLite file of before deleting overwrote is written anew when it is opened, and only once", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "flowella-before-"));
  const file = path.join(folder, "flowella.db");
  const deleteBadly = (what: string): void => {
    const before = new Database(file);
    before.pragma("secure_delete = OFF");
    before.exec("CREATE TABLE IF NOT EXISTS keys (id INTEGER PRIMARY KEY, key TEXT)");
    const insert = before.prepare("INSERT INTO keys (key) VALUES (?)");
    for (let each = 0; each < 500; each += 1) insert.run(`${what}-${each}`);
    // The first pages become free as a whole, the last one in part.
    before.exec("DELETE FROM keys WHERE id < (SELECT max(id) FROM keys)");
    before.close();
  };
  const lie = async (...keys: string[]) => {
    const bytes = await bytesOf(file);
    return keys.filter((key) => bytes.includes(key));
  };
  try {
    deleteBadly("destroyed");
    expect(await lie("destroyed-300", "destroyed-498")).toHaveLength(2);
    await (await openSqlite(file)).close();
    expect(await lie("destroyed-300", "destroyed-498", "destroyed-499")).toEqual(["destroyed-499"]);
    // The control: a start like any other rewrites nothing.
    deleteBadly("later");
    await (await openSqlite(file)).close();
    expect(await lie("later-300")).toHaveLength(1);
  } finally {
    await rm(folder, { recursive: true });
  }
});
