/**
 * Every table of a portal on both databases: with one portal's store, no statement reads, changes, removes or takes over
 * another portal's rows, whatever ids it names. The tables are those that the database itself has.
 */
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type Compilable, type CompiledQuery, sql } from "kysely";
import { portalTables } from "../../server/portals/departure.ts";
import { createStore, type Store, StoreConflict } from "../../server/store/index.ts";
import { onBothDatabases, type TestDatabase } from "../databases/index.ts";
import { type Column, tenantColumns } from "./columns.ts";

type Table = (typeof portalTables)[number];
type Values = Record<string, string | number | Buffer>;

const saysWhose = /does not say whose/;
const [a, b, c] = ["1000001", "2000002", "3000003"];

onBothDatabases("a portal's store", (databases) => {
  let database: TestDatabase;
  let store: Store;
  let columns: Map<string, Column[]>;
  beforeAll(async () => {
    database = await databases.make();
    // SQLite lets nobody look into a file that is open elsewhere.
    await (await database.open()).close();
    columns = await tenantColumns(database);
    store = createStore(await database.open());
    // Somebody who has a row that others could be joined to.
    await insert(c, "people", valuesOf("people", 9));
  }, 120_000);
  afterAll(async () => {
    await store.close();
    await database.remove();
  });

  /** A row without its portal; the same for everybody who asks for the same number. */
  const valuesOf = (table: Table, number: number): Values =>
    Object.fromEntries(
      (columns.get(table) ?? [])
        .filter(({ name }) => name !== "portal_id")
        .map(({ name, kind }) => [name, kind === "number" ? number : ofKind[kind](`${name}-${number}`)]),
    );
  const ofKind = { text: (text: string) => text, bytes: (text: string) => Buffer.from(text) };

  // The tables' types differ; what is tried here is the same statement on each.
  const insert = async (portalId: string, table: Table, values: Values) =>
    store.of(portalId).commit([
      {
        query: compiled(
          store
            .of(portalId)
            .db.insertInto(table)
            .values(values as never),
        ),
        rows: 1,
      },
    ]);
  const rowsOf = (portalId: string, table: Table) => {
    const every = store.everyPortal();
    return every.all(every.db.selectFrom(table).selectAll().where(sql.ref("portal_id"), "=", portalId));
  };
  const compiled = (query: Compilable): CompiledQuery => query.compile();

  it("knows every table that has portals in it", () => {
    expect([...columns.keys()].sort()).toEqual([...portalTables].sort());
  });

  describe.each(portalTables)("%s", (table) => {
    let before: unknown[];
    let ofB: Values;
    beforeAll(async () => {
      ofB = valuesOf(table, 7);
      await insert(b, table, ofB);
      before = await rowsOf(b, table);
    });

    it("reads nothing of another portal, by whatever column it is asked for", async () => {
      const mine = store.of(a);
      expect(await mine.all(mine.db.selectFrom(table).selectAll())).toEqual([]);
      for (const [column, value] of Object.entries(ofB)) {
        expect([
          column,
          await mine.all(mine.db.selectFrom(table).selectAll().where(sql.ref(column), "=", value)),
        ]).toEqual([column, []]);
      }
      const anyway = mine.db.selectFrom(table).selectAll().where(sql<boolean>`1 = 1 or portal_id = ${b}`);
      expect(await mine.all(anyway)).toEqual([]);
      // And the row is there for its own.
      const theirs = store.of(b);
      expect(await theirs.all(theirs.db.selectFrom(table).selectAll())).toHaveLength(1);
    });

    it("reads nothing through a join either", async () => {
      const mine = store.of(c);
      // The table is another one each time, which types cannot follow: a stand-in with the same columns.
      const other = mine.db.dynamic.table<"people">(table as "people").as("other");
      const joined = mine.db
        .selectFrom("people as mine")
        .select(sql`other.portal_id`.as("whose"))
        .innerJoin(other, (join) => join.on(sql<boolean>`1 = 1 or other.portal_id = ${b}`));
      expect(await mine.all(joined)).toEqual(table === "people" ? [{ whose: c }] : []);
    });

    it("changes and removes nothing of another portal", async () => {
      const mine = store.of(a);
      const [column = "", value = ""] = Object.entries(ofB).find(([, each]) => typeof each === "string") ?? [];
      const update = mine.db
        .updateTable(table)
        .set({ [column]: "taken" } as never)
        .where(sql.ref(column), "=", value);
      await mine.commit([{ query: compiled(update) }]);
      await mine.commit([{ query: compiled(mine.db.deleteFrom(table).where(sql.ref(column), "=", value)) }]);
      await expect(mine.commit([{ query: compiled(update), rows: 1 }])).rejects.toThrow(StoreConflict);
      expect(await rowsOf(b, table)).toEqual(before);
    });

    it("gives no row to another portal", async () => {
      const { db } = store.of(a);
      expect(() => compiled(db.updateTable(table).set({ portal_id: b } as never))).toThrow(saysWhose);
    });

    it("inserts under its own portal only: a portal that the values name is refused", async () => {
      await expect(insert(a, table, { ...valuesOf(table, 8), portal_id: b })).rejects.toThrow(saysWhose);
      expect(await rowsOf(b, table)).toEqual(before);
    });
  });
});
