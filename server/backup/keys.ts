/**
 * A backup's keys lie in a file of their own, which the next backup replaces: somebody who is erased is unreadable in every
 * older backup as soon as there is a newer one, because their key is nowhere any more.
 */
import { setImmediate } from "node:timers/promises";
import Database from "better-sqlite3";
import { RefusedInput } from "../../core/errors.ts";

/** Keys that are moved in one turn of the event loop: the server may be answering phones meanwhile. */
const together = 1_000;

/** Moves the keys out of a copy of the database into a new file. */
export async function moveKeysOut(copy: string, keys: string, takenAt: number): Promise<{ keys: number }> {
  const database = new Database(copy);
  try {
    // What is deleted is overwritten with zeros; and what is cut off here is thrown away as a whole.
    database.pragma("secure_delete = ON");
    database.pragma("journal_mode = DELETE");
    database.pragma("synchronous = OFF");
    database.prepare("ATTACH ? AS apart").run(keys);
    database.exec("CREATE TABLE apart.taken (at INTEGER NOT NULL)");
    database.prepare("INSERT INTO apart.taken VALUES (?)").run(takenAt);
    database.exec("CREATE TABLE apart.vault_keys AS SELECT * FROM main.vault_keys WHERE 0");
    let moved = 0;
    for (;;) {
      const some = `FROM main.vault_keys WHERE rowid IN (SELECT rowid FROM main.vault_keys ORDER BY rowid LIMIT ${together})`;
      const { changes } = database.prepare(`INSERT INTO apart.vault_keys SELECT * ${some}`).run();
      if (changes === 0) return { keys: moved };
      database.prepare(`DELETE ${some}`).run();
      moved += changes;
      await setImmediate();
    }
  } finally {
    database.close();
  }
}

/** When the keys were put aside, epoch ms. @throws RefusedInput where there are none */
export function keysTakenAt(keys: string): number {
  try {
    const database = new Database(keys, { readonly: true, fileMustExist: true });
    try {
      return database.prepare<[], { at: number }>("SELECT at FROM taken").get()?.at ?? 0;
    } finally {
      database.close();
    }
  } catch {
    throw new RefusedInput("backup.keys", `${keys} cannot be read. Nothing in the backups opens without it.`);
  }
}

/** Puts the keys into a restored copy: those of portals and people that are in it. */
export function putKeysIn(copy: string, keys: string): void {
  const database = new Database(copy);
  try {
    database.prepare("ATTACH ? AS apart").run(keys);
    const columnsOf = (schema: string) =>
      database.prepare<[], { name: string }>(`PRAGMA ${schema}.table_info(vault_keys)`).all();
    const ours = new Set(columnsOf("main").map(({ name }) => name));
    const both = columnsOf("apart").flatMap(({ name }) => (ours.has(name) ? [`"${name}"`] : []));
    database.exec(
      `INSERT INTO main.vault_keys (${both.join(", ")}) SELECT ${both.join(", ")} FROM apart.vault_keys AS held
       WHERE held.portal_id IN (SELECT id FROM main.portals) AND (held.person_id IS NULL OR EXISTS
         (SELECT 1 FROM main.people WHERE people.portal_id = held.portal_id AND people.id = held.person_id))`,
    );
  } finally {
    database.close();
  }
}

/** The newest migration of a copy of the database. */
export function newestMigrationOf(copy: string): string {
  const database = new Database(copy, { readonly: true });
  try {
    const query = database.prepare<[], { name: string }>(
      "SELECT name FROM kysely_migration ORDER BY name DESC LIMIT 1",
    );
    return query.get()?.name ?? "";
  } finally {
    database.close();
  }
}
