/** An older version never works on a database that a newer one has changed: it says so, and leaves everything as it is. */
import { afterEach, expect, it } from "@jest/globals";
import { sql } from "kysely";
import { createStore, write } from "../../server/store/index.ts";
import { onBothDatabases, type TestDatabase } from "../databases/index.ts";

let database: TestDatabase;
afterEach(() => database.remove());

onBothDatabases("a database of a newer version", ({ make }) => {
  it("is refused in words, and stays as it is", async () => {
    database = await make();
    const store = createStore(await database.open());
    const every = store.everyPortal();
    const newer = sql`insert into kysely_migration (name, timestamp) values ('999-of-the-future', '2099-01-01')`;
    await every.commit([write({ compile: () => newer.compile(every.db) })]);
    await store.close();
    await expect(database.open()).rejects.toThrow(
      "A newer version of Flowella has used this database: start that version.",
    );
    await expect(database.open()).rejects.toThrow("start that version");
  });
});
