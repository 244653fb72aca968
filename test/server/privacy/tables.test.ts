/** Every table that names a person is thought of when the person is erased. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "@jest/globals";
import Database from "better-sqlite3";
import { z } from "zod";
import { erasedTables, keptTables } from "../../../server/privacy/erase.ts";
import { openSqlite } from "../../../server/store/index.ts";

it("is erased with them, or kept as a figure", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "flowella-tables-"));
  try {
    const file = path.join(folder, "empty.db");
    await (await openSqlite(file)).close();
    const database = new Database(file, { readonly: true });
    const named = database
      .prepare(
        "select m.name as name from sqlite_master m, pragma_table_info(m.name) c where m.type = 'table' and c.name = 'person_id'",
      )
      .all();
    database.close();
    const tables = z.array(z.object({ name: z.string() })).parse(named);
    // The person's key itself is destroyed by the vault.
    const thoughtOf = [...erasedTables, ...keptTables, "vault_keys"].sort();
    expect(tables.map(({ name }) => name).sort()).toEqual(thoughtOf);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
