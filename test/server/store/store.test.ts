import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { createStore, openSqlite, type Store, StoreConflict, write } from "../../../server/store/index.ts";

let store: Store;
beforeEach(async () => {
  store = createStore(await openSqlite(":memory:"));
});
afterEach(() => store.close());

const person = (id: string) => ({ id, created_at: 1 });

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
    expect(await a.all(a.db.selectFrom("people").selectAll())).toEqual([{ portal_id: "a", id: "p1", created_at: 2 }]);
    const b = store.of("b");
    expect(await b.all(b.db.selectFrom("people").select("created_at"))).toEqual([{ created_at: 1 }, { created_at: 1 }]);
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
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(await a.all(a.db.selectFrom("people").select("id"))).toEqual([{ id: "p1" }, { id: "p2" }]);
  });
});
