/** Everything that a portal has in the database, as it lies there. */
import Database from "better-sqlite3";
import { z } from "zod";
import { portalTables } from "../../server/portals/departure.ts";
import type { World } from "../e2e/world.ts";

const rowSchema = z.record(z.string(), z.unknown());
export type Dump = Record<string, readonly z.infer<typeof rowSchema>[]>;

/** Stops the server for the look: SQLite lets nobody else into its file. */
export async function dumpOf(world: World, portalId: string): Promise<Dump> {
  await world.settle();
  await world.stop();
  try {
    const database = new Database(world.databaseFile, { readonly: true });
    try {
      const rows = (query: string) => z.array(rowSchema).parse(database.prepare(query).all(portalId));
      const tables = portalTables.map((table) => [
        table,
        rows(`select * from ${table} where portal_id = ? order by 1, 2, 3`),
      ]);
      return Object.fromEntries([...tables, ["portals", rows("select * from portals where id = ?")]]);
    } finally {
      database.close();
    }
  } finally {
    await world.start();
  }
}
