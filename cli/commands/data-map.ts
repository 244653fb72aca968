/** `flowella data-map`: docs/data-map.md anew, from the schema of an empty database. */
import { type Kysely, sql } from "kysely";
import { type Columns, dataMap } from "../../server/privacy/data-map.ts";
import { type AllTables, createStore, openSqlite } from "../../server/store/index.ts";

export async function dataMapText(): Promise<string> {
  const store = createStore(await openSqlite(":memory:"));
  try {
    const { db, all } = store.everyPortal();
    const rows = await all(columnsOf(db));
    const tables = Map.groupBy(rows, ({ table }) => table);
    const columns: Columns = new Map([...tables].map(([table, of]) => [table, of.map(({ column }) => column)]));
    return dataMap(columns);
  } finally {
    await store.close();
  }
}

/** SQLite's own words: what is asked is always the database in memory. */
function columnsOf(db: Kysely<AllTables>) {
  return db
    .selectFrom(
      sql<{ table: string; column: string }>`(select m.name as "table", c.name as "column"
        from sqlite_master m, pragma_table_info(m.name) c
        where m.type = 'table' and m.name not like 'sqlite_%' and m.name not like 'kysely_%')`.as("of"),
    )
    .select(["of.table", "of.column"]);
}
