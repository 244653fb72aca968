/** Every table, column and index of a database, to be compared. */
import Database from "better-sqlite3";
import pg from "pg";

export function sqliteSchema(file: string): unknown[] {
  const database = new Database(file, { readonly: true });
  try {
    return [
      database.prepare("select type, name, sql from sqlite_master order by type, name").all(),
      database.prepare("select name from kysely_migration order by name").all(),
      database.prepare("select * from kysely_migration_lock").all(),
    ];
  } finally {
    database.close();
  }
}

export async function postgresSchema(url: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const all = async (query: string) => (await client.query(query)).rows;
    return [
      await all(`select table_schema, table_name, column_name, data_type, is_nullable, column_default
        from information_schema.columns where table_schema in ('public', 'graphile_worker') order by 1, 2, 3`),
      await all(
        "select indexname, indexdef from pg_indexes where schemaname in ('public', 'graphile_worker') order by 1",
      ),
      await all("select name from kysely_migration order by 1"),
      await all("select * from kysely_migration_lock"),
      await all("select id from graphile_worker.migrations order by 1"),
    ];
  } finally {
    await client.end();
  }
}
